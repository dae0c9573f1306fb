//! Watches: expressions whose values are shown at every moment.

use super::command::OnChange;

/// The identity of a watch; not used again after it was removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WatchId(pub(super) usize);

impl WatchId {
    /// Its number, from 1 in the order of creation.
    pub fn number(self) -> usize {
        self.0
    }
}

/// An expression that is watched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watch {
    /// Which.
    pub id: WatchId,
    /// The expression, without `@(` and `)`.
    pub expression: String,
    /// What happens when its value changes.
    pub on_change: OnChange,
}
