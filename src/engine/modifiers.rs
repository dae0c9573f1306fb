//! Changes of a contact in generation 14: what actions and hosts do to it. A modifier tells whether it changed anything and
//! logs what; then the groups with queries are evaluated anew.

mod channel;
mod groups;
mod tickets;
mod urns;

use std::cell::RefCell;
use std::sync::Arc;

use super::environment::merge;
use super::field_value::FieldReading;
use super::input::Clock;
use super::options::Options;
use super::semantics::Semantics;
use crate::excellent::{Environment, Text, Zone};
use crate::model::assets::Assets;
use crate::model::channel::Channel;
use crate::model::contact::{Contact, ContactStatus};
use crate::model::event::{EventKind, FieldChange};
use crate::model::field::{Field, FieldValue};
use crate::model::group::Group;
use crate::model::topic::Topic;
use crate::model::urn::Urn;
use crate::model::user::User;

/// A change to make.
#[derive(Debug, Clone)]
pub enum Modifier {
    /// Another name; empty: none.
    Name(Text),
    /// Another language; empty: none.
    Language(Text),
    /// Another time zone, or none.
    Timezone(Option<Zone>),
    /// Another status.
    Status(ContactStatus),
    /// Another value of a field; empty: none.
    Field {
        /// Which.
        field: Arc<Field>,
        /// What was entered.
        value: Text,
    },
    /// Groups to join or leave.
    Groups {
        /// Which.
        groups: Vec<Arc<Group>>,
        /// What to do.
        change: GroupChange,
    },
    /// The preferred channel, or none.
    Channel(Option<Arc<Channel>>),
    /// More addresses.
    AppendUrns(Vec<Urn>),
    /// A ticket to open, unless one is open.
    TicketOpen {
        /// What it is about.
        topic: Option<Arc<Topic>>,
        /// Who is to answer.
        assignee: Option<Arc<User>>,
        /// What they should know; empty: nothing.
        note: Text,
    },
}

/// What is to happen with groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupChange {
    /// Join them.
    Add,
    /// Leave them.
    Remove,
}

/// What a modifier works with beside the contact.
#[derive(Debug)]
pub struct Surroundings<'a> {
    /// The assets.
    pub assets: &'a Assets,
    /// The environment of the host, not merged with what the contact brings along.
    pub environment: &'a Environment,
    /// Limits and host decisions.
    pub options: &'a Options,
    /// The behaviours of the generation.
    pub semantics: &'static Semantics,
    /// The clock, which fills in the time of day.
    pub clock: &'a RefCell<Clock>,
    /// The UUID of a ticket, should one be opened.
    pub new_uuid: Text,
}

impl Modifier {
    /// Changes a contact, logs what changed and what is wrong, and tells whether anything changed. After a change groups are
    /// evaluated anew, in an environment merged with what the contact brings along, which may be something else by now.
    pub fn apply(
        &self,
        around: &Surroundings<'_>,
        contact: &mut Contact,
        log: &mut Vec<EventKind>,
    ) -> bool {
        let is_changed = self.change(around, contact, log);
        if is_changed {
            let changes = groups::evaluate(around, contact);
            log.extend(changes.into_event());
        }
        is_changed
    }

    fn change(
        &self,
        around: &Surroundings<'_>,
        contact: &mut Contact,
        log: &mut Vec<EventKind>,
    ) -> bool {
        match self {
            Self::Name(name) => set_name(around, contact, name, log),
            Self::Language(language) => {
                let differs = contact.language != *language;
                if differs {
                    contact.language = language.clone();
                    log.push(EventKind::ContactLanguageChanged {
                        language: language.clone(),
                    });
                }
                differs
            }
            Self::Timezone(zone) => set_timezone(contact, zone.as_ref(), log),
            Self::Status(status) => {
                let differs = contact.status != *status;
                if differs {
                    contact.status = *status;
                    log.push(EventKind::ContactStatusChanged {
                        status: status.name().into(),
                    });
                }
                differs
            }
            Self::Field { field, value } => set_field(around, contact, field, value, log),
            Self::Groups { groups, change } => groups::change(contact, groups, *change, log),
            Self::Channel(channel) => channel::prefer(contact, channel.as_ref(), log),
            Self::AppendUrns(urns) => urns::append(around, contact, urns, log),
            Self::TicketOpen {
                topic,
                assignee,
                note,
            } => tickets::open(
                around,
                contact,
                topic.as_ref(),
                assignee.as_ref(),
                note,
                log,
            ),
        }
    }
}

fn set_name(
    around: &Surroundings<'_>,
    contact: &mut Contact,
    name: &Text,
    log: &mut Vec<EventKind>,
) -> bool {
    // Compared before it is cut: a name that is too long is a change every time.
    if contact.name == *name {
        return false;
    }
    let name = cut(name, around.options.max_name_chars);
    contact.name = name.clone();
    log.push(EventKind::ContactNameChanged { name });
    true
}

fn set_timezone(contact: &mut Contact, zone: Option<&Zone>, log: &mut Vec<EventKind>) -> bool {
    let name = zone.map_or("", Zone::name);
    if contact.timezone.as_ref().map_or("", Zone::name) == name {
        return false;
    }
    contact.timezone = zone.cloned();
    log.push(EventKind::ContactTimezoneChanged {
        timezone: name.into(),
    });
    true
}

fn set_field(
    around: &Surroundings<'_>,
    contact: &mut Contact,
    field: &Field,
    text: &Text,
    log: &mut Vec<EventKind>,
) -> bool {
    let value = field_value(around, contact, field, text);
    if contact.fields.get(&field.key) == value.as_ref() {
        return false;
    }
    match &value {
        Some(value) => contact.fields.insert(field.key.clone(), value.clone()),
        None => contact.fields.remove(&field.key),
    };
    log.push(EventKind::ContactFieldChanged {
        field: field.reference(),
        value: FieldChange::Typed(value),
    });
    true
}

/// What a text means as the value of a field; none if it clears it. Only the text is cut, not what it is read as.
fn field_value(
    around: &Surroundings<'_>,
    contact: &Contact,
    field: &Field,
    text: &Text,
) -> Option<FieldValue> {
    let environment = merge(around.environment, contact, around.assets);
    let Surroundings {
        assets,
        semantics,
        clock,
        ..
    } = *around;
    let reading = FieldReading {
        assets,
        environment: &environment,
        semantics,
        clock,
    };
    let mut value = reading.read(contact, field, text)?;
    value.text = cut(text, around.options.max_field_chars);
    (!value.text.is_empty()).then_some(value)
}

/// The first characters of a text.
fn cut(text: &Text, max_chars: usize) -> Text {
    match text.char_indices().nth(max_chars) {
        Some((at, _)) => text.get(..at).unwrap_or_default().into(),
        None => text.clone(),
    }
}
