//! Campaigns that can start a flow.

use super::asset_set::Asset;
use super::uuids::CampaignUuid;
use crate::excellent::Text;

/// A campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Campaign {
    /// Its UUID.
    pub uuid: CampaignUuid,
    /// Its name.
    pub name: Text,
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
