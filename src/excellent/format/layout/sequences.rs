//! Generation 14: a layout sequence by sequence.

use super::elements::{Element, OffsetShape, write_element, write_fraction};
use super::{Fields, Kind, LayoutError};
use crate::excellent::case;
use crate::excellent::format::names::Names;

/// What a run of one letter stands for.
#[derive(Clone, Copy)]
enum Sequence {
    /// An element that is written and read, with its notation.
    Element(Element, &'static str),
    /// The hour without leading zeros: nothing at all at midnight.
    ShortHour,
    /// So many digits of the fraction of a second.
    Fraction(usize),
    MonthShort,
    MonthFull,
    DayShort,
    DayFull,
    LowerPm,
    UpperPm,
}

/// Cuts a layout into runs of one character and passes each on.
fn for_each_run(
    layout: &str,
    mut run: impl FnMut(char, &str) -> Result<(), LayoutError>,
) -> Result<(), LayoutError> {
    let mut rest = layout;
    while let Some(letter) = rest.chars().next() {
        let end = rest.find(|c| c != letter).unwrap_or(rest.len());
        let (this, next) = rest.split_at(end);
        run(letter, this)?;
        rest = next;
    }
    Ok(())
}

fn is_literal(letter: char) -> bool {
    matches!(letter, ' ' | ':' | '/' | '.' | ',' | 'T' | '-' | '_')
}

fn sequence(run: &str, kind: Kind) -> Option<Sequence> {
    use Sequence as S;
    let offset = |zulu| Element::Offset {
        zulu,
        shape: OffsetShape::ColonMinutes,
    };
    let (sequence, fits) = match run {
        "YY" => (S::Element(Element::Year, "06"), kind.has_date()),
        "YYYY" => (S::Element(Element::LongYear, "2006"), kind.has_date()),
        "M" => (S::Element(Element::Month, "1"), kind.has_date()),
        "MM" => (S::Element(Element::ZeroMonth, "01"), kind.has_date()),
        "MMM" => (S::MonthShort, kind.has_date()),
        "MMMM" => (S::MonthFull, kind.has_date()),
        "D" => (S::Element(Element::Day, "2"), kind.has_date()),
        "DD" => (S::Element(Element::ZeroDay, "02"), kind.has_date()),
        "EEE" => (S::DayShort, kind.has_date()),
        "EEEE" => (S::DayFull, kind.has_date()),
        "t" => (S::ShortHour, kind.has_time()),
        "tt" => (S::Element(Element::Hour, "15"), kind.has_time()),
        "h" => (S::Element(Element::Hour12, "3"), kind.has_time()),
        "hh" => (S::Element(Element::ZeroHour12, "03"), kind.has_time()),
        "m" => (S::Element(Element::Minute, "4"), kind.has_time()),
        "mm" => (S::Element(Element::ZeroMinute, "04"), kind.has_time()),
        "s" => (S::Element(Element::Second, "5"), kind.has_time()),
        "ss" => (S::Element(Element::ZeroSecond, "05"), kind.has_time()),
        "fff" | "ffffff" | "fffffffff" => (S::Fraction(run.len()), kind.has_time()),
        "aa" => (S::LowerPm, kind.has_time()),
        "AA" => (S::UpperPm, kind.has_time()),
        "Z" => (S::Element(offset(true), "Z07:00"), kind == Kind::DateTime),
        "ZZZ" => (S::Element(offset(false), "-07:00"), kind == Kind::DateTime),
        _ => return None,
    };
    fits.then_some(sequence)
}

/// Writes a moment with a layout.
pub(super) fn write(
    layout: &str,
    kind: Kind,
    moment: &Fields,
    names: &Names,
) -> Result<String, LayoutError> {
    let mut out = String::with_capacity(layout.len() + 8);
    for_each_run(layout, |letter, run| {
        if is_literal(letter) {
            out.push_str(run);
            return Ok(());
        }
        let Some(sequence) = sequence(run, kind) else {
            return Err(unknown(run, kind, "formatting"));
        };
        match sequence {
            Sequence::Element(element, notation) => {
                write_element(&mut out, element, notation, moment);
            }
            Sequence::ShortHour => {
                if moment.hour > 0 {
                    out.push_str(&moment.hour.to_string());
                }
            }
            Sequence::Fraction(digits) => {
                let _ = write_fraction(&mut out, moment.nanosecond, digits);
            }
            Sequence::MonthShort => out.push_str(names.month_short(moment.month)),
            Sequence::MonthFull => out.push_str(names.month(moment.month)),
            Sequence::DayShort => out.push_str(names.day_short(moment.weekday)),
            Sequence::DayFull => out.push_str(names.day(moment.weekday)),
            Sequence::LowerPm => out.push_str(&case::to_lower(names.am_pm(moment.hour))),
            Sequence::UpperPm => out.push_str(&case::to_upper(names.am_pm(moment.hour))),
        }
        Ok(())
    })?;
    Ok(out)
}

/// Translates a layout for reading to the notation of a reference time.
pub(super) fn translate(layout: &str, kind: Kind) -> Result<String, LayoutError> {
    let mut out = String::with_capacity(layout.len() + 8);
    for_each_run(layout, |letter, run| {
        let notation = if is_literal(letter) {
            run
        } else {
            match sequence(run, kind) {
                Some(Sequence::Element(_, notation)) => notation,
                Some(Sequence::ShortHour) => "15",
                Some(Sequence::Fraction(3)) => "000",
                Some(Sequence::Fraction(6)) => "000000",
                Some(Sequence::Fraction(_)) => "000000000",
                Some(Sequence::LowerPm) => "pm",
                Some(Sequence::UpperPm) => "PM",
                _ => return Err(unknown(run, kind, "parsing")),
            }
        };
        out.push_str(notation);
        Ok(())
    })?;
    Ok(out)
}

/// How generation 14 names an element or literal of the notation in its error texts.
pub(super) fn sequence_of(notation: &str) -> &str {
    match notation {
        "2006" => "YYYY",
        "06" => "YY",
        "01" => "MM",
        "1" => "M",
        "02" => "DD",
        "2" => "D",
        "15" => "tt",
        "03" => "hh",
        "3" => "h",
        "04" => "mm",
        "4" => "m",
        "05" => "ss",
        "5" => "s",
        "000" => "fff",
        "000000" => "ffffff",
        "000000000" => "fffffffff",
        "pm" => "aa",
        "PM" => "AA",
        "Z07:00" => "Z",
        "-07:00" => "ZZZ",
        other => other,
    }
}

fn unknown(run: &str, kind: Kind, purpose: &'static str) -> LayoutError {
    LayoutError::Sequence {
        sequence: run.to_owned(),
        kind: kind.word(),
        purpose,
    }
}
