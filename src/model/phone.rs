//! Phone numbers: recognising, normalising and formatting them with the metadata of the world's numbering plans.
//!
//! Countries are two-letter codes in capitals; the empty text means that no country is known.

use rlibphonenumber::{
    NumberLengthType, PHONE_NUMBER_UTIL, PhoneNumber, PhoneNumberFormat, Region,
};

/// Why a text is not a phone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhoneError {
    /// The digits do not make a number that could exist.
    #[error("not a possible number")]
    NotPossible,
    /// The country given with the text does not exist.
    #[error("invalid country code")]
    InvalidCountry,
}

/// How often formatting and parsing again may change a number before it counts as unstable.
const MAX_REFORMATS: usize = 3;

/// No number in the world's plans is that long; longer texts are not worth handing to the parser.
const MAX_TEXT: usize = 250;

/// Reads a whole text as a phone number dialled in a country, and gives it in E.164 form (`+12065551212`).
///
/// The text may hold digits, white space, `.`, `-`, `(` and `)`, and begin with `+`. This is the rule of generation 14.
pub fn parse_number(text: &str, country: &str) -> Result<String, PhoneError> {
    let text = text.trim();
    if !looks_like_number(text) {
        return Err(PhoneError::NotPossible);
    }
    parse_cleaned(&clean(text), country).and_then(|number| {
        if is_tel_path(&number) {
            Ok(number)
        } else {
            Err(PhoneError::NotPossible)
        }
    })
}

/// The texts within a longer one that may be phone numbers: an optional `+` and at least five digits, white space,
/// `.`, `-` or brackets.
pub fn candidates(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = None;
    for (index, c) in text.char_indices().chain([(text.len(), '\0')]) {
        match start {
            _ if c == '+' => {
                found.extend(start.and_then(|start| text.get(start..index)));
                start = Some(index);
            }
            None if is_number_char(c) => start = Some(index),
            Some(begin) if !is_number_char(c) => {
                found.extend(text.get(begin..index));
                start = None;
            }
            _ => {}
        }
    }
    found
        .into_iter()
        .map(str::trim)
        .filter(|candidate| looks_like_number(candidate))
        .collect()
}

fn is_number_char(c: char) -> bool {
    c.is_ascii_digit() || is_regex_space(c) || matches!(c, '.' | '-' | '(' | ')')
}

fn is_regex_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c')
}

fn looks_like_number(text: &str) -> bool {
    let number = text.strip_prefix('+').unwrap_or(text);
    number.len() >= 5 && number.chars().all(is_number_char)
}

/// Keeps a leading `+` and the ASCII letters and digits.
fn clean(text: &str) -> String {
    let plus = text.starts_with('+').then_some('+');
    plus.into_iter()
        .chain(text.chars().filter(char::is_ascii_alphanumeric))
        .collect()
}

fn parse_cleaned(cleaned: &str, country: &str) -> Result<String, PhoneError> {
    let region = match country {
        "" => None,
        // A number that says itself which country it is in needs no other.
        _ if cleaned.starts_with('+') => known_region(country),
        code => Some(known_region(code).ok_or(PhoneError::InvalidCountry)?),
    };
    if let Some(number) = possible_number(cleaned, region) {
        return stable_e164(&number).ok_or(PhoneError::NotPossible);
    }
    if cleaned.len() >= 11 && !cleaned.starts_with('0') {
        let number = possible_number(&format!("+{cleaned}"), region);
        return number
            .and_then(|number| stable_e164(&number))
            .ok_or(PhoneError::NotPossible);
    }
    Err(PhoneError::NotPossible)
}

/// The region of a code, which must be in capitals.
fn region_of(code: &str) -> Option<Region> {
    let capitals = code.bytes().all(|byte| byte.is_ascii_uppercase());
    Region::from_code(code).ok().filter(|_| capitals)
}

fn known_region(code: &str) -> Option<Region> {
    let region = region_of(code)?;
    PHONE_NUMBER_UTIL
        .get_country_code_for_region(region)
        .map(|_| region)
}

fn parse(text: &str, region: Option<Region>) -> Option<PhoneNumber> {
    if text.len() > MAX_TEXT {
        return None;
    }
    PHONE_NUMBER_UTIL.parse(text, region).ok()
}

fn possible_number(text: &str, region: Option<Region>) -> Option<PhoneNumber> {
    parse(text, region).filter(|number| {
        matches!(
            PHONE_NUMBER_UTIL.is_possible_number_with_reason(number),
            Ok(NumberLengthType::IsPossible)
        )
    })
}

fn format(number: &PhoneNumber, form: PhoneNumberFormat) -> String {
    PHONE_NUMBER_UTIL.format(number, form).into_owned()
}

fn e164(number: &PhoneNumber) -> String {
    format(number, PhoneNumberFormat::E164)
}

/// The E.164 form that reads as itself. Some plans rewrite a number more than once.
fn stable_e164(number: &PhoneNumber) -> Option<String> {
    let mut text = e164(number);
    for _ in 0..MAX_REFORMATS {
        let again = e164(&parse(&text, None)?);
        if again == text {
            return Some(text);
        }
        text = again;
    }
    None
}

/// Whether the text can be the path of a `tel` URN of generation 14: a number with `+`, or a short code or sender id.
pub fn is_tel_path(path: &str) -> bool {
    match path.strip_prefix('+') {
        Some(digits) => {
            (7..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
        }
        None => {
            (1..=64).contains(&path.len())
                && path
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase())
        }
    }
}

/// Normalises the path of a `tel` URN as generation 14 does: E.164 if it is a number that could exist, a sender id in
/// lower case, or as it stands.
pub fn normalize(path: &str) -> String {
    let cleaned = clean(path);
    if let Ok(number) = parse_cleaned(&cleaned, "") {
        return number;
    }
    let is_sender_id = (3..=64).contains(&cleaned.len())
        && cleaned.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if is_sender_id {
        cleaned.to_lowercase()
    } else {
        path.to_owned()
    }
}

/// Normalises the path of a `tel` URN as generation 12 does: E.164 if it is a valid number, otherwise what is left of
/// it without punctuation, a leading `+` included. Numbers that a spreadsheet wrote in scientific notation are mended.
pub fn normalize_stripped(path: &str) -> String {
    let lower = path.to_lowercase();
    let mended = ["e+11", "e+12"]
        .iter()
        .find_map(|exponent| lower.strip_suffix(exponent))
        .map(|mantissa| mantissa.replace('.', ""));
    let stripped: String = mended
        .unwrap_or(lower)
        .chars()
        .filter(|c| c.is_ascii_digit() || c.is_ascii_lowercase())
        .collect();
    let dialled = if stripped.len() >= 11 && !stripped.starts_with('0') {
        format!("+{stripped}")
    } else {
        stripped.clone()
    };
    parse(&dialled, None)
        .filter(|number| PHONE_NUMBER_UTIL.is_valid_number(number))
        .map(|number| e164(&number))
        .unwrap_or(stripped)
}

/// Reads a text as a number dialled in a country, taking whatever the numbering plans can make sense of, valid or not,
/// and gives it in E.164 form. This is the rule of `has_phone` in generation 12.
pub fn parse_loosely(text: &str, country: &str) -> Option<String> {
    parse(text, region_of(country)).map(|number| e164(&number))
}

/// The number as it is dialled within its country, if the path is an international number.
pub fn format_national(path: &str) -> Option<String> {
    Some(format(&parse(path, None)?, PhoneNumberFormat::National))
}

/// The region an international number belongs to: a country, or `001` for numbers of no country.
pub fn region(path: &str) -> Option<String> {
    let number = parse(path, None)?;
    let region = PHONE_NUMBER_UTIL.get_region_for_number(&number)?;
    Some(region.as_region_str().as_str().to_owned())
}

/// The country an international number belongs to.
pub fn country(path: &str) -> Option<String> {
    region(path).filter(|code| code.len() == 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_numbers_of_a_country() {
        let give = |text, country, number: &str| {
            assert_eq!(parse_number(text, country), Ok(number.to_owned()), "{text}");
        };
        give("206 555 1212", "US", "+12065551212");
        give(" (206) 555-1212 ", "US", "+12065551212");
        give("12065551212", "BW", "+12065551212");
        give("+250788123123", "US", "+250788123123");
    }

    #[test]
    fn refuses_what_could_not_be_dialled() {
        let give = |text, country, error| {
            assert_eq!(parse_number(text, country), Err(error), "{text} {country}");
        };
        give("5551212", "US", PhoneError::NotPossible);
        give("12345", "US", PhoneError::NotPossible);
        give("2065551212", "", PhoneError::NotPossible);
        give("2065551212", "RW", PhoneError::NotPossible);
        give("2065551212", "ZZ", PhoneError::InvalidCountry);
        give("206555121x", "US", PhoneError::NotPossible);
        give(&"1".repeat(100_000), "US", PhoneError::NotPossible);
    }

    #[test]
    fn finds_candidates() {
        let give = |text, expected: &[&str]| {
            assert_eq!(candidates(text), expected, "{text}");
        };
        give(
            "call +1 (206) 555-1212 or +250788123123!",
            &["+1 (206) 555-1212", "+250788123123"],
        );
        give("my 1234 and 12345x", &["12345"]);
        give("12345+67890", &["12345", "+67890"]);
        give("none", &[]);
    }

    #[test]
    fn knows_countries() {
        assert_eq!(country("+12065551212").as_deref(), Some("US"));
        assert_eq!(country("+250788123123").as_deref(), Some("RW"));
        assert_eq!(country("2065551212"), None);
        assert_eq!(region("+80012345678").as_deref(), Some("001"));
        assert_eq!(country("+80012345678"), None);
    }

    #[test]
    fn takes_vanity_numbers_loosely() {
        assert_eq!(
            parse_loosely("1-800-FLOWERS", "US").as_deref(),
            Some("+18003569377")
        );
        assert_eq!(parse_loosely("12345", "US").as_deref(), Some("+112345"));
        assert_eq!(parse_loosely("2065551212", ""), None);
    }
}
