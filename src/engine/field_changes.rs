//! Setting fields of the contact by events (12).

use std::cell::RefCell;

use super::field_value::FieldReading;
use super::state::State;
use crate::excellent::Text;
use crate::model::assets::Assets;

impl State {
    /// Sets a field of the contact to what a text means, then evaluates the groups anew.
    pub(super) fn apply_field(
        &mut self,
        assets: &Assets,
        run: usize,
        key: &Text,
        text: &Text,
    ) -> Result<(), String> {
        let contact = self
            .contact_of(run)
            .cloned()
            .ok_or(super::apply::NO_CONTACT)?;
        let Some(field) = assets.fields.get(&**key) else {
            return Ok(());
        };
        let environment = self.environment_of(assets, run);
        let clock = RefCell::new(self.clock.clone());
        let reading = FieldReading {
            assets,
            environment: &environment,
            semantics: self.semantics,
            clock: &clock,
        };
        let value = reading.read(&contact, field, text);
        self.clock = clock.into_inner();
        drop(contact);
        if let Some(contact) = self.contact_of_mut(run) {
            match value {
                Some(value) => contact.fields.insert(field.key.clone(), value),
                None => contact.fields.remove(&field.key),
            };
        }
        self.evaluate_groups_of_contact(assets, run)
    }
}
