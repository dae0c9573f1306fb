//! `random_once` (12): an exit that the run did not take from this node yet, else the one given.

use super::{Choice, RoutingPlace};
use crate::engine::state::State;
use crate::model::uuids::{CategoryUuid, ExitUuid};

/// Chooses by chance among the exits that are left.
pub(super) fn choose(state: &mut State, place: &RoutingPlace, last: &ExitUuid) -> Option<Choice> {
    if place.node.exits.is_empty() {
        return None;
    }
    let run = state.session.runs.get(place.run)?.clone();
    let steps_here = || run.path.iter().filter(|step| step.node == place.node.uuid);
    let is_taken = |exit: &ExitUuid| steps_here().any(|step| step.exit.as_ref() == Some(exit));
    let left: Vec<&ExitUuid> = place
        .node
        .exits
        .iter()
        .map(|exit| &exit.uuid)
        .filter(|exit| *exit != last && !is_taken(exit))
        .collect();
    let Some(index) = (!left.is_empty()).then(|| state.random.below(left.len())) else {
        return Some(choice(last, "0".into()));
    };
    // The value is the character whose code point is the index.
    let value = u32::try_from(index)
        .ok()
        .and_then(char::from_u32)
        .unwrap_or(char::REPLACEMENT_CHARACTER);
    left.get(index).map(|exit| choice(exit, value.to_string()))
}

/// In this generation a category goes by the UUID of its exit.
fn choice(exit: &ExitUuid, value: String) -> Choice {
    Choice {
        category: CategoryUuid::new(exit.as_str()),
        value: value.into(),
        ..Choice::default()
    }
}
