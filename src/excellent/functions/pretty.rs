//! `format`: values as people like to read them, with the formats of the environment.

use super::arguments::Arguments;
use super::date_text::{fields, fields_of_datetime, names};
use crate::excellent::convert::reduced;
use crate::excellent::datetime::{Date, Time};
use crate::excellent::environment::Environment;
use crate::excellent::error::Error;
use crate::excellent::evaluation::Evaluation;
use crate::excellent::format::layout::{Fields, Kind, Style};
use crate::excellent::format::number::{NumberText, Places};
use crate::excellent::json::sorted_properties;
use crate::excellent::value::Value;

type Result<T = Value> = std::result::Result<T, Error>;

/// How deep arrays and objects are followed.
const MAX_DEPTH: usize = 100;

pub(super) fn format(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let text = pretty(evaluation, Arguments::new(evaluation, values).value(0), 0)?;
    Ok(text.into())
}

/// The pretty text of a value; nothing for null and errors.
fn pretty(evaluation: &Evaluation<'_>, value: &Value, depth: usize) -> Result<String> {
    let environment = evaluation.environment();
    if depth > MAX_DEPTH {
        return Err(Error::too_complex());
    }
    Ok(match value {
        Value::Null | Value::Error(_) => String::new(),
        Value::Number(number) => {
            NumberText::of_environment(&environment.number_format).write(number, Places::All, true)
        }
        Value::Date(date) => dressed(
            environment,
            &environment.date_format,
            Kind::Date,
            &fields(*date, Time::MIDNIGHT, 0),
        ),
        Value::Time(time) => {
            let moment = fields(Date::new(1970, 1, 1), *time, 0);
            dressed(environment, &environment.time_format, Kind::Time, &moment)
        }
        Value::DateTime(datetime) => {
            let layout = format!("{} {}", environment.date_format, environment.time_format);
            let moment = fields_of_datetime(&datetime.in_zone(&environment.timezone));
            dressed(environment, &layout, Kind::DateTime, &moment)
        }
        Value::Array(items) => {
            let items: Result<Vec<String>> = items
                .iter()
                .map(|item| pretty(evaluation, item, depth + 1))
                .collect();
            list(evaluation, &items?)?
        }
        Value::Object(object) => {
            if object.reduced().is_some() {
                return pretty(evaluation, &reduced(value), depth + 1);
            }
            let mut lines = Vec::new();
            for (key, value) in sorted_properties(object) {
                let text = pretty(evaluation, &value, depth + 1)?;
                lines.push(if text.contains('\n') {
                    format!("{key}:\n{}", indented(&text))
                } else {
                    format!("{key}: {text}")
                });
            }
            joined(evaluation, &lines, "\n")?
        }
        other => evaluation.text(other)?.into(),
    })
}

/// An environment's formats have been checked when it was read, so this only fails where there is no format at all.
fn dressed(environment: &Environment, layout: &str, kind: Kind, moment: &Fields) -> String {
    Style::Sequences
        .write(layout, kind, moment, names(environment))
        .unwrap_or_default()
}

/// Items on one line, or each on lines of its own behind a dash if one of them has several.
fn list(evaluation: &Evaluation<'_>, items: &[String]) -> Result<String> {
    if !items.iter().any(|item| item.contains('\n')) {
        return joined(evaluation, items, ", ");
    }
    let lines: Vec<String> = items
        .iter()
        .map(|item| match indented(item).strip_prefix(' ') {
            Some(rest) => format!("-{rest}"),
            None => "-".to_owned(),
        })
        .collect();
    joined(evaluation, &lines, "\n")
}

fn joined(evaluation: &Evaluation<'_>, pieces: &[String], separator: &str) -> Result<String> {
    let length: usize = pieces
        .iter()
        .map(|piece| piece.len() + separator.len())
        .sum();
    evaluation.check_room(length.saturating_sub(separator.len()))?;
    Ok(pieces.join(separator))
}

/// Two spaces before each line that is not empty.
fn indented(text: &str) -> String {
    let lines = text.split('\n').map(|line| {
        if line.is_empty() {
            String::new()
        } else {
            format!("  {line}")
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::super::facts::fourteen;

    #[test]
    fn pretty_texts() {
        fourteen(r#"format(array(1234.5, null, "x"))"#, "1,234.5, , x");
        fourteen(
            r#"format(object("Name", "Luna", "gap", null, "n", 7))"#,
            "Name: Luna\ngap: \nn: 7",
        );
        fourteen(
            r#"format(array(object("a", 1, "b", 2), 5))"#,
            "- a: 1\n  b: 2\n- 5",
        );
        fourteen(
            r#"format(object("a", object("x", 1, "y", 2), "b", array(1, 2)))"#,
            "a:\n  x: 1\n  y: 2\nb: 1, 2",
        );
        fourteen("format(1/0) & format(null) & format(upper)", "upper");
        fourteen(
            r#"format(datetime("2021-03-04T15:06:07Z")) & format(today()) & format(time("9:05"))"#,
            "04-03-2021 10:0614-03-202109:05",
        );
        fourteen(r#"format(array("two\nlines", ""))"#, "- two\n  lines\n-");
    }
}
