//! The eight names of generation 12.

use std::sync::Arc;

use super::run::RunThing;
use super::{contact, extra, input, results, run, trigger};
use crate::engine::context::Surroundings;
use crate::engine::state::State;
use crate::excellent::{Property, Value};

/// The names.
pub const NAMES: &[&str] = &[
    "run",
    "child",
    "parent",
    "contact",
    "input",
    "results",
    "trigger",
    "legacy_extra",
];

/// What a name stands for in a run.
pub fn property(
    state: &State,
    run: usize,
    around: &Arc<Surroundings>,
    name: &str,
) -> Option<Property> {
    let current = state.session.runs.get(run);
    let value = match name {
        "run" => current.map_or(Value::Null, |current| {
            RunThing::value(state, run, current, around)
        }),
        "child" => run::child(state, run, around),
        "parent" => run::parent(state, run, around),
        "contact" => contact::value(state.contact_of(run), around),
        "input" => input::value(current.and_then(|current| current.input.as_ref()), around),
        "results" => current.map_or(Value::Null, |current| {
            results::value(&current.results, around)
        }),
        "trigger" => trigger::value(&state.session.trigger),
        "legacy_extra" => extra::value(state, run),
        _ => return None,
    };
    Some(value.into())
}

/// What lies at a path that is used in most flows: a property of a result, or one of the contact. These are read of the
/// model as it stands.
pub fn at_path(state: &State, run: usize, around: &Arc<Surroundings>, path: &str) -> Option<Value> {
    let (name, rest) = cut(path)?;
    if rest.bytes().any(|byte| matches!(byte, b'[' | b']' | b'"')) {
        return None;
    }
    match name {
        "results" => {
            let (key, property) = cut(rest)?;
            results::property_at(&state.session.runs.get(run)?.results, around, key, property)
        }
        "contact" => contact::property_at(state.contact_of(run)?, around, rest),
        _ => None,
    }
}

/// What stands before and after the first dot.
fn cut(path: &str) -> Option<(&str, &str)> {
    let dot = path.bytes().position(|byte| byte == b'.')?;
    Some((path.get(..dot)?, path.get(dot + 1..)?))
}
