//! `add_contact_groups`: adds the contact to groups whose members are managed by hand.

use super::wording;
use super::{Behaviour, needs_contact};
use crate::engine::action_context::{ActionContext, ActionResult};
use crate::engine::modifiers::{GroupChange, Modifier};
use crate::engine::references;
use crate::engine::semantics::ContactChangeRule;
use crate::excellent::Template;
use crate::model::action::AddContactGroups;
use crate::model::event::EventKind;
use crate::model::references::GroupReference;

impl Behaviour for AddContactGroups {
    fn execute(&self, context: &mut ActionContext<'_>) -> ActionResult {
        if !needs_contact(context) {
            return Ok(());
        }
        let groups = references::groups(context, &self.groups)?;
        if context.semantics().contact_changes == ContactChangeRule::ByModifier {
            context.modify(&Modifier::Groups {
                groups,
                change: GroupChange::Add,
            });
            return Ok(());
        }
        let mut joined = Vec::new();
        for group in groups {
            let is_member = context
                .contact()
                .is_some_and(|contact| contact.is_in_group(&group));
            if is_member {
                continue;
            }
            if group.is_query_based() {
                context.log_error(format!(
                    "can't manually add contact to dynamic group '{}' ({})",
                    group.name, group.uuid
                ));
            } else {
                joined.push(group);
            }
        }
        if !joined.is_empty() {
            context.emit(EventKind::ContactGroupsAdded {
                groups: references::named_groups(&joined),
            });
        }
        Ok(())
    }

    fn describe(&self) -> String {
        format!("Adds the contact to {}", wording::groups(&self.groups))
    }

    fn templates(&self) -> Vec<(String, &Template)> {
        name_templates(&self.groups)
    }
}

/// The templates of group names.
pub(super) fn name_templates(groups: &[GroupReference]) -> Vec<(String, &Template)> {
    groups
        .iter()
        .enumerate()
        .filter_map(|(at, group)| match group {
            GroupReference::Uuid(..) => None,
            GroupReference::NameMatch(template) => {
                Some((format!("groups[{at}].name_match"), template))
            }
        })
        .collect()
}
