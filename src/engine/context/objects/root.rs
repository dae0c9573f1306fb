//! The sixteen names of generation 14.

use std::sync::Arc;

use super::{contact, extra, fields, input, node, results, run, ticket, trigger, urns, webhook};
use crate::engine::context::{Surroundings, text};
use crate::engine::state::State;
use crate::excellent::{Map, Property, Value};
use crate::model::bundle::Bundle;
use crate::model::session::Run;

/// The names.
pub const NAMES: &[&str] = &[
    "run",
    "child",
    "parent",
    "contact",
    "locals",
    "results",
    "urns",
    "fields",
    "ticket",
    "trigger",
    "resume",
    "input",
    "globals",
    "webhook",
    "node",
    "legacy_extra",
];

/// What a name stands for in a run.
pub fn property(
    state: &State,
    index: usize,
    around: &Arc<Surroundings>,
    name: &str,
) -> Option<Property> {
    let run = state.session.runs.get(index);
    let contact = state.contact_of(index);
    let value = match name {
        "run" => run.map_or(Value::Null, |run| run::value(run, contact, around)),
        "child" => run::child(state, index, around),
        "parent" => run::parent(state, index, around),
        "contact" => contact::value(contact, around),
        "locals" => locals(run),
        "results" => run.map_or(Value::Null, |run| results::value(&run.results)),
        "urns" => contact.map_or(Value::Null, |contact| urns::by_scheme(contact, around)),
        "fields" => contact.map_or(Value::Null, |contact| fields::value(contact, around)),
        "ticket" => contact
            .and_then(|contact| contact.open_tickets().next_back())
            .map_or(Value::Null, ticket::value),
        "trigger" => trigger::value(&state.session.trigger),
        "resume" => trigger::resume(state.resume.as_deref()),
        "input" => input::value(state.session.input.as_ref(), around),
        "globals" => globals(&around.bundle),
        "webhook" => webhook::value(run.and_then(|run| run.webhook.as_deref())),
        "node" => node::value(state, index),
        "legacy_extra" => {
            return Some(Property::deprecated(
                extra::value(state, index),
                "@legacy_extra is deprecated",
            ));
        }
        _ => return None,
    };
    Some(value.into())
}

fn locals(run: Option<&Arc<Run>>) -> Value {
    let locals = run.into_iter().flat_map(|run| run.locals.iter());
    Map::from_entries(locals.map(|(name, value)| (name.clone(), text(value)))).into()
}

fn globals(bundle: &Bundle) -> Value {
    let lines: Vec<_> = bundle
        .globals
        .iter()
        .map(|global| format!("{}: {}", global.name, global.value))
        .collect();
    let entries = bundle
        .globals
        .iter()
        .map(|global| (global.key.clone(), text(&global.value)));
    Map::from_entries(entries)
        .with_default(lines.join("\n"))
        .into()
}
