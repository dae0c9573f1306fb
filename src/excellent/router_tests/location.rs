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

/// What a test without a location hierarchy gives.
type WithoutHierarchy = fn() -> std::result::Result<(), Error>;

fn refuse() -> std::result::Result<(), Error> {
    Err(Error::new(
        "can't find locations in environment which is not location enabled",
    ))
}

fn allow() -> std::result::Result<(), Error> {
    Ok(())
}

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

fn check_hierarchy(
    evaluation: &Evaluation<'_>,
    without: WithoutHierarchy,
) -> std::result::Result<(), Error> {
    if evaluation.host().locations().is_some() {
        Ok(())
    } else {
        without()
    }
}

fn state(evaluation: &Evaluation<'_>, values: &[Value], without: WithoutHierarchy) -> Result {
    check_hierarchy(evaluation, without)?;
    let text = Arguments::new(evaluation, values).text(0)?;
    let found = search(evaluation, &text, STATE, None).into_iter().next();
    answer(evaluation, found.map(Outcome::matching))
}

/// `has_state(text)` where there must be a hierarchy.
pub(super) fn has_state_required(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    state(evaluation, values, refuse)
}

/// `has_state(text)`.
pub(super) fn has_state(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    state(evaluation, values, allow)
}

fn district(evaluation: &Evaluation<'_>, values: &[Value], without: WithoutHierarchy) -> Result {
    check_hierarchy(evaluation, without)?;
    let arguments = Arguments::new(evaluation, values);
    let (text, state) = (arguments.text(0)?, arguments.text(1)?);
    let within = search(evaluation, &state, STATE, None)
        .first()
        .and_then(|state| {
            search(evaluation, &text, DISTRICT, Some(state))
                .into_iter()
                .next()
        });
    let found = within.or_else(|| {
        if state.is_empty() {
            only(search(evaluation, &text, DISTRICT, None))
        } else {
            None
        }
    });
    answer(evaluation, found.map(Outcome::matching))
}

/// `has_district(text [, state])` where there must be a hierarchy.
pub(super) fn has_district_required(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    if !(1..=2).contains(&values.len()) {
        return Err(Error::new(format!(
            "takes one or two arguments, got {}",
            values.len()
        )));
    }
    district(evaluation, values, refuse)
}

/// `has_district(text [, state])`.
pub(super) fn has_district(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    district(evaluation, values, allow)
}

/// Finds a ward; `state` and `district` are the places of these arguments.
fn ward(
    evaluation: &Evaluation<'_>,
    values: &[Value],
    [state, district]: [usize; 2],
    without: WithoutHierarchy,
) -> Result {
    if !matches!(values.len(), 1 | 3) {
        return Err(Error::new(format!(
            "takes one or three arguments, got {}",
            values.len()
        )));
    }
    check_hierarchy(evaluation, without)?;
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
    let found = within.or_else(|| {
        if district.is_empty() {
            only(search(evaluation, &text, WARD, None))
        } else {
            None
        }
    });
    answer(evaluation, found.map(Outcome::matching))
}

/// `has_ward(text [, district, state])` where there must be a hierarchy.
pub(super) fn has_ward_required(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    ward(evaluation, values, [2, 1], refuse)
}

/// `has_ward(text [, state, district])`.
pub(super) fn has_ward(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    ward(evaluation, values, [1, 2], allow)
}
