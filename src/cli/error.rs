//! Bad input in one sentence: what was given, where in it, and what is wrong there.

use std::fmt;
use std::path::Path;

/// Something given to flowdbg that it can't use.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct InputError {
    /// The file or argument; empty: none in particular.
    pub source_name: String,
    /// JSON pointer into it; empty: the whole.
    pub pointer: String,
    /// What is wrong.
    pub problem: String,
}

impl InputError {
    /// Something is wrong with a file, at a JSON pointer.
    pub fn file(path: &Path, pointer: impl Into<String>, problem: impl Into<String>) -> Self {
        Self {
            source_name: path.display().to_string(),
            pointer: pointer.into(),
            problem: problem.into(),
        }
    }

    /// Something is wrong with an argument.
    pub fn argument(name: &str) -> impl Fn(String) -> Self {
        move |problem| Self {
            source_name: name.to_string(),
            pointer: String::new(),
            problem,
        }
    }

    /// Something is wrong that no one input is the cause of.
    pub fn plain(problem: impl Into<String>) -> Self {
        Self {
            source_name: String::new(),
            pointer: String::new(),
            problem: problem.into(),
        }
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.source_name.is_empty() {
            write!(f, "{}: ", self.source_name)?;
        }
        if !self.pointer.is_empty() {
            write!(f, "at {}: ", self.pointer)?;
        }
        f.write_str(&self.problem)
    }
}
