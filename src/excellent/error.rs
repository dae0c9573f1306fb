//! The error value of the expression language: a text, and whether it can be caught.

use std::fmt;
use std::sync::Arc;

use super::value::Text;

/// What an expression gives when it fails. A value like any other until something converts it or looks into it.
#[derive(Clone, PartialEq, Eq)]
pub struct Error(Arc<Content>);

#[derive(PartialEq, Eq)]
struct Content {
    text: Text,
    fatal: bool,
}

impl Error {
    /// An ordinary error with this text.
    pub fn new(text: impl Into<Text>) -> Self {
        Self(Arc::new(Content {
            text: text.into(),
            fatal: false,
        }))
    }

    /// The error of an evaluation that used up its budget: no call wraps it and no function catches it.
    pub fn too_complex() -> Self {
        Self(Arc::new(Content {
            text: Text::new_static("expression is too complex to evaluate"),
            fatal: true,
        }))
    }

    /// The text, as shown to a user.
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// The text as a shared value.
    pub fn shared_text(&self) -> Text {
        self.0.text.clone()
    }

    /// Whether this is the budget error, which passes through every call as it is.
    pub fn is_fatal(&self) -> bool {
        self.0.fatal
    }

    /// The same text as an ordinary error, which calls wrap and functions may catch.
    pub fn into_ordinary(self) -> Self {
        if self.0.fatal {
            Self::new(self.0.text.clone())
        } else {
            self
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Error({:?})", self.text())
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_budget_error_is_fatal() {
        assert!(!Error::new("x").is_fatal());
        assert!(Error::too_complex().is_fatal());
        assert!(!Error::too_complex().into_ordinary().is_fatal());
    }
}
