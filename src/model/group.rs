//! Groups of contacts.

use super::asset_set::Asset;
use super::uuids::GroupUuid;
use crate::contactql::{Query, QueryError};
use crate::excellent::Text;

/// A group. Membership is managed by actions, or, if there is a query, computed from the contact.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Its UUID.
    pub uuid: GroupUuid,
    /// Its name.
    pub name: Text,
    /// The query that decides who is a member, unless membership is managed by hand.
    pub query: Option<GroupQuery>,
}

/// The query of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupQuery {
    /// The text as it was read.
    pub text: Text,
    /// The query, or why the text is none.
    pub parsed: Result<Query, QueryError>,
}

impl Group {
    /// Whether membership is computed from a query.
    pub fn is_query_based(&self) -> bool {
        self.query.is_some()
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
