//! The strip of moments: a row for each branch, the current one first.

/// A branch on the strip.
#[derive(Debug, Clone, Default)]
pub struct TimelineRow {
    /// Name of the branch.
    pub name: String,
    /// Whether it is the current line.
    pub current: bool,
    /// Its moments in order; those of another branch before the fork are left out.
    pub marks: Vec<Mark>,
    /// How many moments are before the first mark on its way from the start.
    pub offset: usize,
    /// What made the branch, in words.
    pub note: String,
}

/// A moment on the strip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Its number in the timeline.
    pub moment: usize,
    /// How it looks.
    pub kind: MarkKind,
}

/// What a moment looks like on the strip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkKind {
    /// A step.
    Step,
    /// Arrival at a node.
    Node,
    /// A wait.
    Wait,
    /// An input: a message, a reply, a change by hand.
    Input,
    /// An error was logged.
    Error,
    /// The end.
    End,
}
