//! The action that is next, or the one just executed: in words, its templates with their values, its JSON.

use std::sync::Arc;

use super::action_outcome::{logged, outcome, prospect};
use super::action_words::words;
use super::templates::template_facts;
use super::why_nothing::Executed;
use super::{clean, routes};
use crate::debugger::Debugger;
use crate::debugger::moment::Ahead;
use crate::debugger::words as debugger_words;
use crate::engine::advance::MicroStep;
use crate::engine::state::{Next, State};
use crate::model::action::Action;
use crate::model::flow::{Flow, Node};
use crate::tui::text;

/// What the Action pane shows.
#[derive(Debug, Clone, Default)]
pub struct ActionFacts {
    /// `2 of 5`, or what there is instead of an action.
    pub place: String,
    /// Type of the action.
    pub type_name: String,
    /// Whether it was executed already.
    pub done: bool,
    /// What it does, in words.
    pub words: String,
    /// Its templates.
    pub templates: Vec<TemplateFact>,
    /// What it did: `before` and `after`, or the events it logged, or why nothing.
    pub outcome: Vec<(String, String)>,
    /// At a wait: which answer goes which way, as a condition and the category it leads to.
    pub ways: Vec<(String, String)>,
    /// How the session came to this node.
    pub came_by: Option<RouteFacts>,
    /// Its JSON, pretty.
    pub json: String,
}

/// A template of an action and what it gives.
#[derive(Debug, Clone, Default)]
pub struct TemplateFact {
    /// The member it is in.
    pub name: String,
    /// As written.
    pub source: String,
    /// What it gives, or why it fails.
    pub value: String,
    /// Whether it fails.
    pub failed: bool,
    /// Its parts: depth, text, value, whether that is an error.
    pub parts: Vec<PartFact>,
}

/// A part of an expression.
#[derive(Debug, Clone, Default)]
pub struct PartFact {
    /// How deep it is inside.
    pub depth: usize,
    /// As written.
    pub source: String,
    /// What it gives.
    pub value: String,
    /// Whether it fails.
    pub failed: bool,
}

/// Why a router chose what it chose.
#[derive(Debug, Clone, Default)]
pub struct RouteFacts {
    /// Name of the category, or how else the exit was chosen.
    pub category: String,
    /// The operand as written, with its value.
    pub operand: Option<(String, String)>,
    /// The cases: how they came out, and their words.
    pub cases: Vec<(CaseMark, String)>,
}

/// How a case came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseMark {
    /// It matched and was taken.
    Taken,
    /// It does not match.
    No,
    /// It was not asked, but would match too.
    WouldMatch,
    /// It fails.
    Failed,
    /// It is the way for everything else.
    Default,
}

/// The longest JSON that is shown.
const MAX_JSON: usize = 100_000;
const MAX_TEXT: usize = 2_000;

/// The action just executed, else the next one, else what else the step was about.
pub fn action(debugger: &Debugger) -> ActionFacts {
    let moment = debugger.current();
    let state = debugger.state();
    let mut facts = match (&moment.step, moment.parent) {
        // An action that can't be executed hides the one before it.
        (Some(MicroStep::Action { run, node, index }), Some(parent)) if !is_stuck(debugger) => {
            let before = &debugger.timeline().moment(parent).state;
            let place = state
                .run_by_uuid(run)
                .and_then(|run| run.flow.clone())
                .and_then(|flow| {
                    let node = Arc::clone(flow.node(node)?);
                    Some((flow, node))
                });
            place.map(|(flow, node)| of_action(debugger, before, &flow, &node, *index, true))
        }
        _ => match (
            &state.position.next,
            state.current_node(),
            state.current_run().and_then(|run| run.flow.clone()),
        ) {
            (Next::Action(index), Some(node), Some(flow)) => {
                Some(of_action(debugger, state, &flow, node, *index, false))
            }
            _ => None,
        },
    }
    .unwrap_or_else(|| of_step(debugger));
    facts.ways = routes::ways(debugger);
    facts.came_by = routes::came_by(debugger);
    facts
}

/// Whether the next action can't be executed.
fn is_stuck(debugger: &Debugger) -> bool {
    let is_broken = matches!(debugger.current().ahead, Ahead::Broken(_));
    is_broken && matches!(debugger.state().position.next, Next::Action(_))
}

/// The index of the action that is shown, if one is: the one just executed, else the next one.
pub fn shown_index(debugger: &Debugger) -> Option<usize> {
    match (&debugger.current().step, &debugger.state().position.next) {
        (Some(MicroStep::Action { index, .. }), _) if !is_stuck(debugger) => Some(*index),
        (_, Next::Action(index)) => Some(*index),
        _ => None,
    }
}

fn of_action(
    debugger: &Debugger,
    state: &State,
    flow: &Flow,
    node: &Node,
    index: usize,
    done: bool,
) -> ActionFacts {
    let Some(action) = node.actions.get(index) else {
        return ActionFacts::default();
    };
    let mut facts = ActionFacts {
        place: format!("{} of {}", index + 1, node.actions.len()),
        type_name: action.kind.type_name().to_owned(),
        done,
        words: words(action),
        templates: template_facts(debugger, state, flow, action),
        json: json(action),
        ..ActionFacts::default()
    };
    facts.outcome = if done {
        let failed = facts.templates.iter().filter(|template| template.failed);
        let executed = Executed {
            action,
            assets: debugger.assets(),
            before: state,
            moment: debugger.current(),
            failed_templates: failed.count(),
        };
        outcome(debugger, &executed)
    } else {
        prospect(debugger)
    };
    facts
}

/// A step that is no action: what it was, and what is next.
fn of_step(debugger: &Debugger) -> ActionFacts {
    let moment = debugger.current();
    let short = |text: &str| clean(&text::clip(&text::one_line(text), MAX_TEXT));
    let words = match &moment.step {
        Some(MicroStep::EnterFlow { .. }) => {
            "A run of the flow was created. Its first node is next."
        }
        Some(MicroStep::EnterNode { .. }) => "The session arrived at a node.",
        Some(MicroStep::Wait { .. }) => "The session waits for an answer.",
        Some(MicroStep::Resume { .. }) => "The answer was taken. The router is next.",
        Some(MicroStep::Route { .. }) => "The router chose the way out.",
        Some(MicroStep::Leave { .. }) => "The run left the node.",
        Some(MicroStep::ReturnToParent { .. }) => {
            "The subflow ended. The flow that started it goes on."
        }
        Some(MicroStep::End) => "The session is over.",
        Some(MicroStep::Action { .. }) => "An action of a flow that can no longer be read.",
        None => {
            "The session is ready to start. Press s for the first step, or c to run to the first wait."
        }
    };
    let mut outcome = logged(debugger);
    if let Ahead::Broken(error) = &moment.ahead {
        outcome.push(("error".to_owned(), short(&error.text)));
    }
    ActionFacts {
        type_name: short(&debugger_words::moment(moment)),
        done: true,
        words: words.to_owned(),
        outcome,
        json: debugger
            .state()
            .current_node()
            .map(|node| node_json(node))
            .unwrap_or_default(),
        ..ActionFacts::default()
    }
}

fn node_json(node: &Node) -> String {
    format!("{{\n  \"uuid\": \"{}\"\n}}", clean(node.uuid.as_str()))
}

fn json(action: &Action) -> String {
    let pretty = serde_json::to_string_pretty(&*action.source).unwrap_or_default();
    let cut = pretty
        .char_indices()
        .nth(MAX_JSON)
        .and_then(|(at, _)| pretty.get(..at));
    crate::sanitize::visible_lines(cut.unwrap_or(&pretty))
        .collect::<Vec<_>>()
        .join("\n")
}
