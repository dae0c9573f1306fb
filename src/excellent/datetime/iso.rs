//! The ISO text forms: what dates, times and datetimes look like in texts and JSON.

use std::fmt;

use super::{Date, DateTime, Time, Zone};

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.normalized();
        if date.year < 0 {
            write!(f, "-{:04}-{:02}-{:02}", -date.year, date.month, date.day)
        } else {
            write!(f, "{:04}-{:02}-{:02}", date.year, date.month, date.day)
        }
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute, second) = (self.hour, self.minute, self.second);
        write!(
            f,
            "{hour:02}:{minute:02}:{second:02}.{:06}",
            self.nanos / 1_000
        )
    }
}

impl fmt::Display for DateTime {
    /// Six decimals of a second, cut, and the offset in hours and minutes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (date, time) = self.local();
        write!(f, "{date}T{time}")?;
        write_offset(f, self.offset())
    }
}

fn write_offset(f: &mut fmt::Formatter<'_>, offset: i32) -> fmt::Result {
    if offset == 0 {
        return f.write_str("Z");
    }
    let sign = if offset < 0 { '-' } else { '+' };
    let minutes = offset.unsigned_abs() / 60;
    write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

/// A short text of digits and marks in the making.
struct Digits {
    bytes: [u8; 35],
    length: usize,
}

impl Digits {
    fn new() -> Self {
        Self {
            bytes: [0; 35],
            length: 0,
        }
    }

    fn push(&mut self, mark: u8) {
        if let Some(place) = self.bytes.get_mut(self.length) {
            *place = mark;
            self.length += 1;
        }
    }

    /// A number of two digits.
    fn push_two(&mut self, number: u8) {
        self.push(b'0' + number / 10 % 10);
        self.push(b'0' + number % 10);
    }

    /// A number of exactly so many digits.
    fn push_number(&mut self, number: u32, digits: usize) {
        let end = self.length + digits;
        let Some(places) = self.bytes.get_mut(self.length..end) else {
            return;
        };
        let mut rest = number;
        for place in places.iter_mut().rev() {
            *place = b'0' + u8::try_from(rest % 10).unwrap_or_default();
            rest /= 10;
        }
        self.length = end;
    }

    fn as_str(&self) -> &str {
        let bytes = self.bytes.get(..self.length).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }
}

impl DateTime {
    /// RFC 3339 with 0 to 9 decimals of a second, as definitions and sessions hold it.
    pub fn to_rfc3339(&self) -> String {
        let mut text = String::with_capacity(35);
        self.push_rfc3339(&mut text);
        text
    }

    /// Appends what [`DateTime::to_rfc3339`] gives.
    pub fn push_rfc3339(&self, out: &mut String) {
        use fmt::Write as _;
        let offset = self.offset();
        let (date, time) = self.local_at(offset);
        let mut text = Digits::new();
        match u32::try_from(date.year) {
            Ok(year @ ..10_000) => {
                text.push_number(year, 4);
                for part in [date.month, date.day] {
                    text.push(b'-');
                    text.push_two(u8::try_from(part).unwrap_or_default());
                }
            }
            _ => {
                // Writing to a String can't fail.
                let _ = write!(out, "{date}");
            }
        }
        for (mark, part) in [(b'T', time.hour), (b':', time.minute), (b':', time.second)] {
            text.push(mark);
            text.push_two(part);
        }
        if time.nanos != 0 {
            let mut fraction = (time.nanos, 9);
            while fraction.0 % 10 == 0 {
                fraction = (fraction.0 / 10, fraction.1 - 1);
            }
            text.push(b'.');
            text.push_number(fraction.0, fraction.1);
        }
        if offset == 0 {
            text.push(b'Z');
        } else {
            text.push(if offset < 0 { b'-' } else { b'+' });
            let minutes = offset.unsigned_abs() / 60;
            text.push_number(minutes / 60, 2);
            text.push(b':');
            text.push_number(minutes % 60, 2);
        }
        out.push_str(text.as_str());
    }

    /// Reads RFC 3339: date, `T`, time with seconds and perhaps a fraction, `Z` or an offset.
    pub fn parse_rfc3339(text: &str) -> Option<DateTime> {
        let bytes = text.as_bytes().first_chunk::<19>()?;
        #[rustfmt::skip]
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T', h1, h2, b':', n1, n2, b':', s1, s2] = *bytes
        else {
            return None;
        };
        let day = Date::new(
            number([y1, y2, y3, y4])?,
            number([m1, m2])?,
            number([d1, d2])?,
        );
        let [hour, minute, second] = [number([h1, h2])?, number([n1, n2])?, number([s1, s2])?];
        let mut rest = text.get(19..)?;
        if !day.exists() || hour > 23 || minute > 59 || second > 59 || rest.starts_with(',') {
            return None;
        }
        let nanos = take_fraction(&mut rest)?;
        let wall = day.days() * 86_400 + hour * 3_600 + minute * 60 + second;
        Self::of_wall(wall, nanos, rest, &Zone::utc())
    }

    /// Reads the full ISO form: `YYYY-MM-DDThh:mm[:ss[.f]]` and `Z` or `±hh:mm`. An offset that `zone` has at that instant
    /// gives a datetime in `zone`, any other one a nameless zone.
    pub fn parse_iso(text: &str, zone: &Zone) -> Option<DateTime> {
        let mut rest = text;
        let date = Date::take_iso(&mut rest)?;
        take_literal(&mut rest, "T")?;
        let hour = take_digits(&mut rest, 1, 2)?;
        take_literal(&mut rest, ":")?;
        let minute = take_digits(&mut rest, 2, 2)?;
        let (second, nanos) = match take_literal(&mut rest, ":") {
            Some(()) => (take_digits(&mut rest, 2, 2)?, take_fraction(&mut rest)?),
            None => (0, 0),
        };
        if hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        let wall = date.days() * 86_400 + hour * 3_600 + minute * 60 + second;
        Self::of_wall(wall, nanos, rest, zone)
    }

    /// The instant of a wall clock reading with `Z` or an offset.
    fn of_wall(wall: i64, nanos: u32, mut rest: &str, zone: &Zone) -> Option<DateTime> {
        if rest == "Z" {
            return Some(DateTime::from_epoch(wall, nanos, Zone::utc()));
        }
        let offset = take_offset(&mut rest)?;
        if !rest.is_empty() {
            return None;
        }
        let instant = wall - i64::from(offset);
        let zone = if zone.offset_at(instant) == offset {
            zone.clone()
        } else {
            Zone::fixed(offset)
        };
        Some(DateTime::from_epoch(instant, nanos, zone))
    }
}

impl Date {
    /// Reads exactly `YYYY-MM-DD`, if that day exists.
    pub fn parse_iso(text: &str) -> Option<Date> {
        let mut rest = text;
        let date = Self::take_iso(&mut rest)?;
        rest.is_empty().then_some(date)
    }

    fn take_iso(rest: &mut &str) -> Option<Date> {
        let year = take_digits(rest, 4, 4)?;
        take_literal(rest, "-")?;
        let month = take_digits(rest, 2, 2)?;
        take_literal(rest, "-")?;
        let date = Date::new(year, month, take_digits(rest, 2, 2)?);
        date.exists().then_some(date)
    }
}

/// The number of these digits.
fn number<const N: usize>(digits: [u8; N]) -> Option<i64> {
    digits.into_iter().try_fold(0, |all, digit| {
        let digit = digit.wrapping_sub(b'0');
        (digit < 10).then_some(all * 10 + i64::from(digit))
    })
}

fn take_literal(rest: &mut &str, literal: &str) -> Option<()> {
    *rest = rest.strip_prefix(literal)?;
    Some(())
}

fn take_digits(rest: &mut &str, least: usize, most: usize) -> Option<i64> {
    let mut number = 0;
    let mut count = 0;
    for digit in rest.bytes().take(most).take_while(u8::is_ascii_digit) {
        number = number * 10 + i64::from(digit - b'0');
        count += 1;
    }
    if count < least {
        return None;
    }
    *rest = rest.get(count..)?;
    Some(number)
}

/// An optional fraction after `.` or `,`; digits beyond nanoseconds are dropped. None if there is a point without digits.
fn take_fraction(rest: &mut &str) -> Option<u32> {
    let Some(after) = rest.strip_prefix(['.', ',']) else {
        return Some(0);
    };
    let count = after.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, after) = after.split_at_checked(count)?;
    *rest = after;
    let mut nanos = 0;
    let mut unit = 100_000_000;
    for digit in digits.bytes().take(9) {
        nanos += unit * u32::from(digit - b'0');
        unit /= 10;
    }
    (count > 0).then_some(nanos)
}

fn take_offset(rest: &mut &str) -> Option<i32> {
    let sign = if take_literal(rest, "+").is_some() {
        1
    } else {
        take_literal(rest, "-")?;
        -1
    };
    let hours = take_digits(rest, 2, 2)?;
    take_literal(rest, ":")?;
    let minutes = take_digits(rest, 2, 2)?;
    if hours > 24 || minutes > 60 {
        return None;
    }
    i32::try_from(sign * (hours * 3_600 + minutes * 60)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Option<String> {
        let zone = Zone::named("America/Guayaquil").unwrap();
        DateTime::parse_iso(text, &zone)
            .map(|datetime| format!("{datetime} {}", datetime.zone().name()))
    }

    #[test]
    fn full_iso_texts() {
        for (text, expected) in [
            (
                "2021-03-14T10:30:45.1234567899Z",
                "2021-03-14T10:30:45.123456Z UTC",
            ),
            (
                "2021-03-14T10:30-05:00",
                "2021-03-14T10:30:00.000000-05:00 America/Guayaquil",
            ),
            (
                "2021-03-14T10:30+02:00",
                "2021-03-14T10:30:00.000000+02:00 ",
            ),
            ("2021-03-14T10:30+00:00", "2021-03-14T10:30:00.000000Z "),
            ("2021-03-14T1:30:00,5Z", "2021-03-14T01:30:00.500000Z UTC"),
        ] {
            assert_eq!(parse(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn other_texts_are_none() {
        for text in [
            "2021-03-14",
            "2021-03-14T10:30",
            "2021-02-30T10:30Z",
            "2021-03-14t10:30Z",
            "2021-03-14T10:30:5Z",
            "2021-03-14T10:30:45.Z",
            "2021-03-14T24:30Z",
            "2021-03-14T10:30+0200",
            "2021-03-14T10:30+25:00",
            "21-03-14T10:30Z",
            "2021-03-14T10:30Zx",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn short_fractions() {
        let at = |nanos| DateTime::from_epoch(0, nanos, Zone::utc()).to_rfc3339();
        assert_eq!(at(0), "1970-01-01T00:00:00Z");
        assert_eq!(at(120_000_000), "1970-01-01T00:00:00.12Z");
    }

    #[test]
    fn instants_are_rfc_3339() {
        let round = |text: &str| DateTime::parse_rfc3339(text).map(|instant| instant.to_rfc3339());
        assert_eq!(
            round("2018-07-06T12:30:00.120Z").as_deref(),
            Some("2018-07-06T12:30:00.12Z")
        );
        assert_eq!(
            round("2018-07-06T12:30:00-00:00").as_deref(),
            Some("2018-07-06T12:30:00Z")
        );
        assert_eq!(
            round("2018-07-06T12:30:00-05:00").as_deref(),
            Some("2018-07-06T12:30:00-05:00")
        );
        for broken in [
            "2018-07-06",
            "2018-07-06T12:30Z",
            "2018-07-06 12:30:00Z",
            "2018-07-06T12:30:00",
            "2018-07-06T12:30:00,5Z",
            "2018-02-30T12:30:00Z",
            "2018-07-06T24:30:00Z",
            "x",
            "",
        ] {
            assert_eq!(round(broken), None, "{broken}");
        }
    }
}
