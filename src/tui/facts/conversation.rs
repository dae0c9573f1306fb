//! What the contact saw and wrote, in order.

/// What the Conversation pane shows.
#[derive(Debug, Clone, Default)]
pub struct ConversationFacts {
    /// The messages up to the current moment.
    pub bubbles: Vec<Bubble>,
    /// What can be answered with one key.
    pub quick_replies: Vec<String>,
    /// What the session waits for, in words; none: it does not wait.
    pub waits_for: Option<String>,
}

/// A message or a remark between messages.
#[derive(Debug, Clone, Default)]
pub struct Bubble {
    /// Who.
    pub side: Side,
    /// What.
    pub text: String,
    /// Its attachments.
    pub attachments: Vec<String>,
    /// The moment it came at.
    pub moment: usize,
}

/// Who a message is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Side {
    /// From the flow.
    #[default]
    Flow,
    /// From the contact.
    Contact,
    /// From nobody: a timeout, a call, the end.
    Remark,
}
