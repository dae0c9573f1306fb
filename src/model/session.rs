//! Sessions, runs, steps, results, inputs and triggers: the state of a conversation as plain data.
//!
//! Everything that can be large is shared (`Arc`, persistent collections), so a clone costs next to nothing.

use std::sync::Arc;

use imbl::{OrdMap, Vector};
use serde_json::Value as Json;

use super::channel::Channel;
use super::contact::Contact;
use super::event::Event;
use super::flow::{Flow, FlowType, Generation};
use super::references::{ChannelReference, FlowReference};
use super::urn::Urn;
use super::user::User;
use super::uuids::{ExitUuid, MsgUuid, NodeUuid, RunUuid, SessionUuid, StepUuid};
use crate::excellent::{DateTime, Environment, Text};

/// Where a session stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SessionStatus {
    /// The engine is at work, or was lost at work.
    Active,
    /// It waits for an input.
    Waiting,
    /// It came to its end.
    Completed,
    /// It failed: `errored` in generation 12, `failed` in 14.
    Failed,
    /// Any other text. Readers accept it; such a session can't be resumed.
    Other(Text),
}

/// Where a run stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RunStatus {
    /// At work, or waiting for a run it started.
    Active,
    /// At a wait.
    Waiting,
    /// Left by an exit that leads nowhere.
    Completed,
    /// Ended because nobody answered in time.
    Expired,
    /// Failed: `errored` in generation 12, `failed` in 14.
    Failed,
    /// Any other text.
    Other(Text),
}

/// One contact's interaction, from a trigger to an end.
#[derive(Debug, Clone)]
pub struct Session {
    /// The generation whose rules it runs by.
    pub generation: Generation,
    /// Identity (14); generation 12 has none.
    pub uuid: SessionUuid,
    /// Type of the flow it was started with.
    pub flow_type: FlowType,
    /// When it was started (14).
    pub created_on: DateTime,
    /// Formats, zone, languages. Kept in the session in 12, handed in by the host in 14.
    pub environment: Arc<Environment>,
    /// What started it.
    pub trigger: Arc<Trigger>,
    /// Whom it is with. Generation 12 allows none.
    pub contact: Option<Arc<Contact>>,
    /// The phone call it is held in (14).
    pub call: Option<Arc<Call>>,
    /// Its runs in the order of their creation.
    pub runs: Vector<Arc<Run>>,
    /// Where it stands.
    pub status: SessionStatus,
    /// Generation 12's wait, with the instant it times out at.
    pub wait: Option<SessionWait>,
    /// The last message (14; generation 12 keeps it in the run).
    pub input: Option<Arc<Input>>,
    /// How many sprints it had (14).
    pub sprints: i64,
    /// The run of the session that started this one, read from the trigger.
    pub parent_run: Option<Arc<RunSummary>>,
}

/// The wait a session of generation 12 is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SessionWait {
    /// For a message.
    Msg {
        /// Seconds after which it can time out.
        timeout: Option<i64>,
        /// The instant it can time out at.
        timeout_on: Option<DateTime>,
    },
    /// For nothing but the next call.
    Nothing,
}

/// A phone call (14).
#[derive(Debug, Clone)]
pub struct Call {
    /// Identity of the call.
    pub uuid: Text,
    /// The channel it is on.
    pub channel: ChannelReference,
    /// The number.
    pub urn: Urn,
}

/// One pass through one flow.
#[derive(Debug, Clone)]
pub struct Run {
    /// Identity of the run.
    pub uuid: RunUuid,
    /// The flow as referenced when it was stored or started.
    pub flow_reference: FlowReference,
    /// The flow; none if it is gone or can't be read (14 tolerates that until the run is to go on).
    pub flow: Option<Arc<Flow>>,
    /// The run of this session that started it.
    pub parent: Option<RunUuid>,
    /// The nodes it visited.
    pub path: Vector<Step>,
    /// What was logged in it (12; generation 14 keeps none).
    pub events: Vector<Arc<Event>>,
    /// Where it stands.
    pub status: RunStatus,
    /// Its results by key.
    pub results: OrdMap<Text, Arc<RunResult>>,
    /// Its local variables (14).
    pub locals: OrdMap<Text, Text>,
    /// The last webhook call (14).
    pub webhook: Option<Arc<WebhookCall>>,
    /// Its last message (12; in 14 the session has it).
    pub input: Option<Arc<Input>>,
    /// Whether a message ever came while it waited (14).
    pub had_input: bool,
    /// When it was started.
    pub created_on: DateTime,
    /// When it was last changed (14).
    pub modified_on: DateTime,
    /// When it expires unless something happens (12).
    pub expires_on: Option<DateTime>,
    /// When it ended.
    pub exited_on: Option<DateTime>,
}

impl Run {
    /// The step it stands at.
    pub fn last_step(&self) -> Option<&Step> {
        self.path.last()
    }
}

/// One visit of a run to a node.
#[derive(Debug, Clone)]
pub struct Step {
    /// Identity; written by generation 12 only.
    pub uuid: StepUuid,
    /// The node.
    pub node: NodeUuid,
    /// When it was reached.
    pub arrived_on: DateTime,
    /// By which exit it was left; absent while the run stands there.
    pub exit: Option<ExitUuid>,
}

/// A saved result.
#[derive(Debug, Clone)]
pub struct RunResult {
    /// Name as written.
    pub name: Text,
    /// Value.
    pub value: Text,
    /// Category; empty: none.
    pub category: Text,
    /// Category in the language of the contact; empty: as the category.
    pub category_localized: Text,
    /// The node that saved it.
    pub node: NodeUuid,
    /// What was looked at. `Some("")` is not `None`: generation 12 writes it.
    pub input: Option<Text>,
    /// More about the match, or the answer of a webhook: JSON text as it was received.
    pub extra: Option<Text>,
    /// When it was saved.
    pub created_on: DateTime,
}

/// A message that came in.
#[derive(Debug, Clone)]
pub struct Input {
    /// Identity: of the message in generation 12, of its event in 14.
    pub uuid: MsgUuid,
    /// The channel it came by, if it still exists.
    pub channel: Option<Arc<Channel>>,
    /// When it came.
    pub created_on: DateTime,
    /// From whom; none for an empty text.
    pub urn: Option<Urn>,
    /// Its text.
    pub text: Text,
    /// `type:url` texts.
    pub attachments: Vec<Text>,
    /// Identity in another system; empty: none (14).
    pub external_id: Text,
    /// More about it (14).
    pub payload: Option<Arc<Json>>,
}

/// What `@webhook` gives (14).
#[derive(Debug, Clone)]
pub struct WebhookCall {
    /// Method of the last hop.
    pub method: Text,
    /// URL of the last hop.
    pub url: Text,
    /// Status; 0 without an answer.
    pub status: i64,
    /// First value of each header of the answer.
    pub headers: Option<Vec<(Text, Text)>>,
    /// The answer as JSON text, when it is JSON.
    pub json: Option<Text>,
}

/// What is told of a run to the session it starts.
#[derive(Debug, Clone)]
pub struct RunSummary {
    /// Identity of the run.
    pub uuid: RunUuid,
    /// Its flow.
    pub flow_reference: FlowReference,
    /// Its flow, if it can be read.
    pub flow: Option<Arc<Flow>>,
    /// Its contact.
    pub contact: Option<Arc<Contact>>,
    /// Where it stood.
    pub status: RunStatus,
    /// Its results by key.
    pub results: OrdMap<Text, Arc<RunResult>>,
}

/// How a chain of sessions came about (14).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionHistory {
    /// The session that started this one.
    pub parent_uuid: SessionUuid,
    /// How many sessions led here.
    pub ancestors: i64,
    /// How many of them since somebody last wrote something.
    pub ancestors_since_input: i64,
}

/// What starts a session.
#[derive(Debug, Clone)]
pub struct Trigger {
    /// What kind.
    pub kind: TriggerKind,
    /// The flow to start.
    pub flow: FlowReference,
    /// The environment brought along (12).
    pub environment: Option<Arc<Environment>>,
    /// The contact brought along (12).
    pub contact: Option<Arc<Contact>>,
    /// Parameters: any JSON in 12, an object in 14. Source text, compact.
    pub params: Option<Text>,
    /// Whether many sessions are started at once (14).
    pub batch: bool,
    /// The event that caused it (14).
    pub event: Option<Arc<Event>>,
    /// How the chain of sessions came about (14).
    pub history: Option<SessionHistory>,
    /// When.
    pub triggered_on: DateTime,
}

/// The kinds of triggers. The variant names are the format's type names.
#[derive(Debug, Clone)]
pub enum TriggerKind {
    /// Somebody started it.
    Manual {
        /// Who (14).
        user: Option<Arc<User>>,
        /// From where (14).
        origin: Text,
    },
    /// A message started it (14).
    Msg {
        /// The keyword: how it matched, and what it was.
        keyword_match: Option<(Text, Text)>,
    },
    /// Another session started it.
    FlowAction {
        /// The summary of the run that did, as written: JSON text, compact.
        source: Text,
        /// The summary as read when it came; why it can't be read is told when the session is started or resumed.
        run_summary: Result<Arc<RunSummary>, Text>,
    },
    /// A campaign started it.
    Campaign {
        /// Generation 12: the event as written (`uuid`, `campaign`).
        event: Option<Arc<Json>>,
        /// Generation 14: the campaign, if it exists.
        campaign: Option<Arc<super::campaign::Campaign>>,
    },
    /// A phone call started it (14).
    Call,
    /// A chat was opened (14).
    Chat,
    /// A ticket was closed (14).
    Ticket {
        /// The ticket.
        ticket: super::ticket::Ticket,
    },
    /// Something happened on a channel (14, deprecated).
    Channel {
        /// The event as written.
        event: Arc<Json>,
    },
}

impl TriggerKind {
    /// The type as the format spells it.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Manual { .. } => "manual",
            Self::Msg { .. } => "msg",
            Self::FlowAction { .. } => "flow_action",
            Self::Campaign { .. } => "campaign",
            Self::Call => "call",
            Self::Chat => "chat",
            Self::Ticket { .. } => "ticket",
            Self::Channel { .. } => "channel",
        }
    }
}
