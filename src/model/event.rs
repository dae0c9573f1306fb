//! Events: what the engine logs, and what callers send it. One enum for both generations.

use std::sync::Arc;

use serde_json::Value as Json;

use super::contact::Contact;
use super::references::{
    ChannelReference, ContactReference, FieldReference, FlowReference, LlmReference, NamedGroup,
    NamedLabel, TemplateReference,
};
use super::session::RunStatus;
use super::uuids::{EventUuid, MsgUuid, NodeUuid, RunUuid, StepUuid};
use crate::excellent::{DateTime, Environment, Number, Text};
use crate::model::field::FieldValue;
use crate::model::session::SessionHistory;

/// Something that happened in a session.
#[derive(Debug, Clone)]
pub struct Event {
    /// Identity (14); generation 12's events have none.
    pub uuid: Option<EventUuid>,
    /// When.
    pub created_on: DateTime,
    /// Where: the step it was logged at. Generation 12 writes its UUID; 14 keeps it in memory only.
    pub place: Option<Arc<EventPlace>>,
    /// What.
    pub kind: EventKind,
}

/// The step an event was logged at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventPlace {
    /// The run.
    pub run: RunUuid,
    /// The step of its path.
    pub step: StepUuid,
    /// The node of that step.
    pub node: NodeUuid,
}

/// Texts of a message in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MessageTexts {
    /// Text.
    pub text: Text,
    /// `type:url` texts.
    pub attachments: Vec<Text>,
    /// What is offered as answers.
    pub quick_replies: Vec<QuickReply>,
}

/// An answer offered to the contact. Generation 12 has only the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuickReply {
    /// `text`, `location`, `form` or `url`
    pub kind: Text,
    /// What is shown and sent.
    pub text: Text,
    /// More for the channel; empty: nothing.
    pub extra: Text,
}

/// A message, outgoing or incoming.
#[derive(Debug, Clone, Default)]
pub struct Msg {
    /// Identity (12; in 14 the event's counts).
    pub uuid: Option<MsgUuid>,
    /// Number in the host's database (12).
    pub id: i64,
    /// To or from whom, as text.
    pub urn: Text,
    /// By which channel.
    pub channel: Option<ChannelReference>,
    /// Texts, attachments and quick replies.
    pub texts: MessageTexts,
    /// Filled-in message template (14), as JSON.
    pub templating: Option<Arc<Json>>,
    /// Language and country of the text (14); empty: none.
    pub locale: Text,
    /// Why it can't be sent (14); empty: it can.
    pub unsendable_reason: Text,
    /// Identity in another system (14, incoming); empty: none.
    pub external_id: Text,
    /// More about it (14, incoming).
    pub payload: Option<Arc<Json>>,
    /// The ticket it belongs to (14, incoming), which the event tells; empty: none.
    pub ticket_uuid: Text,
}

/// Who a broadcast or session start is for, resolved.
#[derive(Debug, Clone, Default)]
pub struct ResolvedRecipients {
    /// URNs as text.
    pub urns: Vec<Text>,
    /// Contacts.
    pub contacts: Vec<ContactReference>,
    /// Groups.
    pub groups: Vec<NamedGroup>,
    /// A contact query (14); empty: none.
    pub contact_query: Text,
}

/// The record of one HTTP call.
#[derive(Debug, Clone)]
pub struct HttpLog {
    /// URL; the last one after redirects.
    pub url: Text,
    /// Status of the answer; none without an answer.
    pub status_code: Option<i64>,
    /// `success`, `response_error`, `connection_error` or `subscriber_gone`
    pub status: Text,
    /// The request as sent.
    pub request: Text,
    /// The answer as received; empty without one.
    pub response: Text,
    /// How long it took (14).
    pub elapsed_ms: i64,
    /// How often it was tried again (14).
    pub retries: i64,
    /// Bytes sent (14).
    pub request_size: i64,
    /// Bytes received (14).
    pub response_size: i64,
}

/// A result to save, as the event tells it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ResultChange {
    /// Name.
    pub name: Text,
    /// Value.
    pub value: Text,
    /// Category; empty: none.
    pub category: Text,
    /// Category in the language of the contact (12); empty: as the category.
    pub category_localized: Text,
    /// What was looked at (12).
    pub input: Option<Text>,
    /// JSON text.
    pub extra: Option<Text>,
    /// Value and category before (14).
    pub previous: Option<(Text, Text)>,
}

/// What happened. The variants are the format's own type names.
#[derive(Debug, Clone)]
#[expect(
    missing_docs,
    reason = "the variants and their fields are the format's own names"
)]
pub enum EventKind {
    AirtimeCreated {
        external_id: Text,
        sender: Text,
        recipient: Text,
        currency: Text,
        amount: Number,
        http_logs: Vec<Json>,
    },
    AirtimeTransferred {
        currency: Text,
        amount: Number,
        status: Text,
    },
    BroadcastCreated {
        translations: Vec<(Text, MessageTexts)>,
        base_language: Text,
        recipients: ResolvedRecipients,
        template: Option<TemplateReference>,
        template_variables: Vec<Text>,
    },
    /// Read when it came; why it can't be read is told when it is applied.
    ContactChanged {
        contact: Result<Arc<Contact>, Text>,
        source: Arc<Json>,
    },
    ContactChannelChanged {
        channel: ChannelReference,
    },
    ContactFieldChanged {
        field: FieldReference,
        value: FieldChange,
    },
    ContactGroupsAdded {
        groups: Vec<NamedGroup>,
    },
    ContactGroupsRemoved {
        groups: Vec<NamedGroup>,
    },
    ContactGroupsChanged {
        added: Vec<NamedGroup>,
        removed: Vec<NamedGroup>,
    },
    ContactLanguageChanged {
        language: Text,
    },
    ContactLastSeenChanged {
        last_seen_on: DateTime,
    },
    ContactNameChanged {
        name: Text,
    },
    ContactStatusChanged {
        status: Text,
    },
    ContactTimezoneChanged {
        timezone: Text,
    },
    ContactUrnAdded {
        urn: Text,
    },
    ContactUrnsChanged {
        urns: Vec<Text>,
    },
    DialEnded {
        status: Text,
        duration: i64,
    },
    DialWait {
        urn: Text,
        dial_limit_seconds: i64,
        call_limit_seconds: i64,
        expires_on: DateTime,
    },
    EmailCreated {
        addresses: Vec<Text>,
        subject: Text,
        body: Text,
    },
    EmailSent {
        to: Vec<Text>,
        subject: Text,
        body: Text,
    },
    /// Read when it came; why it can't be read is told when it is applied.
    EnvironmentChanged {
        environment: Result<Arc<Environment>, Text>,
        source: Arc<Json>,
    },
    /// `extra` is a list of named texts (14); `fatal` ends the run (12).
    Error {
        text: Text,
        fatal: bool,
        code: Text,
        extra: Vec<(Text, Text)>,
    },
    Failure {
        text: Text,
    },
    FlowTriggered {
        flow: FlowReference,
        parent_run_uuid: Option<RunUuid>,
    },
    InputLabelsAdded {
        input_uuid: MsgUuid,
        labels: Vec<NamedLabel>,
    },
    IvrCreated {
        msg: Msg,
    },
    LlmCalled {
        llm: LlmReference,
        instructions: Text,
        input: Text,
        output: Text,
        input_tokens: i64,
        output_tokens: i64,
        elapsed_ms: i64,
    },
    MsgCreated {
        msg: Msg,
    },
    MsgReceived {
        msg: Msg,
    },
    /// 12: `timeout_on`; 14: the rest.
    MsgWait {
        timeout_on: Option<DateTime>,
        timeout_seconds: Option<i64>,
        expires_on: Option<DateTime>,
        hint: Option<super::flow::Hint>,
    },
    NothingWait,
    /// 12: `calls` and `result_name`; 14: `payload`.
    ResthookCalled {
        resthook: Text,
        calls: Vec<HttpLog>,
        result_name: Text,
        payload: Option<Text>,
    },
    RunEnded {
        run_uuid: RunUuid,
        flow: FlowReference,
        status: RunStatus,
    },
    RunExpired {
        run_uuid: RunUuid,
    },
    RunResultChanged(ResultChange),
    RunStarted {
        flow: FlowReference,
        run_uuid: RunUuid,
        parent_uuid: Option<RunUuid>,
        terminal: bool,
    },
    SessionTriggered {
        flow: FlowReference,
        recipients: ResolvedRecipients,
        create_contact: bool,
        exclude_in_a_flow: bool,
        run: Arc<super::session::RunSummary>,
        history: Option<SessionHistory>,
    },
    TicketNoteAdded {
        ticket_uuid: Text,
        note: Text,
    },
    TicketOpened {
        ticket: Arc<Json>,
    },
    /// Any other ticket event of generation 14, with its own members.
    Ticket {
        type_name: &'static str,
        members: Arc<Json>,
    },
    WaitExpired,
    WaitTimedOut,
    Warning {
        text: Text,
        code: Text,
        extra: Vec<(Text, Text)>,
    },
    WebhookCalled {
        log: HttpLog,
        result_name: Text,
        resthook: Text,
    },
    /// An event only hosts make, kept as written (`call_received`, `campaign_fired`, `chat_started`, ...).
    Host {
        type_name: Text,
        members: Arc<Json>,
    },
}

/// The new value of a field: generation 12 tells the text, 14 the typed value.
#[derive(Debug, Clone)]
pub enum FieldChange {
    /// The text it was set to.
    Text(Text),
    /// The typed value; none when cleared.
    Typed(Option<FieldValue>),
}

impl EventKind {
    /// An error the flow survives.
    pub fn error(text: impl Into<Text>) -> Self {
        Self::Error {
            text: text.into(),
            fatal: false,
            code: Text::default(),
            extra: Vec::new(),
        }
    }

    /// An error the flow survives, with a code and named texts (14).
    pub fn coded_error(text: impl Into<Text>, code: &str, extra: &[(&str, &str)]) -> Self {
        let extra = extra
            .iter()
            .map(|&(name, text)| (name.into(), text.into()))
            .collect();
        Self::Error {
            text: text.into(),
            fatal: false,
            code: code.into(),
            extra,
        }
    }

    /// An error that ends the run (12).
    pub fn fatal_error(text: impl Into<Text>) -> Self {
        Self::Error {
            text: text.into(),
            fatal: true,
            code: Text::default(),
            extra: Vec::new(),
        }
    }

    /// The type as the format spells it.
    pub fn type_name(&self) -> &str {
        match self {
            Self::AirtimeCreated { .. } => "airtime_created",
            Self::AirtimeTransferred { .. } => "airtime_transferred",
            Self::BroadcastCreated { .. } => "broadcast_created",
            Self::ContactChanged { .. } => "contact_changed",
            Self::ContactChannelChanged { .. } => "contact_channel_changed",
            Self::ContactFieldChanged { .. } => "contact_field_changed",
            Self::ContactGroupsAdded { .. } => "contact_groups_added",
            Self::ContactGroupsRemoved { .. } => "contact_groups_removed",
            Self::ContactGroupsChanged { .. } => "contact_groups_changed",
            Self::ContactLanguageChanged { .. } => "contact_language_changed",
            Self::ContactLastSeenChanged { .. } => "contact_last_seen_changed",
            Self::ContactNameChanged { .. } => "contact_name_changed",
            Self::ContactStatusChanged { .. } => "contact_status_changed",
            Self::ContactTimezoneChanged { .. } => "contact_timezone_changed",
            Self::ContactUrnAdded { .. } => "contact_urn_added",
            Self::ContactUrnsChanged { .. } => "contact_urns_changed",
            Self::DialEnded { .. } => "dial_ended",
            Self::DialWait { .. } => "dial_wait",
            Self::EmailCreated { .. } => "email_created",
            Self::EmailSent { .. } => "email_sent",
            Self::EnvironmentChanged { .. } => "environment_changed",
            Self::Error { .. } => "error",
            Self::Failure { .. } => "failure",
            Self::FlowTriggered { .. } => "flow_triggered",
            Self::InputLabelsAdded { .. } => "input_labels_added",
            Self::IvrCreated { .. } => "ivr_created",
            Self::LlmCalled { .. } => "llm_called",
            Self::MsgCreated { .. } => "msg_created",
            Self::MsgReceived { .. } => "msg_received",
            Self::MsgWait { .. } => "msg_wait",
            Self::NothingWait => "nothing_wait",
            Self::ResthookCalled { .. } => "resthook_called",
            Self::RunEnded { .. } => "run_ended",
            Self::RunExpired { .. } => "run_expired",
            Self::RunResultChanged(_) => "run_result_changed",
            Self::RunStarted { .. } => "run_started",
            Self::SessionTriggered { .. } => "session_triggered",
            Self::TicketNoteAdded { .. } => "ticket_note_added",
            Self::TicketOpened { .. } => "ticket_opened",
            Self::Ticket { type_name, .. } => type_name,
            Self::WaitExpired => "wait_expired",
            Self::WaitTimedOut => "wait_timed_out",
            Self::Warning { .. } => "warning",
            Self::WebhookCalled { .. } => "webhook_called",
            Self::Host { type_name, .. } => type_name,
        }
    }
}
