//! The arguments of a call and their conversions.

use crate::excellent::datetime::{Date, DateTime, Time};
use crate::excellent::dialect::Dialect;
use crate::excellent::environment::Environment;
use crate::excellent::error::Error;
use crate::excellent::evaluation::Evaluation;
use crate::excellent::host::Host;
use crate::excellent::number::Number;
use crate::excellent::object::Object;
use crate::excellent::value::{Array, Function, Text, Value};

/// The arguments of one call. A conversion of an argument that is missing converts null.
#[derive(Clone, Copy)]
pub(in crate::excellent) struct Arguments<'a> {
    evaluation: &'a Evaluation<'a>,
    values: &'a [Value],
}

impl<'a> Arguments<'a> {
    pub(in crate::excellent) fn new(evaluation: &'a Evaluation<'a>, values: &'a [Value]) -> Self {
        Self { evaluation, values }
    }

    pub(in crate::excellent) fn dialect(&self) -> &'static Dialect {
        self.evaluation.dialect()
    }

    pub(in crate::excellent) fn environment(&self) -> &'a Environment {
        self.evaluation.environment()
    }

    pub(in crate::excellent) fn host(&self) -> &'a dyn Host {
        self.evaluation.host()
    }

    /// How many there are.
    pub(in crate::excellent) fn count(&self) -> usize {
        self.values.len()
    }

    /// An argument as it is.
    pub(in crate::excellent) fn value(&self, index: usize) -> &'a Value {
        self.values.get(index).unwrap_or(&Value::Null)
    }

    /// All arguments from one on.
    pub(in crate::excellent) fn from(&self, index: usize) -> &'a [Value] {
        self.values.get(index..).unwrap_or_default()
    }

    pub(in crate::excellent) fn text(&self, index: usize) -> Result<Text, Error> {
        self.evaluation.text(self.value(index))
    }

    pub(in crate::excellent) fn number(&self, index: usize) -> Result<Number, Error> {
        self.evaluation.number(self.value(index))
    }

    pub(in crate::excellent) fn integer(&self, index: usize) -> Result<i32, Error> {
        self.evaluation.integer(self.value(index))
    }

    pub(in crate::excellent) fn boolean(&self, index: usize) -> Result<bool, Error> {
        self.evaluation.boolean(self.value(index))
    }

    pub(in crate::excellent) fn datetime(&self, index: usize) -> Result<DateTime, Error> {
        self.evaluation.datetime(self.value(index))
    }

    pub(in crate::excellent) fn date(&self, index: usize) -> Result<Date, Error> {
        self.evaluation.date(self.value(index))
    }

    pub(in crate::excellent) fn time(&self, index: usize) -> Result<Time, Error> {
        self.evaluation.time(self.value(index))
    }

    pub(in crate::excellent) fn array(&self, index: usize) -> Result<Array, Error> {
        self.evaluation.array(self.value(index))
    }

    pub(in crate::excellent) fn object(&self, index: usize) -> Result<Object, Error> {
        self.evaluation.object(self.value(index))
    }

    pub(in crate::excellent) fn function(&self, index: usize) -> Result<Function, Error> {
        self.evaluation.function(self.value(index))
    }

    /// Calls a function.
    pub(in crate::excellent) fn invoke(&self, function: &Function, arguments: &[Value]) -> Value {
        self.evaluation.invoke(function, arguments)
    }

    /// Refuses to build a text that is longer than what is left of the budget.
    pub(in crate::excellent) fn check_room(&self, bytes: usize) -> Result<(), Error> {
        self.evaluation.check_room(bytes)
    }

    /// Delimiters of words: none if the argument is missing or null.
    pub(in crate::excellent) fn delimiters(&self, index: usize) -> Result<Option<Text>, Error> {
        match self.value(index) {
            Value::Null => Ok(None),
            _ => self.text(index).map(Some),
        }
    }
}
