//! Whether a contact is what a query asks for.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::dialect::{Dialect, Meaning};
use super::error::EvaluationError;
use super::resolve::name_tokens;
use super::tree::{Attribute, Condition, Connective, Operator, Property, Query, Tree};
use crate::excellent::dates::{DateReader, Fill};
use crate::excellent::environment::RedactionPolicy;
use crate::excellent::{DateTime, Environment, Number, Time};

/// A day in nanoseconds.
const DAY: i128 = 86_400_000_000_000;

/// Names are compared by so many characters of their words.
const NAME_TOKEN_CHARS: usize = 8;

/// The operators that texts do not have in generation 12, which finds out only now.
const TEXT_LACKS: [Operator; 5] = [
    Operator::NotEqual,
    Operator::Greater,
    Operator::Less,
    Operator::GreaterOrEqual,
    Operator::LessOrEqual,
];

/// Those that numbers and dates do not have.
const ORDERED_LACK: [Operator; 2] = [Operator::NotEqual, Operator::Contains];

/// A value that a contact has for a property.
#[derive(Clone, Debug, PartialEq)]
pub enum QueryValue<'a> {
    /// A text.
    Text(Cow<'a, str>),
    /// A number.
    Number(Cow<'a, Number>),
    /// A date with time of day.
    Datetime(&'a DateTime),
}

/// What gives the values in queries their meaning.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// Formats of dates, time zone, country, and whether URNs are hidden.
    pub environment: &'a Environment,
    /// The time it is, for years of two digits.
    pub now: jiff::Timestamp,
}

impl Setting<'_> {
    /// Whether URNs are hidden.
    pub(super) fn hides_urns(&self) -> bool {
        self.environment.redaction_policy == RedactionPolicy::Urns
    }

    /// The date in a value, at the time that is given with it or at midnight.
    pub(super) fn parse_date(&self, text: &str, dialect: &Dialect) -> Option<DateTime> {
        let reader = DateReader {
            rules: dialect.values.date_texts,
            environment: self.environment,
            now: &|| self.now,
        };
        reader.datetime(text, Fill::Midnight).ok()
    }
}

/// What queries are evaluated for.
pub trait Subject {
    /// The values of a property. What the contact does not have, or what a query may not see, has none.
    fn values(&self, property: &Property) -> Vec<QueryValue<'_>>;
}

impl Query {
    /// Whether the query holds for a contact. Only queries of generation 12 can fail.
    pub fn matches(
        &self,
        subject: &dyn Subject,
        setting: &Setting<'_>,
    ) -> Result<bool, EvaluationError> {
        let evaluation = Evaluation {
            dialect: self.dialect,
            subject,
            setting,
        };
        evaluation.tree(&self.root)
    }
}

struct Evaluation<'a> {
    dialect: &'static Dialect,
    subject: &'a dyn Subject,
    setting: &'a Setting<'a>,
}

impl Evaluation<'_> {
    fn tree(&self, tree: &Tree<Condition>) -> Result<bool, EvaluationError> {
        let (decisive, parts) = match tree {
            Tree::Condition(condition) => return self.condition(condition),
            Tree::Combination(Connective::And, parts) => (false, parts),
            Tree::Combination(Connective::Or, parts) => (true, parts),
        };
        for part in parts {
            if self.tree(part)? == decisive {
                return Ok(decisive);
            }
        }
        Ok(!decisive)
    }

    fn condition(&self, condition: &Condition) -> Result<bool, EvaluationError> {
        let fallible = self.dialect.meaning == Meaning::Fallible;
        let is_hidden = fallible
            && matches!(condition.property, Property::Scheme(_))
            && self.setting.hides_urns();
        let values = match condition.property {
            Property::Implicit => return Err(EvaluationError::Implicit),
            _ if is_hidden => Vec::new(),
            _ => self.subject.values(&condition.property),
        };
        if condition.value.is_empty() && condition.operator.is_equality() {
            return Ok(values.is_empty() == (condition.operator == Operator::Equal));
        }
        let needs_all = condition.operator == Operator::NotEqual && !fallible;
        for value in &values {
            if self.value(condition, value)? != needs_all {
                return Ok(!needs_all);
            }
        }
        Ok(needs_all)
    }

    fn value(
        &self,
        condition: &Condition,
        value: &QueryValue<'_>,
    ) -> Result<bool, EvaluationError> {
        let operator = condition.operator;
        let fallible = self.dialect.meaning == Meaning::Fallible;
        let lacks = |operators: &[Operator]| fallible && operators.contains(&operator);
        match value {
            QueryValue::Text(_) if lacks(&TEXT_LACKS) => {
                Err(EvaluationError::TextOperator(operator))
            }
            QueryValue::Text(text) => Ok(text_matches(condition, text, !fallible)),
            QueryValue::Number(number) => {
                let wanted = self.dialect.values.parse_number(&condition.value);
                let wanted =
                    wanted.ok_or_else(|| EvaluationError::NotNumber(condition.value.clone()))?;
                if lacks(&ORDERED_LACK) {
                    return Err(EvaluationError::TextOperator(operator));
                }
                Ok(ordering_matches(operator, number.as_ref().cmp(&wanted)))
            }
            QueryValue::Datetime(datetime) => {
                let day = self.setting.parse_date(&condition.value, self.dialect);
                let day = day.ok_or_else(|| EvaluationError::NotDate(condition.value.clone()))?;
                if lacks(&ORDERED_LACK) {
                    return Err(EvaluationError::DateOperator(operator));
                }
                Ok(day_matches(operator, datetime, &day))
            }
        }
    }
}

/// Compares texts without regard to case and, where `trims` says so, to white space around them.
fn text_matches(condition: &Condition, text: &str, trims: bool) -> bool {
    let fold = |text: &str| {
        let folded = text.to_lowercase();
        if trims {
            folded.trim().to_owned()
        } else {
            folded
        }
    };
    let (have, wanted) = (fold(text), fold(&condition.value));
    match condition.operator {
        Operator::Equal => have == wanted,
        Operator::NotEqual => have != wanted,
        Operator::Contains if condition.property == Property::Attribute(Attribute::Name) => {
            name_matches(&have, &wanted)
        }
        Operator::Contains => have.contains(&wanted),
        _ => false,
    }
}

/// Whether some word of the name begins with some word that is looked for.
fn name_matches(name: &str, wanted: &str) -> bool {
    name_tokens(name).any(|have| name_tokens(wanted).any(|token| cut(have).starts_with(cut(token))))
}

fn cut(token: &str) -> &str {
    token
        .char_indices()
        .nth(NAME_TOKEN_CHARS)
        .and_then(|(end, _)| token.get(..end))
        .unwrap_or(token)
}

fn ordering_matches(operator: Operator, ordering: Ordering) -> bool {
    match operator {
        Operator::Equal => ordering.is_eq(),
        Operator::NotEqual => ordering.is_ne(),
        Operator::Greater => ordering.is_gt(),
        Operator::Less => ordering.is_lt(),
        Operator::GreaterOrEqual => ordering.is_ge(),
        Operator::LessOrEqual => ordering.is_le(),
        Operator::Contains => false,
    }
}

/// Compares an instant with a whole day: the 24 hours from the midnight before the given time, in its zone.
fn day_matches(operator: Operator, datetime: &DateTime, day: &DateTime) -> bool {
    let start = DateTime::from_local(day.date(), Time::MIDNIGHT, day.zone().clone());
    let end = start.plus_nanos(DAY);
    match operator {
        Operator::Equal => *datetime >= start && *datetime < end,
        Operator::NotEqual => *datetime < start || *datetime >= end,
        Operator::Greater => *datetime >= end,
        Operator::GreaterOrEqual => *datetime >= start,
        Operator::Less => *datetime < start,
        Operator::LessOrEqual => *datetime < end,
        Operator::Contains => false,
    }
}
