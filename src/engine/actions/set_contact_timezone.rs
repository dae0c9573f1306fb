//! `set_contact_timezone`: says in which time zone the contact lives.

use super::Behaviour;
use super::set_contact_name::{describe_change, new_value};
use crate::engine::action_context::{ActionContext, ActionResult};
use crate::engine::modifiers::Modifier;
use crate::engine::semantics::ContactChangeRule;
use crate::excellent::{Template, Zone};
use crate::model::action::SetContactTimezone;
use crate::model::event::EventKind;

impl Behaviour for SetContactTimezone {
    fn execute(&self, context: &mut ActionContext<'_>) -> ActionResult {
        let Some(name) = new_value(context, "timezone", &self.timezone) else {
            return Ok(());
        };
        let zone = if name.is_empty() {
            Ok(None)
        } else {
            Zone::named(&name).map(Some)
        };
        match (context.semantics().contact_changes, zone) {
            (ContactChangeRule::ByEvent, Ok(_)) => {
                context.emit(EventKind::ContactTimezoneChanged {
                    timezone: name.into(),
                });
                Ok(())
            }
            (ContactChangeRule::ByEvent, Err(problem)) => {
                context.log_error(problem);
                Ok(())
            }
            (ContactChangeRule::ByModifier, Ok(zone)) => {
                context.modify(&Modifier::Timezone(zone));
                Ok(())
            }
            (ContactChangeRule::ByModifier, Err(_)) => {
                let problem = format!("Unrecognized timezone: '{name}'");
                context.log_coded_error(problem, "timezone:invalid", &[("timezone", &name)]);
                Ok(())
            }
        }
    }

    fn describe(&self) -> String {
        describe_change("time zone", &self.timezone)
    }

    fn templates(&self) -> Vec<(String, &Template)> {
        vec![("timezone".to_owned(), &self.timezone)]
    }
}
