//! Tests on whole texts and on the kind of a value.

use super::{Result, answer};
use crate::excellent::case;
use crate::excellent::error::Error;
use crate::excellent::evaluation::Evaluation;
use crate::excellent::functions::{Arguments, PATTERN_EFFORT, counted_length};
use crate::excellent::object::Map;
use crate::excellent::outcome::Outcome;
use crate::excellent::pattern::{Lines, compile};
use crate::excellent::value::{Text, Value};

/// Something but white space.
pub(super) fn has_text(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let text = Arguments::new(evaluation, values).text(0)?;
    let trimmed = text.trim();
    answer(
        evaluation,
        (!trimmed.is_empty()).then(|| Outcome::matching(trimmed)),
    )
}

/// Exactly this text.
pub(super) fn has_only_text(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let (text, wanted) = (arguments.text(0)?, arguments.text(1)?);
    answer(
        evaluation,
        (text == wanted).then(|| Outcome::matching(text)),
    )
}

/// An error; the match is its text.
pub(super) fn has_error(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let found = match Arguments::new(evaluation, values).value(0) {
        Value::Error(error) => Some(Outcome::matching(error.shared_text())),
        _ => None,
    };
    answer(evaluation, found)
}

/// An error; the match is the error itself.
pub(super) fn is_error(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let value = Arguments::new(evaluation, values).value(0);
    answer(
        evaluation,
        value.is_error().then(|| Outcome::matching(value.clone())),
    )
}

/// Anything but null, an error, and what has nothing in it.
pub(super) fn has_value(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let value = Arguments::new(evaluation, values).value(0);
    let missing = value.is_null() || value.is_error() || counted_length(value) == Some(0);
    answer(
        evaluation,
        (!missing).then(|| Outcome::matching(value.clone())),
    )
}

/// A beginning that is the same in lower case.
pub(super) fn has_beginning_lowered(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    has_beginning_by(evaluation, values, |a, b| {
        case::to_lower(a) == case::to_lower(b)
    })
}

/// A beginning that is the same by case folding.
pub(super) fn has_beginning(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    has_beginning_by(evaluation, values, case::eq_fold)
}

/// What is compared is the beginning with as many bytes as the argument has.
fn has_beginning_by(
    evaluation: &Evaluation<'_>,
    values: &[Value],
    same: fn(&str, &str) -> bool,
) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let (text, wanted) = (arguments.text(0)?, arguments.text(1)?);
    let (text, wanted) = (text.trim(), wanted.trim());
    let beginning = text.get(..wanted.len()).filter(|_| !wanted.is_empty());
    answer(
        evaluation,
        beginning
            .filter(|beginning| same(beginning, wanted))
            .map(Outcome::matching),
    )
}

/// A match of a regular expression in the trimmed text.
pub(super) fn has_pattern_in_trimmed(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let text = Arguments::new(evaluation, values).text(0)?;
    has_pattern_in(evaluation, values, text.trim(), Lines::Whole)
}

/// A match of a regular expression in the text or one of its lines.
pub(super) fn has_pattern(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let text = Arguments::new(evaluation, values).text(0)?;
    has_pattern_in(evaluation, values, &text, Lines::Each)
}

fn has_pattern_in(
    evaluation: &Evaluation<'_>,
    values: &[Value],
    text: &str,
    lines: Lines,
) -> Result {
    let pattern = Arguments::new(evaluation, values).text(1)?;
    evaluation.exert(PATTERN_EFFORT)?;
    let Some(pattern) = compile(pattern.trim(), lines) else {
        return Err(Error::new("must be called with a valid regular expression"));
    };
    let found = pattern.first_match(text).map(|groups| {
        let whole = groups.first().copied().flatten().unwrap_or_default();
        let extra = groups.iter().enumerate().map(|(number, group)| {
            (
                smol_str::format_smolstr!("{number}"),
                Value::from(group.unwrap_or_default()),
            )
        });
        Outcome::with_extra(
            whole,
            Map::from_entries(extra.collect::<Vec<(Text, Value)>>()),
        )
    });
    answer(evaluation, found)
}

#[cfg(test)]
mod tests {
    use crate::excellent::functions::facts::{both, fourteen, twelve};

    #[test]
    fn whole_texts() {
        both(r#"has_text("\t x \n").match & has_text(123).match"#, "x123");
        both(r#"has_text(null) & has_text(" ")"#, "falsefalse");
        twelve(r#"is_text_eq(1, "1").match & is_text_eq("", "")"#, "1true");
        fourteen(
            r#"has_only_text(1, "1").match & has_only_text("a", "A")"#,
            "1false",
        );
        fourteen(
            "has_error(1/0).match & has_error(null)",
            "division by zerofalse",
        );
        twelve("is_error(1/0) & is_error(1)", "truefalse");
        twelve(
            r#"has_value(" ") & has_value(0) & has_value("") & has_value(array()) & has_value(1/0)"#,
            "truetruefalsefalsefalse",
        );
        twelve("has_text(1/0)", "error calling HAS_TEXT: division by zero");
        fourteen(
            "has_text(1/0)",
            "error calling has_text(...): division by zero",
        );
    }

    #[test]
    fn beginnings() {
        both(r#"has_beginning("The Quick", "the q").match"#, "The Q");
        both(
            r#"has_beginning("x y", "x  y") & has_beginning("a", "") & has_beginning("", "a")"#,
            "falsefalsefalse",
        );
        both(r#"has_beginning("Straße", "stras")"#, "false");
    }

    #[test]
    fn patterns() {
        fourteen(
            r#"has_pattern("Buy cheese", "buy (\w+)").extra["1"]"#,
            "cheese",
        );
        twelve(r#"has_pattern("  pad ", "^pad$").match"#, "pad");
        fourteen(r#"has_pattern("  pad ", "^pad$")"#, "false");
        twelve(r#"has_pattern("line1\nLINE2", "^line2$")"#, "false");
        fourteen(r#"has_pattern("line1\nLINE2", "^line2$").match"#, "LINE2");
        twelve(
            r#"has_pattern("x", "[")"#,
            "error calling HAS_PATTERN: must be called with a valid regular expression",
        );
    }
}
