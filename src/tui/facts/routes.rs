//! Why the session is at the node it is at: what the router before it looked at, and how each of its cases came out.

use super::action::{CaseMark, RouteFacts};
use super::clean;
use crate::debugger::Debugger;
use crate::debugger::inspect;
use crate::debugger::moment::Moment;
use crate::engine::advance::MicroStep;
use crate::engine::state::State;
use crate::excellent::Template;
use crate::excellent::template::{Escaping, Part};
use crate::model::assets::Assets;
use crate::model::flow::{Case, Router, RouterKind, SwitchRouter};
use crate::model::uuids::ExitUuid;
use crate::tui::text;

/// How far back the last router is looked for.
const MAX_MOMENTS: usize = 2_000;

/// The last choice of a router in the current run, if one was made.
pub fn came_by(debugger: &Debugger) -> Option<RouteFacts> {
    let timeline = debugger.timeline();
    let run_now = &debugger.state().current_run()?.uuid;
    let routed = |moment: &&Moment| matches!(&moment.step, Some(MicroStep::Route { run, .. }) if run == run_now);
    let moment = timeline
        .back_from(debugger.current().id)
        .take(MAX_MOMENTS)
        .find(routed)?;
    let Some(MicroStep::Route { run, node, exit }) = &moment.step else {
        return None;
    };
    let before = &timeline.moment(moment.parent?).state;
    let flow = moment.state.run_by_uuid(run)?.flow.clone()?;
    let node = flow.node(node)?;
    let router = node.router.as_ref()?;
    Some(facts(before, debugger.assets(), router, exit.as_ref()))
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
    let operand = evaluated(state, assets, &switch.operand);
    let leads = |case: &Case| {
        router
            .category(&case.category)
            .map(|category| &category.exit)
    };
    let mut is_decided = false;
    let mut cases = Vec::new();
    for case in switch.cases.iter().take(40) {
        let outcome = inspect::evaluate(state, assets, &call(state, assets, switch, case));
        let mark = match (outcome.truthy, outcome.error.is_some()) {
            (_, true) => CaseMark::Failed,
            (true, _) if !is_decided && leads(case) == exit => CaseMark::Taken,
            (true, _) => CaseMark::WouldMatch,
            (false, _) => CaseMark::No,
        };
        is_decided |= mark == CaseMark::Taken;
        let to = router
            .category(&case.category)
            .map(|category| clean(&category.name))
            .unwrap_or_default();
        let more = match mark {
            CaseMark::No => " says no".to_owned(),
            CaseMark::WouldMatch => format!(" would match too → {to}"),
            CaseMark::Failed => format!(": {}", clean(&outcome.error.unwrap_or_default())),
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
            format!("\"{}\"", shown(&operand)),
        )),
        cases,
    }
}

fn case_words(case: &Case) -> String {
    let arguments: Vec<String> = case
        .arguments
        .iter()
        .map(|argument| format!("\"{}\"", clean(&text::one_line(argument.source()))))
        .collect();
    clean(&format!("{}({})", case.test, arguments.join(", ")))
}

fn evaluated(state: &State, assets: &Assets, template: &Template) -> String {
    state.with_run_setting(assets, state.position.run, |setting| {
        template.evaluate_text(setting, Escaping::None).text
    })
}

/// The case as a call in the expression language.
fn call(state: &State, assets: &Assets, switch: &SwitchRouter, case: &Case) -> String {
    let operand = (!case.omit_operand).then(|| argument(state, assets, &switch.operand));
    let arguments = case
        .arguments
        .iter()
        .map(|template| argument(state, assets, template));
    let all: Vec<String> = operand.into_iter().chain(arguments).collect();
    format!("{}({})", case.test, all.join(", "))
}

/// A template as an argument: its expression where it is nothing else, otherwise the text it gives.
fn argument(state: &State, assets: &Assets, template: &Template) -> String {
    if let [Part::Expression(expression)] = template.parts()
        && expression.program.is_ok()
    {
        return expression.source.to_string();
    }
    let text = evaluated(state, assets, template);
    serde_json::to_string(&text).unwrap_or_default()
}
