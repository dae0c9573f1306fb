//! Opt-ins that a flow can ask for.

use std::sync::Arc;

use super::asset_set::Asset;
use super::uuids::OptInUuid;

/// An opt-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptIn {
    /// Its UUID.
    pub uuid: OptInUuid,
    /// Its name.
    pub name: Arc<str>,
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
