//! The results of the current run.

use super::clean;
use crate::debugger::Debugger;
use crate::debugger::diff::Subject;
use crate::excellent::Text;
use crate::tui::text;

/// A saved result.
#[derive(Debug, Clone, Default)]
pub struct ResultFact {
    /// Name.
    pub name: String,
    /// Value.
    pub value: String,
    /// Category; empty: none.
    pub category: String,
    /// What was looked at; empty: nothing is known.
    pub input: String,
    /// More, as JSON; empty: nothing.
    pub extra: String,
    /// Whether the last step saved it.
    pub changed: bool,
}

/// The longest text of a result that is kept.
const MAX_TEXT: usize = 2_000;

/// The results of the current run, the last saved first.
pub fn results(debugger: &Debugger) -> Vec<ResultFact> {
    let changed = super::changes(debugger);
    let Some(run) = debugger.state().current_run() else {
        return Vec::new();
    };
    let mut saved: Vec<_> = run.results.iter().collect();
    saved.sort_by_key(|(_, result)| std::cmp::Reverse(result.created_on.epoch_nanos()));
    let short = |text: &str| clean(&text::clip(&text::one_line(text), MAX_TEXT));
    let fact =
        |(key, result): (&Text, &std::sync::Arc<crate::model::session::RunResult>)| ResultFact {
            name: clean(&result.name),
            value: short(&result.value),
            category: clean(&result.category),
            input: result.input.as_deref().map(short).unwrap_or_default(),
            extra: result.extra.as_deref().map(short).unwrap_or_default(),
            changed: changed
                .iter()
                .any(|change| change.subject == Subject::Result && *change.name == **key),
        };
    saved.into_iter().map(fact).collect()
}
