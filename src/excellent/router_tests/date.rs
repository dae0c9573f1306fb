//! Tests on dates and times of day. A datetime in the text is completed with the current time.

use std::cmp::Ordering;

use super::{Result, answer};
use crate::excellent::dates::{Fill, find_time};
use crate::excellent::datetime::{Date, DateTime, Zone};
use crate::excellent::evaluation::Evaluation;
use crate::excellent::functions::Arguments;
use crate::excellent::outcome::Outcome;
use crate::excellent::value::Value;

pub(super) fn has_date(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let text = Arguments::new(evaluation, values).text(0)?;
    let found = evaluation.parse_datetime(&text, Fill::CurrentTime).ok();
    answer(evaluation, found.map(Outcome::matching))
}

/// The day that counts when datetimes are compared.
type Day = fn(&Evaluation<'_>, &DateTime) -> Date;

/// The day in the environment's zone.
fn local_day(evaluation: &Evaluation<'_>, datetime: &DateTime) -> Date {
    datetime.in_zone(&evaluation.environment().timezone).date()
}

/// The day in UTC, whatever the zones.
fn utc_day(_: &Evaluation<'_>, datetime: &DateTime) -> Date {
    datetime.in_zone(&Zone::utc()).date()
}

fn compared(
    evaluation: &Evaluation<'_>,
    values: &[Value],
    day: Day,
    meets: fn(Ordering) -> bool,
) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let text = arguments.text(0)?;
    let limit = arguments.datetime(1)?;
    let found = evaluation
        .parse_datetime(&text, Fill::CurrentTime)
        .ok()
        .filter(|datetime| meets(day(evaluation, datetime).cmp(&day(evaluation, &limit))));
    answer(evaluation, found.map(Outcome::matching))
}

pub(super) fn has_date_lt(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    compared(evaluation, values, local_day, Ordering::is_lt)
}

pub(super) fn has_date_eq(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    compared(evaluation, values, local_day, Ordering::is_eq)
}

pub(super) fn has_date_gt(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    compared(evaluation, values, local_day, Ordering::is_gt)
}

pub(super) fn has_date_lt_utc(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    compared(evaluation, values, utc_day, Ordering::is_lt)
}

pub(super) fn has_date_eq_utc(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    compared(evaluation, values, utc_day, Ordering::is_eq)
}

pub(super) fn has_date_gt_utc(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    compared(evaluation, values, utc_day, Ordering::is_gt)
}

pub(super) fn has_time(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let text = Arguments::new(evaluation, values).text(0)?;
    answer(evaluation, find_time(&text).map(Outcome::matching))
}
