//! Tests on states, districts and wards: names in the text that the location hierarchy knows. A match is the full path.

use super::{Result, answer};
use crate::excellent::error::Error;
use crate::excellent::evaluation::Evaluation;
use crate::excellent::functions::Arguments;
use crate::excellent::outcome::Outcome;
use crate::excellent::value::{Text, Value};

const STATE: usize = 1;
const DISTRICT: usize = 2;
const WARD: usize = 3;

/// Searches the hierarchy; nothing is found without one.
fn search(
    evaluation: &Evaluation<'_>,
    text: &str,
    level: usize,
    parent: Option<&str>,
) -> Vec<Text> {
    evaluation
        .host()
        .locations()
        .map(|locations| locations.search(evaluation.environment(), text, level, parent))
        .unwrap_or_default()
}

/// The place if it is the only one.
fn only(mut found: Vec<Text>) -> Option<Text> {
    if found.len() == 1 { found.pop() } else { None }
}

fn check_hierarchy(evaluation: &Evaluation<'_>) -> Result<()> {
    match evaluation.host().locations() {
        Some(_) => Ok(()),
        None => Err(Error::new(
            "can't find locations in environment which is not location enabled",
        )),
    }
}

/// `has_state(text)`.
pub(super) fn has_state(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    check_hierarchy(evaluation)?;
    let text = Arguments::new(evaluation, values).text(0)?;
    let found = search(evaluation, &text, STATE, None).into_iter().next();
    answer(evaluation, found.map(Outcome::matching))
}

/// `has_district(text [, state])`.
pub(super) fn has_district(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    check_hierarchy(evaluation)?;
    let arguments = Arguments::new(evaluation, values);
    let (text, state) = (arguments.text(0)?, arguments.text(1)?);
    let within = search(evaluation, &state, STATE, None)
        .first()
        .and_then(|state| {
            search(evaluation, &text, DISTRICT, Some(state))
                .into_iter()
                .next()
        });
    let anywhere = || only(search(evaluation, &text, DISTRICT, None)).filter(|_| state.is_empty());
    answer(evaluation, within.or_else(anywhere).map(Outcome::matching))
}

/// `has_district(text [, state])` with its own text about the number of arguments.
pub(super) fn has_district_counting(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    if !(1..=2).contains(&values.len()) {
        return Err(Error::new(format!(
            "takes one or two arguments, got {}",
            values.len()
        )));
    }
    has_district(evaluation, values)
}

/// Finds a ward; `state` and `district` are the places of these arguments.
fn ward(evaluation: &Evaluation<'_>, values: &[Value], [state, district]: [usize; 2]) -> Result {
    if !matches!(values.len(), 1 | 3) {
        return Err(Error::new(format!(
            "takes one or three arguments, got {}",
            values.len()
        )));
    }
    check_hierarchy(evaluation)?;
    let arguments = Arguments::new(evaluation, values);
    let (text, first, second) = (arguments.text(0)?, arguments.text(1)?, arguments.text(2)?);
    let by_place = |place| if place == 1 { &first } else { &second };
    let (state, district) = (by_place(state), by_place(district));
    let within = search(evaluation, state, STATE, None)
        .first()
        .and_then(|state| {
            search(evaluation, district, DISTRICT, Some(state))
                .into_iter()
                .next()
        })
        .and_then(|district| {
            search(evaluation, &text, WARD, Some(&district))
                .into_iter()
                .next()
        });
    let anywhere = || only(search(evaluation, &text, WARD, None)).filter(|_| district.is_empty());
    answer(evaluation, within.or_else(anywhere).map(Outcome::matching))
}

/// `has_ward(text [, district, state])`.
pub(super) fn has_ward_outward(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    ward(evaluation, values, [2, 1])
}

/// `has_ward(text [, state, district])`.
pub(super) fn has_ward(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    ward(evaluation, values, [1, 2])
}
