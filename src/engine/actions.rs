//! The actions of both generations: what each does, in words and in deed, one file per type.
//!
//! An action is executed against an [`ActionContext`]. Where the generations differ, the action asks the
//! [semantics](super::semantics) of the session which of its ways to go.

use super::action_context::{ActionContext, ActionResult};
use crate::excellent::Template;
use crate::model::action::ActionKind;

mod add_contact_groups;
mod add_contact_urn;
mod add_input_labels;
mod call_classifier;
mod call_llm;
mod call_resthook;
mod call_webhook;
mod enter_flow;
mod ivr;
mod open_ticket;
mod play_audio;
mod remove_contact_groups;
mod request_optin;
mod resthook_payload;
mod say_msg;
mod send_broadcast;
mod send_email;
mod send_msg;
mod set_contact_channel;
mod set_contact_field;
mod set_contact_language;
mod set_contact_name;
mod set_contact_status;
mod set_contact_timezone;
mod set_run_local;
mod set_run_result;
mod start_flow;
mod start_session;
mod templating;
mod transfer_airtime;
mod wording;

/// What an action that needs a contact says when there is none (12).
const NO_CONTACT: &str = "can't execute action in session without a contact";

/// What every type of action can do.
trait Behaviour {
    /// Does what the action says.
    fn execute(&self, context: &mut ActionContext<'_>) -> ActionResult;

    /// What the action does, as a sentence with the texts of the definition.
    fn describe(&self) -> String;

    /// The templates in the action with the names of their fields, in the order of evaluation.
    fn templates(&self) -> Vec<(String, &Template)> {
        Vec::new()
    }
}

/// Executes the action of a context.
pub fn execute(context: &mut ActionContext<'_>) -> ActionResult {
    let action = context.action;
    behaviour(&action.kind).execute(context)
}

/// What an action does, as a sentence with the texts of the definition: `Sets the field Age to @results.age`.
pub fn describe(kind: &ActionKind) -> String {
    behaviour(kind).describe()
}

/// The templates of an action with the names of their fields (`text`, `quick_replies[0]`), in the order in which they are
/// evaluated. Empty ones are left out.
pub fn templates(kind: &ActionKind) -> Vec<(String, &Template)> {
    let mut templates = behaviour(kind).templates();
    templates.retain(|(_, template)| !template.is_empty());
    templates
}

fn behaviour(kind: &ActionKind) -> &dyn Behaviour {
    match kind {
        ActionKind::AddContactGroups(action) => action,
        ActionKind::AddContactUrn(action) => action,
        ActionKind::AddInputLabels(action) => action,
        ActionKind::CallClassifier(action) => action,
        ActionKind::CallLlm(action) => action,
        ActionKind::CallResthook(action) => action,
        ActionKind::CallWebhook(action) => action,
        ActionKind::EnterFlow(action) => action,
        ActionKind::OpenTicket(action) => action,
        ActionKind::PlayAudio(action) => action,
        ActionKind::RemoveContactGroups(action) => action,
        ActionKind::RequestOptin(action) => action,
        ActionKind::SayMsg(action) => action,
        ActionKind::SendBroadcast(action) => action,
        ActionKind::SendEmail(action) => action,
        ActionKind::SendMsg(action) => action,
        ActionKind::SetContactChannel(action) => action,
        ActionKind::SetContactField(action) => action,
        ActionKind::SetContactLanguage(action) => action,
        ActionKind::SetContactName(action) => action,
        ActionKind::SetContactStatus(action) => action,
        ActionKind::SetContactTimezone(action) => action,
        ActionKind::SetRunLocal(action) => action,
        ActionKind::SetRunResult(action) => action,
        ActionKind::StartFlow(action) => action,
        ActionKind::StartSession(action) => action,
        ActionKind::TransferAirtime(action) => action,
    }
}

/// Fails the run if it has no contact, and tells whether it has one.
fn needs_contact(context: &mut ActionContext<'_>) -> bool {
    let has_contact = context.contact().is_some();
    if !has_contact {
        context.fail_run(NO_CONTACT);
    }
    has_contact
}
