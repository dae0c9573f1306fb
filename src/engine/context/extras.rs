//! What `@legacy_extra` is made of: the parameters of the trigger, then results with more to tell, in the order in which
//! they went in.

use std::sync::Arc;

use indexmap::IndexMap;
use serde_json::Value as Json;

use crate::engine::results::result_key;
use crate::engine::semantics::ExtrasRule;
use crate::engine::state::State;
use crate::excellent::Text;
use crate::model::session::RunResult;

const MAX_KEY_CHARS: usize = 255;

/// What stands under a key.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Extra {
    /// The JSON text of a result's extra.
    Text(Text),
    /// A member of it.
    Json(Json),
}

/// The entries by their keys.
pub(super) fn entries(state: &State, run: usize) -> IndexMap<String, Extra> {
    let mut entries = IndexMap::new();
    let rule = state.semantics.extras;
    if let Some(params) = &state.session.trigger.params {
        add_members(&mut entries, params, rule);
    }
    let saved = state.memory.get(run).map(|memory| &memory.extras);
    let fresh = state.fresh_extras(run);
    for result in saved.into_iter().flatten().chain(&fresh) {
        let Some(extra) = &result.extra else { continue };
        let key = match rule {
            ExtrasRule::WhenRead => "webhook".to_owned(),
            ExtrasRule::WhenSaved => result_key(state.semantics, &result.name).to_string(),
        };
        insert(&mut entries, key, Extra::Text(extra.clone()));
        add_members(&mut entries, extra, rule);
    }
    entries
}

fn add_members(entries: &mut IndexMap<String, Extra>, text: &str, rule: ExtrasRule) {
    match serde_json::from_str(text) {
        Ok(Json::Object(members)) => {
            for (key, member) in members {
                insert(entries, clean_key(&key), Extra::Json(member));
            }
        }
        Ok(Json::Array(items)) if rule == ExtrasRule::WhenSaved => {
            for (at, item) in items.into_iter().enumerate() {
                insert(entries, at.to_string(), Extra::Json(item));
            }
        }
        _ => {}
    }
}

fn insert(entries: &mut IndexMap<String, Extra>, key: String, extra: Extra) {
    entries.insert(key, extra);
}

/// Lower case, with everything but ASCII letters, digits and underscores replaced, cut to a length.
pub(super) fn clean_key(key: &str) -> String {
    key.chars()
        .flat_map(char::to_lowercase)
        .map(|c| {
            if c.is_ascii_alphanumeric() || c == '_' {
                c
            } else {
                '_'
            }
        })
        .take(MAX_KEY_CHARS)
        .collect()
}

impl State {
    /// The results that `@legacy_extra` takes in when it is read now (12): those with more to tell that were saved later than
    /// all it has. Where results go in when they are saved (14) there are none.
    pub(super) fn fresh_extras(&self, run: usize) -> Vec<Arc<RunResult>> {
        let (Some(session_run), Some(memory)) = (self.session.runs.get(run), self.memory.get(run))
        else {
            return Vec::new();
        };
        if self.semantics.extras != ExtrasRule::WhenRead {
            return Vec::new();
        }
        let is_fresh = |result: &&Arc<RunResult>| {
            result.extra.is_some()
                && memory
                    .extras_until
                    .as_ref()
                    .is_none_or(|until| result.created_on > *until)
        };
        let mut fresh: Vec<_> = session_run
            .results
            .values()
            .filter(is_fresh)
            .cloned()
            .collect();
        fresh.sort_by(|a, b| a.created_on.cmp(&b.created_on));
        fresh
    }

    /// Notes that `@legacy_extra` was read, and so has taken in what there was (12).
    pub(in crate::engine) fn extras_were_read(&mut self, run: usize) {
        let fresh = self.fresh_extras(run);
        let Some(memory) = self.memory.get_mut(run) else {
            return;
        };
        if let Some(last) = fresh.last() {
            memory.extras_until = Some(last.created_on.clone());
        }
        memory.extras.extend(fresh);
    }

    /// Has `@legacy_extra` take in a result that was just saved (14).
    pub(in crate::engine) fn remember_extra(&mut self, run: usize, result: &Arc<RunResult>) {
        if self.semantics.extras == ExtrasRule::WhenSaved
            && result.extra.is_some()
            && let Some(memory) = self.memory.get_mut(run)
        {
            memory.extras.push_back(result.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_cleaned() {
        assert_eq!(clean_key("Foo Bar-é"), "foo_bar__");
        assert_eq!(clean_key(&"x".repeat(300)).len(), 255);
    }
}
