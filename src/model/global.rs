//! Globals: values that all flows of a workspace share.

use super::asset_set::Asset;
use crate::excellent::Text;

/// A global value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Global {
    /// The key by which expressions find it.
    pub key: Text,
    /// Its name.
    pub name: Text,
    /// Its value.
    pub value: Text,
}

impl Asset for Global {
    type Id = Text;

    fn id(&self) -> Text {
        self.key.clone()
    }

    fn name(&self) -> &str {
        &self.name
    }
}
