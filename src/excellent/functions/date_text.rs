//! Dates and times written and read with layouts.

use super::arguments::Arguments;
use super::dates::zone_argument;
use crate::excellent::case;
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
        Some(language) => Names::of(&case::to_lower(language), &case::to_upper(country)),
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

#[cfg(test)]
mod tests {
    use super::super::facts::{both, environment, evaluate_in, fails, fourteen, twelve};
    use crate::excellent::{Environment, GENERATION_14};

    #[test]
    fn writing() {
        both(
            r#"format_date("04-03-2021", "D/M/YY YYYY-MM-DD")"#,
            "4/3/21 2021-03-04",
        );
        twelve(r#"format_date("2021-03-04T02:00:00Z")"#, "03-03-2021");
        fourteen(r#"format_date("2021-03-04T02:00:00Z")"#, "04-03-2021");
        both(
            r#"format_datetime("2021-03-04T15:06:07.123456789Z")"#,
            "04-03-2021 10:06",
        );
        both(
            r#"format_datetime("2021-03-04T15:06:07Z", "tt:mm Z ZZZ", "UTC")"#,
            "15:06 Z +00:00",
        );
        both(
            r#"format_datetime("2021-03-04T15:06:07Z", "tt:mm Z", "Asia/Kolkata")"#,
            "20:36 +05:30",
        );
        both(r#"format_date("04-03-2021", null)"#, "");
        fails(
            r#"format_datetime("2021-03-04T05:06:07Z", "YYYY", "Quito")"#,
            "unknown time zone Quito",
        );
        fourteen(
            r#"format_time("17:06:07", "h:mm aa") & format_time("17:06")"#,
            "5:06 pm17:06",
        );
    }

    #[test]
    fn names_follow_the_language() {
        let environment = Environment {
            languages: vec!["spa".into()],
            default_country: Some("EC".into()),
            ..environment()
        };
        let layout = r#"format_datetime("2021-03-10T15:06:07Z", "EEE EEEE MMM MMMM aa AA")"#;
        let written = evaluate_in(&environment, &GENERATION_14, layout);
        assert_eq!(written, "mié miércoles mar marzo am AM");
        let capitals = Environment {
            languages: vec!["SPA".into()],
            default_country: Some("ec".into()),
            ..environment
        };
        assert_eq!(evaluate_in(&capitals, &GENERATION_14, layout), written);
    }

    #[test]
    fn reading() {
        both(
            r#"parse_datetime("4/3/21 5:06", "D/M/YY h:mm")"#,
            "2021-03-04T05:06:00.000000-05:00",
        );
        let with_offset =
            r#"parse_datetime("2021-03-04T05:06:07.25-08:00", "YYYY-MM-DDTtt:mm:ssZZZ")"#;
        twelve(with_offset, "2021-03-04T08:06:07.250000-05:00");
        fourteen(with_offset, "2021-03-04T05:06:07.250000-08:00");
        both(
            r#"parse_datetime("2021-03-04", "YYYY-MM-DD", "Asia/Kolkata")"#,
            "2021-03-04T00:00:00.000000+05:30",
        );
        fails(
            r#"parse_datetime("2021", "YYYY", "Quito")"#,
            "unknown time zone Quito",
        );
        fourteen(r#"parse_time("5:06 pm", "h:mm aa")"#, "17:06:00.000000");
        fourteen(
            r#"parse_time("5:06", "YYYY")"#,
            "error calling parse_time(...): 'YYYY' is not valid in a time parsing layout",
        );
    }
}
