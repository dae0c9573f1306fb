//! What is done to the text of each evaluated part before it is put into the text around it.

use std::fmt::Write;

use crate::excellent::quote::{GoQuoted, JsonEscapes, write_json_escaped, write_url_escaped};

/// How evaluated parts are escaped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Escaping {
    /// Not at all.
    #[default]
    None,
    /// For a URL: bytes as `%XX`.
    Url,
    /// As the inside of a JSON string.
    Json,
    /// As a quoted value of a contact query.
    Query,
}

impl Escaping {
    /// Appends a text, escaped.
    pub(super) fn append(self, out: &mut String, text: &str) {
        // Writing to a string cannot fail.
        let _ = match self {
            Self::None => out.write_str(text),
            Self::Url => write_url_escaped(out, text),
            Self::Json => write_json_escaped(out, text, JsonEscapes::Lines),
            Self::Query => write!(out, "{}", GoQuoted(text)),
        };
    }
}
