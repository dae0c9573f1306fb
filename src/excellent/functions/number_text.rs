//! `format_number`: numbers with a fixed number of places and groups of three digits.

use std::fmt::Write as _;

use super::arguments::Arguments;
use crate::excellent::error::Error;
use crate::excellent::evaluation::Evaluation;
use crate::excellent::format::number::{NumberText, Places};
use crate::excellent::number::Number;
use crate::excellent::value::Value;

type Result<T = Value> = std::result::Result<T, Error>;

/// `format_number(number [, places [, group]])` by exact decimals, with the symbols of the environment.
pub(super) fn format_number(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let (number, places, group) = number_places_group(arguments, |text| {
        format!("&{{{{%!d(string=)}} %!d(string={text})}}")
    })?;
    let style = NumberText::of_environment(&arguments.environment().number_format);
    Ok(style
        .write(&number, places.map_or(Places::All, Places::Fixed), group)
        .into())
}

/// `format_number(number [, places [, commas]])` by way of a double, always with `.` and `,`.
pub(super) fn format_number_double(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    if !(1..=3).contains(&values.len()) {
        return Err(Error::new(format!(
            "takes 1 to 3 arguments, got {}",
            values.len()
        )));
    }
    let (number, places, group) =
        number_places_group(arguments, |text| format!("{{%!d(string={text})}}"))?;
    Ok(double_text(number.to_f64(), places.unwrap_or(2), group).into())
}

/// The arguments. A number of places that is refused is shown as the formats have it, which for a text is `shown`.
fn number_places_group(
    arguments: Arguments<'_>,
    shown: fn(&str) -> String,
) -> Result<(Number, Option<u8>, bool)> {
    let number = arguments.number(0)?;
    let mut places = None;
    if arguments.count() > 1 {
        let asked = arguments.integer(1)?;
        places = u8::try_from(asked).ok().filter(|places| *places <= 9);
        if places.is_none() {
            let shown = match arguments.value(1) {
                Value::Text(text) => shown(text),
                _ => asked.to_string(),
            };
            return Err(Error::new(format!(
                "must take 0-9 number of places, got {shown}"
            )));
        }
    }
    let group = if arguments.count() > 2 {
        arguments.boolean(2)?
    } else {
        true
    };
    Ok((number, places, group))
}

/// Adds half of the last place to the double and cuts: so `1.005` has two places `1.00`, and small negative numbers keep
/// their sign.
#[allow(
    clippy::cast_possible_truncation,
    reason = "the integer part is that of 64 bits, whatever the number"
)]
fn double_text(number: f64, places: u8, group: bool) -> String {
    const NOTHING: f64 = 0.000_000_001;
    let negative = number < 0.0 && number.abs() >= NOTHING;
    let magnitude = if number.abs() < NOTHING {
        0.0
    } else {
        number.abs()
    };
    let factor = 10f64.powi(places.into());
    let shifted = magnitude + 0.5 / factor;
    let whole = integer_part(shifted);
    let fraction = (shifted.fract() * factor) as i64;
    let mut out = String::from(if negative { "-" } else { "" });
    let digits = whole.unsigned_abs().to_string();
    if whole < 0 {
        out.push('-');
    }
    NumberText::ENGLISH.push_grouped(&mut out, &digits, group);
    if places > 0 {
        let width = usize::from(places);
        let _ = write!(out, ".{fraction:0width$}");
    }
    out
}

/// The integer part in 64 bits; what does not fit is the smallest integer, as processors give it.
#[allow(
    clippy::cast_possible_truncation,
    reason = "only what fits is converted"
)]
fn integer_part(number: f64) -> i64 {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    if number < LIMIT {
        number as i64
    } else {
        i64::MIN
    }
}

#[cfg(test)]
mod tests {
    use super::super::facts::{both, fourteen, twelve};
    use super::*;

    #[test]
    fn numbers_with_places() {
        twelve("format_number(1234567.891)", "1,234,567.89");
        fourteen("format_number(1234567.891)", "1,234,567.891");
        both(
            "format_number(1234567.891, 1) & format_number(1234567, 0, false)",
            "1,234,567.91234567",
        );
        fourteen(
            "format_number(-0.001, 2) & format_number(1.005, 2)",
            "0.001.01",
        );
        twelve(
            "format_number()",
            "error calling FORMAT_NUMBER: takes 1 to 3 arguments, got 0",
        );
        fourteen(
            "format_number(1, 10)",
            "error calling format_number(...): must take 0-9 number of places, got 10",
        );
    }

    #[test]
    fn doubles() {
        assert_eq!(double_text(1_234_567.891, 2, true), "1,234,567.89");
        assert_eq!(double_text(-0.001, 2, true), "-0.00");
        assert_eq!(double_text(1.005, 2, true), "1.00");
        assert_eq!(double_text(-999.995, 2, true), "-1,000.00");
        assert_eq!(double_text(1_234_567.0, 0, false), "1234567");
        assert_eq!(double_text(0.0, 0, true), "0");
        assert_eq!(double_text(1e19, 0, true), "-9,223,372,036,854,775,808");
    }
}
