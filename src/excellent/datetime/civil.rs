//! Calendar dates and times of day, without a zone.

use crate::excellent::calendar;

/// A calendar date. The fields are kept as given; whatever prints or uses them carries over (30 February is 2 March).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The year; any integer.
    pub year: i64,
    /// The month, 1 to 12 unless it carries over.
    pub month: i64,
    /// The day of the month, from 1 unless it carries over.
    pub day: i64,
}

impl Date {
    /// A date of these fields.
    pub fn new(year: i64, month: i64, day: i64) -> Self {
        Self { year, month, day }
    }

    /// The date so many days after 1970-01-01.
    pub fn from_days(days: i64) -> Self {
        let date = calendar::civil_from_days(days);
        Self::new(date.year, date.month.into(), date.day.into())
    }

    /// Days after 1970-01-01.
    #[inline]
    pub fn days(&self) -> i64 {
        calendar::days_from_civil(self.year, self.month, self.day)
    }

    /// The same day with its fields in range.
    #[must_use]
    #[inline]
    pub fn normalized(&self) -> Self {
        if (1..=12).contains(&self.month) && (1..=28).contains(&self.day) {
            *self
        } else {
            Self::from_days(self.days())
        }
    }

    /// Whether the fields name a day that exists.
    #[inline]
    pub fn exists(&self) -> bool {
        self.normalized() == *self
    }

    /// Day of the week, Sunday being 0.
    pub fn weekday(&self) -> i64 {
        calendar::weekday(self.days()).into()
    }

    /// Day of the year, from 0.
    pub fn day_of_year(&self) -> i64 {
        let date = self.normalized();
        date.days() - Self::new(date.year, 1, 1).days()
    }
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
    /// Nanoseconds of the second.
    pub nanos: u32,
}

impl Time {
    /// Midnight.
    pub const MIDNIGHT: Self = Self::new(0, 0, 0, 0);

    /// A time of these fields. Fields beyond their range carry over when it is made part of a datetime.
    pub const fn new(hour: u8, minute: u8, second: u8, nanos: u32) -> Self {
        Self {
            hour,
            minute,
            second,
            nanos,
        }
    }

    /// The time so many seconds after midnight.
    pub fn from_seconds_of_day(seconds: i64, nanos: u32) -> Self {
        let seconds = u32::try_from(seconds).unwrap_or_default();
        let field = |value: u32| u8::try_from(value).unwrap_or_default();
        Self::new(
            field(seconds / 3_600 % 24),
            field(seconds / 60 % 60),
            field(seconds % 60),
            nanos,
        )
    }

    /// Whole seconds after midnight.
    pub fn seconds_of_day(&self) -> i64 {
        i64::from(self.hour) * 3_600 + i64::from(self.minute) * 60 + i64::from(self.second)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_are_inverse() {
        for days in (-1_000_000..1_000_000).step_by(997) {
            assert_eq!(Date::from_days(days).days(), days);
        }
        assert_eq!(Date::from_days(0), Date::new(1970, 1, 1));
        assert_eq!(Date::new(2021, 3, 14).weekday(), 0);
        assert_eq!(Date::new(2021, 12, 31).day_of_year(), 364);
    }

    #[test]
    fn impossible_days_carry_over() {
        assert_eq!(Date::new(2021, 2, 30).normalized(), Date::new(2021, 3, 2));
        assert!(!Date::new(2021, 2, 29).exists());
        assert!(Date::new(2020, 2, 29).exists());
    }
}
