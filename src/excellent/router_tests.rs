//! The router tests, one table per generation, sorted by name. They can be called as functions too.

mod address;
mod contact;
mod date;
mod location;
mod number;
mod number_candidates;
mod text;
mod words;

use super::error::Error;
use super::evaluation::Evaluation;
use super::function::Arity::{AtLeast, Between, Exactly, Own};
use super::function::FunctionSpec;
use super::outcome::Outcome;
use super::value::Value;

type Result<T = Value> = std::result::Result<T, Error>;

/// The value of a test that found this.
#[allow(clippy::unnecessary_wraps, reason = "what every test returns")]
fn answer(evaluation: &Evaluation<'_>, found: Option<Outcome>) -> Result {
    Ok(found
        .unwrap_or(Outcome::NO_MATCH)
        .into_value(evaluation.dialect()))
}

/// Router tests of generation 12.
#[rustfmt::skip]
pub static TESTS_12: &[FunctionSpec] = &[
    FunctionSpec::new("has_all_words", Exactly(2), words::has_all_words),
    FunctionSpec::new("has_any_word", Exactly(2), words::has_any_word),
    FunctionSpec::new("has_beginning", Exactly(2), text::has_beginning_lowered),
    FunctionSpec::new("has_date", Exactly(1), date::has_date),
    FunctionSpec::new("has_date_eq", Exactly(2), date::has_date_eq_utc),
    FunctionSpec::new("has_date_gt", Exactly(2), date::has_date_gt_utc),
    FunctionSpec::new("has_date_lt", Exactly(2), date::has_date_lt_utc),
    FunctionSpec::new("has_district", Own(1, 2), location::has_district_counting),
    FunctionSpec::new("has_email", Exactly(1), address::has_plain_email),
    FunctionSpec::new("has_group", Exactly(2), contact::has_group_of_contact),
    FunctionSpec::new("has_number", Exactly(1), number::has_number),
    FunctionSpec::new("has_number_between", Exactly(3), number::has_number_between),
    FunctionSpec::new("has_number_eq", Exactly(2), number::has_number_eq),
    FunctionSpec::new("has_number_gt", Exactly(2), number::has_number_gt),
    FunctionSpec::new("has_number_gte", Exactly(2), number::has_number_gte),
    FunctionSpec::new("has_number_lt", Exactly(2), number::has_number_lt),
    FunctionSpec::new("has_number_lte", Exactly(2), number::has_number_lte),
    FunctionSpec::new("has_only_phrase", Exactly(2), words::has_only_phrase),
    FunctionSpec::new("has_pattern", Exactly(2), text::has_pattern_in_trimmed),
    FunctionSpec::new("has_phone", Exactly(2), address::has_phone_loosely),
    FunctionSpec::new("has_phrase", Exactly(2), words::has_phrase),
    FunctionSpec::new("has_state", Exactly(1), location::has_state),
    FunctionSpec::new("has_text", Exactly(1), text::has_text),
    FunctionSpec::new("has_value", Exactly(1), text::has_value),
    FunctionSpec::new("has_wait_timed_out", Exactly(1), contact::has_wait_timed_out),
    FunctionSpec::new("has_ward", Own(1, 3), location::has_ward_outward),
    FunctionSpec::new("is_error", Exactly(1), text::is_error),
    FunctionSpec::new("is_text_eq", Exactly(2), text::has_only_text),
];

/// Router tests of generation 14.
#[rustfmt::skip]
pub static TESTS_14: &[FunctionSpec] = &[
    FunctionSpec::new("has_all_words", Exactly(2), words::has_all_words),
    FunctionSpec::new("has_any_word", Exactly(2), words::has_any_word),
    FunctionSpec::new("has_beginning", Exactly(2), text::has_beginning),
    FunctionSpec::new("has_category", AtLeast(2), contact::has_category),
    FunctionSpec::new("has_date", Exactly(1), date::has_date),
    FunctionSpec::new("has_date_eq", Exactly(2), date::has_date_eq),
    FunctionSpec::new("has_date_gt", Exactly(2), date::has_date_gt),
    FunctionSpec::new("has_date_lt", Exactly(2), date::has_date_lt),
    FunctionSpec::new("has_district", Between(1, 2), location::has_district),
    FunctionSpec::new("has_email", Exactly(1), address::has_email),
    FunctionSpec::new("has_error", Exactly(1), text::has_error),
    FunctionSpec::new("has_group", Between(2, 3), contact::has_group),
    FunctionSpec::new("has_intent", Exactly(3), contact::has_intent),
    FunctionSpec::new("has_number", Exactly(1), number::has_number),
    FunctionSpec::new("has_number_between", Exactly(3), number::has_number_between),
    FunctionSpec::new("has_number_eq", Exactly(2), number::has_number_eq),
    FunctionSpec::new("has_number_gt", Exactly(2), number::has_number_gt),
    FunctionSpec::new("has_number_gte", Exactly(2), number::has_number_gte),
    FunctionSpec::new("has_number_lt", Exactly(2), number::has_number_lt),
    FunctionSpec::new("has_number_lte", Exactly(2), number::has_number_lte),
    FunctionSpec::new("has_only_phrase", Exactly(2), words::has_only_phrase),
    FunctionSpec::new("has_only_text", Exactly(2), text::has_only_text),
    FunctionSpec::new("has_pattern", Exactly(2), text::has_pattern),
    FunctionSpec::new("has_phone", Between(1, 2), address::has_phone),
    FunctionSpec::new("has_phrase", Exactly(2), words::has_phrase),
    FunctionSpec::new("has_state", Exactly(1), location::has_state),
    FunctionSpec::new("has_text", Exactly(1), text::has_text),
    FunctionSpec::new("has_time", Exactly(1), date::has_time),
    FunctionSpec::new("has_top_intent", Exactly(3), contact::has_intent),
    FunctionSpec::new("has_value", Exactly(1), text::has_text),
    FunctionSpec::new("has_ward", Own(1, 3), location::has_ward),
];
