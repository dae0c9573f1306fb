//! The results of the current run.

/// A saved result.
#[derive(Debug, Clone, Default)]
pub struct ResultFact {
    /// Name.
    pub name: String,
    /// Value.
    pub value: String,
    /// Category; empty: none.
    pub category: String,
    /// What was looked at; empty: nothing is known.
    pub input: String,
    /// More, as JSON; empty: nothing.
    pub extra: String,
    /// Whether the last step saved it.
    pub changed: bool,
}
