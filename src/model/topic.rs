//! Topics of tickets.

use super::asset_set::Asset;
use super::uuids::TopicUuid;
use crate::excellent::Text;

/// A ticket topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// Its UUID.
    pub uuid: TopicUuid,
    /// Its name.
    pub name: Text,
}

impl Asset for Topic {
    type Id = TopicUuid;

    fn id(&self) -> TopicUuid {
        self.uuid.clone()
    }

    fn name(&self) -> &str {
        &self.name
    }
}
