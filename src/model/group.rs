//! Groups of contacts.

use std::sync::Arc;

use super::asset_set::Asset;
use super::uuids::GroupUuid;

/// A group. Membership is managed by actions, or, if there is a query, computed from the contact.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Its UUID.
    pub uuid: GroupUuid,
    /// Its name.
    pub name: Arc<str>,
    /// The query that decides who is a member; empty if membership is managed by hand.
    pub query: Arc<str>,
}

impl Group {
    /// Whether membership is computed from a query.
    pub fn is_query_based(&self) -> bool {
        !self.query.is_empty()
    }
}

impl Asset for Group {
    type Id = GroupUuid;

    fn id(&self) -> GroupUuid {
        self.uuid.clone()
    }

    fn name(&self) -> &str {
        &self.name
    }
}
