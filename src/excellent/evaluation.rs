//! The evaluation of one expression: what is left of its budget, how deep it is, and what functions may ask of it.

mod calls;
mod lookups;
mod nodes;
mod operators;

use std::cell::{Cell, RefCell};

use super::convert::reduced;
use super::dates::{DateReader, DateTextProblem, Fill, find_time};
use super::datetime::{Date, DateTime, Time};
use super::dialect::{DateTexts, Dialect};
use super::environment::Environment;
use super::error::Error;
use super::host::{Host, Setting};
use super::number::Number;
use super::object::Object;
use super::value::{Array, Function, Text, Value};

pub use nodes::Trace;

/// The evaluation of one expression. Functions get it with their arguments: for conversions, the clock, and calls.
pub struct Evaluation<'a> {
    setting: Setting<'a>,
    dialect: &'static Dialect,
    budget: Cell<i64>,
    effort: Cell<usize>,
    depth: Cell<usize>,
    warnings: RefCell<Vec<Text>>,
    trace: Option<&'a RefCell<Trace>>,
}

/// Most bytes that one expression may look at, or make arrays of. The budget charges an array no more than a number, and
/// nothing for looking: without this bound an expression could look at a long text millions of times, or fill the memory with
/// arrays. No flow comes near it.
const MAX_EFFORT: usize = 1 << 28;

/// Conversions of arguments. Each passes an error value on, and refuses with the dialect's own text.
impl<'a> Evaluation<'a> {
    /// An evaluation with a full budget.
    pub fn new(setting: Setting<'a>, dialect: &'static Dialect) -> Self {
        let budget = dialect.own_budget.unwrap_or(setting.budget);
        Self {
            setting,
            dialect,
            budget: Cell::new(i64::try_from(budget).unwrap_or(i64::MAX)),
            effort: Cell::new(0),
            depth: Cell::new(0),
            warnings: RefCell::default(),
            trace: None,
        }
    }

    /// The same, noting the value of every part.
    pub fn traced(
        setting: Setting<'a>,
        dialect: &'static Dialect,
        trace: &'a RefCell<Trace>,
    ) -> Self {
        Self {
            trace: Some(trace),
            ..Self::new(setting, dialect)
        }
    }

    /// The environment.
    pub fn environment(&self) -> &'a Environment {
        self.setting.environment
    }

    /// Clock, chance, prompts, locations.
    pub fn host(&self) -> &'a dyn Host {
        self.setting.host
    }

    /// The dialect.
    pub fn dialect(&self) -> &'static Dialect {
        self.dialect
    }

    /// Reads the clock, in the session's zone even where a contact's has replaced it for all else.
    pub fn now(&self) -> DateTime {
        DateTime::from_timestamp(self.host().now(), self.environment().base_zone().clone())
    }

    /// The warnings so far, each once.
    pub fn take_warnings(&self) -> Vec<Text> {
        self.warnings.take()
    }

    /// As text.
    pub fn text(&self, value: &Value) -> Result<Text, Error> {
        let text = self.dialect.to_text(value)?;
        self.exert(text.len())?;
        Ok(text)
    }

    /// As a number.
    pub fn number(&self, value: &Value) -> Result<Number, Error> {
        if let Value::Text(text) = value {
            self.exert(text.len())?;
        }
        self.dialect.to_number(value)
    }

    /// As a whole number of 32 bits.
    pub fn integer(&self, value: &Value) -> Result<i32, Error> {
        if let Value::Text(text) = value {
            self.exert(text.len())?;
        }
        self.dialect.to_integer(value)
    }

    /// As a truth value.
    pub fn boolean(&self, value: &Value) -> Result<bool, Error> {
        self.dialect.to_boolean(value)
    }

    /// As JSON text.
    pub fn json(&self, value: &Value) -> Result<String, Error> {
        let json = self.dialect.to_json(value)?;
        self.exert(json.len())?;
        Ok(json)
    }

    /// As a datetime; a text without a time of day means midnight.
    pub fn datetime(&self, value: &Value) -> Result<DateTime, Error> {
        self.datetime_filled(value, Fill::Midnight)
    }

    /// As a datetime, with a choice of what a text without a time of day means.
    pub fn datetime_filled(&self, value: &Value, fill: Fill) -> Result<DateTime, Error> {
        let zone = &self.environment().timezone;
        let value = &reduced(value);
        match value.clone() {
            Value::DateTime(datetime) => Ok(datetime),
            Value::Date(date) => Ok(DateTime::from_local(date, Time::MIDNIGHT, zone.clone())),
            Value::Error(error) => Err(error),
            Value::Text(text) => {
                self.exert(text.len())?;
                self.parse_datetime(&text, fill)
                    .map_err(|_| self.dialect.refusal(value, "a datetime"))
            }
            _ => Err(self.dialect.refusal(value, "a datetime")),
        }
    }

    /// The datetime that a text holds.
    pub fn parse_datetime(&self, text: &str, fill: Fill) -> Result<DateTime, DateTextProblem> {
        self.with_reader(|reader| reader.datetime(text, fill))
    }

    fn with_reader<T>(&self, read: impl FnOnce(&DateReader<'_>) -> T) -> T {
        let now = || self.host().now();
        read(&DateReader {
            rules: self.dialect.date_texts,
            environment: self.environment(),
            now: &now,
        })
    }

    /// As a date (generation 14); of a datetime the date in the environment's zone.
    pub fn date(&self, value: &Value) -> Result<Date, Error> {
        let value = &reduced(value);
        match value.clone() {
            Value::Date(date) => Ok(date),
            Value::DateTime(datetime) => Ok(datetime.in_zone(&self.environment().timezone).date()),
            Value::Error(error) => Err(error),
            Value::Text(text) => {
                self.exert(text.len())?;
                self.with_reader(|reader| reader.date(&text))
                    .ok_or_else(|| self.dialect.refusal(value, "a date"))
            }
            _ => Err(self.dialect.refusal(value, "a date")),
        }
    }

    /// As a time of day (generation 14); of a datetime the time in its own zone, of a number the hour.
    pub fn time(&self, value: &Value) -> Result<Time, Error> {
        let value = &reduced(value);
        let found = match value.clone() {
            Value::Time(time) => Some(time),
            Value::DateTime(datetime) => Some(datetime.time()),
            Value::Error(error) => return Err(error),
            Value::Text(text) => {
                self.exert(text.len())?;
                find_time(&text)
            }
            Value::Number(number) => match number.to_i64() {
                Some(24) => Some(Time::MIDNIGHT),
                Some(hour @ 0..=23) => u8::try_from(hour).ok().map(|hour| Time::new(hour, 0, 0, 0)),
                _ => None,
            },
            _ => None,
        };
        found.ok_or_else(|| self.dialect.refusal(value, "a time"))
    }

    /// As an array (generation 14); null is the empty one.
    pub fn array(&self, value: &Value) -> Result<Array, Error> {
        match value {
            Value::Array(items) => {
                self.exert(items.len())?;
                Ok(items.clone())
            }
            Value::Null => Ok(Array::from([])),
            Value::Error(error) => Err(error.clone()),
            _ => Err(self.dialect.refusal(value, "an array")),
        }
    }

    /// As an object (generation 14); null is the empty one.
    pub fn object(&self, value: &Value) -> Result<Object, Error> {
        match value {
            Value::Object(object) => Ok(object.clone()),
            Value::Null => Ok(super::object::Map::new().into()),
            Value::Error(error) => Err(error.clone()),
            _ => Err(self.dialect.refusal(value, "an object")),
        }
    }

    /// As a function (generation 14). An error is refused like everything else.
    pub fn function(&self, value: &Value) -> Result<Function, Error> {
        match value {
            Value::Function(function) => Ok(function.clone()),
            _ => Err(Error::new(format!(
                "{} is not a function",
                self.dialect.describe(value)
            ))),
        }
    }

    /// Refuses to build a text of so many bytes if the budget is too small for it. Functions that can make a text much longer
    /// than their arguments ask before they build it.
    pub fn check_room(&self, bytes: usize) -> Result<(), Error> {
        if i64::try_from(bytes).is_ok_and(|bytes| bytes <= self.budget.get()) {
            Ok(())
        } else {
            Err(self.exhaust())
        }
    }

    /// Notes that so many bytes are looked at or made.
    pub fn exert(&self, amount: usize) -> Result<(), Error> {
        let effort = self.effort.get().saturating_add(amount);
        self.effort.set(effort);
        if effort > MAX_EFFORT {
            return Err(self.exhaust());
        }
        Ok(())
    }

    /// Spends everything that is left.
    fn exhaust(&self) -> Error {
        self.budget.set(-1);
        Error::too_complex()
    }

    /// Whether dates in texts follow the rules in which impossible days roll over.
    pub fn reads_dates_leniently(&self) -> bool {
        self.dialect.date_texts == DateTexts::Lenient
    }
}

#[cfg(test)]
mod tests {
    use super::super::dialect::GENERATION_14;
    use super::super::host::StillHost;
    use super::super::object::Map;
    use super::*;

    #[test]
    fn looking_at_texts_without_end_is_too_complex() {
        let (context, environment) = (Map::new(), Environment::default());
        let host = StillHost {
            now: jiff::Timestamp::UNIX_EPOCH,
            random: 0.5,
        };
        let setting = Setting::new(&context, &environment, &host);
        let evaluation = Evaluation::new(setting, &GENERATION_14);
        assert!(evaluation.exert(MAX_EFFORT).is_ok());
        assert!(
            evaluation
                .text(&"x".into())
                .is_err_and(|error| error.is_fatal())
        );
        assert!(evaluation.charge(Value::Null).is_error());
    }
}
