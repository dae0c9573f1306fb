//! The contact, with what the last step changed.

/// What the Contact pane shows.
#[derive(Debug, Clone, Default)]
pub struct ContactFacts {
    /// The name, or what there is instead of a contact.
    pub name: String,
    /// The status (generation 14).
    pub status: String,
    /// Language, time zone, URNs, groups.
    pub about: Vec<FactLine>,
    /// The fields that have a value, and those that lost theirs in the last step.
    pub fields: Vec<FactLine>,
    /// The watches with their values.
    pub watches: Vec<FactLine>,
    /// The runs, the current one first.
    pub stack: Vec<StackLine>,
}

/// A label and its value; `before` is what the value was before the last step, if that changed it.
#[derive(Debug, Clone, Default)]
pub struct FactLine {
    /// The label; empty for a line that continues the one above.
    pub label: String,
    /// The value.
    pub value: String,
    /// The value before the last step.
    pub before: Option<String>,
    /// More about it, shown dim.
    pub note: String,
}

/// A run on the stack.
#[derive(Debug, Clone, Default)]
pub struct StackLine {
    /// Name of its flow.
    pub flow: String,
    /// Where it stands.
    pub status: String,
    /// Whether it is the current one.
    pub current: bool,
}
