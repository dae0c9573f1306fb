//! `set_contact_field`: sets or clears a field of the contact.

use super::Behaviour;
use super::set_contact_name::new_value;
use super::wording::{first_told, short, written};
use crate::engine::action_context::{ActionContext, ActionResult};
use crate::engine::modifiers::Modifier;
use crate::engine::references;
use crate::engine::semantics::ContactChangeRule;
use crate::excellent::Template;
use crate::model::action::SetContactField;
use crate::model::event::{EventKind, FieldChange};

impl Behaviour for SetContactField {
    fn execute(&self, context: &mut ActionContext<'_>) -> ActionResult {
        let Some(text) = new_value(context, "value", &self.value) else {
            return Ok(());
        };
        if context.semantics().contact_changes == ContactChangeRule::ByEvent {
            let value = FieldChange::Text(text.into());
            context.emit(EventKind::ContactFieldChanged {
                field: self.field.clone(),
                value,
            });
            return Ok(());
        }
        let field = context.assets.fields.get(&*self.field.key).cloned();
        if let Some(field) = field {
            context.modify(&Modifier::Field {
                field,
                value: text.into(),
            });
        } else {
            references::log_missing_field(context, &self.field.key, &self.field.name);
        }
        Ok(())
    }

    fn describe(&self) -> String {
        let field = first_told(&self.field.name, &self.field.key);
        if self.value.is_empty() {
            format!("Clears the field {field} of the contact")
        } else {
            format!(
                "Sets the field {field} of the contact to {}",
                short(written(&self.value))
            )
        }
    }

    fn templates(&self) -> Vec<(String, &Template)> {
        vec![("value".to_owned(), &self.value)]
    }
}
