//! What can be wrong with a document, and where.

use std::fmt;

use crate::json::{Json, Place};

/// One thing that is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// What, as in `is required`.
    pub text: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "field '{}' {}", self.place.field(), self.text)
    }
}

/// Why a document can't be read. The text is what the format prescribes where it prescribes one.
///
/// It is one pointer wide: most things that are read are well, and are to be handed on cheaply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError(Box<Reason>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Reason {
    /// A value of another type than the format wants.
    WrongType {
        /// Where.
        place: Place,
        /// What it should be, with its article.
        expected: &'static str,
        /// What it is, with its article.
        found: &'static str,
    },
    /// Fields that break a rule, in the order of their declaration.
    Invalid(Vec<Problem>),
    /// Anything else, in words of its own.
    Other {
        /// Where.
        place: Place,
        /// What.
        text: String,
    },
    /// An error of a part, with words before it.
    Within {
        /// The words, without the colon.
        context: String,
        /// The error of the part.
        cause: ReadError,
    },
}

impl ReadError {
    fn of(reason: Reason) -> Self {
        Self(Box::new(reason))
    }

    /// Fields that break a rule, in the order of their declaration.
    pub fn invalid(problems: Vec<Problem>) -> Self {
        Self::of(Reason::Invalid(problems))
    }

    /// A value of another type than the format wants.
    pub fn wrong_type(place: impl Into<Place>, expected: &'static str, found: Json<'_>) -> Self {
        Self::of(Reason::WrongType {
            place: place.into(),
            expected,
            found: found.type_name(),
        })
    }

    /// An error in words of its own.
    pub fn other(place: impl Into<Place>, text: impl Into<String>) -> Self {
        Self::of(Reason::Other {
            place: place.into(),
            text: text.into(),
        })
    }

    /// The error with words before it: `unable to read contact: ...`.
    #[must_use]
    pub fn within(self, context: impl Into<String>) -> Self {
        Self::of(Reason::Within {
            context: context.into(),
            cause: self,
        })
    }

    /// The text for a person who has to mend the document: of many problems the first few, and how many more there are.
    pub fn brief(&self) -> String {
        const FEW: usize = 5;
        match &*self.0 {
            Reason::Invalid(problems) if problems.len() > FEW => {
                let few = Self::invalid(problems.iter().take(FEW).cloned().collect());
                format!("{few}, and {} more problems", problems.len() - FEW)
            }
            Reason::Within { context, cause } => format!("{context}: {}", cause.brief()),
            _ => self.to_string(),
        }
    }

    /// Where the (first) error is, as a JSON pointer.
    pub fn pointer(&self) -> String {
        match &*self.0 {
            Reason::WrongType { place, .. } | Reason::Other { place, .. } => place.pointer(),
            Reason::Invalid(problems) => problems
                .first()
                .map_or_else(String::new, |problem| problem.place.pointer()),
            Reason::Within { cause, .. } => cause.pointer(),
        }
    }

    /// The error without the words before it.
    pub fn cause(&self) -> &Self {
        match &*self.0 {
            Reason::Within { cause, .. } => cause.cause(),
            _ => self,
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Reason::WrongType {
                place,
                expected,
                found,
            } => {
                let field = place.field();
                if field.is_empty() {
                    write!(f, "should be {expected}, not {found}")
                } else {
                    write!(f, "field '{field}' should be {expected}, not {found}")
                }
            }
            Reason::Invalid(problems) => {
                for (index, problem) in problems.iter().enumerate() {
                    if index > 0 {
                        f.write_str(", ")?;
                    }
                    problem.fmt(f)?;
                }
                Ok(())
            }
            Reason::Other { text, .. } => f.write_str(text),
            Reason::Within { context, cause } => write!(f, "{context}: {cause}"),
        }
    }
}

impl std::error::Error for ReadError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_places_both_ways() {
        let place = Place::root().member("nodes").item(2).member("a/b~");
        assert_eq!(place.field(), "nodes[2].a/b~");
        assert_eq!(place.pointer(), "/nodes/2/a~1b~0");
        let inner = place.as_root().member("headers").entry("X");
        assert_eq!(
            (inner.field().as_str(), inner.pointer().as_str()),
            ("headers[X]", "/nodes/2/a~1b~0/headers/X")
        );
    }

    #[test]
    fn of_many_problems_the_first_few_are_told() {
        let problem = |index| Problem {
            place: Place::root().item(index).member("uuid"),
            text: "is required".into(),
        };
        let of = |count| ReadError::invalid((0..count).map(problem).collect()).within("no");
        assert_eq!(of(5).brief(), of(5).to_string());
        let brief = of(200_000).brief();
        assert!(
            brief.starts_with("no: field '[0].uuid' is required, "),
            "{brief}"
        );
        assert!(
            brief.ends_with("field '[4].uuid' is required, and 199995 more problems"),
            "{brief}"
        );
    }

    #[test]
    fn puts_words_before_a_cause() {
        let error =
            ReadError::other(Place::root().member("x"), "bad").within("unable to read contact");
        assert_eq!(error.to_string(), "unable to read contact: bad");
        assert_eq!(error.pointer(), "/x");
        assert_eq!(error.cause().to_string(), "bad");
    }
}
