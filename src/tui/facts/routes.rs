//! Why the session is at the node it is at: what the router before it looked at, and how each of its cases came out.

use super::action::{CaseMark, RouteFacts};
use super::clean;
use super::flow::seconds_words;
use crate::debugger::Debugger;
use crate::debugger::moment::{Ahead, Moment};
use crate::engine::advance::MicroStep;
use crate::engine::routers::switch::weigh;
use crate::engine::state::State;
use crate::model::assets::Assets;
use crate::model::flow::{Case, Router, RouterKind, SwitchRouter, Wait};
use crate::model::uuids::{CategoryUuid, ExitUuid, NodeUuid, RunUuid};
use crate::tui::text;

/// How far back the last router is looked for.
const MAX_MOMENTS: usize = 2_000;
/// How many cases are told of.
const MAX_CASES: usize = 40;

/// The last choice of a router in the current run, if one was made.
pub fn came_by(debugger: &Debugger) -> Option<RouteFacts> {
    let run_now = &debugger.state().current_run()?.uuid;
    last_route(debugger, |run, _| run == run_now)
}

/// The last choice of the router of a node, in whichever run, if one was made.
pub fn out_of(debugger: &Debugger, node: &NodeUuid) -> Option<RouteFacts> {
    last_route(debugger, |_, routed| routed == node)
}

/// Whether the router of a node has chosen a way out.
pub fn has_routed(debugger: &Debugger, node: &NodeUuid) -> bool {
    last_choice(debugger, |_, routed| routed == node).is_some()
}

fn last_route(
    debugger: &Debugger,
    is_meant: impl Fn(&RunUuid, &NodeUuid) -> bool,
) -> Option<RouteFacts> {
    let moment = last_choice(debugger, is_meant)?;
    let Some(MicroStep::Route { run, node, exit }) = &moment.step else {
        return None;
    };
    let before = &debugger.timeline().moment(moment.parent?).state;
    let flow = moment.state.run_by_uuid(run)?.flow.clone()?;
    let node = flow.node(node)?;
    let router = node.router.as_ref()?;
    Some(facts(before, debugger.assets(), router, exit.as_ref()))
}

/// The last moment at which a router meant chose.
fn last_choice(
    debugger: &Debugger,
    is_meant: impl Fn(&RunUuid, &NodeUuid) -> bool,
) -> Option<&Moment> {
    let is_choice = |moment: &&Moment| match &moment.step {
        Some(MicroStep::Route { run, node, .. }) => is_meant(run, node),
        _ => false,
    };
    let mut before = debugger.timeline().back_from(debugger.current().id);
    before.by_ref().take(MAX_MOMENTS).find(is_choice)
}

fn facts(state: &State, assets: &Assets, router: &Router, exit: Option<&ExitUuid>) -> RouteFacts {
    let taken = router
        .categories
        .iter()
        .filter(|category| Some(&category.exit) == exit);
    let names: Vec<String> = taken.map(|category| clean(&category.name)).collect();
    let category = match (names.as_slice(), exit) {
        ([name], _) => name.clone(),
        ([], None) => "no exit".to_owned(),
        ([], Some(_)) => "an exit".to_owned(),
        (names, _) => names.join(" · "),
    };
    match &router.kind {
        RouterKind::Switch(switch) => switch_facts(state, assets, router, switch, exit, category),
        other => RouteFacts {
            category: format!("{category} ({})", other.type_name()),
            ..RouteFacts::default()
        },
    }
}

fn switch_facts(
    state: &State,
    assets: &Assets,
    router: &Router,
    switch: &SwitchRouter,
    exit: Option<&ExitUuid>,
    category: String,
) -> RouteFacts {
    let weighed = weigh(state, assets, state.position.run, switch).unwrap_or_default();
    let leads = |case: &Case| {
        router
            .category(&case.category)
            .map(|category| &category.exit)
    };
    let mut is_decided = false;
    let mut cases = Vec::new();
    for (case, verdict) in switch.cases.iter().zip(&weighed.verdicts).take(MAX_CASES) {
        let mark = match verdict {
            Err(_) => CaseMark::Failed,
            Ok(true) if !is_decided && leads(case) == exit => CaseMark::Taken,
            Ok(true) => CaseMark::WouldMatch,
            Ok(false) => CaseMark::No,
        };
        is_decided |= mark == CaseMark::Taken;
        let to = router
            .category(&case.category)
            .map(|category| clean(&category.name))
            .unwrap_or_default();
        let more = match mark {
            CaseMark::No => " says no".to_owned(),
            CaseMark::WouldMatch => format!(" would match too → {to}"),
            CaseMark::Failed => {
                let why = verdict.as_ref().err().map(String::as_str);
                format!(": {}", clean(why.unwrap_or_default()))
            }
            CaseMark::Taken | CaseMark::Default => format!(" → {to}"),
        };
        cases.push((mark, format!("{}{more}", case_words(case))));
    }
    let default = switch
        .default_category
        .as_ref()
        .and_then(|uuid| router.category(uuid));
    if let Some(default) = default {
        let mark = if is_decided {
            CaseMark::Default
        } else {
            CaseMark::Taken
        };
        cases.push((mark, format!("otherwise → {}", clean(&default.name))));
    }
    let shown = |text: &str| clean(&text::clip(&text::one_line(text), 400));
    RouteFacts {
        category,
        operand: Some((
            shown(switch.operand.source()),
            format!("\"{}\"", shown(&weighed.operand)),
        )),
        cases,
    }
}

/// Which answer to the present wait goes which way. Empty where nothing is waited for.
pub fn ways(debugger: &Debugger) -> Vec<(String, String)> {
    let state = debugger.state();
    if !matches!(debugger.current().ahead, Ahead::Waiting) {
        return Vec::new();
    }
    let Some(node) = state.current_node() else {
        return Vec::new();
    };
    let mut ways = Vec::new();
    let name = |uuid: &CategoryUuid| {
        let router = node.router.as_ref()?;
        Some(clean(&router.category(uuid)?.name))
    };
    if let Some(RouterKind::Switch(switch)) = node.router.as_ref().map(|router| &router.kind) {
        for case in switch.cases.iter().take(MAX_CASES) {
            ways.push((case_words(case), name(&case.category).unwrap_or_default()));
        }
        if let Some(default) = switch.default_category.as_ref().and_then(name) {
            ways.push(("any other answer".to_owned(), default));
        }
    }
    if let Some(Wait::Msg(wait)) = &node.wait
        && let Some(timeout) = &wait.timeout
    {
        // Generation 12 has no category for it: a case asks whether the wait timed out.
        let asked = |router: &Router| match &router.kind {
            RouterKind::Switch(switch) => {
                let mut cases = switch.cases.iter();
                cases
                    .find(|case| case.test.eq_ignore_ascii_case("has_wait_timed_out"))
                    .map(|case| case.category.clone())
            }
            _ => None,
        };
        let category = timeout.category.clone();
        let category = category.or_else(|| node.router.as_ref().and_then(asked));
        if let Some(name) = category.as_ref().and_then(name) {
            let words = format!("nothing within {}", seconds_words(timeout.seconds));
            ways.push((words, name));
        }
    }
    ways
}

fn case_words(case: &Case) -> String {
    let arguments: Vec<String> = case
        .arguments
        .iter()
        .map(|argument| format!("\"{}\"", clean(&text::one_line(argument.source()))))
        .collect();
    clean(&format!("{}({})", case.test, arguments.join(", ")))
}
