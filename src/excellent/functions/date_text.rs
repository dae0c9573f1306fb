//! Dates and times written and read with layouts.

use super::arguments::Arguments;
use super::dates::zone_argument;
use crate::excellent::datetime::{Date, DateTime, Time, Zone};
use crate::excellent::environment::Environment;
use crate::excellent::error::Error;
use crate::excellent::evaluation::Evaluation;
use crate::excellent::format::layout::{Fields, Kind, LayoutError, Parsed, ParsedOffset, Style};
use crate::excellent::format::names::Names;
use crate::excellent::value::{Text, Value};

type Result<T = Value> = std::result::Result<T, Error>;

/// `format_date(datetime [, layout])`, in the environment's zone.
pub(super) fn format_date_of_datetime(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let datetime = arguments
        .datetime(0)?
        .in_zone(&evaluation.environment().timezone);
    let layout = layout_argument(arguments, |environment| environment.date_format.clone())?;
    write(
        Style::Joined,
        &layout,
        Kind::Date,
        &fields_of_datetime(&datetime),
        evaluation,
    )
}

/// `format_date(date [, layout])`.
pub(super) fn format_date(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let date = arguments.date(0)?;
    let layout = layout_argument(arguments, |environment| environment.date_format.clone())?;
    write(
        Style::Sequences,
        &layout,
        Kind::Date,
        &fields(date, Time::MIDNIGHT, 0),
        evaluation,
    )
}

/// `format_time(time [, layout])`.
pub(super) fn format_time(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let time = arguments.time(0)?;
    let layout = layout_argument(arguments, |environment| environment.time_format.clone())?;
    write(
        Style::Sequences,
        &layout,
        Kind::Time,
        &fields(Date::new(1970, 1, 1), time, 0),
        evaluation,
    )
}

/// `format_datetime(datetime [, layout [, zone]])` by a layout that is translated as a whole.
pub(super) fn format_datetime_joined(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    format_with(Style::Joined, evaluation, values)
}

/// `format_datetime(datetime [, layout [, zone]])`.
pub(super) fn format_datetime(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    format_with(Style::Sequences, evaluation, values)
}

fn format_with(style: Style, evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let datetime = arguments.datetime(0)?;
    let layout = layout_argument(arguments, |environment| {
        smol_str::format_smolstr!("{} {}", environment.date_format, environment.time_format)
    })?;
    let datetime = datetime.in_zone(&zone_argument(arguments, 2)?);
    write(
        style,
        &layout,
        Kind::DateTime,
        &fields_of_datetime(&datetime),
        evaluation,
    )
}

fn layout_argument(
    arguments: Arguments<'_>,
    of_environment: fn(&Environment) -> Text,
) -> Result<Text> {
    if arguments.count() > 1 {
        arguments.text(1)
    } else {
        Ok(of_environment(arguments.environment()))
    }
}

fn write(
    style: Style,
    layout: &str,
    kind: Kind,
    moment: &Fields,
    evaluation: &Evaluation<'_>,
) -> Result {
    let names = names(evaluation.environment());
    style
        .write(layout, kind, moment, names)
        .map(Value::from)
        .map_err(Error::from)
}

impl From<LayoutError> for Error {
    fn from(error: LayoutError) -> Self {
        Error::new(error.to_string())
    }
}

/// The names of days and months in an environment's language and country.
pub(in crate::excellent) fn names(environment: &Environment) -> &'static Names {
    let country = environment.default_country.as_deref().unwrap_or_default();
    match environment.default_language() {
        Some(language) => Names::of(language, country),
        None => Names::english(),
    }
}

/// A datetime in its own zone, as a layout shows it.
pub(in crate::excellent) fn fields_of_datetime(datetime: &DateTime) -> Fields {
    let (date, time) = datetime.local();
    fields(date, time, datetime.offset())
}

/// A date and time, as a layout shows them.
pub(in crate::excellent) fn fields(date: Date, time: Time, offset: i32) -> Fields {
    let date = date.normalized();
    let small = |field: i64| u8::try_from(field).unwrap_or_default();
    Fields {
        year: date.year,
        month: small(date.month),
        day: small(date.day),
        weekday: small(date.weekday()),
        hour: time.hour,
        minute: time.minute,
        second: time.second,
        nanosecond: time.nanos,
        offset,
    }
}

/// `parse_datetime(text, layout [, zone])`; the result is in the zone. The layout is looked at before the zone.
pub(super) fn parse_datetime_in_zone(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let (text, layout) = (arguments.text(0)?, arguments.text(1)?);
    Style::Joined
        .check(&layout, Kind::DateTime)
        .map_err(Error::from)?;
    let zone = zone_argument(arguments, 2)?;
    let parsed = Style::Joined
        .read(&text, &layout, Kind::DateTime)
        .map_err(Error::from)?;
    Ok(datetime_of(&parsed, &zone).in_zone(&zone).into())
}

/// `parse_datetime(text, layout [, zone])`; an offset in the text is kept. The zone is looked at before the layout.
pub(super) fn parse_datetime(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let (text, layout) = (arguments.text(0)?, arguments.text(1)?);
    let zone = zone_argument(arguments, 2)?;
    let parsed = Style::Sequences
        .read(&text, &layout, Kind::DateTime)
        .map_err(Error::from)?;
    Ok(datetime_of(&parsed, &zone).into())
}

/// `parse_time(text, layout)`.
pub(super) fn parse_time(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let (text, layout) = (arguments.text(0)?, arguments.text(1)?);
    let parsed = Style::Sequences
        .read(&text, &layout, Kind::Time)
        .map_err(Error::from)?;
    Ok(time_of(&parsed).into())
}

fn time_of(parsed: &Parsed) -> Time {
    Time::new(parsed.hour, parsed.minute, parsed.second, parsed.nanosecond)
}

fn datetime_of(parsed: &Parsed, zone: &Zone) -> DateTime {
    let date = Date::new(parsed.year, parsed.month.into(), parsed.day.into());
    let local = |zone: Zone| DateTime::from_local(date, time_of(parsed), zone);
    match parsed.offset {
        None => local(zone.clone()),
        Some(ParsedOffset::Utc) => local(Zone::utc()),
        Some(ParsedOffset::Offset(offset)) => {
            let datetime = local(Zone::fixed(offset));
            let own = zone.offset_at(datetime.epoch_seconds()) == offset;
            if own {
                datetime.in_zone(zone)
            } else {
                datetime
            }
        }
    }
}
