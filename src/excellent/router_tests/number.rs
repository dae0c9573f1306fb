//! Tests on numbers: the first number of a text that meets a condition.

use std::cmp::Ordering;

use super::number_candidates::{mistyped_numbers, written_numbers};
use super::{Result, answer};
use crate::excellent::dialect::{Dialect, Numbers};
use crate::excellent::environment::NumberFormat;
use crate::excellent::evaluation::Evaluation;
use crate::excellent::functions::Arguments;
use crate::excellent::number::Number;
use crate::excellent::outcome::Outcome;
use crate::excellent::value::Value;

/// The first number of a text that meets a condition.
fn first_number(
    dialect: &Dialect,
    format: &NumberFormat,
    text: &str,
    mut meets: impl FnMut(&Number) -> bool,
) -> Option<Number> {
    match dialect.numbers {
        Numbers::Unlimited => mistyped_numbers(text).find(|number| meets(number)),
        Numbers::Ranged => written_numbers(dialect, format, text).find(|number| meets(number)),
    }
}

fn find(evaluation: &Evaluation<'_>, text: &str, meets: impl FnMut(&Number) -> bool) -> Result {
    let format = &evaluation.environment().number_format;
    let found = first_number(evaluation.dialect(), format, text, meets);
    answer(evaluation, found.map(Outcome::matching))
}

pub(super) fn has_number(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let text = Arguments::new(evaluation, values).text(0)?;
    find(evaluation, &text, |_| true)
}

fn compared(evaluation: &Evaluation<'_>, values: &[Value], meets: fn(Ordering) -> bool) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let (text, limit) = (arguments.text(0)?, arguments.number(1)?);
    find(evaluation, &text, |number| meets(number.cmp(&limit)))
}

pub(super) fn has_number_lt(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    compared(evaluation, values, Ordering::is_lt)
}

pub(super) fn has_number_lte(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    compared(evaluation, values, Ordering::is_le)
}

pub(super) fn has_number_eq(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    compared(evaluation, values, Ordering::is_eq)
}

pub(super) fn has_number_gte(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    compared(evaluation, values, Ordering::is_ge)
}

pub(super) fn has_number_gt(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    compared(evaluation, values, Ordering::is_gt)
}

/// Both limits are included.
pub(super) fn has_number_between(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let (text, min, max) = (
        arguments.text(0)?,
        arguments.number(1)?,
        arguments.number(2)?,
    );
    find(evaluation, &text, |number| *number >= min && *number <= max)
}

#[cfg(test)]
mod tests {
    use crate::excellent::functions::facts::{both, fourteen, twelve};

    #[test]
    fn conditions() {
        both(
            r#"has_number("12 then 9").match & has_number_lt("12 then 9", 10).match"#,
            "129",
        );
        both(
            r#"has_number_lte("5", 5) & has_number_eq("5.0", 5) & has_number_gte("5", 6) & has_number_gt("5", "4")"#,
            "truetruefalsetrue",
        );
        both(
            r#"has_number_between("1 5 9", 4, 5).match & has_number_between("6", 1, 5)"#,
            "5false",
        );
        twelve(
            r#"has_number_lt("x", "y")"#,
            "error calling HAS_NUMBER_LT: unable to convert \"y\" to a number",
        );
        fourteen(
            r#"has_number_lt("x", "y")"#,
            "error calling has_number_lt(...): unable to convert \"y\" to a number",
        );
    }
}
