//! `read_chars`: texts spelt out for a voice.

use std::fmt::Write as _;

use super::arguments::Arguments;
use crate::excellent::error::Error;
use crate::excellent::evaluation::Evaluation;
use crate::excellent::value::Value;

type Result<T = Value> = std::result::Result<T, Error>;

/// Spells by characters.
pub(super) fn read_chars(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let text = Arguments::new(evaluation, values).text(0)?;
    let chars: Vec<char> = text.trim_start_matches('+').chars().collect();
    Ok(match group_length(chars.len()) {
        Some(length) => join_groups(chars.chunks(length).map(<[char]>::to_vec)),
        None => join(chars.iter(), " , "),
    }
    .into())
}

/// Spells by bytes, though the length of the groups is found by counting characters: a character of several bytes is torn
/// apart where a group ends, and the end of the text is lost.
pub(super) fn read_chars_by_bytes(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let text = Arguments::new(evaluation, values).text(0)?;
    let text = text.trim_start_matches('+');
    let count = text.chars().count();
    Ok(match group_length(count) {
        Some(length) => {
            let bytes = text.as_bytes().get(..count).unwrap_or_default();
            join_groups(bytes.chunks(length).map(characters))
        }
        None => join(text.chars(), " , "),
    }
    .into())
}

/// Threes if they fit, else fours.
fn group_length(count: usize) -> Option<usize> {
    [3, 4]
        .into_iter()
        .find(|length| count.is_multiple_of(*length))
}

fn join_groups(groups: impl Iterator<Item = Vec<char>>) -> String {
    join(groups.map(|group| join(group, " ")), " , ")
}

fn join(pieces: impl IntoIterator<Item = impl std::fmt::Display>, separator: &str) -> String {
    let mut out = String::new();
    for (at, piece) in pieces.into_iter().enumerate() {
        let before = if at > 0 { separator } else { "" };
        let _ = write!(out, "{before}{piece}");
    }
    out
}

/// The characters of a piece of text; each byte that belongs to none is a replacement character.
fn characters(bytes: &[u8]) -> Vec<char> {
    let mut chars = Vec::new();
    for chunk in bytes.utf8_chunks() {
        chars.extend(chunk.valid().chars());
        chars.extend(chunk.invalid().iter().map(|_| char::REPLACEMENT_CHARACTER));
    }
    chars
}

#[cfg(test)]
mod tests {
    use super::super::facts::{both, fourteen, twelve};
    use super::*;

    #[test]
    fn groups() {
        both(r#"read_chars("+593979")"#, "5 9 3 , 9 7 9");
        both(r#"read_chars("12345678")"#, "1 2 3 4 , 5 6 7 8");
        both(r#"read_chars("1234567")"#, "1 , 2 , 3 , 4 , 5 , 6 , 7");
        twelve(r#"read_chars("añb")"#, "a ñ");
        fourteen(r#"read_chars("añb")"#, "a ñ b");
    }

    #[test]
    fn stray_bytes() {
        assert_eq!(characters("añ".as_bytes()), ['a', 'ñ']);
        assert_eq!(characters(&[b'a', 0xC3]), ['a', '\u{FFFD}']);
        assert_eq!(
            characters(&[0xB1, 0xB1, b'b']),
            ['\u{FFFD}', '\u{FFFD}', 'b']
        );
    }
}
