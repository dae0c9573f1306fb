//! Functions on datetimes, dates and times of day.

use super::arguments::Arguments;
use crate::excellent::datetime::{Date, DateTime, NANOS, Time, Zone};
use crate::excellent::error::Error;
use crate::excellent::evaluation::Evaluation;
use crate::excellent::number::Number;
use crate::excellent::value::Value;

type Result<T = Value> = std::result::Result<T, Error>;

pub(super) fn now(evaluation: &Evaluation<'_>, _: &[Value]) -> Result {
    Ok(evaluation.now().into())
}

/// The present in the zone of the session, also where the contact has another one.
pub(super) fn now_of_session(evaluation: &Evaluation<'_>, _: &[Value]) -> Result {
    Ok(session_now(evaluation).into())
}

fn session_now(evaluation: &Evaluation<'_>) -> DateTime {
    evaluation
        .now()
        .in_zone(evaluation.environment().base_zone())
}

pub(super) fn today(evaluation: &Evaluation<'_>, _: &[Value]) -> Result {
    Ok(evaluation.now().date().into())
}

/// Midnight of the session's today in the zone of the contact, as a datetime.
pub(super) fn today_midnight(evaluation: &Evaluation<'_>, _: &[Value]) -> Result {
    Ok(midnight(evaluation, session_now(evaluation).date()))
}

fn midnight(evaluation: &Evaluation<'_>, date: Date) -> Value {
    DateTime::from_local(
        date,
        Time::MIDNIGHT,
        evaluation.environment().timezone.clone(),
    )
    .into()
}

/// `datetime_from_parts(year, month, day)`: a midnight.
pub(super) fn datetime_from_parts(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let date = parts_of_date(Arguments::new(evaluation, values))?;
    Ok(midnight(evaluation, date))
}

pub(super) fn date_from_parts(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    parts_of_date(Arguments::new(evaluation, values)).map(Value::from)
}

fn parts_of_date(arguments: Arguments<'_>) -> Result<Date> {
    let (year, month, day) = (
        arguments.integer(0)?,
        arguments.integer(1)?,
        arguments.integer(2)?,
    );
    if !(1..=12).contains(&month) {
        return Err(Error::new("invalid value for month, must be 1-12"));
    }
    Ok(Date::new(year.into(), month.into(), day.into()))
}

pub(super) fn time_from_parts(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let parts = [
        arguments.integer(0)?,
        arguments.integer(1)?,
        arguments.integer(2)?,
    ];
    let mut fields = [0; 3];
    for ((field, part), (name, most)) in
        fields
            .iter_mut()
            .zip(parts)
            .zip([("hour", 23), ("minute", 59), ("second", 59)])
    {
        *field = u8::try_from(part)
            .ok()
            .filter(|part| *part <= most)
            .ok_or_else(|| Error::new(format!("invalid value for {name}, must be 0-{most}")))?;
    }
    let [hour, minute, second] = fields;
    Ok(Time::new(hour, minute, second, 0).into())
}

/// A unit of time by the letter that names it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Seconds(i64),
    Days,
    Weeks,
    Months,
    Years,
}

impl Unit {
    fn named(name: &str) -> Option<Unit> {
        Some(match name {
            "s" => Self::Seconds(1),
            "m" => Self::Seconds(60),
            "h" => Self::Seconds(3_600),
            "D" => Self::Days,
            "W" => Self::Weeks,
            "M" => Self::Months,
            "Y" => Self::Years,
            _ => return None,
        })
    }
}

/// Whether a text names a unit of time.
pub(in crate::excellent) fn is_unit(name: &str) -> bool {
    Unit::named(name).is_some()
}

/// How a unit that does not exist is shown.
type ShownUnit = fn(&str) -> String;

fn plain_unit(unit: &str) -> String {
    unit.to_owned()
}

fn marked_unit(unit: &str) -> String {
    format!("XText(\"{unit}\")")
}

fn unit(arguments: Arguments<'_>, shown: ShownUnit) -> Result<Unit> {
    let name = arguments.text(2)?;
    Unit::named(&name).ok_or_else(|| {
        Error::new(format!(
            "unknown unit: {}, must be one of s, m, h, D, W, M, Y",
            shown(&name)
        ))
    })
}

fn check_three_arguments(values: &[Value]) -> Result<()> {
    if values.len() == 3 {
        return Ok(());
    }
    Err(Error::new(format!(
        "takes exactly three arguments, received {}",
        values.len()
    )))
}

/// `datetime_diff(a, b, unit)`: from b to a.
pub(super) fn datetime_since(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    check_three_arguments(values)?;
    let arguments = Arguments::new(evaluation, values);
    let (first, second) = (arguments.datetime(0)?, arguments.datetime(1)?);
    Ok(difference(&second, &first, unit(arguments, plain_unit)?).into())
}

/// `datetime_diff(a, b, unit)`: from a to b.
pub(super) fn datetime_until(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let (first, second) = (arguments.datetime(0)?, arguments.datetime(1)?);
    Ok(difference(&first, &second, unit(arguments, marked_unit)?).into())
}

/// Whole days of the longest time that 64 bits hold in nanoseconds.
const MAX_DAYS: i64 = i64::MAX / NANOS / 86_400;

fn difference(from: &DateTime, to: &DateTime, unit: Unit) -> i64 {
    let (start, end) = (from.date(), to.date());
    let days = end
        .days()
        .saturating_sub(start.days())
        .clamp(-MAX_DAYS, MAX_DAYS);
    match unit {
        Unit::Seconds(length) => {
            let nanos = to.epoch_nanos() - from.epoch_nanos();
            let limit = i128::from(i64::MAX);
            let saturated = i64::try_from(nanos.clamp(-limit - 1, limit)).unwrap_or_default();
            saturated / NANOS / length
        }
        Unit::Days => days,
        Unit::Weeks => days / 7,
        Unit::Months => (end.year - start.year) * 12 + end.month - start.month,
        Unit::Years => end.year - start.year,
    }
}

/// `datetime_add(datetime, count, unit)`.
pub(super) fn datetime_add(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    added(evaluation, values, plain_unit)
}

/// The same, where the error shows a unit with a mark of its type.
pub(super) fn datetime_add_marked(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    added(evaluation, values, marked_unit)
}

fn added(evaluation: &Evaluation<'_>, values: &[Value], shown: ShownUnit) -> Result {
    check_three_arguments(values)?;
    let arguments = Arguments::new(evaluation, values);
    let (datetime, count) = (arguments.datetime(0)?, i64::from(arguments.integer(1)?));
    Ok(match unit(arguments, shown)? {
        Unit::Seconds(length) => {
            datetime.plus_nanos(i128::from(count * length) * i128::from(NANOS))
        }
        Unit::Days => datetime.plus_calendar(0, 0, count),
        Unit::Weeks => datetime.plus_calendar(0, 0, count * 7),
        Unit::Months => datetime.plus_calendar(0, count, 0),
        Unit::Years => datetime.plus_calendar(count, 0, 0),
    }
    .into())
}

pub(super) fn replace_time(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let (datetime, time) = (arguments.datetime(0)?, arguments.time(1)?);
    Ok(DateTime::from_local(datetime.date(), time, datetime.zone().clone()).into())
}

/// The day of the week of a datetime in its own zone, Sunday being 0.
pub(super) fn weekday_of_datetime(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    Ok(Arguments::new(evaluation, values)
        .datetime(0)?
        .date()
        .weekday()
        .into())
}

/// The day of the week of a date, Sunday being 0.
pub(super) fn weekday(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    Ok(Arguments::new(evaluation, values).date(0)?.weekday().into())
}

/// The number of the week, which begins on Sunday; 1 to 54.
pub(super) fn week_number(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let date = Arguments::new(evaluation, values).date(0)?;
    Ok(((date.day_of_year() - date.weekday() + 7) / 7 + 1).into())
}

pub(super) fn tz(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    Ok(Arguments::new(evaluation, values)
        .datetime(0)?
        .zone()
        .name()
        .into())
}

/// The offset as `±hhmm`.
pub(super) fn tz_offset(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let minutes = Arguments::new(evaluation, values).datetime(0)?.offset() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    let minutes = minutes.unsigned_abs();
    Ok(format!("{sign}{:02}{:02}", minutes / 60, minutes % 60).into())
}

/// Seconds since 1970, exactly.
pub(super) fn epoch(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let nanos = arguments.datetime(0)?.epoch_nanos();
    let seconds = Number::from_big(nanos.into(), -9);
    arguments.dialect().check_range(seconds).map(Value::from)
}

/// Seconds since 1970 by way of nanoseconds of 64 bits, which wrap round outside of the years 1678 to 2262.
pub(super) fn epoch_wrapping(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let nanos = Arguments::new(evaluation, values)
        .datetime(0)?
        .epoch_nanos();
    Ok(Number::new(wrapped(nanos), -9).into())
}

/// The low 64 bits.
#[allow(
    clippy::cast_possible_truncation,
    reason = "wrapping is what is asked for"
)]
fn wrapped(nanos: i128) -> i64 {
    nanos as i64
}

/// The datetime so many nanoseconds after 1970.
pub(super) fn from_epoch_nanos(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let nanos = Arguments::new(evaluation, values)
        .number(0)?
        .to_i64_wrapping();
    let zone = evaluation.environment().timezone.clone();
    Ok(DateTime::from_epoch_nanos(nanos.into(), zone).into())
}

/// The datetime so many seconds after 1970.
pub(super) fn datetime_from_epoch(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let seconds = Arguments::new(evaluation, values).number(0)?;
    let nanos = (&seconds * &Number::new(NANOS, 0)).to_i64();
    let nanos = nanos.ok_or_else(|| Error::new("epoch time is out of range"))?;
    let zone = evaluation.environment().timezone.clone();
    Ok(DateTime::from_epoch_nanos(nanos.into(), zone).into())
}

/// The zone of an optional argument, or that of the environment.
pub(super) fn zone_argument(arguments: Arguments<'_>, index: usize) -> Result<Zone> {
    if arguments.count() <= index {
        return Ok(arguments.environment().timezone.clone());
    }
    Zone::named(&arguments.text(index)?).map_err(Error::new)
}

#[cfg(test)]
mod tests {
    use super::super::facts::{both, environment, evaluate_in, fails, fourteen, twelve};
    use crate::excellent::{GENERATION_12, GENERATION_14};

    #[test]
    fn clock() {
        both("now()", "2021-03-14T10:09:26.535897-05:00");
        twelve("today()", "2021-03-14T00:00:00.000000-05:00");
        fourteen("today()", "2021-03-14");
    }

    #[test]
    fn parts() {
        twelve(
            "datetime_from_parts(2021, 2, 30)",
            "2021-03-02T00:00:00.000000-05:00",
        );
        twelve(
            "datetime_from_parts(10000, 1, 1)",
            "10000-01-01T00:00:00.000000-05:00",
        );
        fourteen("date_from_parts(2021, 2, 30)", "2021-03-02");
        fourteen(
            "date_from_parts(2021, 13, 1)",
            "error calling date_from_parts(...): invalid value for month, must be 1-12",
        );
        fourteen("time_from_parts(9, 5, 7)", "09:05:07.000000");
        fourteen(
            "time_from_parts(9, 60, 0)",
            "error calling time_from_parts(...): invalid value for minute, must be 0-59",
        );
    }

    #[test]
    fn differences() {
        for (unit, count) in [
            ("D", 3),
            ("W", 0),
            ("h", 72),
            ("m", 4320),
            ("s", 259_200),
            ("M", 0),
            ("Y", 0),
        ] {
            twelve(
                &format!(r#"datetime_diff("17-03-2021", "14-03-2021", "{unit}")"#),
                &count.to_string(),
            );
            fourteen(
                &format!(r#"datetime_diff("14-03-2021", "17-03-2021", "{unit}")"#),
                &count.to_string(),
            );
        }
        fourteen(
            r#"datetime_diff("1-3-2021", "14-3-2021", "d")"#,
            r#"error calling datetime_diff(...): unknown unit: XText("d"), must be one of s, m, h, D, W, M, Y"#,
        );
        twelve(
            r#"datetime_diff("1-3-2021", "14-3-2021")"#,
            "error calling DATETIME_DIFF: takes exactly three arguments, received 2",
        );
    }

    #[test]
    fn additions() {
        both(
            r#"datetime_add("31-01-2021", 1, "M")"#,
            "2021-03-03T00:00:00.000000-05:00",
        );
        both(
            r#"datetime_add("29-02-2020", 1, "Y")"#,
            "2021-03-01T00:00:00.000000-05:00",
        );
        both(
            r#"datetime_add("2021-03-14T10:00:00Z", "-90", "m")"#,
            "2021-03-14T08:30:00.000000Z",
        );
        fails(
            r#"datetime_add("14-03-2021", 1)"#,
            "takes exactly three arguments, received 2",
        );
        fourteen(
            r#"replace_time("14-03-2021", "2:30")"#,
            "2021-03-14T02:30:00.000000-05:00",
        );
    }

    #[test]
    fn days_weeks_and_zones() {
        both(r#"weekday("14-03-2021")"#, "0");
        twelve(r#"weekday("2021-03-14T02:00:00Z")"#, "0");
        fourteen(r#"weekday(datetime("2021-03-14T02:00:00Z"))"#, "6");
        fourteen(
            r#"week_number("01-01-2021") & week_number("03-01-2021") & week_number("31-12-2021")"#,
            "1253",
        );
        both(
            r#"tz("14-03-2021") & tz_offset("2021-03-14T10:00:00+05:30") & tz_offset("14-03-2021")"#,
            "America/Guayaquil+0530-0500",
        );
    }

    #[test]
    fn epochs() {
        both(r#"epoch("2021-03-14T15:09:26.5Z")"#, "1615734566.5");
        twelve(r#"epoch("2500-01-01T00:00:00Z")"#, "-1721518473.709551616");
        fourteen(r#"epoch("2500-01-01T00:00:00Z")"#, "16725225600");
        twelve(
            "from_epoch(1615734566500000000)",
            "2021-03-14T10:09:26.500000-05:00",
        );
        fourteen(
            "datetime_from_epoch(1615734566.5)",
            "2021-03-14T10:09:26.500000-05:00",
        );
        fourteen(
            "datetime_from_epoch(10000000000000)",
            "error calling datetime_from_epoch(...): epoch time is out of range",
        );
    }

    #[test]
    fn far_dates_do_not_panic() {
        for unit in ["s", "m", "h", "D", "W", "M", "Y"] {
            for count in [i32::MIN, i32::MAX] {
                for start in ["01-01-1000", "31-12-9999"] {
                    let add = format!(r#"datetime_add("{start}", {count}, "{unit}")"#);
                    for dialect in [&GENERATION_12, &GENERATION_14] {
                        let environment = environment();
                        let twice =
                            format!(r#"format_datetime(datetime_add({add}, {count}, "{unit}"))"#);
                        evaluate_in(&environment, dialect, &twice);
                        evaluate_in(
                            &environment,
                            dialect,
                            &format!(r#"datetime_diff({add}, "{start}", "{unit}")"#),
                        );
                        evaluate_in(
                            &environment,
                            dialect,
                            &format!("epoch({add}) & weekday({add})"),
                        );
                    }
                }
            }
        }
    }
}
