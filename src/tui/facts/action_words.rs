//! What each type of action does, in a sentence, and which templates it has.

use super::clean;
use crate::excellent::Template;
use crate::model::action::{Action, ActionKind, LocalOperation, MessageContent};
use crate::model::references::GroupReference;

/// A sentence that says what the action does.
pub fn words(action: &Action) -> String {
    match &action.kind {
        ActionKind::AddContactGroups(add) => {
            format!("Adds the contact to {}.", groups(&add.groups))
        }
        ActionKind::RemoveContactGroups(remove) if remove.all_groups => {
            "Removes the contact from all groups.".to_owned()
        }
        ActionKind::RemoveContactGroups(remove) => {
            format!("Removes the contact from {}.", groups(&remove.groups))
        }
        ActionKind::AddContactUrn(add) => format!(
            "Adds an address of the scheme {} to the contact.",
            clean(&add.scheme)
        ),
        ActionKind::AddInputLabels(_) => "Labels the last message of the contact.".to_owned(),
        ActionKind::CallClassifier(_) => "Called a classifier; that action is retired.".to_owned(),
        ActionKind::CallLlm(call) => format!(
            "Asks {} and keeps the answer in {}.",
            clean(&call.llm.name),
            clean(&call.output_local)
        ),
        ActionKind::CallResthook(call) => format!(
            "Calls the subscribers of the resthook {}.",
            clean(&call.resthook)
        ),
        ActionKind::CallWebhook(call) => format!("Makes a {} request.", clean(&call.method)),
        ActionKind::EnterFlow(enter) if enter.terminal => format!(
            "Goes over to the flow {} and does not come back.",
            clean(&enter.flow.name)
        ),
        ActionKind::EnterFlow(enter) => {
            format!("Runs the flow {} and comes back.", clean(&enter.flow.name))
        }
        ActionKind::StartFlow(start) => {
            format!("Runs the flow {} and comes back.", clean(&start.flow.name))
        }
        ActionKind::OpenTicket(_) => "Opens a ticket for a person to answer.".to_owned(),
        ActionKind::PlayAudio(_) => "Plays a recording to the contact.".to_owned(),
        ActionKind::RequestOptin(_) => "Asked for an opt-in; that action is retired.".to_owned(),
        ActionKind::SayMsg(_) => "Says a text to the contact.".to_owned(),
        ActionKind::SendBroadcast(_) => "Sends a message to other contacts.".to_owned(),
        ActionKind::SendEmail(_) => "Sends an e-mail.".to_owned(),
        ActionKind::SendMsg(_) => "Sends a message to the contact.".to_owned(),
        ActionKind::SetContactChannel(set) => match &set.channel {
            Some(channel) => format!(
                "Prefers the channel {} for the contact.",
                clean(&channel.name)
            ),
            None => "Takes the preferred channel from the contact.".to_owned(),
        },
        ActionKind::SetContactField(set) => {
            let name = if set.field.name.is_empty() {
                &set.field.key
            } else {
                &set.field.name
            };
            format!("Sets the field {} of the contact.", clean(name))
        }
        ActionKind::SetContactLanguage(_) => "Sets the language of the contact.".to_owned(),
        ActionKind::SetContactName(_) => "Sets the name of the contact.".to_owned(),
        ActionKind::SetContactStatus(set) => {
            format!("Sets the status of the contact to {}.", clean(&set.status))
        }
        ActionKind::SetContactTimezone(_) => "Sets the time zone of the contact.".to_owned(),
        ActionKind::SetRunLocal(set) => match set.operation {
            LocalOperation::Set => format!("Sets the local variable {}.", clean(&set.local)),
            LocalOperation::Increment => {
                format!("Adds to the local variable {}.", clean(&set.local))
            }
            LocalOperation::Clear => format!("Forgets the local variable {}.", clean(&set.local)),
        },
        ActionKind::SetRunResult(set) => format!("Saves the result {}.", clean(&set.name)),
        ActionKind::StartSession(start) => format!(
            "Starts other contacts in the flow {}.",
            clean(&start.flow.name)
        ),
        ActionKind::TransferAirtime(transfer) => {
            let amounts: Vec<String> = transfer
                .amounts
                .iter()
                .map(|(currency, amount)| format!("{amount} {currency}"))
                .collect();
            format!(
                "Transfers airtime to the contact: {}.",
                clean(&amounts.join(" or "))
            )
        }
    }
}

fn groups(groups: &[GroupReference]) -> String {
    let name = |group: &GroupReference| match group {
        GroupReference::Uuid(_, name) => clean(name),
        GroupReference::NameMatch(template) => clean(template.source()),
    };
    groups.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// The templates of an action by the names of their members.
pub fn templates(action: &Action) -> Vec<(String, Template)> {
    let one = |name: &str, template: &Template| vec![(name.to_owned(), template.clone())];
    match &action.kind {
        ActionKind::AddContactUrn(add) => one("path", &add.path),
        ActionKind::CallClassifier(call) => one("input", &call.input),
        ActionKind::CallLlm(call) => [
            one("instructions", &call.instructions),
            one("input", &call.input),
        ]
        .concat(),
        ActionKind::CallWebhook(call) => {
            let mut all = one("url", &call.url);
            all.extend(
                call.headers
                    .iter()
                    .map(|(name, value)| (clean(name), value.clone())),
            );
            all.extend(one("body", &call.body));
            all
        }
        ActionKind::OpenTicket(ticket) => one("note", &ticket.note),
        ActionKind::PlayAudio(play) => one("audio_url", &play.audio_url),
        ActionKind::SayMsg(say) => one("text", &say.text),
        ActionKind::SendBroadcast(send) => content(&send.content),
        ActionKind::SendMsg(send) => content(&send.content),
        ActionKind::SendEmail(send) => {
            let mut all = listed("to", &send.addresses);
            all.extend(one("subject", &send.subject));
            all.extend(one("body", &send.body));
            all
        }
        ActionKind::SetContactField(set) => one("value", &set.value),
        ActionKind::SetContactLanguage(set) => one("language", &set.language),
        ActionKind::SetContactName(set) => one("name", &set.name),
        ActionKind::SetContactTimezone(set) => one("timezone", &set.timezone),
        ActionKind::SetRunLocal(set) => one("value", &set.value),
        ActionKind::SetRunResult(set) => one("value", &set.value),
        ActionKind::AddContactGroups(_)
        | ActionKind::AddInputLabels(_)
        | ActionKind::CallResthook(_)
        | ActionKind::EnterFlow(_)
        | ActionKind::RemoveContactGroups(_)
        | ActionKind::RequestOptin(_)
        | ActionKind::SetContactChannel(_)
        | ActionKind::SetContactStatus(_)
        | ActionKind::StartFlow(_)
        | ActionKind::StartSession(_)
        | ActionKind::TransferAirtime(_) => Vec::new(),
    }
}

fn content(content: &MessageContent) -> Vec<(String, Template)> {
    let mut all = vec![("text".to_owned(), content.text.clone())];
    all.extend(listed("attachment", &content.attachments));
    all.extend(listed("reply", &content.quick_replies));
    all.extend(listed("variable", &content.template_variables));
    all
}

fn listed(name: &str, templates: &[Template]) -> Vec<(String, Template)> {
    let numbered =
        |(index, template): (usize, &Template)| (format!("{name} {}", index + 1), template.clone());
    templates.iter().enumerate().map(numbered).collect()
}
