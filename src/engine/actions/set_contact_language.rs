//! `set_contact_language`: says which language the contact speaks.

use super::Behaviour;
use super::set_contact_name::{describe_change, new_value};
use crate::engine::action_context::{ActionContext, ActionResult};
use crate::engine::modifiers::Modifier;
use crate::engine::semantics::ContactChangeRule;
use crate::excellent::Template;
use crate::model::action::SetContactLanguage;
use crate::model::event::EventKind;

impl Behaviour for SetContactLanguage {
    fn execute(&self, context: &mut ActionContext<'_>) -> ActionResult {
        let Some(text) = new_value(context, "language", &self.language) else {
            return Ok(());
        };
        let mut code = String::new();
        if !text.is_empty() {
            match context.semantics().languages.parse(&text) {
                Ok(known) => code = known,
                Err(problem) => {
                    context.log_error(problem.to_string());
                    return Ok(());
                }
            }
        }
        match context.semantics().contact_changes {
            // The event tells what was written; the code is made when it is applied.
            ContactChangeRule::ByEvent => {
                context.emit(EventKind::ContactLanguageChanged {
                    language: text.into(),
                });
                Ok(())
            }
            ContactChangeRule::ByModifier => {
                context.modify(&Modifier::Language(code.into()));
                Ok(())
            }
        }
    }

    fn describe(&self) -> String {
        describe_change("language", &self.language)
    }

    fn templates(&self) -> Vec<(String, &Template)> {
        vec![("language".to_owned(), &self.language)]
    }
}
