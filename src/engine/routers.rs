//! Choosing the exit of a node: one file per kind of router, and what they share.

mod first;
mod random;
mod random_once;
pub mod switch;

use std::sync::Arc;

use super::localization;
use super::semantics::{LocalizationRule, ResultRule, UnroutedRule};
use super::state::{Departure, RouteCause, State};
use crate::excellent::{Template, Text};
use crate::model::assets::Assets;
use crate::model::event::EventKind;
use crate::model::event::ResultChange;
use crate::model::flow::{Category, Flow, Node, Router, RouterKind, Wait};
use crate::model::uuids::{CategoryUuid, ExitUuid};

/// What a router chose, and what it is to be saved as.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Choice {
    /// The category.
    pub category: CategoryUuid,
    /// Value of the result.
    pub value: Text,
    /// What was looked at; none if nothing was.
    pub operand: Option<Text>,
    /// More about the match: JSON text.
    pub extra: Option<Text>,
}

/// Where routing takes place.
#[derive(Debug, Clone)]
pub(super) struct RoutingPlace {
    pub run: usize,
    pub flow: Arc<Flow>,
    pub node: Arc<Node>,
}

/// Chooses an exit of the node a run stands at and saves the result. None: there is no exit to take, or the run failed.
/// The error is why routing broke off.
pub(super) fn route(
    state: &mut State,
    assets: &Assets,
    run: usize,
    cause: RouteCause,
) -> Result<Option<Departure>, String> {
    let place = place_of(state, run)?;
    let node = place.node.clone();
    let Some(router) = &node.router else {
        let exit = node.exits.first().map(|exit| exit.uuid.clone());
        return depart(state, &place, exit, None);
    };
    let choice = match cause {
        RouteCause::TimedOut => Some(timed_out(&node)?),
        RouteCause::Arrived | RouteCause::Resumed | RouteCause::ChildEnded => {
            choose(state, assets, &place, router)?
        }
    };
    let Some(choice) = choice else {
        if state.semantics.unrouted == UnroutedRule::Fails {
            let step = state.last_step_of(run);
            state.fail_run_in_loop(run, step, Some("Router failed to pick a category"));
        }
        return Ok(None);
    };
    let category = router.category(&choice.category);
    match state.semantics.results {
        ResultRule::ByEvent => {
            // The exit is taken before it is known to exist, and the result is saved only if it does.
            let exit = category.map_or_else(
                || ExitUuid::new(choice.category.as_str()),
                |category| category.exit.clone(),
            );
            let departure = depart(state, &place, Some(exit), choice.operand.clone())?;
            save(state, assets, &place, router, category, choice)?;
            Ok(departure)
        }
        ResultRule::WhenChanged => {
            let Some(category) = category else {
                return Err(format!(
                    "category {} is not a valid category",
                    choice.category
                ));
            };
            let operand = choice.operand.clone();
            save(state, assets, &place, router, Some(category), choice)?;
            let exit = node.exit(&category.exit).map(|exit| exit.uuid.clone());
            depart(state, &place, exit, operand)
        }
    }
}

fn place_of(state: &State, run: usize) -> Result<RoutingPlace, String> {
    let current = state
        .session
        .runs
        .get(run)
        .filter(|run| !run.path.is_empty());
    let current = current.ok_or("run has no location as path is empty")?;
    let node = state
        .node_of(run)
        .ok_or("run is located at a flow node that no longer exists")?;
    let flow = current.flow.clone().ok_or("run has no flow")?;
    Ok(RoutingPlace {
        run,
        flow,
        node: node.clone(),
    })
}

fn choose(
    state: &mut State,
    assets: &Assets,
    place: &RoutingPlace,
    router: &Router,
) -> Result<Option<Choice>, String> {
    match &router.kind {
        RouterKind::Switch(switch) => switch::choose(state, assets, place, switch),
        RouterKind::Random => Ok(random::choose(state, router)),
        RouterKind::RandomOnce { exit } => Ok(random_once::choose(state, place, exit)),
        RouterKind::First => Ok(first::choose(router)),
    }
}

/// The choice when nobody answered in time (14).
fn timed_out(node: &Node) -> Result<Choice, String> {
    let timeout = match &node.wait {
        Some(Wait::Msg(wait)) => wait.timeout.as_ref(),
        Some(Wait::Dial(wait)) => wait.timeout.as_ref(),
        Some(Wait::Nothing) | None => None,
    };
    let category = timeout.and_then(|timeout| timeout.category.clone());
    let category = category.ok_or("can't call route timeout on router with no timeout")?;
    Ok(Choice {
        category,
        ..Choice::default()
    })
}

/// Leaves by an exit: notes it in the step, and looks up where it leads.
fn depart(
    state: &mut State,
    place: &RoutingPlace,
    exit: Option<ExitUuid>,
    operand: Option<Text>,
) -> Result<Option<Departure>, String> {
    let Some(uuid) = exit else { return Ok(None) };
    if let Some(step) = state.run_mut(place.run).and_then(|run| run.path.back_mut()) {
        step.exit = Some(uuid.clone());
    }
    let exit = place
        .node
        .exit(&uuid)
        .ok_or_else(|| format!("unable to find exit with uuid '{uuid}'"))?;
    Ok(Some(Departure {
        exit: uuid,
        destination: exit.destination.clone(),
        operand: operand.unwrap_or_default(),
    }))
}

/// Saves what was chosen, if the router has a name for it.
fn save(
    state: &mut State,
    assets: &Assets,
    place: &RoutingPlace,
    router: &Router,
    category: Option<&Category>,
    choice: Choice,
) -> Result<(), String> {
    let Some(name) = router.result_name.clone().filter(|name| !name.is_empty()) else {
        return Ok(());
    };
    let result = ResultChange {
        name,
        value: choice.value,
        category: category
            .map(|category| category.name.clone())
            .unwrap_or_default(),
        category_localized: category
            .map(|category| localized_name(state, place, category))
            .unwrap_or_default(),
        input: choice.operand,
        extra: choice.extra,
        previous: None,
    };
    match state.semantics.results {
        ResultRule::ByEvent => state.log(assets, place.run, EventKind::RunResultChanged(result)),
        ResultRule::WhenChanged => {
            state.save_result_when_changed(place.run, result);
            Ok(())
        }
    }
}

/// The translated name of a category; empty if there is none to be saved.
fn localized_name(state: &State, place: &RoutingPlace, category: &Category) -> Text {
    let languages = state.languages_of(place.run);
    let uuid = category.uuid.as_str();
    let found = localization::translation(state.semantics, &place.flow, &languages, uuid, "name");
    let name = found
        .and_then(|(_, translation)| translation.templates.first())
        .map(Template::shared_source);
    let name = name.unwrap_or_default();
    match state.semantics.localization {
        LocalizationRule::FirstLanguage if name == category.name => Text::default(),
        LocalizationRule::FirstLanguage | LocalizationRule::AllowedLanguages => name,
    }
}
