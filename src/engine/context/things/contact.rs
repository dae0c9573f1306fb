//! `@contact`, groups and channels of generation 12.

use std::sync::Arc;

use super::{fields, urns};
use crate::engine::context::{Surroundings, View, copied, list, text, view};
use crate::excellent::words::WordRule;
use crate::excellent::{Number, Property, Value};
use crate::model::channel::Channel;
use crate::model::contact::Contact;
use crate::model::group::Group;

/// A contact as a value; null without one.
pub fn value(contact: Option<&Arc<Contact>>, around: &Arc<Surroundings>) -> Value {
    contact.map_or(Value::Null, |contact| {
        view(ContactThing {
            contact: contact.clone(),
            around: around.clone(),
        })
    })
}

/// A property of a contact.
pub fn property_at(
    contact: &Arc<Contact>,
    around: &Arc<Surroundings>,
    name: &str,
) -> Option<Value> {
    Some(match name {
        "uuid" => copied(contact.uuid.as_str()),
        "id" => Value::Number(Number::from(contact.id)),
        "name" => text(&contact.name),
        "first_name" => first_word(&contact.name),
        "language" => text(&contact.language),
        "timezone" => contact
            .timezone
            .as_ref()
            .map_or(Value::Null, |zone| copied(zone.name())),
        "created_on" => Value::DateTime(contact.created_on.clone()),
        "urns" => urns::list_of(contact.urns.iter().cloned().collect(), around),
        "urn" => contact.urns.front().map_or(Value::Null, |urn| {
            Value::from(around.semantics.urns.format(&urn.urn))
        }),
        "groups" => groups(contact),
        "fields" => fields::value(contact, around),
        "channel" => channel(contact.urns.front().and_then(|urn| urn.channel.as_ref())),
        _ => return None,
    })
}

/// A channel as a value; null without one.
pub fn channel(channel: Option<&Arc<Channel>>) -> Value {
    channel.map_or(Value::Null, |channel| view(ChannelThing(channel.clone())))
}

#[derive(Debug)]
struct ContactThing {
    contact: Arc<Contact>,
    around: Arc<Surroundings>,
}

impl View for ContactThing {
    const TYPE: &'static str = "contact";
    const LISTED: &'static [&'static str] = &[
        "channel",
        "created_on",
        "fields",
        "groups",
        "language",
        "name",
        "timezone",
        "urns",
        "uuid",
    ];

    fn get(&self, name: &str) -> Option<Property> {
        property_at(&self.contact, &self.around, name).map(Into::into)
    }

    fn reduced(&self) -> Option<Value> {
        Some(Value::from(shown_name(&self.contact, &self.around)))
    }
}

/// What a contact goes by: name, else address (its number where addresses are hidden).
fn shown_name(contact: &Contact, around: &Surroundings) -> String {
    if !contact.name.is_empty() {
        return contact.name.to_string();
    }
    if around.redacts_urns() {
        return contact.id.to_string();
    }
    contact
        .urns
        .front()
        .map(|urn| around.semantics.urns.format(&urn.urn))
        .unwrap_or_default()
}

fn first_word(name: &str) -> Value {
    WordRule::LettersAndNumbers
        .words(name)
        .next()
        .map_or(Value::Null, Value::from)
}

fn groups(contact: &Contact) -> Value {
    list(
        "groups",
        contact
            .groups
            .iter()
            .map(|group| (view(GroupThing(group.clone())), text(&group.name))),
    )
}

#[derive(Debug)]
struct GroupThing(Arc<Group>);

impl View for GroupThing {
    const TYPE: &'static str = "group";
    const LISTED: &'static [&'static str] = &["name", "uuid"];

    fn get(&self, name: &str) -> Option<Property> {
        Some(match name {
            "uuid" => copied(self.0.uuid.as_str()).into(),
            "name" => text(&self.0.name).into(),
            _ => return None,
        })
    }

    fn reduced(&self) -> Option<Value> {
        Some(text(&self.0.name))
    }
}

#[derive(Debug)]
struct ChannelThing(Arc<Channel>);

impl View for ChannelThing {
    const TYPE: &'static str = "channel";
    const LISTED: &'static [&'static str] = &["address", "name", "uuid"];

    fn get(&self, name: &str) -> Option<Property> {
        Some(match name {
            "uuid" => copied(self.0.uuid.as_str()).into(),
            "name" => text(&self.0.name).into(),
            "address" => text(&self.0.address).into(),
            _ => return None,
        })
    }

    fn reduced(&self) -> Option<Value> {
        Some(text(&self.0.name))
    }
}
