//! Labels that a flow can put on a message.

use std::sync::Arc;

use super::asset_set::Asset;
use super::uuids::LabelUuid;

/// A label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Its UUID.
    pub uuid: LabelUuid,
    /// Its name.
    pub name: Arc<str>,
}

impl Asset for Label {
    type Id = LabelUuid;

    fn id(&self) -> LabelUuid {
        self.uuid.clone()
    }

    fn name(&self) -> &str {
        &self.name
    }
}
