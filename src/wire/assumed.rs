//! Makes up what flows and a contact refer to and the file does not have, so that a bare flow can be run.

use std::collections::HashSet;
use std::sync::Arc;

use serde_json::Value as Json;

use crate::model::action::{Action, ActionKind, MessageContent, Recipients};
use crate::model::asset_set::{Asset, AssetSet};
use crate::model::assets::{Assets, Assumed};
use crate::model::bundle::Bundle;
use crate::model::channel::{Channel, ChannelRole};
use crate::model::field::{Field, FieldType};
use crate::model::flow::{Flow, RouterKind};
use crate::model::group::Group;
use crate::model::label::Label;
use crate::model::llm::{Llm, LlmRole};
use crate::model::references::{GroupReference, LabelReference, UserReference};
use crate::model::template::Template;
use crate::model::topic::Topic;
use crate::model::user::User;

/// Adds to the assets what their flows refer to, and a channel if there is none. Flows that can't be read are left alone.
pub fn for_flows(assets: &mut Assets) {
    let mut missing = Missing::new(&assets.bundle);
    for entry in &assets.flows {
        if let Ok(flow) = entry.flow() {
            missing.look_through(&flow);
        }
    }
    if assets.bundle.channels.is_empty() && missing.channels.is_empty() {
        missing.channel("c0000000-0000-4000-8000-00000000cafe", "Test Channel", "messages need a channel");
    }
    missing.add_to(assets);
}

/// Adds to the assets the groups, fields and channels a contact's JSON refers to.
pub fn for_contact(assets: &mut Assets, contact: &Json) {
    let mut missing = Missing::new(&assets.bundle);
    for group in contact.get("groups").and_then(Json::as_array).into_iter().flatten() {
        if let (Some(uuid), Some(name)) = (text(group, "uuid"), text(group, "name")) {
            missing.group(uuid, name, "the contact is in it");
        }
    }
    for (key, value) in contact.get("fields").and_then(Json::as_object).into_iter().flatten() {
        if !value.is_null() {
            missing.field_of_kind(key, key, kind_of(value), "the contact has a value for it");
        }
    }
    for urn in contact.get("urns").and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str) {
        if let Some((_, uuid)) = urn.split_once("channel=") {
            let uuid = uuid.split(['&', '#']).next().unwrap_or_default();
            missing.channel(uuid, "Contact's Channel", "a URN of the contact is bound to it");
        }
    }
    missing.add_to(assets);
}

/// What is missing in a bundle, each asset once.
struct Missing {
    bundle: Arc<Bundle>,
    seen: HashSet<(&'static str, String)>,
    assumed: Vec<Assumed>,
    channels: Vec<Arc<Channel>>,
    fields: Vec<Arc<Field>>,
    groups: Vec<Arc<Group>>,
    labels: Vec<Arc<Label>>,
    llms: Vec<Arc<Llm>>,
    templates: Vec<Arc<Template>>,
    topics: Vec<Arc<Topic>>,
    users: Vec<Arc<User>>,
}

impl Missing {
    fn new(bundle: &Arc<Bundle>) -> Self {
        Self {
            bundle: Arc::clone(bundle),
            seen: HashSet::new(),
            assumed: Vec::new(),
            channels: Vec::new(),
            fields: Vec::new(),
            groups: Vec::new(),
            labels: Vec::new(),
            llms: Vec::new(),
            templates: Vec::new(),
            topics: Vec::new(),
            users: Vec::new(),
        }
    }

    fn look_through(&mut self, flow: &Flow) {
        let reason = format!("flow {} refers to it", flow.name);
        for node in &flow.nodes {
            for action in &node.actions {
                self.look_at(action, &reason);
            }
            let Some(RouterKind::Switch(switch)) = node.router.as_ref().map(|router| &router.kind) else { continue };
            for case in switch.cases.iter().filter(|case| &*case.test == "has_group") {
                let [uuid, rest @ ..] = case.arguments.as_slice() else { continue };
                if uuid.is_plain() && !uuid.is_empty() {
                    let name = rest.first().filter(|name| name.is_plain()).map_or("", |name| name.source());
                    self.group(uuid.source(), if name.is_empty() { "Test Group" } else { name }, &reason);
                }
            }
        }
    }

    fn look_at(&mut self, action: &Action, reason: &str) {
        match &action.kind {
            ActionKind::AddContactGroups(action) => self.groups_of(&action.groups, reason),
            ActionKind::RemoveContactGroups(action) => self.groups_of(&action.groups, reason),
            ActionKind::AddInputLabels(action) => {
                for label in &action.labels {
                    if let LabelReference::Uuid(uuid, name) = label {
                        self.label(uuid.as_str(), name, reason);
                    }
                }
            }
            ActionKind::SetContactField(action) => self.field(&action.field.key, &action.field.name, reason),
            ActionKind::SetContactChannel(action) => {
                if let Some(channel) = &action.channel {
                    self.channel(channel.uuid.as_str(), &channel.name, reason);
                }
            }
            ActionKind::SendMsg(action) => self.content(&action.content, reason),
            ActionKind::SendBroadcast(action) => {
                self.content(&action.content, reason);
                self.recipients(&action.recipients, reason);
            }
            ActionKind::StartSession(action) => self.recipients(&action.recipients, reason),
            ActionKind::OpenTicket(action) => {
                if let Some(topic) = &action.topic {
                    self.topic(topic.uuid.as_str(), &topic.name, reason);
                }
                if let Some(UserReference::Uuid(uuid, name)) = &action.assignee {
                    self.user(uuid.as_str(), name, reason);
                }
            }
            ActionKind::CallLlm(action) => self.llm(action.llm.uuid.as_str(), &action.llm.name, reason),
            _ => {}
        }
    }

    fn content(&mut self, content: &MessageContent, reason: &str) {
        if let Some(template) = &content.template {
            self.template(template.uuid.as_str(), &template.name, reason);
        }
    }

    fn recipients(&mut self, recipients: &Recipients, reason: &str) {
        self.groups_of(&recipients.groups, reason);
    }

    fn groups_of(&mut self, groups: &[GroupReference], reason: &str) {
        for group in groups {
            if let GroupReference::Uuid(uuid, name) = group {
                self.group(uuid.as_str(), name, reason);
            }
        }
    }

    /// Notes that an asset is missing, unless it is known already.
    fn is_new(&mut self, known: bool, kind: &'static str, id: &str, name: &str, reason: &str) -> bool {
        if known || !self.seen.insert((kind, id.to_string())) {
            return false;
        }
        self.assumed.push(Assumed { kind, id: id.into(), name: name.into(), reason: reason.to_string() });
        true
    }

    fn channel(&mut self, uuid: &str, name: &str, reason: &str) {
        if self.is_new(self.bundle.channels.get(uuid).is_some(), "channel", uuid, name, reason) {
            self.channels.push(Arc::new(Channel {
                uuid: uuid.into(),
                name: name.into(),
                address: "+12065550100".into(),
                schemes: vec!["tel".into()],
                roles: vec![ChannelRole::Send, ChannelRole::Receive],
                parent: None,
                country: "".into(),
                match_prefixes: Vec::new(),
                allow_international: true,
            }));
        }
    }

    fn field(&mut self, key: &str, name: &str, reason: &str) {
        self.field_of_kind(key, name, FieldType::Text, reason);
    }

    fn field_of_kind(&mut self, key: &str, name: &str, kind: FieldType, reason: &str) {
        if self.is_new(self.bundle.fields.get(key).is_some(), "field", key, name, reason) {
            self.fields.push(Arc::new(Field { uuid: "".into(), key: key.into(), name: name.into(), kind }));
        }
    }

    fn group(&mut self, uuid: &str, name: &str, reason: &str) {
        if self.is_new(self.bundle.groups.get(uuid).is_some(), "group", uuid, name, reason) {
            self.groups.push(Arc::new(Group { uuid: uuid.into(), name: name.into(), query: None }));
        }
    }

    fn label(&mut self, uuid: &str, name: &str, reason: &str) {
        if self.is_new(self.bundle.labels.get(uuid).is_some(), "label", uuid, name, reason) {
            self.labels.push(Arc::new(Label { uuid: uuid.into(), name: name.into() }));
        }
    }

    fn llm(&mut self, uuid: &str, name: &str, reason: &str) {
        if self.is_new(self.bundle.llms.get(uuid).is_some(), "llm", uuid, name, reason) {
            let roles = vec![LlmRole::Editing, LlmRole::Engine];
            self.llms.push(Arc::new(Llm { uuid: uuid.into(), name: name.into(), kind: "test".into(), roles }));
        }
    }

    fn template(&mut self, uuid: &str, name: &str, reason: &str) {
        if self.is_new(self.bundle.templates.get(uuid).is_some(), "template", uuid, name, reason) {
            self.templates.push(Arc::new(Template { uuid: uuid.into(), name: name.into(), translations: Vec::new() }));
        }
    }

    fn topic(&mut self, uuid: &str, name: &str, reason: &str) {
        if self.is_new(self.bundle.topics.get(uuid).is_some(), "topic", uuid, name, reason) {
            self.topics.push(Arc::new(Topic { uuid: uuid.into(), name: name.into() }));
        }
    }

    fn user(&mut self, uuid: &str, name: &str, reason: &str) {
        if self.is_new(self.bundle.users.get(uuid).is_some(), "user", uuid, name, reason) {
            let email = format!("{uuid}@example.com");
            self.users.push(Arc::new(User { uuid: uuid.into(), name: name.into(), email: email.into() }));
        }
    }

    fn add_to(self, assets: &mut Assets) {
        let Self { bundle, assumed, channels, fields, groups, labels, llms, templates, topics, users, .. } = self;
        drop(bundle);
        if assumed.is_empty() {
            return;
        }
        let bundle = Arc::make_mut(&mut assets.bundle);
        extend(&mut bundle.channels, channels);
        extend(&mut bundle.fields, fields);
        extend(&mut bundle.groups, groups);
        extend(&mut bundle.labels, labels);
        extend(&mut bundle.llms, llms);
        extend(&mut bundle.templates, templates);
        extend(&mut bundle.topics, topics);
        extend(&mut bundle.users, users);
        assets.assumed.extend(assumed);
    }
}

fn extend<T: Asset>(set: &mut AssetSet<T>, more: Vec<Arc<T>>) {
    if !more.is_empty() {
        *set = set.iter().cloned().chain(more).collect();
    }
}

fn text<'j>(json: &'j Json, key: &str) -> Option<&'j str> {
    json.get(key).and_then(Json::as_str)
}

/// The type a field must have for its value to be what it is.
fn kind_of(value: &Json) -> FieldType {
    let kinds = ["ward", "district", "state", "number", "datetime"];
    let kind = kinds.into_iter().find(|kind| value.get(kind).is_some_and(|member| !member.is_null()));
    FieldType::from_name(kind.unwrap_or("text"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::wire::open::open;

    fn names(assets: &Assets) -> Vec<(&'static str, &str)> {
        assets.assumed.iter().map(|assumed| (assumed.kind, &*assumed.name)).collect()
    }

    fn flow(actions: Json) -> Json {
        json!({
            "uuid": "f1000000-0000-4000-8000-000000000001", "name": "Hello", "spec_version": "14.4.2", "language": "eng",
            "type": "messaging", "nodes": [{
                "uuid": "0d000000-0000-4000-8000-000000000001", "actions": actions,
                "exits": [{"uuid": "e1000000-0000-4000-8000-000000000001"}],
            }],
        })
    }

    #[test]
    fn what_a_flow_refers_to_is_made_up_once() {
        let group = json!({"uuid": "9a000000-0000-4000-8000-000000000001", "name": "Testers"});
        let actions = json!([
            {"uuid": "ac000000-0000-4000-8000-000000000001", "type": "add_contact_groups", "groups": [group]},
            {"uuid": "ac000000-0000-4000-8000-000000000002", "type": "remove_contact_groups", "groups": [group]},
            {"uuid": "ac000000-0000-4000-8000-000000000003", "type": "set_contact_field",
             "field": {"key": "age", "name": "Age"}, "value": "1"},
        ]);
        let mut assets = open(&flow(actions)).unwrap().assets;
        for_flows(&mut assets);
        assert_eq!(names(&assets), [("group", "Testers"), ("field", "Age"), ("channel", "Test Channel")]);
        assert!(assets.groups.get("9a000000-0000-4000-8000-000000000001").is_some());
        let bundle = Arc::clone(&assets.bundle);
        for_flows(&mut assets);
        assert_eq!(assets.assumed.len(), 3, "the second time nothing is missing");
        assert!(Arc::ptr_eq(&bundle, &assets.bundle));
    }

    #[test]
    fn what_a_contact_refers_to_is_made_up() {
        let mut assets = open(&flow(json!([]))).unwrap().assets;
        let contact = json!({
            "groups": [{"uuid": "9a000000-0000-4000-8000-000000000002", "name": "Men"}],
            "fields": {"age": {"text": "23", "number": 23}, "gone": null},
            "urns": ["tel:+12065551212?channel=c0000000-0000-4000-8000-000000000007&id=3"],
        });
        for_contact(&mut assets, &contact);
        assert_eq!(names(&assets), [("group", "Men"), ("field", "age"), ("channel", "Contact's Channel")]);
        assert_eq!(assets.fields.get("age").unwrap().kind, FieldType::Number);
        assert!(assets.channels.get("c0000000-0000-4000-8000-000000000007").is_some());
    }
}
