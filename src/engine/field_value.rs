//! What a text means as the value of a contact field: every form it can take, whatever the type of the field.

use std::cell::RefCell;

use super::input::Clock;
use super::semantics::Semantics;
use crate::excellent::dates::{DateReader, Fill};
use crate::excellent::{Environment, Text};
use crate::model::assets::Assets;
use crate::model::contact::Contact;
use crate::model::field::{Field, FieldType, FieldValue};
use crate::model::location::{Level, Location, LocationPath};

/// What is needed for reading values of fields.
#[derive(Debug)]
pub struct FieldReading<'a> {
    /// The fields of the workspace and its locations.
    pub assets: &'a Assets,
    /// The environment of the run.
    pub environment: &'a Environment,
    /// The behaviours of the generation.
    pub semantics: &'static Semantics,
    /// The clock, which fills in the time of day.
    pub clock: &'a RefCell<Clock>,
}

impl FieldReading<'_> {
    /// The value a text gives a field of a contact; none if it is empty.
    pub fn read(&self, contact: &Contact, field: &Field, text: &Text) -> Option<FieldValue> {
        if text.is_empty() {
            return None;
        }
        let mut value = FieldValue::text(text.clone());
        value.number = self.semantics.dialect.parse_number(text);
        value.datetime = self.datetime(text);
        if let Some(location) = self.location(contact, field, text) {
            self.set_location(&mut value, location);
        }
        Some(value)
    }

    fn datetime(&self, text: &str) -> Option<crate::excellent::DateTime> {
        let now = || {
            self.clock
                .borrow_mut()
                .read()
                .to_timestamp()
                .unwrap_or(jiff::Timestamp::UNIX_EPOCH)
        };
        let reader = DateReader {
            rules: self.semantics.dialect.date_texts,
            environment: self.environment,
            now: &now,
        };
        reader.datetime(text, Fill::CurrentTime).ok()
    }

    /// The location a text names: by path in every field, by name in fields for locations.
    fn location(&self, contact: &Contact, field: &Field, text: &str) -> Option<&Location> {
        let hierarchy = self.assets.location_hierarchy()?;
        let search = self.semantics.locations;
        if text.contains('>') {
            return search.by_path(hierarchy, text);
        }
        let level = Level::of_field(&field.kind)?;
        let parent = match level {
            Level::Country | Level::State => None,
            Level::District => Some(self.held_in(contact, &FieldType::State)?),
            Level::Ward => Some(self.held_in(contact, &FieldType::District)?),
        };
        search
            .within_text(
                hierarchy,
                text,
                level,
                parent,
                self.environment.input_collation,
            )
            .into_iter()
            .next()
    }

    /// The location the contact holds in the first field of a type.
    fn held_in<'c>(&self, contact: &'c Contact, kind: &FieldType) -> Option<&'c LocationPath> {
        let value = contact.field(&self.assets.first_field_of(kind)?.key)?;
        match kind {
            FieldType::State => value.state.as_ref(),
            FieldType::District => value.district.as_ref(),
            _ => None,
        }
    }

    /// A location is set together with those it lies in.
    fn set_location(&self, value: &mut FieldValue, location: &Location) {
        let mut at = Some(location);
        while let Some(location) = at {
            let path = Some(location.path.clone());
            match location.level {
                Level::Country => return,
                Level::State => value.state = path,
                Level::District => value.district = path,
                Level::Ward => value.ward = path,
            }
            at = self
                .assets
                .location_hierarchy()
                .and_then(|hierarchy| hierarchy.parent(location));
        }
    }
}
