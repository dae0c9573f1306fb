//! The proleptic Gregorian calendar and local time, for any year.
//!
//! Days and seconds are counted from 1970-01-01 in 64 bits, so that a date can lie far outside of the years a clock
//! shows (`legacy_add("2018-03-04", 2147483647)` is in the year 5881628). Everything wraps round instead of panicking.

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Seconds of a day.
pub const DAY: i64 = 86_400;

/// Days of 400 years, after which the calendar and the days of the week repeat.
const ERA_DAYS: i64 = 146_097;

/// A calendar date: the year may be negative or have more than four digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CivilDate {
    /// Astronomical year (0 is the year before 1).
    pub year: i64,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// The day number of a date. Months and days outside of their range carry over: month 13 is January of the next year,
/// day 0 the last day of the month before.
pub fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = year.wrapping_add((month - 1).div_euclid(12));
    let month = (month - 1).rem_euclid(12) + 1;
    // Years begin in March, so that the leap day is the last one.
    let shifted = if month <= 2 {
        year.wrapping_sub(1)
    } else {
        year
    };
    let era = shifted.div_euclid(400);
    let year_of_era = shifted.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era.wrapping_mul(ERA_DAYS)
        .wrapping_add(day_of_era)
        .wrapping_add(day)
        .wrapping_sub(719_469)
}

/// The date of a day number.
pub fn civil_from_days(days: i64) -> CivilDate {
    let days = days.wrapping_add(719_468);
    let era = days.div_euclid(ERA_DAYS);
    let day_of_era = days.rem_euclid(ERA_DAYS);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = year_of_era + era.wrapping_mul(400) + i64::from(month <= 2);
    CivilDate {
        year,
        month: small(month),
        day: small(day),
    }
}

/// How many days a month has.
pub fn days_in_month(year: i64, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// The day of the week of a day number, Sunday = 0.
pub fn weekday(days: i64) -> u8 {
    small(days.wrapping_add(4).rem_euclid(7))
}

/// The offset from UTC, in seconds, that a zone has at an instant given as seconds since 1970-01-01 UTC.
pub fn offset_at(zone: &TimeZone, unix_seconds: i64) -> i32 {
    let era = ERA_DAYS * DAY;
    // Beyond the range of the zone data its rules repeat with the calendar.
    let seconds = if unix_seconds > Timestamp::MAX.as_second() {
        let base = Timestamp::MAX.as_second() - era;
        base + (unix_seconds - base).rem_euclid(era)
    } else {
        unix_seconds.max(Timestamp::MIN.as_second())
    };
    Timestamp::from_second(seconds).map_or(0, |instant| zone.to_offset(instant).seconds())
}

/// The instant, as seconds since 1970-01-01 UTC, of a wall clock reading in a zone (given as seconds as if it were UTC).
///
/// A reading that a change of the clock skips or repeats takes the offset that was valid at the instant got by reading
/// it as UTC, or the one valid at the resulting instant where that lies on the other side of the change.
pub fn instant_of_local(zone: &TimeZone, wall_seconds: i64) -> i64 {
    let first = offset_at(zone, wall_seconds);
    let second = offset_at(zone, wall_seconds.wrapping_sub(i64::from(first)));
    wall_seconds.wrapping_sub(i64::from(second))
}

fn small(value: i64) -> u8 {
    u8::try_from(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> TimeZone {
        TimeZone::get(name).unwrap()
    }

    fn wall(year: i64, month: i64, day: i64, hour: i64, minute: i64) -> i64 {
        days_from_civil(year, month, day) * DAY + hour * 3600 + minute * 60
    }

    #[test]
    fn days_and_dates() {
        assert_eq!(days_from_civil(1970, 1, 1), 0);
        assert_eq!(days_from_civil(2021, 2, 31), days_from_civil(2021, 3, 3));
        assert_eq!(days_from_civil(2021, 14, 0), days_from_civil(2022, 1, 31));
        assert_eq!(
            civil_from_days(-1),
            CivilDate {
                year: 1969,
                month: 12,
                day: 31
            }
        );
        assert_eq!(weekday(days_from_civil(2021, 3, 14)), 0);
        assert_eq!(weekday(0), 4);
        for days in (-2_000_000..2_000_000).step_by(367) {
            let date = civil_from_days(days);
            assert_eq!(
                days_from_civil(date.year, date.month.into(), date.day.into()),
                days
            );
        }
    }

    #[test]
    fn gaps_and_overlaps() {
        let offset = |name: &str, local: i64| (local - instant_of_local(&zone(name), local)) / 60;
        assert_eq!(
            offset("America/Los_Angeles", wall(2021, 3, 14, 2, 30)),
            -480 + 60
        );
        assert_eq!(
            offset("America/Los_Angeles", wall(2021, 11, 7, 1, 30)),
            -420
        );
        assert_eq!(offset("Europe/Berlin", wall(2021, 3, 28, 2, 30)), 60);
        assert_eq!(offset("Europe/Berlin", wall(2021, 10, 31, 2, 30)), 60);
    }

    #[test]
    fn far_years_have_offsets() {
        assert_eq!(
            offset_at(&zone("America/New_York"), wall(12_345, 7, 1, 0, 0)),
            -4 * 3600
        );
        assert_eq!(
            offset_at(&zone("America/New_York"), wall(12_345, 1, 1, 0, 0)),
            -5 * 3600
        );
        assert_eq!(
            offset_at(&zone("America/New_York"), wall(-50_000, 1, 1, 0, 0)),
            -17_762
        );
        assert_eq!(offset_at(&zone("America/New_York"), i64::MAX) % 3600, 0);
        assert_eq!(offset_at(&zone("America/New_York"), i64::MIN), -17_762);
    }
}
