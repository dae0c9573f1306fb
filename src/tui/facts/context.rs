//! The context of expressions as a tree, one line per entry that is open.

/// A line of the tree.
#[derive(Debug, Clone, Default)]
pub struct ContextLine {
    /// How deep it is inside.
    pub depth: usize,
    /// The path, as an expression uses it.
    pub path: String,
    /// The last part of the path.
    pub name: String,
    /// The value on one line.
    pub value: String,
    /// Whether there is something inside.
    pub has_more: bool,
    /// Whether it is open.
    pub open: bool,
    /// Whether there is no value.
    pub is_empty: bool,
}
