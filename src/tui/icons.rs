//! Glyphs of one cell for what happens in a flow, each with an ASCII stand-in. No emoji: terminals disagree about their width.

/// What kind of thing an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum EventLook {
    /// A message out.
    MessageOut,
    /// A message in.
    MessageIn,
    /// A wait.
    Wait,
    /// A change of the contact.
    Contact,
    /// A result.
    Result,
    /// A call of the outside world.
    Call,
    /// Another flow or session.
    Flow,
    /// An error.
    Error,
    /// Something else.
    #[default]
    Other,
}

impl EventLook {
    /// The look of an event of this type.
    pub fn of(type_name: &str) -> Self {
        match type_name {
            "msg_created" | "ivr_created" | "broadcast_created" | "email_created"
            | "email_sent" => Self::MessageOut,
            "msg_received" => Self::MessageIn,
            "msg_wait" | "dial_wait" | "nothing_wait" | "wait_timed_out" | "wait_expired"
            | "run_expired" | "dial_ended" => Self::Wait,
            "run_result_changed" => Self::Result,
            "webhook_called"
            | "resthook_called"
            | "llm_called"
            | "airtime_created"
            | "airtime_transferred" => Self::Call,
            "flow_triggered" | "run_started" | "run_ended" | "session_triggered" => Self::Flow,
            "error" | "failure" | "warning" => Self::Error,
            name if name.starts_with("contact_")
                || name.starts_with("ticket_")
                || name == "input_labels_added" =>
            {
                Self::Contact
            }
            _ => Self::Other,
        }
    }

    /// Its glyph.
    pub fn glyph(self, ascii: bool) -> &'static str {
        let (unicode, plain) = match self {
            Self::MessageOut => ("✉", "<"),
            Self::MessageIn => ("⇢", ">"),
            Self::Wait => ("◷", "~"),
            Self::Contact => ("✎", "*"),
            Self::Result => ("◆", "="),
            Self::Call => ("☁", "@"),
            Self::Flow => ("⟦", "["),
            Self::Error => ("✖", "!"),
            Self::Other => ("·", "."),
        };
        if ascii { plain } else { unicode }
    }
}
