//! Joining and leaving groups.

use std::sync::Arc;

use super::{GroupChange, Surroundings};
use crate::engine::environment::merge;
use crate::engine::groups::{GroupChanges, evaluate_groups, named};
use crate::model::contact::{Contact, ContactStatus};
use crate::model::event::EventKind;
use crate::model::group::Group;

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
        changed.push(named(group));
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

/// Has a changed contact join and leave the groups with queries as it should. One that is not active leaves all groups.
pub fn evaluate(around: &Surroundings<'_>, contact: &mut Contact) -> GroupChanges {
    let environment = merge(around.environment, contact, around.assets);
    let now = around.clock.borrow_mut().read();
    // Groups that can't be evaluated do not exist in 14.
    let mut changes =
        evaluate_groups(around.assets, &environment, &now, contact).unwrap_or_default();
    if contact.status != ContactStatus::Active {
        changes.removed.extend(contact.groups.iter().map(named));
        contact.groups.clear();
    }
    changes
}
