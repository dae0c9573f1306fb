//! The actions of nodes as plain data: the 17 of generation 12 and those generation 14 added.
//!
//! What an action does is in `engine/actions/`, one file per type; how it is read is in `wire/`.

use std::sync::Arc;

use indexmap::IndexMap;
use serde_json::Value as Json;

use super::references::{
    ChannelReference, ContactReference, FieldReference, FlowReference, GroupReference,
    LabelReference, LlmReference, TemplateReference, TopicReference, UserReference,
};
use super::uuids::ActionUuid;
use crate::excellent::{Template, Text};

/// An action of a node.
#[derive(Debug)]
pub struct Action {
    /// Identity of the action, for translations and events.
    pub uuid: ActionUuid,
    /// What it does.
    pub kind: ActionKind,
    /// The action as written, for showing and writing back.
    pub source: Arc<Json>,
}

/// What an action does. The variant names are the format's type names.
#[derive(Debug)]
#[expect(
    missing_docs,
    reason = "the variants are the format's own type names; their structs are documented"
)]
pub enum ActionKind {
    AddContactGroups(AddContactGroups),
    AddContactUrn(AddContactUrn),
    AddInputLabels(AddInputLabels),
    CallClassifier(CallClassifier),
    CallLlm(CallLlm),
    CallResthook(CallResthook),
    CallWebhook(CallWebhook),
    EnterFlow(EnterFlow),
    OpenTicket(OpenTicket),
    PlayAudio(PlayAudio),
    RemoveContactGroups(RemoveContactGroups),
    RequestOptin(RequestOptin),
    SayMsg(SayMsg),
    SendBroadcast(SendBroadcast),
    SendEmail(SendEmail),
    SendMsg(SendMsg),
    SetContactChannel(SetContactChannel),
    SetContactField(SetContactField),
    SetContactLanguage(SetContactLanguage),
    SetContactName(SetContactName),
    SetContactStatus(SetContactStatus),
    SetContactTimezone(SetContactTimezone),
    SetRunLocal(SetRunLocal),
    SetRunResult(SetRunResult),
    StartFlow(StartFlow),
    StartSession(StartSession),
    TransferAirtime(TransferAirtime),
}

impl ActionKind {
    /// The type as the format spells it.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::AddContactGroups(_) => "add_contact_groups",
            Self::AddContactUrn(_) => "add_contact_urn",
            Self::AddInputLabels(_) => "add_input_labels",
            Self::CallClassifier(_) => "call_classifier",
            Self::CallLlm(_) => "call_llm",
            Self::CallResthook(_) => "call_resthook",
            Self::CallWebhook(_) => "call_webhook",
            Self::EnterFlow(_) => "enter_flow",
            Self::OpenTicket(_) => "open_ticket",
            Self::PlayAudio(_) => "play_audio",
            Self::RemoveContactGroups(_) => "remove_contact_groups",
            Self::RequestOptin(_) => "request_optin",
            Self::SayMsg(_) => "say_msg",
            Self::SendBroadcast(_) => "send_broadcast",
            Self::SendEmail(_) => "send_email",
            Self::SendMsg(_) => "send_msg",
            Self::SetContactChannel(_) => "set_contact_channel",
            Self::SetContactField(_) => "set_contact_field",
            Self::SetContactLanguage(_) => "set_contact_language",
            Self::SetContactName(_) => "set_contact_name",
            Self::SetContactStatus(_) => "set_contact_status",
            Self::SetContactTimezone(_) => "set_contact_timezone",
            Self::SetRunLocal(_) => "set_run_local",
            Self::SetRunResult(_) => "set_run_result",
            Self::StartFlow(_) => "start_flow",
            Self::StartSession(_) => "start_session",
            Self::TransferAirtime(_) => "transfer_airtime",
        }
    }
}

/// `add_contact_groups`: adds the contact to static groups.
#[derive(Debug)]
pub struct AddContactGroups {
    /// The groups, by UUID or by a template of their name.
    pub groups: Vec<GroupReference>,
}

/// `add_contact_urn`: adds an address to the contact.
#[derive(Debug)]
pub struct AddContactUrn {
    /// Scheme of the URN.
    pub scheme: Text,
    /// Path of the URN.
    pub path: Template,
}

/// `add_input_labels`: labels the last message.
#[derive(Debug)]
pub struct AddInputLabels {
    /// The labels, by UUID or by a template of their name.
    pub labels: Vec<LabelReference>,
}

/// `call_classifier`: retired; saves a failed result.
#[derive(Debug)]
pub struct CallClassifier {
    /// What was to be classified.
    pub input: Template,
    /// Name of the result.
    pub result_name: Text,
}

/// `call_llm`: asks a language model.
#[derive(Debug)]
pub struct CallLlm {
    /// The model.
    pub llm: LlmReference,
    /// What it is told to do.
    pub instructions: Template,
    /// What it is given.
    pub input: Template,
    /// The local variable that takes the answer.
    pub output_local: Text,
}

/// `call_resthook`: posts to all subscribers of a resthook.
#[derive(Debug)]
pub struct CallResthook {
    /// Slug of the resthook.
    pub resthook: Text,
    /// Name of the result; empty: none is saved.
    pub result_name: Text,
}

/// `call_webhook`: makes an HTTP call.
#[derive(Debug)]
pub struct CallWebhook {
    /// HTTP method in upper case.
    pub method: Text,
    /// Where to.
    pub url: Template,
    /// Headers in the order of the definition.
    pub headers: IndexMap<Text, Template>,
    /// Body; empty: none.
    pub body: Template,
    /// Name of the result; empty: none is saved.
    pub result_name: Text,
}

/// `enter_flow` (14): runs another flow, then comes back unless `terminal`.
#[derive(Debug)]
pub struct EnterFlow {
    /// The flow to enter.
    pub flow: FlowReference,
    /// Whether the runs so far are completed first.
    pub terminal: bool,
}

/// `open_ticket` (14): hands the contact over to people.
#[derive(Debug)]
pub struct OpenTicket {
    /// Topic; none stands for the one named General.
    pub topic: Option<TopicReference>,
    /// Who is to answer.
    pub assignee: Option<UserReference>,
    /// What they should know.
    pub note: Template,
}

/// `play_audio` (14, voice): plays a recording.
#[derive(Debug)]
pub struct PlayAudio {
    /// Where the recording is.
    pub audio_url: Template,
}

/// `remove_contact_groups`: removes the contact from static groups.
#[derive(Debug)]
pub struct RemoveContactGroups {
    /// The groups, by UUID or by a template of their name.
    pub groups: Vec<GroupReference>,
    /// Remove from every static group.
    pub all_groups: bool,
}

/// `request_optin` (14): no longer supported; logs an error.
#[derive(Debug)]
pub struct RequestOptin;

/// `say_msg` (14, voice): speaks a text or plays its recording.
#[derive(Debug)]
pub struct SayMsg {
    /// What to say.
    pub text: Template,
    /// A recording of it; not a template.
    pub audio_url: Text,
}

/// The content of a message to send.
#[derive(Debug)]
pub struct MessageContent {
    /// Text.
    pub text: Template,
    /// `type:url` texts.
    pub attachments: Vec<Template>,
    /// Texts offered as answers.
    pub quick_replies: Vec<Template>,
    /// Message template (14).
    pub template: Option<TemplateReference>,
    /// What fills its variables (14).
    pub template_variables: Vec<Template>,
}

/// Who a broadcast or a session start is for.
#[derive(Debug)]
pub struct Recipients {
    /// Groups.
    pub groups: Vec<GroupReference>,
    /// Contacts.
    pub contacts: Vec<ContactReference>,
    /// A contact query (14).
    pub contact_query: Option<Template>,
    /// URNs as written; neither evaluated nor checked.
    pub urns: Vec<Text>,
    /// Templates that give a contact UUID, a group name or a phone number.
    pub legacy_vars: Vec<Template>,
}

/// `send_broadcast`: sends a message to others.
#[derive(Debug)]
pub struct SendBroadcast {
    /// To whom.
    pub recipients: Recipients,
    /// What.
    pub content: MessageContent,
}

/// `send_email`: sends an e-mail.
#[derive(Debug)]
pub struct SendEmail {
    /// To whom.
    pub addresses: Vec<Template>,
    /// Subject line.
    pub subject: Template,
    /// Text.
    pub body: Template,
}

/// `send_msg`: sends a message to the contact.
#[derive(Debug)]
pub struct SendMsg {
    /// What.
    pub content: MessageContent,
    /// To all addresses of the contact (12).
    pub all_urns: bool,
}

/// `set_contact_channel`: prefers a channel for the contact.
#[derive(Debug)]
pub struct SetContactChannel {
    /// The channel; none takes the preference away (14).
    pub channel: Option<ChannelReference>,
}

/// `set_contact_field`: sets a field of the contact.
#[derive(Debug)]
pub struct SetContactField {
    /// The field.
    pub field: FieldReference,
    /// Its new value; empty clears it.
    pub value: Template,
}

/// `set_contact_language`
#[derive(Debug)]
pub struct SetContactLanguage {
    /// ISO 639-3 code; empty clears it.
    pub language: Template,
}

/// `set_contact_name`
#[derive(Debug)]
pub struct SetContactName {
    /// Name; empty clears it.
    pub name: Template,
}

/// `set_contact_status` (14)
#[derive(Debug)]
pub struct SetContactStatus {
    /// `active`, `blocked`, `stopped` or `archived`.
    pub status: Text,
}

/// `set_contact_timezone`
#[derive(Debug)]
pub struct SetContactTimezone {
    /// IANA name; empty clears it.
    pub timezone: Template,
}

/// What `set_run_local` does with its variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LocalOperation {
    /// Store the value.
    Set,
    /// Add the value, a whole number.
    Increment,
    /// Forget the variable.
    Clear,
}

/// `set_run_local` (14): sets a variable of the run.
#[derive(Debug)]
pub struct SetRunLocal {
    /// Name of the variable.
    pub local: Text,
    /// Its value.
    pub value: Template,
    /// What to do.
    pub operation: LocalOperation,
}

/// `set_run_result`: saves a result.
#[derive(Debug)]
pub struct SetRunResult {
    /// Name of the result.
    pub name: Text,
    /// Its value.
    pub value: Template,
    /// Its category; not a template.
    pub category: Text,
}

/// `start_flow` (12): runs another flow, then comes back.
#[derive(Debug)]
pub struct StartFlow {
    /// The flow to enter.
    pub flow: FlowReference,
}

/// `start_session`: starts other contacts in a flow.
#[derive(Debug)]
pub struct StartSession {
    /// The flow.
    pub flow: FlowReference,
    /// Who.
    pub recipients: Recipients,
    /// Leave out contacts that are in a flow (14).
    pub exclude_in_a_flow: bool,
    /// Make a new contact for it.
    pub create_contact: bool,
}

/// `transfer_airtime` (14; an extension in 12): gives the contact airtime.
#[derive(Debug)]
pub struct TransferAirtime {
    /// Amount by currency, in the spelling of the definition.
    pub amounts: IndexMap<Text, Text>,
}
