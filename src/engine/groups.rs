//! Groups whose members are those a query matches.

use std::sync::Arc;

use super::semantics::{ContactChangeRule, Semantics};
use super::state::State;
use crate::contactql::{EvaluationError, Query, QueryError, Setting};
use crate::excellent::{DateTime, Environment};
use crate::model::assets::Assets;
use crate::model::contact::{Contact, ContactStatus};
use crate::model::event::EventKind;
use crate::model::group::Group;
use crate::model::query::ContactSubject;
use crate::model::references::NamedGroup;

/// Why it can't be told whether a contact belongs to a group (12; in 14 such groups do not exist).
#[derive(Debug, thiserror::Error)]
pub enum GroupError {
    /// The group's query can't be parsed.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// The group's query does not fit the contact.
    #[error(transparent)]
    Evaluation(#[from] EvaluationError),
}

/// The groups a contact joined and left, in the order of the bundle.
#[derive(Debug, Default)]
pub struct GroupChanges {
    /// Joined.
    pub added: Vec<NamedGroup>,
    /// Left.
    pub removed: Vec<NamedGroup>,
}

impl GroupChanges {
    /// The event that tells of the changes, if there are any (14).
    pub fn into_event(self) -> Option<EventKind> {
        let is_change = !self.added.is_empty() || !self.removed.is_empty();
        is_change.then_some(EventKind::ContactGroupsChanged {
            added: self.added,
            removed: self.removed,
        })
    }
}

/// Has a contact join and leave the groups with queries as it should. Contacts that are not active belong to none.
pub fn evaluate_groups(
    assets: &Assets,
    environment: &Environment,
    now: &DateTime,
    contact: &mut Contact,
) -> Result<GroupChanges, GroupError> {
    let now = now.to_timestamp().unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let setting = Setting { environment, now };
    let mut changes = GroupChanges::default();
    for group in &assets.groups {
        let Some(query) = &group.query else { continue };
        let query = query.parsed.as_ref().map_err(Clone::clone)?;
        let belongs =
            contact.status == ContactStatus::Active && matches(query, assets, contact, &setting)?;
        match (belongs, contact.is_in_group(group)) {
            (true, false) => {
                contact.groups.push_back(group.clone());
                changes.added.push(named(group));
            }
            (false, true) => {
                contact.groups.retain(|known| known.uuid != group.uuid);
                changes.removed.push(named(group));
            }
            _ => {}
        }
    }
    Ok(changes)
}

fn matches(
    query: &Query,
    assets: &Assets,
    contact: &Contact,
    setting: &Setting<'_>,
) -> Result<bool, EvaluationError> {
    let subject = ContactSubject {
        contact,
        fields: &assets.fields,
        dialect: query.dialect(),
    };
    query.matches(&subject, setting)
}

/// The group as events name it.
pub fn named(group: &Arc<Group>) -> NamedGroup {
    NamedGroup {
        uuid: group.uuid.clone(),
        name: group.name.clone(),
    }
}

impl State {
    /// Evaluates the groups anew after an input was taken, and logs what changed (14).
    pub(super) fn evaluate_groups_of_input(&mut self, assets: &Assets) {
        if !reports_groups(self.semantics) {
            return;
        }
        let (environment, now) = (self.session.environment.clone(), self.now());
        let Some(contact) = self.session.contact.as_mut().map(Arc::make_mut) else {
            return;
        };
        // Groups that can't be evaluated do not exist in 14.
        let changes = evaluate_groups(assets, &environment, &now, contact).unwrap_or_default();
        if let Some(kind) = changes.into_event() {
            let event = self.new_event(kind);
            self.log_at_last_step(self.position.run, event);
        }
    }

    /// Evaluates the groups anew after a field was set, without a word (12).
    pub(super) fn evaluate_groups_of_contact(
        &mut self,
        assets: &Assets,
        run: usize,
    ) -> Result<(), String> {
        let (environment, now) = (self.session.environment.clone(), self.now());
        let Some(contact) = self.contact_of_mut(run) else {
            return Ok(());
        };
        evaluate_groups(assets, &environment, &now, contact).map_err(|error| error.to_string())?;
        Ok(())
    }
}

/// Whether changes of groups with queries are events.
fn reports_groups(semantics: &Semantics) -> bool {
    semantics.contact_changes == ContactChangeRule::ByModifier
}
