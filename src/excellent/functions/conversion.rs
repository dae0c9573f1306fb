//! Functions that convert between types, and those that choose by truth.

use super::arguments::Arguments;
use super::text::counted_length;
use crate::excellent::dates::Fill;
use crate::excellent::error::Error;
use crate::excellent::evaluation::Evaluation;
use crate::excellent::object::Map;
use crate::excellent::value::{Text, Value};

type Result<T = Value> = std::result::Result<T, Error>;

pub(super) fn text(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    Arguments::new(evaluation, values).text(0).map(Value::from)
}

pub(super) fn number(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    Arguments::new(evaluation, values)
        .number(0)
        .map(Value::from)
}

pub(super) fn boolean(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    Arguments::new(evaluation, values)
        .boolean(0)
        .map(Value::from)
}

/// A datetime from the text of any value; what the reader of dates says about it is the error.
pub(super) fn datetime_in_text(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let text = arguments.text(0)?;
    let datetime = evaluation.parse_datetime(&text, Fill::Midnight);
    datetime
        .map(Value::from)
        .map_err(|problem| Error::new(problem.to_string()))
}

/// A datetime. The budget error is wrapped here like any other.
pub(super) fn datetime(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    Arguments::new(evaluation, values)
        .datetime(0)
        .map(Value::from)
        .map_err(Error::into_ordinary)
}

/// A calendar date. The budget error is wrapped here like any other.
pub(super) fn date(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    Arguments::new(evaluation, values)
        .date(0)
        .map(Value::from)
        .map_err(Error::into_ordinary)
}

pub(super) fn time(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    Arguments::new(evaluation, values).time(0).map(Value::from)
}

pub(super) fn array(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    super::collections::check_size(arguments.dialect(), values.len())?;
    refuse_errors(values)?;
    Ok(Value::array(values))
}

/// `object(key, value, ...)`.
pub(super) fn object(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    refuse_errors(values)?;
    let dialect = Arguments::new(evaluation, values).dialect();
    let (pairs, rest) = values.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(Error::new("requires an even number of arguments"));
    }
    let entries: Result<Vec<(Text, Value)>> = pairs
        .iter()
        .map(|[key, value]| Ok((dialect.to_text(key)?, value.clone())))
        .collect();
    Ok(Map::with_default_key(entries?).into())
}

fn refuse_errors(values: &[Value]) -> Result<()> {
    match values.iter().find_map(|value| {
        if let Value::Error(error) = value {
            Some(error)
        } else {
            None
        }
    }) {
        Some(error) => Err(error.clone()),
        None => Ok(()),
    }
}

/// Whether all arguments are true; those after the first that is not are not looked at.
pub(super) fn and(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    first_that_decides(evaluation, values, false)
}

/// Whether any argument is true; those after it are not looked at.
pub(super) fn or(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    first_that_decides(evaluation, values, true)
}

fn first_that_decides(evaluation: &Evaluation<'_>, values: &[Value], decisive: bool) -> Result {
    let dialect = Arguments::new(evaluation, values).dialect();
    for value in values {
        if dialect.to_boolean(value)? == decisive {
            return Ok(decisive.into());
        }
    }
    Ok((!decisive).into())
}

pub(super) fn choose(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let chosen = if arguments.boolean(0)? { 1 } else { 2 };
    arguments.value(chosen).clone().checked()
}

/// The second argument where the first is null, an error, or has nothing in it.
pub(super) fn default_for_empty(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let first = arguments.value(0);
    let missing = first.is_null() || first.is_error() || counted_length(first) == Some(0);
    arguments.value(usize::from(missing)).clone().checked()
}

/// The second argument where the first is an error or its text is empty.
pub(super) fn default_for_blank(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let missing =
        arguments.text(0).is_ok_and(|text| text.is_empty()) || arguments.value(0).is_error();
    arguments.value(usize::from(missing)).clone().checked()
}

pub(super) fn is_error(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    Ok(Arguments::new(evaluation, values)
        .value(0)
        .is_error()
        .into())
}

#[cfg(test)]
mod tests {
    use super::super::facts::{both, fails, fourteen, twelve};

    #[test]
    fn choices() {
        both(r#"if("", "a", "b") & if(1, "a", 1/0)"#, "ba");
        fails(r#"if(1 > 2, "a", 1/0)"#, "division by zero");
        both(r#"and(1, "", 1/0) & or("x", 1/0)"#, "falsetrue");
        fails("or(0, 1/0, true)", "division by zero");
        both(
            r#"default(nobody, "d") & default("", 5) & default(0, 5) & default(city, 1/0)"#,
            "d50Quito",
        );
        twelve(r#"default(array(), "d")"#, "d");
        fourteen(r#"default(array(), "d")"#, "[]");
        fourteen("is_error(tags[9]) & is_error(1)", "truefalse");
    }

    #[test]
    fn conversions() {
        twelve(
            "datetime(5)",
            "error calling DATETIME: No date found in string: 5",
        );
        fourteen(
            "datetime(5)",
            "error calling datetime(...): unable to convert 5 to a datetime",
        );
        both(
            r#"datetime("on 14_03.21, 9:05pm")"#,
            "2021-03-14T21:05:00.000000-05:00",
        );
        fourteen(
            r#"date("2021-03-14T02:00:00Z") & date(datetime("2021-03-14T02:00:00Z"))"#,
            "2021-03-142021-03-13",
        );
        fourteen(
            r#"time("0730") & time(7.9)"#,
            "07:30:00.00000007:00:00.000000",
        );
        fourteen(r#"object("b", 1, "a", 2, "b", 3)"#, "{a: 2, b: 3}");
        fourteen(r#"object("__default__", 5, "a", 2) + 1"#, "6");
        fourteen(
            r#"object("a")"#,
            "error calling object(...): requires an even number of arguments",
        );
        fails("array(1, 1/0)", "division by zero");
    }
}
