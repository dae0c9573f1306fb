//! What an action did: what it changed, what it logged, and why nothing when it did nothing.

use std::sync::Arc;

use super::why_nothing::{Executed, remark};
use super::{changes, clean};
use crate::debugger::Debugger;
use crate::debugger::moment::Ahead;
use crate::debugger::words;
use crate::model::event::{Event, EventKind};
use crate::tui::text;

/// Most changes and events that are told.
const MAX_CHANGES: usize = 8;
const MAX_EVENTS: usize = 12;
const MAX_TEXT: usize = 2_000;

/// Labels and what they say of the action that the current moment executed.
pub fn outcome(debugger: &Debugger, executed: &Executed<'_>) -> Vec<(String, String)> {
    let mut outcome = Vec::new();
    let unset = || "(not set)".to_owned();
    let changes = changes(debugger);
    let is_changed = !changes.is_empty();
    for change in changes.into_iter().take(MAX_CHANGES) {
        let told = |text: Option<String>| text.map_or_else(unset, |text| short(&text));
        outcome.push(("before".to_owned(), told(change.before)));
        outcome.push(("after".to_owned(), told(change.after)));
    }
    outcome.extend(logged(debugger));
    let remark = remark(executed, is_changed);
    outcome.extend(remark.map(|(label, words)| (label.to_owned(), clean(&words))));
    outcome
}

/// What is said of an action that is next: how to go on, or why that is not possible.
pub fn prospect(debugger: &Debugger) -> Vec<(String, String)> {
    match &debugger.current().ahead {
        Ahead::Broken(error) => vec![
            ("error".to_owned(), short(&error.text)),
            (
                "logged".to_owned(),
                "nothing: the action can't be executed, and the session broke off".to_owned(),
            ),
        ],
        Ahead::Needs(pending) => {
            let what = short(&crate::debugger::stop::effect_in_words(&pending.effect));
            vec![("next".to_owned(), format!("it asks {what}: r answers"))]
        }
        Ahead::Open | Ahead::Waiting | Ahead::Done => {
            vec![("next".to_owned(), "press s to execute it".to_owned())]
        }
    }
}

/// The events of the current moment.
pub fn logged(debugger: &Debugger) -> Vec<(String, String)> {
    let events = debugger.current().events.iter().take(MAX_EVENTS);
    let line = |event: &Arc<Event>| match event.kind {
        EventKind::Error { .. } | EventKind::Failure { .. } => (
            "error".to_owned(),
            short(&words::event_content(&event.kind)),
        ),
        _ => ("logged".to_owned(), short(&words::event(event))),
    };
    events.map(line).collect()
}

fn short(text: &str) -> String {
    clean(&text::clip(&text::one_line(text), MAX_TEXT))
}
