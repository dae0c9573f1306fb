//! References to assets, contacts and flows as inspection lists them.

use serde_json::{Map, Value as Json};

use crate::excellent::Text;
use crate::model::assets::Assets;

/// A reference to something outside of the flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// What kind of thing.
    pub kind: Kind,
    /// Its UUID or key.
    pub id: Text,
    /// Its name as written; empty in expressions.
    pub name: Text,
}

/// What can be referred to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the variants are the format's own words")]
pub enum Kind {
    Channel,
    Contact,
    Field,
    Flow,
    Global,
    Group,
    Label,
    Llm,
    Template,
    Topic,
    User,
}

impl Kind {
    /// The kind as the format spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Channel => "channel",
            Self::Contact => "contact",
            Self::Field => "field",
            Self::Flow => "flow",
            Self::Global => "global",
            Self::Group => "group",
            Self::Label => "label",
            Self::Llm => "llm",
            Self::Template => "template",
            Self::Topic => "topic",
            Self::User => "user",
        }
    }

    /// The member that identifies a thing of this kind.
    fn id_member(self) -> &'static str {
        match self {
            Self::Field | Self::Global => "key",
            _ => "uuid",
        }
    }

    /// Whether an empty name is left out.
    fn omits_empty_name(self) -> bool {
        matches!(self, Self::Group | Self::Label | Self::User)
    }
}

impl Reference {
    /// A reference.
    pub fn new(kind: Kind, id: &str, name: &str) -> Self {
        Self {
            kind,
            id: id.into(),
            name: name.into(),
        }
    }

    /// Whether there is no such thing. Contacts are never missing; a flow is when it can't be read.
    pub fn is_missing(&self, assets: &Assets) -> bool {
        let id = &*self.id;
        let is_there = match self.kind {
            Kind::Channel => assets.channels.get(id).is_some(),
            Kind::Contact => true,
            Kind::Field => assets.fields.get(id).is_some(),
            Kind::Flow => matches!(assets.flows.get(&id.into()), Some(Ok(_))),
            Kind::Global => assets.globals.get(id).is_some(),
            Kind::Group => assets.groups.get(id).is_some(),
            Kind::Label => assets.labels.get(id).is_some(),
            Kind::Llm => assets.llms.get(id).is_some(),
            Kind::Template => assets.templates.get(id).is_some(),
            Kind::Topic => assets.topics.get(id).is_some(),
            Kind::User => assets.users.get(id).is_some(),
        };
        !is_there
    }

    /// The reference as it is written, with its kind as `type`.
    pub fn to_json(&self) -> Json {
        let mut members = Map::new();
        members.insert(self.kind.id_member().to_string(), Json::from(&*self.id));
        if !self.name.is_empty() || !self.kind.omits_empty_name() {
            members.insert("name".to_string(), Json::from(&*self.name));
        }
        members.insert("type".to_string(), Json::from(self.kind.as_str()));
        Json::Object(members)
    }
}
