//! What can be wrong with a document, and where.

use std::fmt;
use std::sync::Arc;

use serde_json::Value;
use smol_str::SmolStr;

/// A place in a document. Making one costs next to nothing; its texts are made when they are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    above: Option<Arc<Place>>,
    step: Step,
    /// Whether paths of fields start anew here.
    starts_fields: bool,
}

/// The way from a value to one within it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Step {
    #[default]
    Root,
    Member(SmolStr),
    Item(usize),
    Entry(SmolStr),
}

impl Place {
    /// The whole document.
    pub fn root() -> Self {
        Self::default()
    }

    /// The place of a member.
    pub fn member(&self, key: &str) -> Self {
        Self::member_of(&Arc::new(self.clone()), key)
    }

    /// The place of a member of what stands at a place that is shared.
    pub fn member_of(above: &Arc<Self>, key: &str) -> Self {
        Self::below(above, Step::Member(key.into()))
    }

    /// The place of an item of the list that stands here.
    pub fn item(&self, index: usize) -> Self {
        Self::item_of(&Arc::new(self.clone()), index)
    }

    /// The place of an item of the list that stands at a place that is shared.
    pub fn item_of(above: &Arc<Self>, index: usize) -> Self {
        Self::below(above, Step::Item(index))
    }

    /// The place of an entry of the map that stands here, whose path is `headers[Accept]`.
    pub fn entry(&self, key: &str) -> Self {
        Self::below(&Arc::new(self.clone()), Step::Entry(key.into()))
    }

    fn below(above: &Arc<Self>, step: Step) -> Self {
        Self {
            above: Some(above.clone()),
            step,
            starts_fields: false,
        }
    }

    /// The same place seen from the object itself: paths of fields start anew here. Objects that are checked on their
    /// own (actions, assets of a list) are read this way.
    #[must_use]
    pub fn as_root(&self) -> Self {
        Self {
            starts_fields: true,
            ..self.clone()
        }
    }

    /// The JSON pointer, as in `/nodes/0/uuid`.
    pub fn pointer(&self) -> String {
        let mut pointer = self
            .above
            .as_ref()
            .map_or_else(String::new, |above| above.pointer());
        match &self.step {
            Step::Root => {}
            Step::Member(key) | Step::Entry(key) => {
                pointer.push('/');
                pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
            }
            Step::Item(index) => {
                pointer.push('/');
                pointer.push_str(&index.to_string());
            }
        }
        pointer
    }

    /// The path of the field within the object that is checked, as in `groups[0].uuid`.
    pub fn field(&self) -> String {
        if self.starts_fields {
            return String::new();
        }
        let above = self
            .above
            .as_ref()
            .map_or_else(String::new, |above| above.field());
        match &self.step {
            Step::Root => above,
            Step::Member(key) if above.is_empty() => key.to_string(),
            Step::Member(key) => format!("{above}.{key}"),
            Step::Item(index) => format!("{above}[{index}]"),
            Step::Entry(key) => format!("{above}[{key}]"),
        }
    }
}

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
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
        cause: Box<ReadError>,
    },
}

impl ReadError {
    /// A value of another type than the format wants.
    pub fn wrong_type(place: Place, expected: &'static str, found: &Value) -> Self {
        Self::WrongType {
            place,
            expected,
            found: type_name(found),
        }
    }

    /// An error in words of its own.
    pub fn other(place: Place, text: impl Into<String>) -> Self {
        Self::Other {
            place,
            text: text.into(),
        }
    }

    /// The error with words before it: `unable to read contact: ...`.
    #[must_use]
    pub fn within(self, context: impl Into<String>) -> Self {
        Self::Within {
            context: context.into(),
            cause: Box::new(self),
        }
    }

    /// Where the (first) error is, as a JSON pointer.
    pub fn pointer(&self) -> String {
        match self {
            Self::WrongType { place, .. } | Self::Other { place, .. } => place.pointer(),
            Self::Invalid(problems) => problems
                .first()
                .map_or_else(String::new, |problem| problem.place.pointer()),
            Self::Within { cause, .. } => cause.pointer(),
        }
    }

    /// The error without the words before it.
    pub fn cause(&self) -> &Self {
        match self {
            Self::Within { cause, .. } => cause.cause(),
            other => other,
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WrongType {
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
            Self::Invalid(problems) => {
                for (index, problem) in problems.iter().enumerate() {
                    if index > 0 {
                        f.write_str(", ")?;
                    }
                    problem.fmt(f)?;
                }
                Ok(())
            }
            Self::Other { text, .. } => f.write_str(text),
            Self::Within { context, cause } => write!(f, "{context}: {cause}"),
        }
    }
}

impl std::error::Error for ReadError {}

fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

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
    fn puts_words_before_a_cause() {
        let error =
            ReadError::other(Place::root().member("x"), "bad").within("unable to read contact");
        assert_eq!(error.to_string(), "unable to read contact: bad");
        assert_eq!(error.pointer(), "/x");
        assert_eq!(error.cause().to_string(), "bad");
    }
}
