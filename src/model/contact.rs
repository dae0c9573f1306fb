//! Contacts: the people flows talk to.

use std::sync::Arc;

use imbl::{OrdMap, Vector};

use super::channel::Channel;
use super::field::FieldValue;
use super::group::Group;
use super::ticket::Ticket;
use super::urn::Urn;
use super::uuids::ContactUuid;
use crate::excellent::{DateTime, Text, Zone};

/// A contact. Cloning one is cheap: texts and collections are shared.
#[derive(Clone, Debug, PartialEq)]
pub struct Contact {
    /// Its UUID.
    pub uuid: ContactUuid,
    /// Its number; 0 if it has none.
    pub id: i64,
    /// The full name; empty if not known.
    pub name: Text,
    /// The language as an ISO 639-3 code; empty if not known. Not checked.
    pub language: Text,
    /// Whether flows may talk to it (always active in generation 12).
    pub status: ContactStatus,
    /// The time zone it lives in, if known.
    pub timezone: Option<Zone>,
    /// When it was created.
    pub created_on: DateTime,
    /// When its last message came in (generation 14).
    pub last_seen_on: Option<DateTime>,
    /// Its addresses, the most important first.
    pub urns: Vector<ContactUrn>,
    /// The groups it is in, in the order of joining.
    pub groups: Vector<Arc<Group>>,
    /// The values of its fields by key. A field that is not here has no value.
    pub fields: OrdMap<Text, FieldValue>,
    /// Its tickets (generation 14).
    pub tickets: Vector<Ticket>,
}

/// A URN of a contact, and the channel it is bound to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactUrn {
    /// The URN as it was read.
    pub urn: Urn,
    /// The channel that the contact is to be reached through at this URN.
    pub channel: Option<Arc<Channel>>,
}

/// Whether flows may talk to a contact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ContactStatus {
    /// They may.
    #[default]
    Active,
    /// The workspace does not want to hear of the contact.
    Blocked,
    /// The contact does not want to hear of the workspace.
    Stopped,
    /// The contact is kept for the record.
    Archived,
}

impl ContactStatus {
    /// All statuses with their names in the format.
    pub const NAMES: [(&str, Self); 4] = [
        ("active", Self::Active),
        ("blocked", Self::Blocked),
        ("stopped", Self::Stopped),
        ("archived", Self::Archived),
    ];

    /// The status of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMES
            .into_iter()
            .find_map(|(known, status)| (known == name).then_some(status))
    }

    /// The name in the format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Blocked => "blocked",
            Self::Stopped => "stopped",
            Self::Archived => "archived",
        }
    }
}

impl Contact {
    /// A contact of which nothing is known but its identity and age.
    pub fn new(uuid: ContactUuid, created_on: DateTime) -> Self {
        Self {
            uuid,
            id: 0,
            name: Text::default(),
            language: Text::default(),
            status: ContactStatus::Active,
            timezone: None,
            created_on,
            last_seen_on: None,
            urns: Vector::new(),
            groups: Vector::new(),
            fields: OrdMap::new(),
            tickets: Vector::new(),
        }
    }

    /// Whether it is in the group.
    pub fn is_in_group(&self, group: &Group) -> bool {
        self.groups.iter().any(|known| known.uuid == group.uuid)
    }

    /// Whether it has this address, whatever query and display.
    pub fn has_urn(&self, urn: &Urn) -> bool {
        self.urns.iter().any(|known| known.urn.is_same_address(urn))
    }

    /// Its addresses of one scheme.
    pub fn urns_of_scheme<'a>(&'a self, scheme: &'a str) -> impl Iterator<Item = &'a ContactUrn> {
        self.urns
            .iter()
            .filter(move |urn| urn.urn.scheme() == scheme)
    }

    /// The value of a field.
    pub fn field(&self, key: &str) -> Option<&FieldValue> {
        self.fields.get(key)
    }

    /// Its tickets that somebody is to take care of.
    pub fn open_tickets(&self) -> impl DoubleEndedIterator<Item = &Ticket> {
        self.tickets.iter().filter(|ticket| ticket.is_open())
    }
}

impl From<Urn> for ContactUrn {
    fn from(urn: Urn) -> Self {
        Self { urn, channel: None }
    }
}
