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

/// The numbers 0 to 99 as two digits each.
const PAIRS: &str = "\
    0001020304050607080910111213141516171819\
    2021222324252627282930313233343536373839\
    4041424344454647484950515253545556575859\
    6061626364656667686970717273747576777879\
    8081828384858687888990919293949596979899\
";

/// Appends the last two digits of a number.
#[inline]
fn push_two(out: &mut String, number: u32) {
    let at = (number % 100) as usize * 2;
    if let Some(pair) = PAIRS.get(at..at + 2) {
        out.push_str(pair);
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
        match u32::try_from(date.year) {
            Ok(year @ ..10_000) => {
                push_two(out, year / 100);
                push_two(out, year);
                for part in [date.month, date.day] {
                    out.push('-');
                    push_two(out, u32::try_from(part).unwrap_or_default());
                }
            }
            _ => {
                // Writing to a String can't fail.
                let _ = write!(out, "{date}");
            }
        }
        for (mark, part) in [('T', time.hour), (':', time.minute), (':', time.second)] {
            out.push(mark);
            push_two(out, part.into());
        }
        if time.nanos != 0 {
            out.push('.');
            for unit in [10_000_000, 100_000, 1_000, 10] {
                push_two(out, time.nanos / unit);
            }
            push_two(out, time.nanos % 10 * 10);
            // The last digit is none of the nine.
            let length = out.trim_end_matches('0').len();
            out.truncate(length);
        }
        if offset == 0 {
            out.push('Z');
        } else {
            let minutes = offset.unsigned_abs() / 60;
            out.push(if offset < 0 { '-' } else { '+' });
            push_two(out, minutes / 60);
            out.push(':');
            push_two(out, minutes % 60);
        }
    }

    /// Reads RFC 3339: date, `T`, time with seconds and perhaps a fraction, `Z` or an offset.
    #[inline]
    pub fn parse_rfc3339(text: &str) -> Option<DateTime> {
        let bytes = text.as_bytes().first_chunk::<19>()?;
        #[rustfmt::skip]
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T', h1, h2, b':', n1, n2, b':', s1, s2] = *bytes
        else {
            return None;
        };
        let digits = [y1, y2, y3, y4, m1, m2, d1, d2, h1, h2, n1, n2, s1, s2];
        // All of them, which is faster than looking for the first that is none.
        let are_digits = digits
            .iter()
            .fold(true, |all, digit| all & digit.is_ascii_digit());
        let two = |tens: u8, ones: u8| i64::from(tens & 15) * 10 + i64::from(ones & 15);
        let day = Date::new(two(y1, y2) * 100 + two(y3, y4), two(m1, m2), two(d1, d2));
        let [hour, minute, second] = [two(h1, h2), two(n1, n2), two(s1, s2)];
        if !are_digits || !day.exists() || hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        let wall = day.days() * 86_400 + hour * 3_600 + minute * 60 + second;
        match text.get(19..)? {
            "Z" => Some(DateTime::from_epoch(wall, 0, Zone::utc())),
            // Unlike in other texts, a comma is no point.
            rest if rest.starts_with(',') => None,
            mut rest => {
                let nanos = take_fraction(&mut rest)?;
                Self::of_wall(wall, nanos, rest, &Zone::utc())
            }
        }
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
    #[inline]
    fn of_wall(wall: i64, nanos: u32, mut rest: &str, zone: &Zone) -> Option<DateTime> {
        let (instant, zone) = if rest == "Z" {
            (wall, Zone::utc())
        } else {
            let offset = take_offset(&mut rest)?;
            if !rest.is_empty() {
                return None;
            }
            let instant = wall - i64::from(offset);
            let is_there = zone.offset_at(instant) == offset;
            let zone = if is_there {
                zone.clone()
            } else {
                Zone::fixed(offset)
            };
            (instant, zone)
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
#[inline]
fn take_fraction(rest: &mut &str) -> Option<u32> {
    let Some((b'.' | b',', after)) = rest.as_bytes().split_first() else {
        return Some(0);
    };
    // Clocks give nine digits.
    if let Some((nine, [b'Z'])) = after.split_first_chunk::<9>()
        && nine
            .iter()
            .fold(true, |all, digit| all & digit.is_ascii_digit())
    {
        *rest = "Z";
        let number = nine
            .iter()
            .fold(0, |number, digit| number * 10 + u32::from(digit & 15));
        return Some(number);
    }
    let mut nanos = 0;
    let mut unit = 1_000_000_000;
    let mut count = 0;
    for digit in after.iter().take_while(|digit| digit.is_ascii_digit()) {
        unit /= 10;
        nanos += unit * u32::from(digit & 15);
        count += 1;
    }
    *rest = rest.get(1 + count..)?;
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
        for (fraction, written) in [
            ("123456789", ".123456789"),
            ("000000001", ".000000001"),
            ("120000000", ".12"),
            ("000000000", ""),
            ("1234567899", ".123456789"),
            ("12345678", ".12345678"),
        ] {
            assert_eq!(
                round(&format!("2018-07-06T12:30:00.{fraction}Z")),
                Some(format!("2018-07-06T12:30:00{written}Z"))
            );
        }
        for broken in [
            "2018-07-06",
            "2018-07-06T12:30:00.12345678xZ",
            "2018-07-06T12:30:00.123456789",
            "2018-07-06T12:30:00.Z",
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
