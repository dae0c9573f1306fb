//! Saving results of a run.

use std::borrow::Cow;
use std::sync::Arc;

use unicode_general_category::{GeneralCategory, get_general_category};

use super::semantics::{ResultKeyRule, Semantics};
use super::state::State;
use crate::excellent::case::lower_char;
use crate::excellent::{DateTime, Text};
use crate::model::event::{EventKind, ResultChange};
use crate::model::session::RunResult;
use crate::model::uuids::NodeUuid;

/// The key a result is found by.
pub fn result_key<'n>(semantics: &Semantics, name: &'n str) -> Cow<'n, str> {
    let name = match semantics.result_key {
        ResultKeyRule::Trimmed => name.trim(),
        ResultKeyRule::Stripped => name,
    };
    let key = snakify(name);
    match (semantics.result_key, key) {
        (ResultKeyRule::Trimmed, key) => key,
        (ResultKeyRule::Stripped, Cow::Borrowed(key)) => key.trim_matches('_').into(),
        (ResultKeyRule::Stripped, Cow::Owned(key)) => key.trim_matches('_').to_owned().into(),
    }
}

/// Lower case, with each run of anything but letters, ASCII digits and underscores replaced by one underscore.
fn snakify(name: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_');
    if name.bytes().all(is_plain) {
        return if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            name.to_ascii_lowercase().into()
        } else {
            name.into()
        };
    }
    let mut key = String::with_capacity(name.len());
    let mut in_gap = false;
    for c in name.chars() {
        if is_key_char(c) {
            key.push(lower_char(c));
            in_gap = false;
        } else if !in_gap {
            key.push('_');
            in_gap = true;
        }
    }
    key.into()
}

fn is_key_char(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    matches!(
        get_general_category(c),
        GeneralCategory::UppercaseLetter
            | GeneralCategory::LowercaseLetter
            | GeneralCategory::TitlecaseLetter
            | GeneralCategory::ModifierLetter
            | GeneralCategory::OtherLetter
    )
}

impl State {
    /// Saves a result and logs it if value or category changed (14).
    pub(super) fn save_result_when_changed(&mut self, run: usize, mut result: ResultChange) {
        result.value = cut(&result.value, self.options.max_result_chars);
        result.input = result.input.filter(|input| !input.is_empty());
        let node = self.node_uuid_of(run);
        let key = result_key(self.semantics, &result.name);
        let previous = self
            .session
            .runs
            .get(run)
            .and_then(|run| run.results.get(&*key))
            .cloned();
        let created_on = self.now();
        let saved = self.store_result(run, &key, node, result.clone(), created_on);
        self.touch(run);
        self.remember_extra(run, &saved);
        let is_same = previous.as_ref().is_some_and(|previous| {
            previous.value == result.value && previous.category == result.category
        });
        if is_same {
            return;
        }
        result.previous =
            previous.map(|previous| (previous.value.clone(), previous.category.clone()));
        let event = self.new_event(EventKind::RunResultChanged(result));
        self.log_at_last_step(run, event);
    }

    /// Stores a result under its key.
    pub(super) fn store_result(
        &mut self,
        run: usize,
        key: &str,
        node: NodeUuid,
        result: ResultChange,
        created_on: DateTime,
    ) -> Arc<RunResult> {
        let stored = Arc::new(RunResult {
            name: result.name,
            value: result.value,
            category: result.category,
            category_localized: result.category_localized,
            node,
            input: result.input,
            extra: result.extra,
            created_on,
        });
        if let Some(run) = self.run_mut(run) {
            run.results.insert(key.into(), stored.clone());
        }
        stored
    }

    /// The node a run stands at, by name; empty without a step.
    pub(super) fn node_uuid_of(&self, run: usize) -> NodeUuid {
        let step = self.session.runs.get(run).and_then(|run| run.last_step());
        step.map(|step| step.node.clone()).unwrap_or_default()
    }
}

/// The first characters of a text.
fn cut(text: &Text, max_chars: usize) -> Text {
    if text.len() <= max_chars {
        return text.clone();
    }
    match text.char_indices().nth(max_chars) {
        Some((at, _)) => text.get(..at).unwrap_or_default().into(),
        None => text.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::semantics::{GENERATION_12, GENERATION_14};

    #[test]
    fn keys_of_names() {
        let give = |name, old: &str, new: &str| {
            assert_eq!(&*result_key(&GENERATION_12, name), old, "{name}");
            assert_eq!(&*result_key(&GENERATION_14, name), new, "{name}");
        };
        give(
            "  My -- Résult! №2  _x ",
            "my_résult_2__x",
            "my_résult_2__x",
        );
        give("!!!", "", "_");
        give("Age?", "age", "age_");
        give("_x", "x", "_x");
        give("", "", "");
    }

    #[test]
    fn values_are_cut_by_characters() {
        assert_eq!(&*cut(&"äöü".into(), 2), "äö");
        assert_eq!(&*cut(&"äöü".into(), 3), "äöü");
    }
}
