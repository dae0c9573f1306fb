//! Reading a text that has exactly the form of a layout in the notation of a reference time.

use std::fmt::Write as _;

use super::LayoutError;
use super::elements::{Element, OffsetShape, next_chunk};
use super::sequences::sequence_of;
use crate::excellent::calendar::{civil_from_days, days_from_civil, days_in_month};

/// What a text said. Parts that the layout does not have are year 0, month 1, day 1 and midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Parsed {
    pub year: i64,
    pub month: u8,
    pub day: u8,
    pub hour: u8,
    pub minute: u8,
    pub second: u8,
    pub nanosecond: u32,
    /// The offset, if the layout has one.
    pub offset: Option<ParsedOffset>,
}

/// An offset as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParsedOffset {
    /// `Z`.
    Utc,
    /// `±hh:mm`, in seconds; also if it is zero.
    Offset(i32),
}

/// Why a text was not read.
pub(super) enum Problem {
    /// The rest of the text is not what the layout has there.
    Unlike { rest: String, expected: String },
    /// A number is out of range; `what` names it, `rest` follows it.
    OutOfRange {
        what: &'static str,
        rest: String,
        element: String,
    },
    /// Something is left.
    Extra { rest: String },
}

impl Problem {
    /// In the words of generation 12.
    pub(super) fn for_joined(self, notation: &str, text: &str) -> LayoutError {
        let problem = match self {
            Self::Unlike { rest, expected } => {
                format!(
                    " as {}: cannot parse {} as {}",
                    quote(notation),
                    quote(&rest),
                    quote(&expected)
                )
            }
            Self::OutOfRange { what, .. } => format!(": {what} out of range"),
            Self::Extra { rest } => format!(": extra text: {}", quote(&rest)),
        };
        LayoutError::Unlike {
            text: quote(text),
            problem,
        }
    }

    /// In the words of generation 14.
    pub(super) fn for_sequences(self) -> LayoutError {
        let (rest, sequence) = match self {
            Self::Unlike { rest, expected } => (rest, sequence_of(&expected).to_owned()),
            Self::OutOfRange { rest, element, .. } => (rest, sequence_of(&element).to_owned()),
            Self::Extra { rest } => (rest, String::new()),
        };
        LayoutError::Mismatch { rest, sequence }
    }
}

/// Quotes a text as the date reader of generation 12 does: bytes outside of printable ASCII as `\xHH`.
fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for byte in text.bytes() {
        match byte {
            b'"' | b'\\' => out.extend(['\\', char::from(byte)]),
            b' '..=b'\x7f' => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "\\x{byte:02x}");
            }
        }
    }
    out.push('"');
    out
}

/// The parts read so far.
#[derive(Default)]
struct Parts {
    year: i64,
    month: Option<u8>,
    day: Option<u8>,
    year_day: Option<u16>,
    hour: u8,
    minute: u8,
    second: u8,
    nanosecond: u32,
    pm: Option<bool>,
    offset: Option<ParsedOffset>,
}

/// An element that was not read.
enum Fault {
    Unlike,
    OutOfRange(&'static str),
}

/// Reads a whole text.
pub(super) fn parse(notation: &str, text: &str) -> Result<Parsed, Problem> {
    let mut parts = Parts::default();
    let mut layout = notation;
    let mut rest = text;
    loop {
        let chunk = next_chunk(layout);
        rest = skip_literal(rest, chunk.literal).map_err(|rest| Problem::Unlike {
            rest: rest.to_owned(),
            expected: chunk.literal.to_owned(),
        })?;
        let Some((element, element_text)) = chunk.element else {
            break;
        };
        let mut cursor = rest;
        match parts.read(element, &mut cursor, chunk.rest) {
            Ok(()) => {}
            Err(Fault::Unlike) => {
                return Err(Problem::Unlike {
                    rest: rest.to_owned(),
                    expected: element_text.to_owned(),
                });
            }
            Err(Fault::OutOfRange(what)) => {
                return Err(Problem::OutOfRange {
                    what,
                    rest: cursor.to_owned(),
                    element: element_text.to_owned(),
                });
            }
        }
        rest = cursor;
        layout = chunk.rest;
    }
    if rest.is_empty() {
        parts.finish(rest)
    } else {
        Err(Problem::Extra {
            rest: rest.to_owned(),
        })
    }
}

/// Skips a literal: a space stands for any number of spaces, and for none at the end of the text.
fn skip_literal<'a>(mut text: &'a str, literal: &str) -> Result<&'a str, &'a str> {
    let mut expected = literal;
    while let Some(c) = expected.chars().next() {
        if c == ' ' {
            if !text.is_empty() && !text.starts_with(' ') {
                return Err(text);
            }
            expected = expected.trim_start_matches(' ');
            text = text.trim_start_matches(' ');
        } else {
            text = text.strip_prefix(c).ok_or(text)?;
            expected = expected.get(c.len_utf8()..).unwrap_or_default();
        }
    }
    Ok(text)
}

impl Parts {
    fn read(&mut self, element: Element, text: &mut &str, following: &str) -> Result<(), Fault> {
        match element {
            Element::Year => {
                let year = digits(text, 2)?;
                self.year = i64::from(if year >= 69 { year + 1900 } else { year + 2000 });
            }
            Element::LongYear => self.year = i64::from(digits(text, 4)?),
            Element::Month | Element::ZeroMonth => {
                let month = number(text, element == Element::ZeroMonth)?;
                in_range("month", (1..=12).contains(&month))?;
                self.month = Some(month);
            }
            Element::Day | Element::ZeroDay | Element::SpaceDay => {
                if element == Element::SpaceDay {
                    *text = text.strip_prefix(' ').unwrap_or(text);
                }
                self.day = Some(number(text, element == Element::ZeroDay)?);
            }
            Element::ZeroYearDay | Element::SpaceYearDay => {
                let zeros = element == Element::ZeroYearDay;
                self.year_day = Some(year_day(text, zeros)?);
            }
            Element::Hour => self.hour = below(text, false, 24, "hour")?,
            Element::Hour12 | Element::ZeroHour12 => {
                self.hour = below(text, element == Element::ZeroHour12, 13, "hour")?;
            }
            Element::Minute | Element::ZeroMinute => {
                self.minute = below(text, element == Element::ZeroMinute, 60, "minute")?;
            }
            Element::Second | Element::ZeroSecond => {
                self.second = below(text, element == Element::ZeroSecond, 60, "second")?;
                self.unannounced_fraction(text, following);
            }
            Element::UpperPm => self.pm = Some(half(text, "PM", "AM")?),
            Element::LowerPm => self.pm = Some(half(text, "pm", "am")?),
            Element::Offset { zulu: true, .. } if text.starts_with('Z') => {
                *text = text.get(1..).unwrap_or_default();
                self.offset = Some(ParsedOffset::Utc);
            }
            Element::Offset { shape, .. } => {
                self.offset = Some(ParsedOffset::Offset(offset(text, shape)?));
            }
            Element::Fraction(count) => {
                let point = text.starts_with(['.', ',']);
                let (shown, rest) = text.split_at_checked(1 + count).ok_or(Fault::Unlike)?;
                let shown = shown.get(1..).unwrap_or_default();
                if !point || !shown.bytes().all(|b| b.is_ascii_digit()) {
                    return Err(Fault::Unlike);
                }
                self.nanosecond = nanoseconds(shown);
                *text = rest;
            }
        }
        Ok(())
    }

    /// A fraction after the seconds is read even if the layout does not have one.
    fn unannounced_fraction(&mut self, text: &mut &str, following: &str) {
        let announced = matches!(
            next_chunk(following).element,
            Some((Element::Fraction(_), _))
        );
        let Some(fraction) = text.strip_prefix(['.', ',']) else {
            return;
        };
        let count = fraction.bytes().take_while(u8::is_ascii_digit).count();
        if announced || count == 0 {
            return;
        }
        let (shown, rest) = fraction.split_at(count);
        self.nanosecond = nanoseconds(shown);
        *text = rest;
    }

    fn finish(mut self, rest: &str) -> Result<Parsed, Problem> {
        let out_of_range = |what| Problem::OutOfRange {
            what,
            rest: rest.to_owned(),
            element: String::new(),
        };
        match self.pm {
            Some(true) if self.hour < 12 => self.hour += 12,
            Some(false) if self.hour == 12 => self.hour = 0,
            _ => {}
        }
        if let Some(year_day) = self.year_day {
            let first = days_from_civil(self.year, 1, 1);
            let date = civil_from_days(first + i64::from(year_day) - 1);
            if date.year != self.year {
                return Err(out_of_range("day-of-year"));
            }
            (self.month, self.day) = (Some(date.month), Some(date.day));
        }
        let (month, day) = (self.month.unwrap_or(1), self.day.unwrap_or(1));
        if day < 1 || day > days_in_month(self.year, month) {
            return Err(out_of_range("day"));
        }
        Ok(Parsed {
            year: self.year,
            month,
            day,
            hour: self.hour,
            minute: self.minute,
            second: self.second,
            nanosecond: self.nanosecond,
            offset: self.offset,
        })
    }
}

/// Exactly so many digits.
fn digits(text: &mut &str, count: usize) -> Result<i32, Fault> {
    let (shown, rest) = text.split_at_checked(count).ok_or(Fault::Unlike)?;
    if !shown.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Fault::Unlike);
    }
    *text = rest;
    shown.parse().map_err(|_| Fault::Unlike)
}

/// One or two digits; exactly two if `fixed`.
fn number(text: &mut &str, fixed: bool) -> Result<u8, Fault> {
    let count = text.bytes().take(2).take_while(u8::is_ascii_digit).count();
    if count == 0 || (fixed && count == 1) {
        return Err(Fault::Unlike);
    }
    digits(text, count).map(|value| u8::try_from(value).unwrap_or_default())
}

fn below(text: &mut &str, fixed: bool, limit: u8, what: &'static str) -> Result<u8, Fault> {
    let value = number(text, fixed)?;
    in_range(what, value < limit)?;
    Ok(value)
}

fn in_range(what: &'static str, holds: bool) -> Result<(), Fault> {
    if holds {
        Ok(())
    } else {
        Err(Fault::OutOfRange(what))
    }
}

/// Up to three digits; exactly three if `zeros`, else up to two of them may be spaces in front.
fn year_day(text: &mut &str, zeros: bool) -> Result<u16, Fault> {
    if !zeros {
        for _ in 0..2 {
            *text = text.strip_prefix(' ').unwrap_or(text);
        }
    }
    let count = text.bytes().take(3).take_while(u8::is_ascii_digit).count();
    if count == 0 || (zeros && count < 3) {
        return Err(Fault::Unlike);
    }
    digits(text, count).map(|value| u16::try_from(value).unwrap_or_default())
}

fn half(text: &mut &str, pm: &str, am: &str) -> Result<bool, Fault> {
    for (word, is_pm) in [(pm, true), (am, false)] {
        if let Some(rest) = text.strip_prefix(word) {
            *text = rest;
            return Ok(is_pm);
        }
    }
    Err(Fault::Unlike)
}

fn offset(text: &mut &str, shape: OffsetShape) -> Result<i32, Fault> {
    let sign = match text.bytes().next() {
        Some(b'+') => 1,
        Some(b'-') => -1,
        _ => return Err(Fault::Unlike),
    };
    let mut rest = text.get(1..).unwrap_or_default();
    let colon = matches!(shape, OffsetShape::ColonMinutes | OffsetShape::ColonSeconds);
    let count = match shape {
        OffsetShape::Hours => 1,
        OffsetShape::Minutes | OffsetShape::ColonMinutes => 2,
        OffsetShape::Seconds | OffsetShape::ColonSeconds => 3,
    };
    let mut parts = [0, 0, 0];
    for (at, part) in parts.iter_mut().take(count).enumerate() {
        if at > 0 && colon {
            rest = rest.strip_prefix(':').ok_or(Fault::Unlike)?;
        }
        *part = digits(&mut rest, 2)?;
    }
    *text = rest;
    let [hours, minutes, seconds] = parts;
    in_range("time zone offset hour", hours <= 24)?;
    in_range("time zone offset minute", minutes <= 60)?;
    in_range("time zone offset second", seconds <= 60)?;
    Ok(sign * (hours * 3600 + minutes * 60 + seconds))
}

/// The digits after the point as nanoseconds; more than nine are cut off.
fn nanoseconds(digits: &str) -> u32 {
    let mut value = 0;
    for place in 0..9 {
        let digit = digits.as_bytes().get(place).copied().unwrap_or(b'0');
        value = value * 10 + u32::from(digit.wrapping_sub(b'0'));
    }
    value
}
