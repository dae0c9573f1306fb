//! Joining and leaving groups.

use std::sync::Arc;

use super::GroupChange;
use crate::model::contact::{Contact, ContactStatus};
use crate::model::event::EventKind;
use crate::model::group::Group;
use crate::model::references::NamedGroup;

/// Has a contact join or leave groups; those with queries and those that change nothing are left out.
pub fn change(
    contact: &mut Contact,
    groups: &[Arc<Group>],
    change: GroupChange,
    log: &mut Vec<EventKind>,
) -> bool {
    if matches!(
        contact.status,
        ContactStatus::Blocked | ContactStatus::Stopped
    ) {
        log.push(EventKind::error(
            "Can't add blocked or stopped contacts to groups",
        ));
        return false;
    }
    let mut changed = Vec::new();
    for group in groups {
        if group.is_query_based() {
            let problem = match change {
                GroupChange::Add => format!(
                    "Can't add contacts to the query based group '{}'",
                    group.name
                ),
                GroupChange::Remove => format!(
                    "Can't remove contacts from the query based group '{}'",
                    group.name
                ),
            };
            log.push(EventKind::error(problem));
            continue;
        }
        match (change, contact.is_in_group(group)) {
            (GroupChange::Add, false) => contact.groups.push_back(group.clone()),
            (GroupChange::Remove, true) => contact.groups.retain(|known| known.uuid != group.uuid),
            _ => continue,
        }
        changed.push(NamedGroup {
            uuid: group.uuid.clone(),
            name: group.name.clone(),
        });
    }
    if changed.is_empty() {
        return false;
    }
    log.push(match change {
        GroupChange::Add => EventKind::ContactGroupsChanged {
            added: changed,
            removed: Vec::new(),
        },
        GroupChange::Remove => EventKind::ContactGroupsChanged {
            added: Vec::new(),
            removed: changed,
        },
    });
    true
}
