//! What definitions demand of single values, and the words in which they say that a value does not comply.

use crate::model::flow::Generation;
use crate::model::language::Languages;
use crate::model::urn;
use crate::model::uuids::{is_lower_uuid, is_lower_uuid4, is_uuid};

/// A demand on a value. Of several the first that fails is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// An empty value is fine, whatever the rules after this one say.
    Optional,
    /// Not empty; of a list: there.
    Required,
    /// A UUID: of any form in generation 14, version 4 in lower case in generation 12.
    Uuid,
    /// A UUID of any version, which generation 12 wants in lower case.
    AnyUuid,
    /// At least so many elements.
    Min(usize),
    /// At most so many characters, elements or entries. Generation 12 knows no such limits.
    Max(usize),
    /// `GET`, `POST`, ...
    HttpMethod,
    /// A scheme of URNs.
    UrnScheme,
    /// `type:url` (14).
    Attachment,
    /// 1 to 64 characters (14).
    ResultName,
    /// 1 to 64 characters (14).
    ResultCategory,
    /// The name of a local variable (14).
    LocalName,
    /// The status of a contact (14).
    ContactStatus,
    /// What `set_run_local` can do (14).
    LocalOperation,
    /// A type of flows (14).
    FlowType,
    /// A language code (14).
    Language,
}

const HTTP_METHODS: [&str; 6] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];
const CONTACT_STATUSES: [&str; 4] = ["active", "blocked", "stopped", "archived"];
const LOCAL_OPERATIONS: [&str; 3] = ["set", "increment", "clear"];
const FLOW_TYPES: [&str; 4] = [
    "messaging",
    "messaging_background",
    "messaging_offline",
    "voice",
];
const ATTACHMENT_KINDS: [&str; 6] = [
    "image",
    "audio",
    "video",
    "application",
    "geo",
    "unavailable",
];

/// What is wrong with a text, as a clause that follows the name of its field.
pub fn text_problem(rules: &[Rule], text: &str, generation: Generation) -> Option<String> {
    for rule in rules {
        if *rule == Rule::Optional && text.is_empty() {
            return None;
        }
        if let Some(problem) = rule.text_problem(text, generation) {
            return Some(problem);
        }
    }
    None
}

/// What is wrong with the number of elements of a list; none: the list is not there.
pub fn list_problem(rules: &[Rule], len: Option<usize>, generation: Generation) -> Option<String> {
    rules.iter().find_map(|rule| match (*rule, len) {
        (Rule::Required, None) => Some("is required".to_string()),
        (Rule::Min(min), _) if len.unwrap_or(0) < min => {
            Some(format!("must have a minimum of {min} items"))
        }
        (Rule::Max(max), Some(len)) if has_limits(generation) && len > max => {
            Some(format!("must have a maximum of {max} items"))
        }
        _ => None,
    })
}

/// What is wrong with the number of entries of a map; none: the map is not there.
pub fn map_problem(rules: &[Rule], len: Option<usize>, generation: Generation) -> Option<String> {
    rules.iter().find_map(|rule| match (*rule, len) {
        (Rule::Required, None) => Some("is required".to_string()),
        (Rule::Max(max), Some(len)) if has_limits(generation) && len > max => {
            Some(format!("must be less than or equal to {max}"))
        }
        _ => None,
    })
}

fn has_limits(generation: Generation) -> bool {
    generation == Generation::V14
}

impl Rule {
    fn text_problem(self, text: &str, generation: Generation) -> Option<String> {
        let is_14 = generation == Generation::V14;
        let (holds, problem) = match self {
            Self::Optional | Self::Min(_) => return None,
            Self::Required => (!text.is_empty(), "is required"),
            Self::Uuid if is_14 => (is_uuid(text), "must be a valid UUID"),
            Self::Uuid => (is_lower_uuid4(text), "must be a valid UUID4"),
            Self::AnyUuid if is_14 => (is_uuid(text), "must be a valid UUID"),
            Self::AnyUuid => (is_lower_uuid(text), "must be a valid UUID"),
            Self::Max(max) => {
                let fits =
                    !has_limits(generation) || text.len() <= max || text.chars().count() <= max;
                return (!fits).then(|| format!("must be less than or equal to {max}"));
            }
            Self::HttpMethod => (HTTP_METHODS.contains(&text), "is not a valid HTTP method"),
            Self::UrnScheme if is_14 => (is_scheme(text, generation), "is not a valid URN scheme"),
            Self::UrnScheme => (is_scheme(text, generation), "failed tag 'urnscheme'"),
            _ if !is_14 => return None,
            Self::Attachment => (is_attachment(text), "is not a valid attachment"),
            Self::ResultName => (is_short_name(text), "is not a valid result name"),
            Self::ResultCategory => (is_short_name(text), "is not a valid result category"),
            Self::LocalName => (
                is_local_name(text),
                "is not a valid local variable reference",
            ),
            Self::ContactStatus => (
                CONTACT_STATUSES.contains(&text),
                "is not a valid contact status",
            ),
            Self::LocalOperation => (
                LOCAL_OPERATIONS.contains(&text),
                "failed tag 'eq=set|eq=increment|eq=clear'",
            ),
            Self::FlowType => (FLOW_TYPES.contains(&text), "is not a valid flow type"),
            Self::Language => (
                Languages::GENERATION_14.parse(text).is_ok(),
                "is not a valid language code",
            ),
        };
        (!holds).then(|| problem.to_string())
    }
}

fn is_scheme(text: &str, generation: Generation) -> bool {
    let rules = match generation {
        Generation::V12 => urn::Rules::GENERATION_12,
        Generation::V14 => urn::Rules::GENERATION_14,
    };
    rules.schemes.iter().any(|scheme| scheme.name == text)
}

/// `type:url` with a known or a media type.
fn is_attachment(text: &str) -> bool {
    let Some((kind, url)) = text.split_once(':') else {
        return false;
    };
    let kind = kind.to_lowercase();
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let is_media_type = kind.split_once('/').is_some_and(|(kind, subtype)| {
        let is_sub = |byte: u8| is_word(byte) || matches!(byte, b'-' | b'+' | b'.');
        !kind.is_empty()
            && !subtype.is_empty()
            && kind.bytes().all(is_word)
            && subtype.bytes().all(is_sub)
    });
    !url.is_empty() && (ATTACHMENT_KINDS.contains(&kind.as_str()) || is_media_type)
}

fn is_short_name(text: &str) -> bool {
    (1..=64).contains(&text.chars().count())
}

/// `[a-z_][a-z0-9_]{0,63}`
fn is_local_name(text: &str) -> bool {
    text.len() <= 64
        && text.starts_with(|first: char| first.is_ascii_lowercase() || first == '_')
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem_14(rules: &[Rule], text: &str) -> String {
        text_problem(rules, text, Generation::V14).unwrap_or_default()
    }

    #[test]
    fn attachments_need_a_type_and_a_url() {
        for fine in [
            "image:@x",
            "IMAGE/PNG:http://x",
            "word/x-y+z.1:a",
            "geo:1,2",
        ] {
            assert_eq!(problem_14(&[Rule::Attachment], fine), "", "{fine}");
        }
        for bad in ["@fields.photo", "image:", "a/b/c:d", "/x:y", "pdf:x", ""] {
            assert_eq!(
                problem_14(&[Rule::Attachment], bad),
                "is not a valid attachment",
                "{bad}"
            );
        }
    }

    #[test]
    fn the_first_rule_that_fails_is_reported() {
        assert_eq!(problem_14(&[Rule::Required, Rule::Uuid], ""), "is required");
        assert_eq!(problem_14(&[Rule::Optional, Rule::Uuid], ""), "");
        assert_eq!(
            problem_14(&[Rule::Optional, Rule::Uuid], "x"),
            "must be a valid UUID"
        );
    }

    #[test]
    fn lengths_count_characters() {
        assert_eq!(problem_14(&[Rule::Max(2)], "éé"), "");
        assert_eq!(
            problem_14(&[Rule::Max(2)], "ééé"),
            "must be less than or equal to 2"
        );
        assert_eq!(text_problem(&[Rule::Max(2)], "ééé", Generation::V12), None);
    }

    #[test]
    fn local_names_are_lower_case_words() {
        assert_eq!(problem_14(&[Rule::LocalName], "_a1"), "");
        for bad in ["", "1a", "A", "a-b", "é"] {
            assert_eq!(
                problem_14(&[Rule::LocalName], bad),
                "is not a valid local variable reference",
                "{bad}"
            );
        }
    }
}
