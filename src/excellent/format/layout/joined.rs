//! Generation 12: a layout as a whole, translated to the notation of a reference time.

use super::{Kind, LayoutError};

/// Translates a layout, or says which run of it means nothing.
pub(super) fn translate(layout: &str, kind: Kind) -> Result<String, LayoutError> {
    let mut out = String::with_capacity(layout.len() + 8);
    let mut rest = layout;
    while let Some(letter) = rest.chars().next() {
        let count = rest.chars().take_while(|c| *c == letter).count();
        let length = count * letter.len_utf8();
        if matches!(letter, ' ' | ':' | '/' | '.' | 'T' | '-' | '_') {
            out.push_str(rest.get(..length).unwrap_or_default());
        } else {
            push(&mut out, letter, count, kind)?;
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    Ok(out)
}

fn push(out: &mut String, letter: char, count: usize, kind: Kind) -> Result<(), LayoutError> {
    let (date, time) = (kind.has_date(), kind.has_time());
    let notation = match (letter, count) {
        ('Y', 2) if date => "06",
        ('Y', 4) if date => "2006",
        ('M', 1) if date => "1",
        ('M', 2) if date => "01",
        ('D', _) if date => {
            (0..count / 2).for_each(|_| out.push_str("02"));
            if count % 2 == 1 { "2" } else { "" }
        }
        ('t', 2) if time => "15",
        ('h', 1) if time => "3",
        ('h', _) if time => "03",
        ('m', 1) if time => "4",
        ('m', 2) if time => "04",
        ('s', 1) if time => "5",
        ('s', 2) if time => "05",
        ('f', 3) if time => "000",
        ('f', 6) if time => "000000",
        ('f', 9) if time => "000000000",
        ('a', 2) if time => "pm",
        ('A', 2) if time => "PM",
        ('Z', 1) if time => "Z07:00",
        ('Z', 3) if time => "-07:00",
        ('Y' | 'M', _) if date => return Err(LayoutError::Count { letter, count }),
        ('t' | 'm' | 's' | 'f' | 'a' | 'A' | 'Z', _) if time => {
            return Err(LayoutError::Count { letter, count });
        }
        _ => return Err(LayoutError::Character(letter)),
    };
    out.push_str(notation);
    Ok(())
}
