//! Campaigns that can start a flow.

use std::sync::Arc;

use super::asset_set::Asset;
use super::uuids::CampaignUuid;

/// A campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Campaign {
    /// Its UUID.
    pub uuid: CampaignUuid,
    /// Its name.
    pub name: Arc<str>,
}

impl Asset for Campaign {
    type Id = CampaignUuid;

    fn id(&self) -> CampaignUuid {
        self.uuid.clone()
    }

    fn name(&self) -> &str {
        &self.name
    }
}
