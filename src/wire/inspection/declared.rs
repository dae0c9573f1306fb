//! What actions and routers refer to and save by their own members, templates aside.

use crate::excellent::Text;
use crate::model::action::{ActionKind, Recipients};
use crate::model::flow::{Router, RouterKind};
use crate::model::references::{GroupReference, LabelReference, UserReference};

use super::reference::{Kind, Reference};

const WEBHOOK_CATEGORIES: [&str; 2] = ["Success", "Failure"];
const CLASSIFIER_CATEGORIES: [&str; 3] = ["Success", "Skipped", "Failure"];

/// What an action refers to. References by a template of a name are none.
pub fn action_references(kind: &ActionKind) -> Vec<Reference> {
    let one = |kind, id: &str, name: &str| vec![Reference::new(kind, id, name)];
    match kind {
        ActionKind::AddContactGroups(action) => groups(&action.groups).collect(),
        ActionKind::AddInputLabels(action) => labels(&action.labels).collect(),
        ActionKind::CallLlm(action) => one(Kind::Llm, action.llm.uuid.as_str(), &action.llm.name),
        ActionKind::EnterFlow(action) => {
            one(Kind::Flow, action.flow.uuid.as_str(), &action.flow.name)
        }
        ActionKind::OpenTicket(action) => {
            let topic = action
                .topic
                .iter()
                .map(|topic| Reference::new(Kind::Topic, topic.uuid.as_str(), &topic.name));
            topic
                .chain(action.assignee.iter().filter_map(user))
                .collect()
        }
        ActionKind::RemoveContactGroups(action) => groups(&action.groups).collect(),
        ActionKind::SendBroadcast(action) => {
            let template = action.content.template.iter();
            let template = template.map(|template| {
                Reference::new(Kind::Template, template.uuid.as_str(), &template.name)
            });
            recipients(&action.recipients).chain(template).collect()
        }
        ActionKind::SendMsg(action) => {
            let template = action.content.template.iter();
            template
                .map(|template| {
                    Reference::new(Kind::Template, template.uuid.as_str(), &template.name)
                })
                .collect()
        }
        ActionKind::SetContactChannel(action) => {
            let channel = action.channel.iter();
            channel
                .map(|channel| Reference::new(Kind::Channel, channel.uuid.as_str(), &channel.name))
                .collect()
        }
        ActionKind::SetContactField(action) => {
            one(Kind::Field, &action.field.key, &action.field.name)
        }
        ActionKind::StartFlow(action) => {
            one(Kind::Flow, action.flow.uuid.as_str(), &action.flow.name)
        }
        ActionKind::StartSession(action) => {
            let flow = Reference::new(Kind::Flow, action.flow.uuid.as_str(), &action.flow.name);
            recipients(&action.recipients).chain([flow]).collect()
        }
        _ => Vec::new(),
    }
}

fn groups(groups: &[GroupReference]) -> impl Iterator<Item = Reference> {
    groups.iter().filter_map(|group| match group {
        GroupReference::Uuid(uuid, name) => Some(Reference::new(Kind::Group, uuid.as_str(), name)),
        GroupReference::NameMatch(_) => None,
    })
}

fn labels(labels: &[LabelReference]) -> impl Iterator<Item = Reference> {
    labels.iter().filter_map(|label| match label {
        LabelReference::Uuid(uuid, name) => Some(Reference::new(Kind::Label, uuid.as_str(), name)),
        LabelReference::NameMatch(_) => None,
    })
}

fn user(user: &UserReference) -> Option<Reference> {
    match user {
        UserReference::Uuid(uuid, name) => Some(Reference::new(Kind::User, uuid.as_str(), name)),
        UserReference::EmailMatch(_) => None,
    }
}

fn recipients(recipients: &Recipients) -> impl Iterator<Item = Reference> {
    let contacts = recipients.contacts.iter();
    let contacts =
        contacts.map(|contact| Reference::new(Kind::Contact, contact.uuid.as_str(), &contact.name));
    groups(&recipients.groups).chain(contacts)
}

/// The local variable an action sets.
pub fn action_local(kind: &ActionKind) -> Option<Text> {
    match kind {
        ActionKind::AddContactUrn(_) => Some("_has_urn".into()),
        ActionKind::CallLlm(action) => Some(action.output_local.clone()),
        ActionKind::OpenTicket(_) => Some("_new_ticket".into()),
        ActionKind::SetRunLocal(action) => Some(action.local.clone()),
        ActionKind::TransferAirtime(_) => Some("_new_transfer".into()),
        _ => None,
    }
}

/// The result an action saves: its name and the categories it can have.
pub fn action_result(kind: &ActionKind) -> Option<(&str, Vec<&str>)> {
    let (name, categories) = match kind {
        ActionKind::CallClassifier(action) => (&action.result_name, CLASSIFIER_CATEGORIES.to_vec()),
        ActionKind::CallResthook(action) => (&action.result_name, WEBHOOK_CATEGORIES.to_vec()),
        ActionKind::CallWebhook(action) => (&action.result_name, WEBHOOK_CATEGORIES.to_vec()),
        ActionKind::SetRunResult(action) => (
            &action.name,
            Some(&*action.category)
                .filter(|category| !category.is_empty())
                .into_iter()
                .collect(),
        ),
        _ => return None,
    };
    (!name.is_empty()).then_some((name, categories))
}

/// The groups a router asks for, by arguments as they are written.
pub fn router_references(router: &Router) -> impl Iterator<Item = Reference> {
    let cases = match &router.kind {
        RouterKind::Switch(switch) => switch.cases.as_slice(),
        _ => &[],
    };
    cases
        .iter()
        .filter(|case| &*case.test == "has_group")
        .filter_map(|case| {
            let uuid = case.arguments.first()?.source();
            let name = match case.arguments.as_slice() {
                [_, name] => name.source(),
                _ => "",
            };
            (!uuid.is_empty()).then(|| Reference::new(Kind::Group, uuid, name))
        })
}
