//! JSON from and to values.

use super::arguments::Arguments;
use crate::excellent::error::Error;
use crate::excellent::evaluation::Evaluation;
use crate::excellent::json::{parse_document, parse_strict};
use crate::excellent::value::Value;

type Result<T = Value> = std::result::Result<T, Error>;

pub(super) fn json(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    evaluation
        .json(Arguments::new(evaluation, values).value(0))
        .map(Value::from)
}

/// Keeps the JSON text and looks into it only when asked to.
pub(super) fn parse_json_lazily(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    parse_document(&Arguments::new(evaluation, values).text(0)?)
}

/// Strict JSON; an empty text is null.
pub(super) fn parse_json(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let text = Arguments::new(evaluation, values).text(0)?;
    if text.is_empty() {
        return Ok(Value::Null);
    }
    // Values take more room than their text.
    evaluation.exert(text.len().saturating_mul(size_of::<Value>()))?;
    parse_strict(evaluation.dialect(), &text)
        .map_err(|problem| Error::new(problem.to_string()))?
        .checked()
}
