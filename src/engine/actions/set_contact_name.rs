//! `set_contact_name`: gives the contact another name, or none.

use super::wording::{short, written};
use super::{Behaviour, needs_contact};
use crate::engine::action_context::{ActionContext, ActionResult};
use crate::engine::modifiers::Modifier;
use crate::engine::semantics::ContactChangeRule;
use crate::excellent::Template;
use crate::model::action::SetContactName;
use crate::model::event::EventKind;

impl Behaviour for SetContactName {
    fn execute(&self, context: &mut ActionContext<'_>) -> ActionResult {
        let Some(name) = new_value(context, "name", &self.name) else {
            return Ok(());
        };
        match context.semantics().contact_changes {
            ContactChangeRule::ByEvent => {
                context.emit(EventKind::ContactNameChanged { name: name.into() });
                Ok(())
            }
            ContactChangeRule::ByModifier => {
                context.modify(&Modifier::Name(name.into()));
                Ok(())
            }
        }
    }

    fn describe(&self) -> String {
        describe_change("name", &self.name)
    }

    fn templates(&self) -> Vec<(String, &Template)> {
        vec![("name".to_owned(), &self.name)]
    }
}

/// The evaluated and trimmed text a property of the contact is to be set to; none if it can't be set, which is logged.
pub(super) fn new_value(
    context: &mut ActionContext<'_>,
    property: &str,
    template: &Template,
) -> Option<String> {
    if !needs_contact(context) {
        return None;
    }
    let template = match context.semantics().contact_changes {
        ContactChangeRule::ByEvent => context.localized_text(property, template).text,
        ContactChangeRule::ByModifier => template,
    };
    let value = context.evaluate_text(template);
    (!value.failed).then(|| value.text.trim().to_owned())
}

/// `Sets the name of the contact to @results.name`, or `Clears ...`.
pub(super) fn describe_change(property: &str, template: &Template) -> String {
    if template.is_empty() {
        format!("Clears the {property} of the contact")
    } else {
        format!(
            "Sets the {property} of the contact to {}",
            short(written(template))
        )
    }
}
