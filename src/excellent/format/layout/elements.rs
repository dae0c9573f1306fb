//! The notation of a reference time: a layout written as one particular moment (`2006-01-02 15:04:05`).
//!
//! The notation is cut into elements greedily from the left, whatever it was translated from; that is where neighbours
//! run together (`1` and `5` become the hour `15`).

use std::fmt::Write as _;

use super::Fields;
use crate::excellent::calendar::days_from_civil;

/// What stands at one place of a layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Element {
    LongYear,
    Year,
    ZeroMonth,
    Month,
    ZeroDay,
    SpaceDay,
    Day,
    ZeroYearDay,
    SpaceYearDay,
    Hour,
    ZeroHour12,
    Hour12,
    ZeroMinute,
    Minute,
    ZeroSecond,
    Second,
    UpperPm,
    LowerPm,
    /// An offset; `zulu`: zero is written as `Z`.
    Offset {
        zulu: bool,
        shape: OffsetShape,
    },
    /// A `.` and so many digits.
    Fraction(usize),
}

/// How much of an offset is written, and with what between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OffsetShape {
    Hours,
    Minutes,
    ColonMinutes,
    Seconds,
    ColonSeconds,
}

/// The literal before the next element, the element with its notation, and what follows.
pub(super) struct Chunk<'a> {
    pub literal: &'a str,
    pub element: Option<(Element, &'a str)>,
    pub rest: &'a str,
}

/// Elements with a fixed notation; the first that fits counts, so longer ones stand before their beginnings.
const FIXED: [(&str, Element); 21] = [
    ("2006", Element::LongYear),
    ("002", Element::ZeroYearDay),
    ("06", Element::Year),
    ("01", Element::ZeroMonth),
    ("02", Element::ZeroDay),
    ("03", Element::ZeroHour12),
    ("04", Element::ZeroMinute),
    ("05", Element::ZeroSecond),
    ("15", Element::Hour),
    ("1", Element::Month),
    ("2", Element::Day),
    ("3", Element::Hour12),
    ("4", Element::Minute),
    ("5", Element::Second),
    ("PM", Element::UpperPm),
    ("pm", Element::LowerPm),
    ("_2", Element::SpaceDay),
    ("__2", Element::SpaceYearDay),
    (
        "Z07:00",
        Element::Offset {
            zulu: true,
            shape: OffsetShape::ColonMinutes,
        },
    ),
    (
        "-07:00",
        Element::Offset {
            zulu: false,
            shape: OffsetShape::ColonMinutes,
        },
    ),
    (
        "-07",
        Element::Offset {
            zulu: false,
            shape: OffsetShape::Hours,
        },
    ),
];

/// Offsets with seconds or without colon; no translated layout is meant to hold them, but neighbours can form them.
const FORMED: [(&str, Element); 8] = [
    (
        "Z070000",
        Element::Offset {
            zulu: true,
            shape: OffsetShape::Seconds,
        },
    ),
    (
        "Z07:00:00",
        Element::Offset {
            zulu: true,
            shape: OffsetShape::ColonSeconds,
        },
    ),
    (
        "Z0700",
        Element::Offset {
            zulu: true,
            shape: OffsetShape::Minutes,
        },
    ),
    (
        "-070000",
        Element::Offset {
            zulu: false,
            shape: OffsetShape::Seconds,
        },
    ),
    (
        "-07:00:00",
        Element::Offset {
            zulu: false,
            shape: OffsetShape::ColonSeconds,
        },
    ),
    (
        "-0700",
        Element::Offset {
            zulu: false,
            shape: OffsetShape::Minutes,
        },
    ),
    (
        "Z07:00",
        Element::Offset {
            zulu: true,
            shape: OffsetShape::ColonMinutes,
        },
    ),
    (
        "Z07",
        Element::Offset {
            zulu: true,
            shape: OffsetShape::Hours,
        },
    ),
];

/// Cuts the first literal and element off a notation.
pub(super) fn next_chunk(notation: &str) -> Chunk<'_> {
    for (at, _) in notation.char_indices() {
        let (literal, tail) = notation.split_at(at);
        if let Some((element, length)) = element_at(tail) {
            let (text, rest) = tail.split_at(length);
            return Chunk {
                literal,
                element: Some((element, text)),
                rest,
            };
        }
        // `_2006` is a literal `_` and a year.
        if tail.starts_with("_2006") {
            let (literal, year) = notation.split_at(at + 1);
            let (text, rest) = year.split_at(4);
            return Chunk {
                literal,
                element: Some((Element::LongYear, text)),
                rest,
            };
        }
    }
    Chunk {
        literal: notation,
        element: None,
        rest: "",
    }
}

fn element_at(tail: &str) -> Option<(Element, usize)> {
    let first = tail.bytes().next()?;
    match first {
        b'.' | b',' => {
            let digits = tail.bytes().skip(1).take_while(|b| *b == b'0').count();
            let followed = tail
                .as_bytes()
                .get(1 + digits)
                .is_some_and(u8::is_ascii_digit);
            (digits > 0 && !followed).then_some((Element::Fraction(digits), 1 + digits))
        }
        b'Z' | b'-' => find(&FORMED, tail).or_else(|| find(&FIXED, tail)),
        b'_' if tail.starts_with("_2006") => None,
        b'0'..=b'6' | b'P' | b'p' | b'_' => find(&FIXED, tail),
        _ => None,
    }
}

fn find(table: &[(&str, Element)], tail: &str) -> Option<(Element, usize)> {
    table
        .iter()
        .find(|(notation, _)| tail.starts_with(notation))
        .map(|(notation, element)| (*element, notation.len()))
}

/// Writes a moment with a whole notation.
pub(super) fn write(notation: &str, moment: &Fields) -> String {
    let mut out = String::with_capacity(notation.len() + 8);
    let mut rest = notation;
    while !rest.is_empty() {
        let chunk = next_chunk(rest);
        out.push_str(chunk.literal);
        if let Some((element, notation)) = chunk.element {
            write_element(&mut out, element, notation, moment);
        }
        rest = chunk.rest;
    }
    out
}

/// Writes one element; `notation` is how it stands in the layout.
pub(super) fn write_element(out: &mut String, element: Element, notation: &str, moment: &Fields) {
    let hour12 = if moment.hour.is_multiple_of(12) {
        12
    } else {
        moment.hour % 12
    };
    let _ = match element {
        Element::LongYear => write_long_year(out, moment.year),
        Element::Year => push_two(
            out,
            u8::try_from(moment.year.max(0) % 100).unwrap_or_default(),
        ),
        Element::ZeroMonth => push_two(out, moment.month),
        Element::Month => write!(out, "{}", moment.month),
        Element::ZeroDay => push_two(out, moment.day),
        Element::SpaceDay => write!(out, "{:2}", moment.day),
        Element::Day => write!(out, "{}", moment.day),
        Element::ZeroYearDay => write!(out, "{:03}", day_of_year(moment)),
        Element::SpaceYearDay => write!(out, "{:3}", day_of_year(moment)),
        Element::Hour => push_two(out, moment.hour),
        Element::ZeroHour12 => push_two(out, hour12),
        Element::Hour12 => write!(out, "{hour12}"),
        Element::ZeroMinute => push_two(out, moment.minute),
        Element::Minute => write!(out, "{}", moment.minute),
        Element::ZeroSecond => push_two(out, moment.second),
        Element::Second => write!(out, "{}", moment.second),
        Element::UpperPm => out.write_str(if moment.hour >= 12 { "PM" } else { "AM" }),
        Element::LowerPm => out.write_str(if moment.hour >= 12 { "pm" } else { "am" }),
        Element::Offset { zulu: true, .. } if moment.offset == 0 => out.write_char('Z'),
        Element::Offset { shape, .. } => write_offset(out, moment.offset, shape),
        Element::Fraction(digits) => {
            out.push_str(notation.get(..1).unwrap_or("."));
            write_fraction(out, moment.nanosecond, digits)
        }
    };
}

/// Writes the first digits of the fraction of a second; beyond nanoseconds they are zeros.
pub(super) fn write_fraction(out: &mut String, nanosecond: u32, digits: usize) -> std::fmt::Result {
    let mut nine = [b'0'; 9];
    let mut left = nanosecond;
    for digit in nine.iter_mut().rev() {
        *digit = b'0' + u8::try_from(left % 10).unwrap_or_default();
        left /= 10;
    }
    for place in 0..digits {
        out.write_char(char::from(nine.get(place).copied().unwrap_or(b'0')))?;
    }
    Ok(())
}

/// Two digits.
#[allow(
    clippy::unnecessary_wraps,
    reason = "so that it stands where `write!` does"
)]
fn push_two(out: &mut String, value: u8) -> std::fmt::Result {
    out.push(char::from(b'0' + value / 10 % 10));
    out.push(char::from(b'0' + value % 10));
    Ok(())
}

fn write_long_year(out: &mut String, year: i64) -> std::fmt::Result {
    if let Ok(year @ 0..=9999) = u16::try_from(year) {
        let [high, low] =
            [year / 100, year % 100].map(|part| u8::try_from(part).unwrap_or_default());
        push_two(out, high)?;
        return push_two(out, low);
    }
    if year < 0 {
        out.push('-');
    }
    write!(out, "{:04}", year.unsigned_abs())
}

fn write_offset(out: &mut String, offset: i32, shape: OffsetShape) -> std::fmt::Result {
    let minutes = offset / 60;
    out.push(if minutes < 0 { '-' } else { '+' });
    let seconds = (offset % 60).unsigned_abs();
    let minutes = minutes.unsigned_abs();
    match shape {
        OffsetShape::Hours => write!(out, "{:02}", minutes / 60),
        OffsetShape::Minutes => write!(out, "{:02}{:02}", minutes / 60, minutes % 60),
        OffsetShape::ColonMinutes => write!(out, "{:02}:{:02}", minutes / 60, minutes % 60),
        OffsetShape::Seconds => write!(out, "{:02}{:02}{seconds:02}", minutes / 60, minutes % 60),
        OffsetShape::ColonSeconds => {
            write!(out, "{:02}:{:02}:{seconds:02}", minutes / 60, minutes % 60)
        }
    }
}

fn day_of_year(moment: &Fields) -> i64 {
    let today = days_from_civil(moment.year, moment.month.into(), moment.day.into());
    today
        .wrapping_sub(days_from_civil(moment.year, 1, 1))
        .wrapping_add(1)
}
