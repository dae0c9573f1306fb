//! Makes up what flows and a contact refer to and the file does not have, so that a bare flow can be run.

use std::collections::HashSet;
use std::sync::Arc;

use serde_json::{Value as Json, json};

use crate::excellent::Text;
use crate::model::assets::{Assets, Assumed, Flows};
use crate::model::bundle::Bundle;
use crate::model::channel::{Channel, ChannelRole};
use crate::model::field::{Field, FieldType};
use crate::model::flow::{Flow, Generation};
use crate::model::global::Global;
use crate::model::group::Group;
use crate::model::label::Label;
use crate::model::llm::{Llm, LlmRole};
use crate::model::template::Template;
use crate::model::topic::Topic;
use crate::model::user::User;

use super::bundle::flow_entry;
use super::inspection::reference::{Kind, Reference};
use super::inspection::{FoundReference, references};
use super::migrations::version::Version;

/// The channel of a file that has none.
const CHANNEL_UUID: &str = "c0000000-0000-4000-8000-00000000cafe";
const CHANNEL_NAME: &str = "Test Channel";
/// What made up channels reach.
const SCHEMES: [&str; 10] = [
    "tel",
    "whatsapp",
    "telegram",
    "facebook",
    "twitter",
    "twitterid",
    "viber",
    "line",
    "mailto",
    "ext",
];

/// Adds to the assets what their flows refer to, and a channel if there is none. Flows that can't be read are left alone.
pub fn for_flows(assets: &mut Assets) {
    let readable = assets.flows.iter().filter_map(|entry| entry.flow().ok());
    let needed: Vec<Needed> = readable.flat_map(|flow| needed_by(&flow)).collect();
    let mut seen = HashSet::new();
    let mut making = Making::of(assets);
    for needed in &needed {
        if seen.insert((needed.reference.kind, needed.reference.id.clone())) {
            making.make_up(&needed.reference, &needed.reason, Some(&needed.flow));
        }
    }
    if making.bundle.channels.is_empty() {
        let channel = Reference::new(Kind::Channel, CHANNEL_UUID, CHANNEL_NAME);
        making.make_up(&channel, "messages need a channel", None);
    }
}

/// Adds to the assets the groups, fields and channels a contact's JSON refers to.
pub fn for_contact(assets: &mut Assets, contact: &Json) {
    let mut making = Making::of(assets);
    for group in contact
        .get("groups")
        .and_then(Json::as_array)
        .into_iter()
        .flatten()
    {
        if let (Some(uuid), Some(name)) = (text(group, "uuid"), text(group, "name")) {
            making.make_up(
                &Reference::new(Kind::Group, uuid, name),
                "the contact is in it",
                None,
            );
        }
    }
    for (key, value) in contact
        .get("fields")
        .and_then(Json::as_object)
        .into_iter()
        .flatten()
    {
        if !value.is_null() {
            making.add_field(key, key, kind_of(value), "the contact has a value for it");
        }
    }
    for urn in contact
        .get("urns")
        .and_then(Json::as_array)
        .into_iter()
        .flatten()
        .filter_map(Json::as_str)
    {
        if let Some((_, uuid)) = urn.split_once("channel=") {
            let uuid = uuid.split(['&', '#']).next().unwrap_or_default();
            let channel = Reference::new(Kind::Channel, uuid, "Contact's Channel");
            making.make_up(&channel, "a URN of the contact is bound to it", None);
        }
    }
}

/// A reference and who has it.
struct Needed {
    reference: Reference,
    reason: String,
    flow: Arc<Flow>,
}

fn needed_by(flow: &Arc<Flow>) -> Vec<Needed> {
    let found = references(flow).into_iter();
    found
        .map(|found| Needed {
            reason: reason(flow, &found),
            reference: found.reference,
            flow: flow.clone(),
        })
        .collect()
}

/// Who refers to it, in words.
fn reason(flow: &Flow, found: &FoundReference) -> String {
    let action = found.spot.action.as_ref().and_then(|uuid| {
        let actions = flow.nodes.iter().flat_map(|node| &node.actions);
        actions.into_iter().find(|action| action.uuid == *uuid)
    });
    let by = action.map_or("a router", |action| action.kind.type_name());
    format!("{by} in flow {} refers to it", flow.name)
}

/// Assets to which things are added.
struct Making<'a> {
    bundle: &'a mut Bundle,
    flows: &'a mut Flows,
    assumed: &'a mut Vec<Assumed>,
}

impl<'a> Making<'a> {
    fn of(assets: &'a mut Assets) -> Self {
        let Assets {
            bundle,
            flows,
            assumed,
        } = assets;
        Self {
            bundle: Arc::make_mut(bundle),
            flows,
            assumed,
        }
    }

    /// Makes up what a reference is to, unless it is there. Contacts need not be there, and a flow is made up only for
    /// a flow that enters it.
    fn make_up(&mut self, reference: &Reference, reason: &str, flow: Option<&Flow>) {
        let Reference { kind, id, name } = reference;
        let name = if name.is_empty() {
            id.clone()
        } else {
            name.clone()
        };
        let (bundle, uuid) = (&mut *self.bundle, id.clone());
        let is_new = match kind {
            Kind::Channel => bundle.channels.add(channel(id, &name)),
            Kind::Contact => false,
            Kind::Field => return self.add_field(id, &name, FieldType::Text, reason),
            Kind::Flow => flow.is_some_and(|flow| self.add_flow(id, &name, flow)),
            Kind::Global => bundle.globals.add(Global {
                key: uuid,
                name: name.clone(),
                value: "".into(),
            }),
            Kind::Group => bundle.groups.add(Group {
                uuid: uuid.into(),
                name: name.clone(),
                query: None,
            }),
            Kind::Label => bundle.labels.add(Label {
                uuid: uuid.into(),
                name: name.clone(),
            }),
            Kind::Llm => {
                let roles = vec![LlmRole::Editing, LlmRole::Engine];
                bundle.llms.add(Llm {
                    uuid: uuid.into(),
                    name: name.clone(),
                    kind: "test".into(),
                    roles,
                })
            }
            Kind::Template => bundle.templates.add(Template {
                uuid: uuid.into(),
                name: name.clone(),
                translations: Vec::new(),
            }),
            Kind::Topic => bundle.topics.add(Topic {
                uuid: uuid.into(),
                name: name.clone(),
            }),
            Kind::User => {
                let email = format!("{id}@example.com").into();
                bundle.users.add(User {
                    uuid: uuid.into(),
                    name: name.clone(),
                    email,
                })
            }
        };
        if is_new {
            self.note(*kind, id, &name, reason);
        }
    }

    fn add_field(&mut self, key: &str, name: &str, kind: FieldType, reason: &str) {
        if self.bundle.fields.add(Field {
            uuid: "".into(),
            key: key.into(),
            name: name.into(),
            kind,
        }) {
            self.note(Kind::Field, key, name, reason);
        }
    }

    /// A flow that is not there is one without nodes, which ends at once.
    fn add_flow(&mut self, uuid: &str, name: &str, parent: &Flow) -> bool {
        if self.flows.entry(&uuid.into()).is_some() {
            return false;
        }
        self.flows.add(flow_entry(
            uuid,
            name,
            empty_flow(uuid, name, parent),
            parent.generation,
        ))
    }

    fn note(&mut self, kind: Kind, id: &str, name: &str, reason: &str) {
        let kind = kind.as_str();
        self.assumed.push(Assumed {
            kind,
            id: id.into(),
            name: name.into(),
            reason: reason.to_string(),
        });
    }
}

fn channel(uuid: &str, name: &str) -> Channel {
    Channel {
        uuid: uuid.into(),
        name: name.into(),
        address: "+12065550100".into(),
        schemes: SCHEMES.map(Text::from).to_vec(),
        roles: vec![
            ChannelRole::Send,
            ChannelRole::Receive,
            ChannelRole::Call,
            ChannelRole::Answer,
        ],
        parent: None,
        country: "".into(),
        match_prefixes: Vec::new(),
        allow_international: true,
    }
}

fn empty_flow(uuid: &str, name: &str, parent: &Flow) -> Json {
    let mut flow = json!({
        "uuid": uuid,
        "name": name,
        "language": &*parent.language,
        "type": parent.flow_type.as_str(),
        "nodes": [],
    });
    if parent.generation == Generation::V14
        && let Json::Object(members) = &mut flow
    {
        members.insert(
            "spec_version".to_string(),
            Json::from(Version::CURRENT.to_string()),
        );
    }
    flow
}

fn text<'j>(json: &'j Json, key: &str) -> Option<&'j str> {
    json.get(key).and_then(Json::as_str)
}

/// The type a field must have for its value to be what it is.
fn kind_of(value: &Json) -> FieldType {
    let kinds = ["ward", "district", "state", "number", "datetime"];
    let kind = kinds
        .into_iter()
        .find(|kind| value.get(kind).is_some_and(|member| !member.is_null()));
    FieldType::from_name(kind.unwrap_or("text"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::wire::open::open;

    fn names(assets: &Assets) -> Vec<(&'static str, &str)> {
        assets
            .assumed
            .iter()
            .map(|assumed| (assumed.kind, &*assumed.name))
            .collect()
    }

    fn flow(actions: &Json) -> Json {
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
        let mut assets = open(&flow(&actions)).unwrap().assets;
        assert_eq!(
            names(&assets),
            [
                ("group", "Testers"),
                ("field", "Age"),
                ("channel", "Test Channel")
            ]
        );
        assert!(
            assets
                .groups
                .get("9a000000-0000-4000-8000-000000000001")
                .is_some()
        );
        for_flows(&mut assets);
        assert_eq!(
            assets.assumed.len(),
            3,
            "the second time nothing is missing"
        );
    }

    #[test]
    fn what_a_contact_refers_to_is_made_up() {
        let mut assets = Assets::default();
        let contact = json!({
            "groups": [{"uuid": "9a000000-0000-4000-8000-000000000002", "name": "Men"}],
            "fields": {"age": {"text": "23", "number": 23}, "gone": null},
            "urns": ["tel:+12065551212?channel=c0000000-0000-4000-8000-000000000007&id=3"],
        });
        for_contact(&mut assets, &contact);
        assert_eq!(
            names(&assets),
            [
                ("group", "Men"),
                ("field", "age"),
                ("channel", "Contact's Channel")
            ]
        );
        assert_eq!(assets.fields.get("age").unwrap().kind, FieldType::Number);
        assert!(
            assets
                .channels
                .get("c0000000-0000-4000-8000-000000000007")
                .is_some()
        );
    }
}
