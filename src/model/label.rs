//! Labels that a flow can put on a message.

use super::asset_set::Asset;
use super::uuids::LabelUuid;
use crate::excellent::Text;

/// A label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Its UUID.
    pub uuid: LabelUuid,
    /// Its name.
    pub name: Text,
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
