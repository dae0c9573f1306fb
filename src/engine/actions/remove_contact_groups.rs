//! `remove_contact_groups`: removes the contact from groups whose members are managed by hand, or from all of them.

use std::sync::Arc;

use super::add_contact_groups::name_templates;
use super::wording;
use super::{Behaviour, needs_contact};
use crate::engine::action_context::{ActionContext, ActionResult, ActionStop};
use crate::engine::modifiers::{GroupChange, Modifier};
use crate::engine::references;
use crate::engine::semantics::ContactChangeRule;
use crate::excellent::Template;
use crate::model::action::RemoveContactGroups;
use crate::model::event::EventKind;
use crate::model::group::Group;

impl Behaviour for RemoveContactGroups {
    fn execute(&self, context: &mut ActionContext<'_>) -> ActionResult {
        if !needs_contact(context) {
            return Ok(());
        }
        let groups = self.candidates(context)?;
        if context.semantics().contact_changes == ContactChangeRule::ByModifier {
            context.modify(&Modifier::Groups {
                groups,
                change: GroupChange::Remove,
            });
            return Ok(());
        }
        let mut left = Vec::new();
        for group in groups {
            let is_member = context
                .contact()
                .is_some_and(|contact| contact.is_in_group(&group));
            if !is_member {
                continue;
            }
            if group.is_query_based() {
                context.log_error(format!(
                    "can't manually remove contact from dynamic group '{}' ({})",
                    group.name, group.uuid
                ));
            } else {
                left.push(group);
            }
        }
        if !left.is_empty() {
            context.emit(EventKind::ContactGroupsRemoved {
                groups: references::named_groups(&left),
            });
        }
        Ok(())
    }

    fn describe(&self) -> String {
        if self.all_groups {
            "Removes the contact from all groups".to_owned()
        } else {
            format!("Removes the contact from {}", wording::groups(&self.groups))
        }
    }

    fn templates(&self) -> Vec<(String, &Template)> {
        name_templates(&self.groups)
    }
}

impl RemoveContactGroups {
    fn candidates(&self, context: &mut ActionContext<'_>) -> Result<Vec<Arc<Group>>, ActionStop> {
        if self.all_groups {
            return Ok(context
                .assets
                .groups
                .iter()
                .filter(|group| !group.is_query_based())
                .cloned()
                .collect());
        }
        references::groups(context, &self.groups)
    }
}
