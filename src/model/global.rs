//! Globals: values that all flows of a workspace share.

use std::sync::Arc;

use super::asset_set::Asset;

/// A global value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Global {
    /// The key by which expressions find it.
    pub key: Arc<str>,
    /// Its name.
    pub name: Arc<str>,
    /// Its value.
    pub value: Arc<str>,
}

impl Asset for Global {
    type Id = Arc<str>;

    fn id(&self) -> Arc<str> {
        self.key.clone()
    }

    fn name(&self) -> &str {
        &self.name
    }
}
