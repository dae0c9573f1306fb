//! Topics of tickets.

use std::sync::Arc;

use super::asset_set::Asset;
use super::uuids::TopicUuid;

/// A ticket topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// Its UUID.
    pub uuid: TopicUuid,
    /// Its name.
    pub name: Arc<str>,
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
