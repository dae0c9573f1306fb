//! Resthooks: named lists of URLs that want to hear of an event in a flow.

use super::asset_set::Asset;
use crate::excellent::Text;

/// A resthook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resthook {
    /// The name by which actions find it.
    pub slug: Text,
    /// The URLs to call, in this order.
    pub subscribers: Vec<Text>,
}

impl Asset for Resthook {
    type Id = Text;

    fn id(&self) -> Text {
        self.slug.clone()
    }

    fn name(&self) -> &str {
        &self.slug
    }
}
