//! URNs: the addresses of a contact, as in `tel:+12065551212` or `mailto:bea@example.com#Bea`.
//!
//! The text form `scheme:path[?query][#display]` is the same in all generations. Which schemes there are, what their
//! paths look like and how they are normalised differs, and is what [`Rules`] holds.

use std::fmt;

use crate::excellent::{Text, own};

pub use rules::{InvalidUrn, Rules, Scheme};

pub mod rules;

/// A URN: its text and the decoded parts of it. Two are the same address when their [identities](Urn::identity) are
/// equal, whatever query and display they have.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Urn {
    text: Text,
    scheme: Text,
    path: Text,
    query: Text,
    display: Text,
}

/// Why a text is not of the form `scheme:path[?query][#display]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UrnSyntaxError {
    /// A `?` before there is a path, or after a `#`.
    #[error("query component can only come after path component")]
    MisplacedQuery,
    /// A `#` before there is a path.
    #[error("fragment component can only come after path or query components")]
    MisplacedFragment,
    /// Nothing before the first `:`.
    #[error("scheme cannot be empty")]
    NoScheme,
    /// Nothing after the scheme, or no `:` at all.
    #[error("path cannot be empty")]
    NoPath,
}

impl Urn {
    /// Splits a text into its parts.
    pub fn parse(text: &str) -> Result<Self, UrnSyntaxError> {
        let parts = split(text)?;
        if parts.scheme.is_empty() {
            return Err(UrnSyntaxError::NoScheme);
        }
        if parts.path.is_empty() {
            return Err(UrnSyntaxError::NoPath);
        }
        Ok(Self {
            text: own(text),
            scheme: unescape(parts.scheme),
            path: unescape(parts.path),
            query: unescape(parts.query),
            display: unescape(parts.display),
        })
    }

    /// Takes any text: one that is not of the form of a URN has no scheme and is all path.
    pub fn lenient(text: &str) -> Self {
        Self::parse(text).unwrap_or_else(|_| Self {
            text: text.into(),
            scheme: Text::default(),
            path: text.into(),
            query: Text::default(),
            display: Text::default(),
        })
    }

    /// Puts the (decoded) parts together.
    pub fn from_parts(scheme: &str, path: &str, query: &str, display: &str) -> Self {
        let parts = [scheme, path, query, display];
        let length: usize = parts.iter().map(|part| escaped_length(part) + 1).sum();
        let mut text = String::with_capacity(length);
        push_escaped(&mut text, scheme);
        text.push(':');
        push_escaped(&mut text, path);
        for (mark, part) in [('?', query), ('#', display)] {
            if !part.is_empty() {
                text.push(mark);
                push_escaped(&mut text, part);
            }
        }
        Self {
            text: text.into(),
            scheme: scheme.into(),
            path: path.into(),
            query: query.into(),
            display: display.into(),
        }
    }

    /// The whole text, as it was read.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The whole text, shared.
    pub fn shared(&self) -> Text {
        self.text.clone()
    }

    /// The scheme, as in `tel`; empty if the text is no URN.
    pub fn scheme(&self) -> &str {
        &self.scheme
    }

    /// The path: number, handle, address.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What stands between `?` and `#`.
    pub fn query(&self) -> &str {
        &self.query
    }

    /// The name to show instead of the path.
    pub fn display(&self) -> &str {
        &self.display
    }

    /// Scheme and path only.
    pub fn identity(&self) -> Self {
        Self::from_parts(&self.scheme, &self.path, "", "")
    }

    /// The same URN with another query.
    pub fn with_query(&self, query: &str) -> Self {
        Self::from_parts(&self.scheme, &self.path, query, &self.display)
    }

    /// The same URN without its query, as expressions print it.
    pub fn without_query(&self) -> Self {
        self.with_query("")
    }

    /// Whether both are the same address.
    pub fn is_same_address(&self, other: &Self) -> bool {
        self.scheme == other.scheme && self.path == other.path
    }

    /// The value of a parameter of the query, decoded as in a URL. An error says which escape is broken.
    pub fn query_parameter(&self, name: &str) -> Result<Option<String>, InvalidEscape> {
        let mut found = None;
        for pair in self.query.split('&').filter(|pair| !pair.is_empty()) {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (key, value) = (decode_url(key)?, decode_url(value)?);
            if key == name && found.is_none() {
                found = Some(value);
            }
        }
        Ok(found)
    }
}

impl fmt::Display for Urn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

struct Parts<'a> {
    scheme: &'a str,
    path: &'a str,
    query: &'a str,
    display: &'a str,
}

fn split(text: &str) -> Result<Parts<'_>, UrnSyntaxError> {
    let bytes = text.as_bytes();
    if let Some(colon) = bytes.iter().position(|byte| *byte == b':')
        && !bytes.iter().any(|byte| matches!(byte, b'?' | b'#'))
        && let (Some(scheme), Some(path)) = (text.get(..colon), text.get(colon + 1..))
    {
        return Ok(Parts {
            scheme,
            path,
            query: "",
            display: "",
        });
    }
    let Some((scheme, rest)) = text.split_once(':') else {
        return Err(match text.chars().find(|c| matches!(c, '?' | '#')) {
            Some('?') => UrnSyntaxError::MisplacedQuery,
            Some(_) => UrnSyntaxError::MisplacedFragment,
            None if text.is_empty() => UrnSyntaxError::NoScheme,
            // The text could still become a scheme, had it a `:`.
            None => UrnSyntaxError::NoPath,
        });
    };
    match scheme.chars().find(|c| matches!(c, '?' | '#')) {
        Some('?') => return Err(UrnSyntaxError::MisplacedQuery),
        Some(_) => return Err(UrnSyntaxError::MisplacedFragment),
        None => {}
    }
    let (before, display) = rest.split_once('#').unwrap_or((rest, ""));
    let (path, query) = before.split_once('?').unwrap_or((before, ""));
    if query.contains('?') || display.contains('?') {
        return Err(UrnSyntaxError::MisplacedQuery);
    }
    if display.contains('#') {
        return Err(UrnSyntaxError::MisplacedFragment);
    }
    Ok(Parts {
        scheme,
        path,
        query,
        display,
    })
}

const ESCAPES: [(&str, char); 3] = [("%23", '#'), ("%25", '%'), ("%3F", '?')];

fn unescape(part: &str) -> Text {
    if !part.bytes().any(|byte| byte == b'%') {
        return own(part);
    }
    let mut text = String::with_capacity(part.len());
    let mut rest = part;
    while let Some(next) = rest.chars().next() {
        let escaped = ESCAPES
            .iter()
            .find_map(|&(escape, c)| rest.strip_prefix(escape).map(|after| (c, after)));
        let (c, after) =
            escaped.unwrap_or_else(|| (next, rest.get(next.len_utf8()..).unwrap_or_default()));
        text.push(c);
        rest = after;
    }
    text.into()
}

fn is_escaped(byte: u8) -> bool {
    matches!(byte, b'#' | b'%' | b'?')
}

/// How many bytes a part has in the text of a URN.
fn escaped_length(part: &str) -> usize {
    part.len() + 2 * part.bytes().filter(|byte| is_escaped(*byte)).count()
}

fn push_escaped(text: &mut String, part: &str) {
    if !part.bytes().any(is_escaped) {
        text.push_str(part);
        return;
    }
    for c in part.chars() {
        match ESCAPES.iter().find(|(_, escaped)| *escaped == c) {
            Some((escape, _)) => text.push_str(escape),
            None => text.push(c),
        }
    }
}

/// A `%` in the query of a URN that is not followed by two hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("invalid URL escape {0:?}")]
pub struct InvalidEscape(String);

fn decode_url(text: &str) -> Result<String, InvalidEscape> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let decoded = match rest {
                    [high, low, ..] => hex_digit(*high).zip(hex_digit(*low)),
                    _ => None,
                };
                let Some((high, low)) = decoded else {
                    let shown = rest.get(..2.min(rest.len())).unwrap_or_default();
                    return Err(InvalidEscape(format!(
                        "%{}",
                        String::from_utf8_lossy(shown)
                    )));
                };
                bytes.push(high << 4 | low);
                rest = rest.get(2..).unwrap_or_default();
            }
            _ => bytes.push(byte),
        }
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn hex_digit(byte: u8) -> Option<u8> {
    char::from(byte)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (String, String, String, String) {
        let urn = Urn::parse(text).unwrap();
        assert_eq!(urn.as_str(), text);
        (
            urn.scheme().into(),
            urn.path().into(),
            urn.query().into(),
            urn.display().into(),
        )
    }

    #[test]
    fn splits_the_four_parts() {
        let give = |text, scheme: &str, path: &str, query: &str, display: &str| {
            let expected = (scheme.into(), path.into(), query.into(), display.into());
            assert_eq!(parts(text), expected, "{text}");
        };
        give("tel:+123", "tel", "+123", "", "");
        give("ext:a:b", "ext", "a:b", "", "");
        give("tel:1?id=5#Bea", "tel", "1", "id=5", "Bea");
        give("tel:1#Bea", "tel", "1", "", "Bea");
        give("ext:a%3Fb%2525", "ext", "a?b%25", "", "");
    }

    #[test]
    fn refuses_what_is_no_urn() {
        let give = |text, error| assert_eq!(Urn::parse(text), Err(error), "{text}");
        give("", UrnSyntaxError::NoScheme);
        give("bob", UrnSyntaxError::NoPath);
        give(":bob", UrnSyntaxError::NoScheme);
        give("tel:", UrnSyntaxError::NoPath);
        give("te?l:1", UrnSyntaxError::MisplacedQuery);
        give("tel:1#a?b", UrnSyntaxError::MisplacedQuery);
        give("tel#:1", UrnSyntaxError::MisplacedFragment);
        assert_eq!(Urn::lenient("bob").path(), "bob");
    }

    #[test]
    fn writes_parts_back_escaped() {
        assert_eq!(
            Urn::from_parts("ext", "a?b", "x=1", "100%").as_str(),
            "ext:a%3Fb?x=1#100%25"
        );
        assert_eq!(
            Urn::parse("tel:1?id=5#B").unwrap().identity().as_str(),
            "tel:1"
        );
    }

    #[test]
    fn reads_parameters_of_the_query() {
        let urn = Urn::parse("tel:1?id=5&channel=a%20b").unwrap();
        assert_eq!(urn.query_parameter("channel"), Ok(Some("a b".into())));
        assert_eq!(urn.query_parameter("x"), Ok(None));
        let broken = Urn::parse("tel:1?id=%zz").unwrap();
        assert_eq!(
            broken.query_parameter("id").unwrap_err().to_string(),
            "invalid URL escape \"%zz\""
        );
    }
}
