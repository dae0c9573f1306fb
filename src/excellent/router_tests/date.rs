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

#[cfg(test)]
mod tests {
    use crate::excellent::functions::facts::{both, fourteen, twelve};

    #[test]
    fn dates() {
        both(
            r#"has_date("on 15/01/2017").match"#,
            "2017-01-15T10:09:26.535897-05:00",
        );
        both(
            r#"has_date("2017-01-15T10:30:00Z").match & has_date("nothing")"#,
            "2017-01-15T10:30:00.000000Zfalse",
        );
        twelve(
            r#"has_date("2017-01-15").match"#,
            "2017-01-15T00:00:00.000000-05:00",
        );
        fourteen(
            r#"has_date("2017-01-15").match"#,
            "2017-01-15T10:09:26.535897-05:00",
        );
    }

    #[test]
    fn days_are_compared() {
        both(
            r#"has_date_lt("14/5/2017 3:00", "15/5/2017") & has_date_gt("14/5/2017 3:00", "15/5/2017")"#,
            "truefalse",
        );
        let evening = r#"has_date_eq("15/05/2017 20:00", "15/05/2017") & has_date_gt("15/05/2017 20:00", "15/05/2017")"#;
        twelve(evening, "falsetrue");
        fourteen(evening, "truefalse");
        fourteen(
            r#"has_date_lt("x", null)"#,
            "error calling has_date_lt(...): unable to convert null to a datetime",
        );
    }

    #[test]
    fn times() {
        fourteen(
            r#"has_time("at 10:30").match & has_time("10pm").match & has_time("noon")"#,
            "10:30:00.00000022:00:00.000000false",
        );
    }
}
