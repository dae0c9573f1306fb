//! Resthooks: named lists of URLs that want to hear of an event in a flow.

use std::sync::Arc;

use super::asset_set::Asset;

/// A resthook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resthook {
    /// The name by which actions find it.
    pub slug: Arc<str>,
    /// The URLs to call, in this order.
    pub subscribers: Vec<Arc<str>>,
}

impl Asset for Resthook {
    type Id = Arc<str>;

    fn id(&self) -> Arc<str> {
        self.slug.clone()
    }

    fn name(&self) -> &str {
        &self.slug
    }
}
