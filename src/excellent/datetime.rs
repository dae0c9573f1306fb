//! Dates, times of day and instants with a zone. Years may be any integer and fields carry over, as the language allows;
//! time zone rules come from `jiff`.

mod civil;
mod iso;
mod zone;

use std::cmp::Ordering;

use super::calendar::DAY;
pub use civil::{Date, Time};
pub use zone::Zone;

/// Nanoseconds of a second.
pub const NANOS: i64 = 1_000_000_000;

/// An instant, to the nanosecond, and the zone it is shown in.
#[derive(Clone, Debug)]
pub struct DateTime {
    seconds: i64,
    nanos: u32,
    zone: Zone,
}

impl DateTime {
    /// The instant `seconds` and `nanos` after the Unix epoch.
    pub fn from_epoch(seconds: i64, nanos: u32, zone: Zone) -> Self {
        Self {
            seconds: seconds.saturating_add(i64::from(nanos) / NANOS),
            nanos: nanos % 1_000_000_000,
            zone,
        }
    }

    /// The instant this many nanoseconds after the Unix epoch.
    pub fn from_epoch_nanos(nanos: i128, zone: Zone) -> Self {
        let seconds = nanos.div_euclid(i128::from(NANOS));
        let rest = nanos.rem_euclid(i128::from(NANOS));
        Self::from_epoch(
            i64::try_from(seconds).unwrap_or(if seconds < 0 { i64::MIN } else { i64::MAX }),
            u32::try_from(rest).unwrap_or_default(),
            zone,
        )
    }

    /// An instant of `jiff`.
    pub fn from_timestamp(timestamp: jiff::Timestamp, zone: Zone) -> Self {
        Self::from_epoch_nanos(timestamp.as_nanosecond(), zone)
    }

    /// The same as an instant of `jiff`; None outside of the years −9999 to 9999.
    pub fn to_timestamp(&self) -> Option<jiff::Timestamp> {
        jiff::Timestamp::from_nanosecond(self.epoch_nanos()).ok()
    }

    /// A local date and time in a zone; fields out of range carry over. See [`Zone::instant_of_local`] for gaps and overlaps.
    pub fn from_local(date: Date, time: Time, zone: Zone) -> Self {
        let wall = date
            .days()
            .wrapping_mul(DAY)
            .wrapping_add(time.seconds_of_day());
        Self::from_epoch(zone.instant_of_local(wall), time.nanos, zone)
    }

    /// Seconds since the Unix epoch, rounded down.
    pub fn epoch_seconds(&self) -> i64 {
        self.seconds
    }

    /// Nanoseconds since the Unix epoch.
    pub fn epoch_nanos(&self) -> i128 {
        i128::from(self.seconds) * i128::from(NANOS) + i128::from(self.nanos)
    }

    /// Nanoseconds of the second.
    pub fn nanos(&self) -> u32 {
        self.nanos
    }

    /// The zone.
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// The same instant in another zone.
    #[must_use]
    pub fn in_zone(&self, zone: &Zone) -> Self {
        Self {
            zone: zone.clone(),
            ..*self
        }
    }

    /// Seconds east of UTC at this instant.
    pub fn offset(&self) -> i32 {
        self.zone.offset_at(self.seconds)
    }

    /// The local calendar date.
    pub fn date(&self) -> Date {
        self.local().0
    }

    /// The local time of day.
    pub fn time(&self) -> Time {
        self.local().1
    }

    /// The local date and time.
    pub fn local(&self) -> (Date, Time) {
        self.local_at(self.offset())
    }

    fn local_at(&self, offset: i32) -> (Date, Time) {
        let wall = self.seconds.saturating_add(i64::from(offset));
        (
            Date::from_days(wall.div_euclid(DAY)),
            Time::from_seconds_of_day(wall.rem_euclid(DAY), self.nanos),
        )
    }

    /// The instant `nanos` later, in the same zone.
    #[must_use]
    pub fn plus_nanos(&self, nanos: i128) -> Self {
        Self::from_epoch_nanos(self.epoch_nanos().saturating_add(nanos), self.zone.clone())
    }

    /// The same time of day so many years, months and days later, carrying over (31 January and a month is 3 March).
    #[must_use]
    pub fn plus_calendar(&self, years: i64, months: i64, days: i64) -> Self {
        let (date, time) = self.local();
        let date = Date::new(
            date.year.saturating_add(years),
            date.month.saturating_add(months),
            date.day.saturating_add(days),
        );
        Self::from_local(date, time, self.zone.clone())
    }

    /// Whether it is 0001-01-01T00:00:00Z, which counts as false.
    pub fn is_zero_instant(&self) -> bool {
        self.seconds == -62_135_596_800 && self.nanos == 0
    }
}

impl PartialEq for DateTime {
    /// By instant, whatever the zone.
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for DateTime {}

impl PartialOrd for DateTime {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for DateTime {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.seconds, self.nanos).cmp(&(other.seconds, other.nanos))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn local(zone: &str, text: (i64, i64, i64, u8, u8)) -> String {
        let (year, month, day, hour, minute) = text;
        let zone = Zone::named(zone).unwrap();
        DateTime::from_local(
            Date::new(year, month, day),
            Time::new(hour, minute, 0, 0),
            zone,
        )
        .to_string()
    }

    #[test]
    fn gaps_and_overlaps() {
        let la = |text| local("America/Los_Angeles", text);
        assert_eq!(la((2021, 3, 14, 2, 30)), "2021-03-14T01:30:00.000000-08:00");
        assert_eq!(la((2021, 11, 7, 1, 30)), "2021-11-07T01:30:00.000000-07:00");
        let berlin = |text| local("Europe/Berlin", text);
        assert_eq!(
            berlin((2021, 3, 28, 2, 30)),
            "2021-03-28T03:30:00.000000+02:00"
        );
        assert_eq!(
            berlin((2021, 10, 31, 2, 30)),
            "2021-10-31T02:30:00.000000+01:00"
        );
    }

    #[test]
    fn historic_offsets_are_cut_to_minutes() {
        assert_eq!(
            local("America/Guayaquil", (1922, 3, 14, 0, 0)),
            "1922-03-14T00:00:00.000000-05:14"
        );
    }

    #[test]
    fn fields_carry_over() {
        assert_eq!(
            local("UTC", (2021, 14, 31, 0, 0)),
            "2022-03-03T00:00:00.000000Z"
        );
    }

    #[test]
    fn years_may_be_any_integer() {
        assert_eq!(
            local("UTC", (-5, 1, 1, 0, 0)),
            "-0005-01-01T00:00:00.000000Z"
        );
        assert_eq!(
            local("UTC", (12345, 1, 1, 0, 0)),
            "12345-01-01T00:00:00.000000Z"
        );
    }
}
