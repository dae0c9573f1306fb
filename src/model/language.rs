//! Language codes: which three-letter codes the generations know.

use std::collections::HashSet;
use std::sync::LazyLock;

/// A known code in lower case, as in `eng`.
type Code = [u8; 3];

/// All codes of generation 14, one line per first two letters: `aa:abc` stands for `aaa`, `aab` and `aac`.
static CODES: LazyLock<HashSet<Code>> =
    LazyLock::new(|| read_codes(include_str!("../../assets/language_codes.txt")));

/// Those that are too new for generation 12.
static NEWER_CODES: LazyLock<HashSet<Code>> =
    LazyLock::new(|| read_codes(include_str!("../../assets/language_codes_newer.txt")));

/// Which language codes a generation knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Languages {
    knows_newer: bool,
}

/// Why a text is not a language code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LanguageError {
    /// It does not have three characters.
    #[error("iso-639-3 codes must be 3 characters, got: {0}")]
    Length(String),
    /// There is no such language.
    #[error("unrecognized language code: {0}")]
    Unknown(String),
}

impl Languages {
    /// The codes of 2018.
    pub const GENERATION_12: Self = Self { knows_newer: false };
    /// The codes of today.
    pub const GENERATION_14: Self = Self { knows_newer: true };

    /// Reads a code of any case; gives it in lower case.
    pub fn parse(self, text: &str) -> Result<String, LanguageError> {
        let lower = text.to_ascii_lowercase();
        let code: Code = lower
            .as_bytes()
            .try_into()
            .map_err(|_| LanguageError::Length(text.to_owned()))?;
        if CODES.contains(&code) && (self.knows_newer || !NEWER_CODES.contains(&code)) {
            Ok(lower)
        } else {
            Err(LanguageError::Unknown(text.to_owned()))
        }
    }
}

fn read_codes(table: &str) -> HashSet<Code> {
    table
        .lines()
        .filter_map(|line| line.split_once(':'))
        .flat_map(|(start, ends)| {
            ends.bytes().filter_map(move |end| match *start.as_bytes() {
                [first, second] => Some([first, second, end]),
                _ => None,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_codes_by_generation() {
        let give = |text, in_12, in_14| {
            assert_eq!(
                Languages::GENERATION_12.parse(text).is_ok(),
                in_12,
                "12 {text}"
            );
            assert_eq!(
                Languages::GENERATION_14.parse(text).is_ok(),
                in_14,
                "14 {text}"
            );
        };
        for known in [
            "eng", "ENG", "fre", "fra", "und", "mul", "qaa", "qtz", "lua",
        ] {
            give(known, true, true);
        }
        for unknown in ["xxx", "zzz", "en", "engl", "", "é1"] {
            give(unknown, false, false);
        }
        give("tok", false, true);
        assert_eq!(CODES.len(), 8794);
        assert_eq!(NEWER_CODES.len(), 133);
    }

    #[test]
    fn says_why_not() {
        let error = |text| {
            Languages::GENERATION_14
                .parse(text)
                .unwrap_err()
                .to_string()
        };
        assert_eq!(
            error("english"),
            "iso-639-3 codes must be 3 characters, got: english"
        );
        assert_eq!(error("XXX"), "unrecognized language code: XXX");
    }
}
