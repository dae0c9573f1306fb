//! What an action does, in a sentence, and why it did nothing when it did nothing.

use super::clean;
use crate::engine::actions;
use crate::engine::state::State;
use crate::model::action::{Action, ActionKind};

/// A sentence that says what the action does.
pub fn words(action: &Action) -> String {
    let sentence = clean(&actions::describe(&action.kind));
    // It may end in a text of the flow that ends a sentence itself.
    let is_ended = sentence.ends_with(['.', '?', '!', '…']);
    if is_ended { sentence } else { sentence + "." }
}

/// Why an action that changed nothing and logged nothing did not, told from the state before it.
pub fn why_nothing(action: &Action, before: &State) -> &'static str {
    match &action.kind {
        ActionKind::AddContactGroups(add) if add.groups.is_empty() => "it names no group",
        ActionKind::AddContactGroups(_) => "the contact is in all of these groups already",
        ActionKind::RemoveContactGroups(remove)
            if !remove.all_groups && remove.groups.is_empty() =>
        {
            "it names no group"
        }
        ActionKind::RemoveContactGroups(remove) if remove.all_groups => {
            "the contact is in no group that can be left"
        }
        ActionKind::RemoveContactGroups(_) => "the contact is in none of these groups",
        ActionKind::AddContactUrn(_) => "the contact has this address already",
        ActionKind::AddInputLabels(_) if !has_input(before) => "there is no message to label",
        ActionKind::AddInputLabels(_) => "it names no label that there is",
        ActionKind::CallResthook(_) => "there is no such resthook",
        ActionKind::EnterFlow(_) | ActionKind::StartFlow(_) => {
            "the flow is entered when the actions of the node are done"
        }
        ActionKind::OpenTicket(_) => "the contact has an open ticket already",
        ActionKind::SendBroadcast(_) => "there is nobody to send it to",
        ActionKind::StartSession(_) => "there is nobody to start",
        ActionKind::SendEmail(_) => "there is nobody to send it to",
        ActionKind::SendMsg(_) if has_no_address(before) => "the contact has no address",
        ActionKind::SendMsg(_) => "no channel sends to any address of the contact",
        ActionKind::SetContactChannel(_) => {
            "the contact prefers this channel already, or has no address it serves"
        }
        ActionKind::SetContactField(_)
        | ActionKind::SetContactLanguage(_)
        | ActionKind::SetContactName(_)
        | ActionKind::SetContactStatus(_)
        | ActionKind::SetContactTimezone(_) => "the contact has this value already",
        ActionKind::SetRunLocal(_) => "no event tells of local variables",
        ActionKind::SetRunResult(_) => "the result has this value and category already",
        ActionKind::CallClassifier(_)
        | ActionKind::CallLlm(_)
        | ActionKind::CallWebhook(_)
        | ActionKind::PlayAudio(_)
        | ActionKind::RequestOptin(_)
        | ActionKind::SayMsg(_)
        | ActionKind::TransferAirtime(_) => "there was nothing to do",
    }
}

/// Whether the current run (12) or the session (14) has a message.
fn has_input(state: &State) -> bool {
    let of_run = state.current_run().and_then(|run| run.input.as_ref());
    of_run.or(state.session.input.as_ref()).is_some()
}

fn has_no_address(state: &State) -> bool {
    state
        .contact_of(state.position.run)
        .is_none_or(|contact| contact.urns.is_empty())
}
