//! `add_contact_urn`: adds an address to the contact.

use super::wording::written;
use super::{Behaviour, needs_contact};
use crate::engine::action_context::{ActionContext, ActionResult};
use crate::engine::modifiers::Modifier;
use crate::engine::semantics::ContactChangeRule;
use crate::excellent::Template;
use crate::model::action::AddContactUrn;
use crate::model::event::EventKind;
use crate::model::urn::Urn;

/// The local variable that tells whether the contact has the URN (14).
const HAS_URN: &str = "_has_urn";

impl Behaviour for AddContactUrn {
    fn execute(&self, context: &mut ActionContext<'_>) -> ActionResult {
        if !needs_contact(context) {
            return Ok(());
        }
        let path = context.evaluate_text(&self.path).text;
        match context.semantics().contact_changes {
            ContactChangeRule::ByEvent => self.add_by_event(context, &path),
            ContactChangeRule::ByModifier => self.add_by_modifier(context, path.trim()),
        }
        Ok(())
    }

    fn describe(&self) -> String {
        format!(
            "Adds the URN {}:{} to the contact",
            self.scheme,
            written(&self.path)
        )
    }

    fn templates(&self) -> Vec<(String, &Template)> {
        vec![("path".to_owned(), &self.path)]
    }
}

impl AddContactUrn {
    /// Logs the URN as it was put together; it is normalised when it is added.
    fn add_by_event(&self, context: &mut ActionContext<'_>, path: &str) {
        let rules = context.semantics().urns;
        let urn = Urn::from_parts(&self.scheme, path, "", "");
        if let Err(problem) = rules.validate(&urn) {
            context.log_error(format!(
                "unable to add URN '{}:{path}': {problem}",
                self.scheme
            ));
            return;
        }
        let normalised = rules.normalize(&urn);
        let is_known = context
            .contact()
            .is_some_and(|contact| contact.has_urn(&normalised));
        if !is_known {
            context.emit(EventKind::ContactUrnAdded { urn: urn.shared() });
        }
    }

    fn add_by_modifier(&self, context: &mut ActionContext<'_>, path: &str) {
        if path.is_empty() {
            context.log_error("Can't add URN with empty path");
            return;
        }
        let urn = context
            .semantics()
            .urns
            .normalize(&Urn::lenient(&format!("{}:{path}", self.scheme)));
        context.modify(&Modifier::AppendUrns(vec![urn.clone()]));
        let has_urn = context
            .contact()
            .is_some_and(|contact| contact.has_urn(&urn));
        let told = if has_urn { urn.as_str() } else { "" };
        context.set_local(HAS_URN, told);
    }
}
