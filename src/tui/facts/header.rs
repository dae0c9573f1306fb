//! The line at the top: which flow, where the session stands, which moment.

/// What is happening, which decides the colour of the status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mood {
    /// Going step by step.
    #[default]
    Stepping,
    /// Waiting for the contact.
    Waiting,
    /// Waiting for an answer of the outside world.
    Asking,
    /// Over, and well.
    Completed,
    /// Over, and not well.
    Failed,
}

/// What the line at the top says.
#[derive(Debug, Clone, Default)]
pub struct HeaderFacts {
    /// Name of the current flow.
    pub flow: String,
    /// Type, language and version of it.
    pub about: String,
    /// What is happening.
    pub mood: Mood,
    /// The same in words.
    pub status: String,
    /// Number of the moment on its line, from 0, and of the last one known.
    pub moment: (usize, usize),
    /// Name of the branch.
    pub branch: String,
    /// How many branches there are.
    pub branches: usize,
    /// What could be done next, in words, where nothing else is to be said.
    pub hint: String,
    /// What the session's clock shows.
    pub clock: String,
}
