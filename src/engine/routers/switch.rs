//! `switch`: the first case whose test matches.

use smallvec::SmallVec;

use super::{Choice, RoutingPlace};
use crate::engine::localization;
use crate::engine::semantics::{ContextRule, TestErrorRule};
use crate::engine::state::State;
use crate::excellent::case::to_lower;
use crate::excellent::{Error, Outcome, Template, Text, Value};
use crate::model::assets::Assets;
use crate::model::event::EventKind;
use crate::model::flow::{Case, SwitchRouter};

/// Asks the cases in order. None: no case matched and there is no default.
pub(super) fn choose(
    state: &mut State,
    assets: &Assets,
    place: &RoutingPlace,
    router: &SwitchRouter,
) -> Result<Option<Choice>, String> {
    let operand = evaluate(state, assets, place.run, &router.operand)?;
    let operand_text = operand_text(state, &router.operand, &operand);
    for case in &router.cases {
        let Some(outcome) = ask(state, assets, place, case, &operand)? else {
            continue;
        };
        let Some(matched) = outcome.matched else {
            continue;
        };
        return Ok(Some(Choice {
            category: case.category.clone(),
            value: match_text(state, &matched)?,
            operand: operand_text,
            extra: outcome.extra.map(|extra| state.json_text(&extra.into())),
        }));
    }
    let Some(default) = &router.default_category else {
        return Ok(None);
    };
    let value = match &operand {
        Value::Error(error) => {
            state.log(assets, place.run, EventKind::error(error.text()))?;
            Text::default()
        }
        operand => state.text_of(operand),
    };
    Ok(Some(Choice {
        category: default.clone(),
        value,
        operand: operand_text,
        extra: None,
    }))
}

/// What every case of a switch says to the operand, whether an earlier one matched or not. The state stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Weighed {
    /// The operand as text; the text of the error if it is one.
    pub operand: String,
    /// What each case says: whether it matches, or why its test failed. In the order of the cases.
    pub verdicts: Vec<Result<bool, String>>,
}

/// Asks all cases of the switch of the node that a run stands at.
pub fn weigh(state: &State, assets: &Assets, run: usize, router: &SwitchRouter) -> Option<Weighed> {
    let place = super::place_of(state, run).ok()?;
    let (operand, _) = state.clone().evaluate_value(assets, run, &router.operand);
    let verdicts = router.cases.iter().map(|case| {
        // Each case is asked of a state of its own, so that what one logs is not taken for what another says.
        let mut asked = state.clone();
        match test(&mut asked, assets, &place, case, &operand)? {
            Ok(outcome) => Ok(outcome.matched.is_some()),
            Err(error) => Err(error.text().to_owned()),
        }
    });
    let verdicts = verdicts.collect();
    let operand = match &operand {
        Value::Error(error) => error.text().to_owned(),
        operand => state.text_of(operand).to_string(),
    };
    Some(Weighed { operand, verdicts })
}

fn evaluate(
    state: &mut State,
    assets: &Assets,
    run: usize,
    template: &Template,
) -> Result<Value, String> {
    let (value, events) = state.evaluate_value(assets, run, template);
    for event in events {
        state.log(assets, run, event)?;
    }
    Ok(value)
}

/// What a result keeps of an operand: its text, the empty one for an error, and nothing for null. Contacts and related runs
/// that could be there but are not count as empty where they are things (12).
fn operand_text(state: &State, template: &Template, operand: &Value) -> Option<Text> {
    if !operand.is_null() {
        return Some(state.text_of(operand));
    }
    let names_thing = state.semantics.context == ContextRule::Things
        && template
            .expressions()
            .next()
            .is_some_and(|expression| names_absent_thing(&expression.source));
    names_thing.then(Text::default)
}

fn names_absent_thing(source: &str) -> bool {
    let name = source
        .trim_start_matches(['@', '('])
        .trim_end_matches(')')
        .trim();
    let name = name.strip_suffix(".contact").unwrap_or(name);
    ["run", "contact", "child", "parent"]
        .iter()
        .any(|thing| name.eq_ignore_ascii_case(thing))
}

/// Asks one case. None: its test gave an error, which was logged.
fn ask(
    state: &mut State,
    assets: &Assets,
    place: &RoutingPlace,
    case: &Case,
    operand: &Value,
) -> Result<Option<Outcome>, String> {
    match test(state, assets, place, case, operand)? {
        Ok(outcome) => Ok(Some(outcome)),
        Err(error) => match state.semantics.test_errors {
            TestErrorRule::Abort => Err(error.text().to_owned()),
            TestErrorRule::Log => {
                let name = to_lower(&case.test);
                let text = format!("Error calling test {name}(...): {}", error.text());
                state.log(assets, place.run, EventKind::error(text))?;
                Ok(None)
            }
        },
    }
}

/// Calls the test of a case. The outer error is why the case can't be asked at all.
fn test(
    state: &mut State,
    assets: &Assets,
    place: &RoutingPlace,
    case: &Case,
    operand: &Value,
) -> Result<Result<Outcome, Error>, String> {
    let name = to_lower(&case.test);
    if !state.has_test(&name) {
        return Err(format!("Unknown test '{}', taking no exit", case.test));
    }
    let mut arguments = Vec::with_capacity(1 + case.arguments.len());
    if !case.omit_operand {
        arguments.push(operand.clone());
    }
    for template in localized_arguments(state, place, case)? {
        arguments.push(evaluate(state, assets, place.run, template)?);
    }
    Ok(state.call_test(assets, place.run, &name, &arguments))
}

/// The arguments of a case in the language of the contact; the native ones if a translation has another number of them.
pub(in crate::engine) fn localized_arguments<'p>(
    state: &State,
    place: &'p RoutingPlace,
    case: &'p Case,
) -> Result<SmallVec<[&'p Template; 4]>, String> {
    let languages = state.languages_of(place.run);
    let item = case.uuid.as_str();
    let list = localization::list(
        state.semantics,
        &place.flow,
        &languages,
        item,
        "arguments",
        &case.arguments,
    );
    if list.is_short {
        return Err(localization::short_translation(item, "arguments"));
    }
    let fits = list.texts.len() == case.arguments.len();
    Ok(if fits {
        list.texts
    } else {
        case.arguments.iter().collect()
    })
}

/// The text of what a test matched. A match that is an error breaks off where errors of tests do.
fn match_text(state: &State, matched: &Value) -> Result<Text, String> {
    match (matched, state.semantics.test_errors) {
        (Value::Error(error), TestErrorRule::Abort) => Err(error.text().to_owned()),
        (matched, _) => Ok(state.text_of(matched)),
    }
}
