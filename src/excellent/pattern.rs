//! Regular expressions as flows write them (RE2), run by a crate whose notation differs in details.
//!
//! A pattern is read by the rules of RE2 and written anew: `\d`, `\w`, `\s` and `\b` know ASCII only, groups lose their
//! names, `\Q...\E` and lone braces are literal, and what only the other notation knows (set operations in classes,
//! verbose mode, stacked repetitions) keeps its RE2 meaning or is an error. Matching takes linear time.

mod cache;
mod class;
mod translate;

use std::sync::Arc;

use regex::bytes::{Regex, RegexBuilder};

pub use cache::compile;

/// Flags that hold from the start of a pattern. Case never matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lines {
    /// `^` and `$` match at the ends of the text (generation 12).
    Whole,
    /// `^` and `$` match at the ends of each line (generation 14).
    Each,
}

/// A compiled pattern.
#[derive(Debug, Clone)]
pub struct Pattern(Arc<Regex>);

/// How deep groups may nest.
const NEST_LIMIT: u32 = 250;

impl Pattern {
    /// Compiles a pattern; `None` if it is none. Use [`compile`] where the same pattern may come again.
    pub fn new(pattern: &str, lines: Lines) -> Option<Pattern> {
        let translated = translate::translate(pattern)?;
        let compiled = RegexBuilder::new(&translated)
            .case_insensitive(true)
            .multi_line(lines == Lines::Each)
            .nest_limit(NEST_LIMIT)
            .build()
            .ok()?;
        Some(Pattern(Arc::new(compiled)))
    }

    /// The groups of the first match, the whole match first. A group that took no part is `None`.
    pub fn first_match<'t>(&self, text: &'t str) -> Option<Vec<Option<&'t str>>> {
        let mut from = 0;
        loop {
            let found = self.0.captures_at(text.as_bytes(), from)?;
            let whole = found.get(0)?;
            if text.is_char_boundary(whole.start()) && text.is_char_boundary(whole.end()) {
                return Some(
                    found
                        .iter()
                        .map(|group| group.and_then(|group| text.get(group.range())))
                        .collect(),
                );
            }
            // `\B` also matches within a character; such a match does not exist for flows.
            from = (whole.start() + 1..=text.len()).find(|at| text.is_char_boundary(*at))?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(pattern: &str, text: &str) -> String {
        match Pattern::new(pattern, Lines::Each) {
            None => "invalid".into(),
            Some(pattern) => match pattern.first_match(text) {
                None => "none".into(),
                Some(groups) => groups
                    .iter()
                    .map(|group| group.unwrap_or("-"))
                    .collect::<Vec<_>>()
                    .join("|"),
            },
        }
    }

    #[test]
    fn perl_classes_are_ascii() {
        assert_eq!(groups(r"\d+", "٣ 42"), "42");
        assert_eq!(groups(r"\w+", "ñandú"), "and");
        assert_eq!(groups(r"[\w-]+", "ñan-dú"), "an-d");
        assert_eq!(groups(r"\Ba", "ña"), "none");
        assert_eq!(groups(r"\ba", "ña"), "a");
        assert_eq!(groups(r"\B", "é"), "");
        assert_eq!(groups(r"[^\D5]+", "567"), "67");
        assert_eq!(groups(r"\S+", "\u{a0}x y"), "\u{a0}x");
    }

    #[test]
    fn case_and_lines() {
        assert_eq!(groups("^line2$", "line1\nLINE2"), "LINE2");
        assert!(
            Pattern::new("^b$", Lines::Whole)
                .unwrap()
                .first_match("a\nb")
                .is_none()
        );
        assert_eq!(groups("(?-i)b", "B b"), "b");
        assert_eq!(groups("É", "é"), "é");
        assert_eq!(groups("a.c", "a\nc"), "none");
        assert_eq!(groups("(?s)a.c", "a\nc"), "a\nc");
    }

    #[test]
    fn groups_and_names() {
        assert_eq!(groups(r"(?P<n>[a-z]+)-(?<m>\d+)?", "ab-"), "ab-|ab|-");
        assert_eq!(groups("(a)?b", "b"), "b|-");
        assert_eq!(groups("(?P<n>a)(?P<n>b)", "ab"), "invalid");
        assert_eq!(groups("(?P<>a)", "a"), "invalid");
        assert_eq!(groups("(?i:A)(?U)b+", "abb"), "ab");
        assert_eq!(groups("(?=a)", "a"), "invalid");
        assert_eq!(groups("(?x)a b", "ab"), "invalid");
    }

    #[test]
    fn literals_of_one_notation_only() {
        assert_eq!(groups(r"\Qa.b*\E+", "A.b**"), "A.b**");
        assert_eq!(groups("a{,5}{x", "a{,5}{x"), "a{,5}{x");
        assert_eq!(groups(r"\_\-\<\>", "_-<>"), "_-<>");
        assert_eq!(groups(r"\x41\x{1F600}\101", "a😀A"), "a😀A");
        assert_eq!(groups("[a&&b]+", "b&a"), "b&a");
        assert_eq!(groups("[[a]+", "[a"), "[a");
        assert_eq!(groups("[]a]+", "]a"), "]a");
        assert_eq!(groups("[^]a]", "]b"), "b");
        assert_eq!(groups("[a-c-e]+", "b-e"), "b-e");
        assert_eq!(groups("[[:digit:]x]+", "a1x"), "1x");
        assert_eq!(groups(r"[~~\[&&-]+", "a~-["), "~-[");
        assert_eq!(groups(r"\pL\p{Greek}\P{L}", "aΩ1"), "aΩ1");
        assert_eq!(groups(r"\p{Uppercase Letter}\p{lu}\p{Any}", "AB1"), "AB1");
        assert_eq!(groups("a b#c", "a b#c"), "a b#c");
    }

    #[test]
    fn counted_repetitions_within_each_other() {
        assert_eq!(groups("(a{2}){2}b", "aaaab"), "aaaab|aa");
        assert_eq!(groups("(a{40}){25}|b", "b"), "b|-");
        assert_eq!(groups("(a{900}|b)+(c{900})?b{2,}", "bbb"), "bbb|b|-");
        assert_eq!(groups("(?:(?:a{100}){0}b){500}|c", "c"), "c");
    }

    #[test]
    fn what_is_no_pattern() {
        for pattern in [
            "(a",
            "a)",
            "*",
            "a**",
            "a+*",
            "a*?*",
            "(*a)",
            "a|*",
            r"\1",
            r"\é",
            r"\Z",
            r"\C",
            r"\y",
            "[b-a]",
            "[a",
            "[[:nope:]]",
            "a{1001}",
            "a{2,1}",
            r"a\",
            r"\x{110000}",
            r"\x4",
            r"\p{Nope}",
            r"\p{Alphabetic}",
            r"\p{}",
            "(a{40}){26}",
            "((a{2}b){50}c*){11}",
            "(?z)",
            "(?",
            "(?P<a",
            r"[\b]",
            "[]",
        ] {
            assert_eq!(groups(pattern, "a"), "invalid", "{pattern}");
        }
    }

    #[test]
    fn patterns_that_would_hang_or_fill_the_memory() {
        assert_eq!(
            groups("^(a+)+$", &format!("{}b", "a".repeat(50_000))),
            "none"
        );
        assert_eq!(groups(&"(".repeat(100_000), "a"), "invalid");
        assert_eq!(
            groups(
                &format!("{}{}", "(".repeat(10_000), ")".repeat(10_000)),
                "a"
            ),
            "invalid"
        );
        assert_eq!(groups("((((a{100}){100}){100}){100}){100}", "a"), "invalid");
    }
}
