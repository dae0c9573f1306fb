//! Opt-ins that a flow can ask for.

use super::asset_set::Asset;
use super::uuids::OptInUuid;
use crate::excellent::Text;

/// An opt-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptIn {
    /// Its UUID.
    pub uuid: OptInUuid,
    /// Its name.
    pub name: Text,
}

impl Asset for OptIn {
    type Id = OptInUuid;

    fn id(&self) -> OptInUuid {
        self.uuid.clone()
    }

    fn name(&self) -> &str {
        &self.name
    }
}
