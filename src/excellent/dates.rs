//! Dates and times found in texts that people type.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::datetime::{Date, DateTime, Time};
use super::dialect::DateTexts;
use super::environment::Environment;

/// The time of day of a text that holds none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// Midnight.
    Midnight,
    /// The time that the clock shows.
    CurrentTime,
}

/// Why a text holds no datetime.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateTextProblem {
    /// Nothing in it looks like a date.
    #[error("No date found in string: {0}")]
    NotFound(String),
    /// The environment's date format is not one that can be searched for.
    #[error("unknown date format: {0}")]
    UnknownFormat(String),
}

/// Reads dates in texts by the rules of a dialect and an environment.
pub struct DateReader<'a> {
    /// Which texts count.
    pub rules: DateTexts,
    /// Order of day, month and year, and the zone of local times.
    pub environment: &'a Environment,
    /// Reads the clock, for the century of short years and for the time of day.
    pub now: &'a dyn Fn() -> jiff::Timestamp,
}

const ISO_SPACE: [char; 4] = [' ', '\t', '\r', '\n'];

impl DateReader<'_> {
    /// The datetime that a text holds.
    pub fn datetime(&self, text: &str, fill: Fill) -> Result<DateTime, DateTextProblem> {
        let zone = &self.environment.timezone;
        let trimmed = text.trim_matches(ISO_SPACE);
        if let Some(datetime) = DateTime::parse_iso(trimmed, zone) {
            return Ok(datetime);
        }
        if self.rules == DateTexts::Lenient
            && let Some(date) = Date::parse_iso(trimmed)
        {
            return Ok(DateTime::from_local(date, Time::MIDNIGHT, zone.clone()));
        }
        let (date, rest) = self.find_date(text)?;
        let (time, extra_nanos) = match self.rules {
            DateTexts::Lenient => find_lenient_time(text),
            DateTexts::Strict => find_time(rest).map(|time| (time, 0)),
        }
        .unwrap_or_else(|| (self.filled(fill), 0));
        let datetime = DateTime::from_local(date, time, zone.clone());
        Ok(if extra_nanos == 0 {
            datetime
        } else {
            datetime.plus_nanos(extra_nanos)
        })
    }

    /// The date that a text holds.
    pub fn date(&self, text: &str) -> Option<Date> {
        self.find_date(text).ok().map(|(date, _)| date)
    }

    fn filled(&self, fill: Fill) -> Time {
        match fill {
            Fill::Midnight => Time::MIDNIGHT,
            Fill::CurrentTime => {
                let zone = match self.rules {
                    DateTexts::Lenient => &self.environment.timezone,
                    DateTexts::Strict => self.environment.base_zone(),
                };
                DateTime::from_timestamp((self.now)(), zone.clone()).time()
            }
        }
    }

    /// The first date in a text, and what follows it.
    fn find_date<'t>(&self, text: &'t str) -> Result<(Date, &'t str), DateTextProblem> {
        let searched = match self.rules {
            DateTexts::Lenient => text,
            DateTexts::Strict => text.trim_matches(ISO_SPACE),
        };
        if self.rules == DateTexts::Strict
            && let Some((start, rest)) = searched.split_at_checked(10)
            && let Some(date) = Date::parse_iso(start)
        {
            return Ok((date, rest));
        }
        let format = self.environment.date_format.as_str();
        let (pattern, [day, month, year]) = match format {
            "DD-MM-YYYY" => (&YEAR_LAST, [1, 2, 3]),
            "MM-DD-YYYY" => (&YEAR_LAST, [2, 1, 3]),
            "YYYY-MM-DD" => (&YEAR_FIRST, [3, 2, 1]),
            _ => return Err(DateTextProblem::UnknownFormat(format.into())),
        };
        let current_year =
            DateTime::from_timestamp((self.now)(), self.environment.timezone.clone())
                .date()
                .year;
        pattern
            .captures_iter(searched)
            .find_map(|found| {
                let date = Date::new(
                    full_year(&found, year, current_year)?,
                    field(&found, month)?,
                    field(&found, day)?,
                );
                let rest = searched.get(found.get(0)?.end()..)?;
                self.is_believable(date).then_some((date, rest))
            })
            .ok_or_else(|| DateTextProblem::NotFound(text.into()))
    }

    fn is_believable(&self, date: Date) -> bool {
        let in_range = (1..=12).contains(&date.month) && (1..=31).contains(&date.day);
        match self.rules {
            DateTexts::Lenient => in_range,
            DateTexts::Strict => in_range && date.exists() && date.year >= 1_000,
        }
    }
}

/// The year of a group; two digits belong to this century unless they lie ahead.
fn full_year(found: &Captures<'_>, group: usize, current_year: i64) -> Option<i64> {
    let year = field(found, group)?;
    if found.get(group)?.len() == 4 {
        return Some(year);
    }
    Some(if year > current_year.rem_euclid(1_000) {
        1_900 + year
    } else {
        2_000 + year
    })
}

fn field(found: &Captures<'_>, group: usize) -> Option<i64> {
    found.get(group)?.as_str().parse().ok()
}

fn optional_field(found: &Captures<'_>, group: usize) -> i64 {
    field(found, group).unwrap_or(0)
}

/// The first time of day in a text (generation 14).
pub fn find_time(text: &str) -> Option<Time> {
    TIME.captures_iter(text).find_map(|found| {
        let mut hour = field(&found, 1)?;
        let (minute, second) = (optional_field(&found, 2), optional_field(&found, 3));
        let nanos = found
            .get(4)
            .map_or(0, |digits| scaled_nanos(digits.as_str()));
        match half_of_day(&found, 5) {
            Some(b'p') if hour < 12 => hour += 12,
            Some(b'a') if hour == 12 => hour = 0,
            _ => {}
        }
        if (hour, minute, second, nanos) == (24, 0, 0, 0) {
            hour = 0;
        }
        if hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        time_of(hour, minute, second, nanos)
    })
}

/// The first time of day in a text by the rules of generation 12, and nanoseconds that do not fit a second.
fn find_lenient_time(text: &str) -> Option<(Time, i128)> {
    LENIENT_TIME.captures_iter(text).find_map(|found| {
        let hour = field(&found, 1)?
            + if half_of_day(&found, 5) == Some(b'p') {
                12
            } else {
                0
            };
        let (minute, second) = (field(&found, 2)?, optional_field(&found, 3));
        if hour > 24 || minute > 60 || second > 60 {
            return None;
        }
        let nanos = match found.get(4) {
            None => 0,
            Some(digits) => {
                let number: i64 = digits.as_str().parse().ok()?;
                match digits.len() {
                    3 => number * 1_000_000,
                    6 => number * 1_000,
                    _ => number,
                }
            }
        };
        Some((time_of(hour, minute, second, 0)?, nanos.into()))
    })
}

fn half_of_day(found: &Captures<'_>, group: usize) -> Option<u8> {
    let text = found.get(group)?.as_str();
    text.bytes()
        .next()
        .map(|letter| letter.to_ascii_lowercase())
}

fn time_of(hour: i64, minute: i64, second: i64, nanos: u32) -> Option<Time> {
    Some(Time::new(
        hour.try_into().ok()?,
        minute.try_into().ok()?,
        second.try_into().ok()?,
        nanos,
    ))
}

/// Digits after the point as nanoseconds; those beyond the ninth are dropped.
fn scaled_nanos(digits: &str) -> u32 {
    digits
        .bytes()
        .chain(std::iter::repeat(b'0'))
        .take(9)
        .fold(0, |all, digit| {
            all * 10 + u32::from(digit.wrapping_sub(b'0'))
        })
}

static YEAR_LAST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?-u:\b)([0-9]{1,2})[-.\\/_ ]([0-9]{1,2})[-.\\/_ ]([0-9]{4}|[0-9]{2})(?-u:\b)")
});

static YEAR_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?-u:\b)([0-9]{4}|[0-9]{2})[-.\\/_ ]([0-9]{1,2})[-.\\/_ ]([0-9]{1,2})(?-u:\b)")
});

static TIME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?-u:\b)([0-9]{1,2})(?::?([0-9]{2})(?::([0-9]{2})(?:\.([0-9]+))?)?)?[^0-9A-Za-z_]*([aApP][mM])?(?-u:\b)",
    )
});

static LENIENT_TIME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?-u:\b)([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]+))?)?[^0-9A-Za-z_]*([aApP][mM])?(?-u:\b)",
    )
});

/// A pattern of this file. Should one not compile, it matches nothing; a test proves that all do.
fn pattern(source: &str) -> Regex {
    Regex::new(source)
        .or_else(|_| Regex::new("[^\\s\\S]"))
        .unwrap_or_else(|_| unreachable!())
}

#[cfg(test)]
mod tests {
    use super::super::datetime::Zone;
    use super::*;

    fn read(rules: DateTexts, text: &str) -> Option<String> {
        let environment = Environment {
            date_format: "DD-MM-YYYY".into(),
            timezone: Zone::named("America/Guayaquil").unwrap(),
            ..Environment::default()
        };
        let now = || "2021-03-14T15:09:26.535897932Z".parse().unwrap();
        let reader = DateReader {
            rules,
            environment: &environment,
            now: &now,
        };
        reader
            .datetime(text, Fill::Midnight)
            .ok()
            .map(|datetime| datetime.to_string())
    }

    #[test]
    fn dates_in_texts() {
        for (text, lenient, strict) in [
            (
                "on 14_03.21, 9:05pm",
                Some("2021-03-14T21:05:00.000000-05:00"),
                Some("2021-03-14T21:05:00.000000-05:00"),
            ),
            (
                "9:05pm 14-3-2021",
                Some("2021-03-14T21:05:00.000000-05:00"),
                Some("2021-03-14T00:00:00.000000-05:00"),
            ),
            ("31-02-2021", Some("2021-03-03T00:00:00.000000-05:00"), None),
            (
                "99-99-2021 or 1-2-2021",
                Some("2021-02-01T00:00:00.000000-05:00"),
                Some("2021-02-01T00:00:00.000000-05:00"),
            ),
            ("14-3-2021x", None, None),
            (
                "14-3-2021 12:04pm",
                Some("2021-03-15T00:04:00.000000-05:00"),
                Some("2021-03-14T12:04:00.000000-05:00"),
            ),
            (
                "14-3-2021 10:15:30.5",
                Some("2021-03-14T10:15:30.000000-05:00"),
                Some("2021-03-14T10:15:30.500000-05:00"),
            ),
        ] {
            assert_eq!(read(DateTexts::Lenient, text).as_deref(), lenient, "{text}");
            assert_eq!(read(DateTexts::Strict, text).as_deref(), strict, "{text}");
        }
    }

    #[test]
    fn times_in_texts() {
        for (text, expected) in [
            ("0730", Some("07:30:00.000000")),
            ("12am", Some("00:00:00.000000")),
            ("24:00", Some("00:00:00.000000")),
            ("24:01", None),
            ("153", Some("01:53:00.000000")),
            ("3.30pm", Some("03:00:00.000000")),
            ("10:30:4", Some("10:30:00.000000")),
            ("153045", None),
            ("10:30:45.1234567891", Some("10:30:45.123456")),
        ] {
            assert_eq!(
                find_time(text).map(|time| time.to_string()).as_deref(),
                expected,
                "{text}"
            );
        }
    }
}
