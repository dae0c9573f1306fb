//! In what the query languages of the generations differ.

use std::borrow::Cow;
use std::fmt;

use super::error::QueryError;
use super::evaluate::Setting;
use crate::excellent;
use crate::model::phone;
use crate::model::urn::Rules;

/// The query language of a generation.
pub struct Dialect {
    /// How texts become tokens.
    pub(super) strings: Strings,
    /// Characters beside letters, digits and `_` that a text without quotes may have.
    pub(super) text_chars: &'static str,
    /// Whether a key may have a prefix (`fields.age`), and values and keys are told apart by form.
    pub(super) has_prefixes: bool,
    /// Whether the whole text is trimmed, and rewritten as a condition if it is a phone number.
    pub(super) rewrites: bool,
    /// The most characters of a query.
    pub(super) max_chars: usize,
    /// How deep brackets may be nested. Where the format sets no limit, ours protects the stack.
    pub(super) max_nesting: usize,
    /// The most conditions of a query.
    pub(super) max_conditions: Option<usize>,
    /// Whether a bare value becomes a condition on name or URN.
    pub(super) guesses: bool,
    /// Whether keys and values are checked when a query is parsed; otherwise evaluating may fail.
    pub(super) validates: bool,
    /// Whether nested combinations of the same kind are flattened.
    pub(super) simplifies: bool,
    /// How queries print, and what they mean.
    pub(super) meaning: Meaning,
    /// How numbers and dates in values are read.
    pub(super) values: &'static excellent::Dialect,
    /// Whether the values of a scheme are whole URNs and not just their paths.
    pub whole_urns: bool,
    /// Whether fields for texts and locations have an empty value where they are not set.
    pub unset_texts_exist: bool,
    /// Which schemes there are.
    pub(super) urns: &'static Rules,
}

/// How a text in quotes is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Strings {
    /// A quote within is doubled (generation 12).
    DoubledQuotes,
    /// A quote within has a backslash before it, as have other special characters (generation 14).
    Escapes,
}

/// The rules of evaluation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Conditions can fail; without values all of them are false (generation 12).
    Fallible,
    /// Conditions were checked before; without values `!=` is true (generation 14).
    Checked,
}

impl fmt::Debug for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dialect")
            .field("meaning", &self.meaning)
            .finish_non_exhaustive()
    }
}

impl PartialEq for Dialect {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

/// The query language of generation 12.
pub static GENERATION_12: Dialect = Dialect {
    strings: Strings::DoubledQuotes,
    text_chars: ".-+/",
    has_prefixes: false,
    rewrites: false,
    max_chars: 1_000_000,
    max_nesting: 250,
    max_conditions: None,
    guesses: false,
    validates: false,
    simplifies: false,
    meaning: Meaning::Fallible,
    values: &excellent::GENERATION_12,
    whole_urns: true,
    unset_texts_exist: true,
    urns: &Rules::GENERATION_12,
};

/// The query language of generation 14.
pub static GENERATION_14: Dialect = Dialect {
    strings: Strings::Escapes,
    text_chars: ".-+/'@:",
    has_prefixes: true,
    rewrites: true,
    max_chars: 10_000,
    max_nesting: 100,
    max_conditions: Some(250),
    guesses: true,
    validates: true,
    simplifies: true,
    meaning: Meaning::Checked,
    values: &excellent::GENERATION_14,
    whole_urns: false,
    unset_texts_exist: false,
    urns: &Rules::GENERATION_14,
};

impl Dialect {
    /// What is to be parsed: the text itself, or a condition if the whole text is a phone number.
    pub(super) fn prepare<'a>(
        &self,
        text: &'a str,
        setting: &Setting<'_>,
    ) -> Result<Cow<'a, str>, QueryError> {
        let text = if self.rewrites { text.trim() } else { text };
        if text.len() > self.max_chars && text.chars().count() > self.max_chars {
            return Err(QueryError::TooComplex);
        }
        if self.rewrites && !setting.hides_urns() {
            let country = setting
                .environment
                .default_country
                .as_deref()
                .unwrap_or_default();
            if let Ok(number) = phone::parse_number(text, country) {
                return Ok(format!("tel = {number}").into());
            }
        }
        Ok(text.into())
    }
}
