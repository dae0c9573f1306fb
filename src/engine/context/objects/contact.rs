//! `@contact` of generation 14, with groups and channels.

use std::sync::Arc;

use super::{contact_ref, fields, ticket, urns};
use crate::engine::context::{Surroundings, View, copied, text, view};
use crate::excellent::words::WordRule;
use crate::excellent::{Map, Property, Text, Value};
use crate::model::channel::{Channel, ChannelRole};
use crate::model::contact::{Contact, ContactUrn};

/// A contact as a value; null without one.
pub fn value(contact: Option<&Arc<Contact>>, around: &Arc<Surroundings>) -> Value {
    contact.map_or(Value::Null, |contact| {
        view(ContactObject {
            contact: contact.clone(),
            around: around.clone(),
        })
    })
}

/// A channel as a value; null without one.
pub fn channel(channel: Option<&Arc<Channel>>) -> Value {
    let Some(channel) = channel else {
        return Value::Null;
    };
    let properties = [
        (Text::new_static("uuid"), copied(channel.uuid.as_str())),
        (Text::new_static("name"), text(&channel.name)),
        (Text::new_static("address"), text(&channel.address)),
    ];
    Map::from_entries(properties)
        .with_default(text(&channel.name))
        .into()
}

/// What a contact goes by: name, else address (its number where addresses are hidden).
pub fn shown_name(contact: &Contact, around: &Surroundings) -> String {
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

#[derive(Debug)]
struct ContactObject {
    contact: Arc<Contact>,
    around: Arc<Surroundings>,
}

impl View for ContactObject {
    const TYPE: &'static str = "object";
    const LISTED: &'static [&'static str] = &[
        "channel",
        "created_on",
        "fields",
        "first_name",
        "groups",
        "id",
        "language",
        "last_seen_on",
        "name",
        "ref",
        "status",
        "tickets",
        "timezone",
        "urn",
        "urns",
        "uuid",
    ];

    fn get(&self, name: &str) -> Option<Property> {
        let contact = &self.contact;
        let value = match name {
            "uuid" => copied(contact.uuid.as_str()),
            "ref" => Value::from(contact_ref::encode(
                contact.id,
                self.around.environment.obfuscation_key,
            )),
            "id" => {
                let warning = "@contact.id is deprecated, use @contact.ref instead";
                return Some(Property::deprecated(contact.id.to_string(), warning));
            }
            "name" => text(&contact.name),
            "first_name" => WordRule::WithMarks
                .words(&contact.name)
                .next()
                .map_or(Value::Null, Value::from),
            "language" => text(&contact.language),
            "timezone" => contact
                .timezone
                .as_ref()
                .map_or(Value::Null, |zone| copied(zone.name())),
            "status" => copied(contact.status.name()),
            "created_on" => Value::DateTime(contact.created_on.clone()),
            "last_seen_on" => contact.last_seen_on.clone().into(),
            "urns" => contact
                .urns
                .iter()
                .map(|urn| urns::shown(&urn.urn, &self.around))
                .collect::<Vec<_>>()
                .into(),
            "urn" => self
                .preferred()
                .map_or(Value::Null, |(urn, _)| urns::shown(&urn.urn, &self.around)),
            "groups" => groups(contact),
            "fields" => fields::value(contact, &self.around),
            "channel" => channel(self.preferred().map(|(_, channel)| channel).as_ref()),
            "tickets" => {
                let tickets: Vec<_> = contact.open_tickets().map(ticket::value).collect();
                return Some(Property::deprecated(
                    tickets,
                    "@contact.tickets is deprecated, use @ticket instead",
                ));
            }
            _ => return None,
        };
        Some(value.into())
    }

    fn reduced(&self) -> Option<Value> {
        Some(Value::from(shown_name(&self.contact, &self.around)))
    }
}

impl ContactObject {
    /// The first address there is a channel to send to, and the channel.
    fn preferred(&self) -> Option<(&ContactUrn, Arc<Channel>)> {
        let channels = &self.around.bundle.channels;
        let selection = self.around.semantics.channels;
        self.contact.urns.iter().find_map(|urn| {
            Some((
                urn,
                selection.channel_for(channels, urn, ChannelRole::Send)?,
            ))
        })
    }
}

fn groups(contact: &Contact) -> Value {
    let group = |uuid: &str, name: &str| {
        Value::from(Map::from_entries([
            (Text::new_static("uuid"), copied(uuid)),
            (Text::new_static("name"), copied(name)),
        ]))
    };
    contact
        .groups
        .iter()
        .map(|known| group(known.uuid.as_str(), &known.name))
        .collect::<Vec<_>>()
        .into()
}
