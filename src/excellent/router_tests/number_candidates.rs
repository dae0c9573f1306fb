//! Numbers in free text.

use crate::excellent::dialect::Dialect;
use crate::excellent::environment::NumberFormat;
use crate::excellent::number::Number;

/// The numbers of a text as people write them (generation 14): digits of any script, grouped and with a decimal symbol as
/// the environment has them, wherever they stand.
pub(super) fn written_numbers<'a>(
    dialect: &'a Dialect,
    format: &'a NumberFormat,
    text: &'a str,
) -> impl Iterator<Item = Number> + 'a {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < text.len() {
            let start = at;
            if let Some(end) = candidate_end(format, text, start) {
                at = end;
                return text.get(start..end);
            }
            at += text.get(start..)?.chars().next()?.len_utf8();
        }
        None
    })
    .filter_map(move |candidate| dialect.parse_number(&plain(format, candidate)))
}

/// Where the candidate that begins at a place ends, if one does. A sign belongs to it if digits follow.
fn candidate_end(format: &NumberFormat, text: &str, start: usize) -> Option<usize> {
    let from = |at: usize| digits_end(format, text, at).or_else(|| fraction_end(format, text, at));
    let signed = text.get(start..)?.starts_with(['+', '-']);
    signed
        .then(|| from(start + 1))
        .flatten()
        .or_else(|| from(start))
}

/// Digits and grouping symbols, perhaps with a fraction.
fn digits_end(format: &NumberFormat, text: &str, start: usize) -> Option<usize> {
    let rest = text.get(start..)?;
    let length = run(rest, |c| {
        c.is_numeric() || format.digit_grouping_symbol.contains(c)
    });
    if length == 0 {
        return None;
    }
    let whole = start + length;
    Some(decimals_end(format, text, whole).unwrap_or(whole))
}

/// A fraction without an integer part: at the start of the text, or after a character that is not part of a word, which
/// then belongs to the candidate.
fn fraction_end(format: &NumberFormat, text: &str, start: usize) -> Option<usize> {
    if start == 0
        && let Some(end) = decimals_end(format, text, 0)
    {
        return Some(end);
    }
    let before = text.get(start..)?.chars().next()?;
    if before.is_ascii_alphanumeric() || before == '_' {
        return None;
    }
    decimals_end(format, text, start + before.len_utf8())
}

fn decimals_end(format: &NumberFormat, text: &str, start: usize) -> Option<usize> {
    let digits = text
        .get(start..)?
        .strip_prefix(format.decimal_symbol.as_str())?;
    let length = run(digits, char::is_numeric);
    (length > 0).then(|| start + format.decimal_symbol.len() + length)
}

/// The length of the beginning whose characters are all accepted.
fn run(text: &str, accepts: impl Fn(char) -> bool) -> usize {
    text.find(|c| !accepts(c)).unwrap_or(text.len())
}

/// A candidate without grouping symbols, with ASCII digits and a decimal point.
fn plain(format: &NumberFormat, candidate: &str) -> String {
    let ungrouped = match format.digit_grouping_symbol.as_str() {
        "" => candidate.trim().to_owned(),
        symbol => candidate.trim().replace(symbol, ""),
    };
    ungrouped
        .replace(format.decimal_symbol.as_str(), ".")
        .chars()
        .map(ascii_digit)
        .collect()
}

/// Arabic-Indic, extended Arabic-Indic and Bengali digits as ASCII ones.
fn ascii_digit(c: char) -> char {
    let zero = match c {
        '\u{0660}'..='\u{0669}' => '\u{0660}',
        '\u{06F0}'..='\u{06F9}' => '\u{06F0}',
        '\u{09E6}'..='\u{09EF}' => '\u{09E6}',
        _ => return c,
    };
    char::from_digit(u32::from(c) - u32::from(zero), 10).unwrap_or(c)
}

/// The numbers of a text (generation 12): words that are decimals once letters that look like digits are replaced, or that
/// have a currency sign before or a unit behind.
pub(super) fn mistyped_numbers(text: &str) -> impl Iterator<Item = Number> {
    text.split_whitespace().filter_map(|word| {
        let corrected = word.replace('l', "1").replace(['O', 'o'], "0");
        match Number::parse_decimal(&corrected) {
            None if corrected == word => decorated_number(word),
            number => number,
        }
    })
}

fn decorated_number(word: &str) -> Option<Number> {
    let amount = word.strip_prefix(['$', '£', '€']).unwrap_or(word);
    if !amount.starts_with(|c: char| c.is_ascii_digit() || c == ',') {
        return None;
    }
    let length = run(amount, |c| c.is_ascii_digit() || matches!(c, ',' | '.'));
    let (number, unit) = amount.split_at_checked(length)?;
    if unit.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    Number::parse_decimal(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::excellent::dialect::GENERATION_14;

    fn both(text: &str) -> (Option<String>, Option<String>) {
        let format = NumberFormat::default();
        let fourteen = written_numbers(&GENERATION_14, &format, text).next();
        let twelve = mistyped_numbers(text).next();
        (
            fourteen.map(|n| n.to_string()),
            twelve.map(|n| n.to_string()),
        )
    }

    #[test]
    fn numbers_in_text() {
        for (text, fourteen, twelve) in [
            ("-7 degrees", Some("-7"), Some("-7")),
            ("1,234.5", Some("1234.5"), None),
            ("1,2", Some("12"), None),
            ("100,", Some("100"), None),
            ("+8", None, Some("8")),
            ("--8", Some("-8"), None),
            ("5-3", Some("5"), None),
            ("12e3", Some("12"), Some("12000")),
            ("1.2.3", Some("1.2"), None),
            ("4l", Some("4"), Some("41")),
            ("1O", Some("1"), Some("10")),
            ("lol", None, Some("101")),
            ("O", None, Some("0")),
            ("a1b2", Some("1"), None),
            ("1/2", Some("1"), None),
            ("0x1F", Some("0"), None),
            ("3rd", Some("3"), Some("3")),
            ("£5.50p", Some("5.5"), Some("5.5")),
            ("٤٢", Some("42"), None),
            ("২৩", Some("23"), None),
            ("१२", None, None),
            ("½", None, None),
            ("12,34,56 78", Some("123456"), Some("78")),
            ("5apples", Some("5"), None),
            ("100.", Some("100"), Some("100")),
            (".5", Some("0.5"), Some("0.5")),
            ("a .5", Some("0.5"), Some("0.5")),
            ("(.5)", None, None),
            ("x.5", Some("5"), None),
        ] {
            let expected = (fourteen.map(str::to_owned), twelve.map(str::to_owned));
            assert_eq!(both(text), expected, "{text}");
        }
    }
}
