//! The values of the expression language, cheap to clone: short texts and small numbers inline, the rest shared.

use std::fmt;
use std::sync::Arc;

use super::datetime::{Date, DateTime, Time};
use super::error::Error;
use super::function::FunctionSpec;
use super::number::Number;
use super::object::Object;
use super::tree::Lambda;

/// A text: up to 23 bytes inline, longer ones shared.
pub type Text = smol_str::SmolStr;

/// A text to keep. As `Text::from`, but short ones are made in half the time.
#[inline]
pub fn own(text: &str) -> Text {
    const SHORT: usize = 23;
    if text.len() <= SHORT {
        Text::new_inline(text)
    } else {
        Text::new(text)
    }
}

/// The items of an array, shared.
pub type Array = Arc<[Value]>;

/// Any value an expression can have.
#[derive(Clone, Debug)]
pub enum Value {
    /// Absence.
    Null,
    /// Unicode text.
    Text(Text),
    /// An exact decimal.
    Number(Number),
    /// True or false.
    Boolean(bool),
    /// An instant with its zone.
    DateTime(DateTime),
    /// A calendar date (generation 14).
    Date(Date),
    /// A time of day (generation 14).
    Time(Time),
    /// A list of values.
    Array(Array),
    /// Anything with properties: maps, JSON documents, test results, and what the context offers.
    Object(Object),
    /// A built-in function or a lambda (generation 14).
    Function(Function),
    /// A failure.
    Error(Error),
}

/// A function as a value.
#[derive(Clone)]
pub enum Function {
    /// One of the dialect's functions or router tests.
    Builtin(&'static FunctionSpec),
    /// An anonymous function with what it captured.
    Lambda(Arc<Lambda>),
}

impl Function {
    /// The name errors and texts show: the registered one, or `<anon>`.
    pub fn name(&self) -> &str {
        match self {
            Self::Builtin(spec) => spec.name,
            Self::Lambda(_) => "<anon>",
        }
    }
}

impl fmt::Debug for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Value {
    /// A text value.
    pub fn text(text: impl Into<Text>) -> Self {
        Self::Text(text.into())
    }

    /// An array of these items.
    pub fn array(items: impl Into<Array>) -> Self {
        Self::Array(items.into())
    }

    /// An ordinary error with this text.
    pub fn error(text: impl Into<Text>) -> Self {
        Self::Error(Error::new(text))
    }

    /// The empty text.
    pub const EMPTY_TEXT: Self = Self::Text(Text::new_static(""));

    /// Whether this is an error.
    pub fn is_error(&self) -> bool {
        matches!(self, Self::Error(_))
    }

    /// Whether this is null.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The error if this is one, the value otherwise.
    pub fn checked(self) -> Result<Self, Error> {
        match self {
            Self::Error(error) => Err(error),
            value => Ok(value),
        }
    }

    /// The name of the value's type: `null text number boolean datetime date time array function error`, or an object's own.
    pub fn type_name(&self) -> &str {
        match self {
            Self::Null => "null",
            Self::Text(_) => "text",
            Self::Number(_) => "number",
            Self::Boolean(_) => "boolean",
            Self::DateTime(_) => "datetime",
            Self::Date(_) => "date",
            Self::Time(_) => "time",
            Self::Array(_) => "array",
            Self::Object(object) => object.type_name(),
            Self::Function(_) => "function",
            Self::Error(_) => "error",
        }
    }
}

impl From<Number> for Value {
    fn from(number: Number) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Value {
    fn from(boolean: bool) -> Self {
        Self::Boolean(boolean)
    }
}

impl From<Text> for Value {
    fn from(text: Text) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number.into())
    }
}

impl From<DateTime> for Value {
    fn from(datetime: DateTime) -> Self {
        Self::DateTime(datetime)
    }
}

impl From<Date> for Value {
    fn from(date: Date) -> Self {
        Self::Date(date)
    }
}

impl From<Time> for Value {
    fn from(time: Time) -> Self {
        Self::Time(time)
    }
}

impl From<Object> for Value {
    fn from(object: Object) -> Self {
        Self::Object(object)
    }
}

impl From<Error> for Value {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

impl From<Vec<Value>> for Value {
    fn from(items: Vec<Value>) -> Self {
        Self::Array(items.into())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    /// None is null.
    fn from(option: Option<T>) -> Self {
        option.map_or(Self::Null, Into::into)
    }
}

impl From<Result<Value, Error>> for Value {
    fn from(result: Result<Value, Error>) -> Self {
        result.unwrap_or_else(Self::Error)
    }
}
