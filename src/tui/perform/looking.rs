//! Looking at things: JSON, differences, expressions, searching, copying.

use crate::debugger::diff::{Difference, Subject};
use crate::sanitize;
use crate::tui::facts::{explain, overview};
use crate::tui::message::Task;
use crate::tui::model::{Model, Overlay};
use crate::tui::pane::Pane;
use crate::tui::panes::action::ActionTab;
use crate::tui::refresh;

use super::answering::meant_node;

/// Turns the action over.
pub fn turn_action(model: &mut Model) -> Vec<Task> {
    model.action.tab = match model.action.tab {
        ActionTab::Preview => ActionTab::Json,
        ActionTab::Json => ActionTab::Preview,
    };
    model.action.scroll = 0;
    refresh::highlight(model);
    Vec::new()
}

/// Shows a text to read.
pub fn show(model: &mut Model, title: impl Into<String>, lines: Vec<String>) -> Vec<Task> {
    model.overlays.push(Overlay::Text {
        title: title.into(),
        lines,
        scroll: 0,
    });
    Vec::new()
}

/// Lists what was made up, and the flows that can't be read.
pub fn show_assumed(model: &mut Model) -> Vec<Task> {
    let assets = model.debugger.assets();
    let lines = overview::reasons(assets, &model.unreadable);
    let title = match (model.unreadable.is_empty(), assets.assumed.is_empty()) {
        (true, true) => {
            model.say("nothing had to be made up: everything the flows refer to is in the file");
            return Vec::new();
        }
        (true, false) => "Assumed: not in the file, made up",
        (false, true) => "Not readable",
        (false, false) => "Not readable, and assumed",
    };
    show(model, title, lines)
}

/// Hides what has no value in the context, or shows it again. The cursor stays on its entry if that is still there.
pub fn hide_empty(model: &mut Model) -> Vec<Task> {
    let selected = model.facts.context.get(model.context.selected);
    let path = selected.map(|line| line.path.clone());
    let hides = !model.context.shown.hides_empty;
    model.context.shown.hides_empty = hides;
    refresh::context(model);
    let there = path.and_then(|path| {
        let lines = &model.facts.context;
        lines.iter().position(|line| line.path == path)
    });
    model.context.selected = there.unwrap_or(model.context.selected);
    model.say(if hides {
        "the context leaves out what has no value: E shows it again"
    } else {
        "the context shows all there is"
    });
    Vec::new()
}

/// Shows what the last step changed.
pub fn show_differences(model: &mut Model) -> Vec<Task> {
    let current = model.debugger.current();
    let Some(before) = current.parent else {
        return Vec::new();
    };
    let differences = model.debugger.diff(before, current.id);
    if differences.is_empty() {
        model.say("the last step changed neither contact nor results");
        return Vec::new();
    }
    show(
        model,
        "What the last step changed",
        difference_lines(&differences),
    )
}

/// Marks the current moment, so that others can be compared with it.
pub fn mark(model: &mut Model) -> Vec<Task> {
    let current = model.debugger.current();
    let (id, number) = (current.id, current.distance);
    model.marked = Some(id);
    model.say(format!(
        "moment {number} is marked: D at another moment, on any branch, says what differs"
    ));
    Vec::new()
}

/// Whether there is a moment to compare this one with.
pub fn can_compare(model: &Model) -> Result<(), String> {
    match model.marked {
        None => Err("no moment is marked: m marks this one".to_owned()),
        Some(marked) if marked == model.debugger.current().id => {
            Err("this is the marked moment: D at another one compares them".to_owned())
        }
        Some(_) => Ok(()),
    }
}

/// Shows what differs between the marked moment and this one.
pub fn compare(model: &mut Model) -> Vec<Task> {
    let Some(marked) = model.marked else {
        return Vec::new();
    };
    let current = model.debugger.current();
    let differences = model.debugger.diff(marked, current.id);
    let timeline = model.debugger.timeline();
    let named = |id| {
        let moment = timeline.moment(id);
        let branch = timeline.branch(moment.branch);
        let branch = branch.map(|branch| sanitize::visible(&branch.name));
        format!("{} of {}", moment.distance, branch.unwrap_or_default())
    };
    let title = format!("From moment {} to {}", named(marked), named(current.id));
    if differences.is_empty() {
        model.say("contact, results and place are the same at both moments");
        return Vec::new();
    }
    show(model, title, difference_lines(&differences))
}

fn difference_lines(differences: &[Difference]) -> Vec<String> {
    let line = |difference: &Difference| {
        let subject = match difference.subject {
            Subject::Contact => "contact",
            Subject::Field => "field",
            Subject::Result => "result",
            Subject::Local => "local",
            Subject::Session => "session",
        };
        let value = |value: &Option<String>| {
            value.as_deref().map_or_else(
                || "(not set)".to_owned(),
                |text| sanitize::visible(text).into_owned(),
            )
        };
        format!(
            "{subject} {}: {} → {}",
            sanitize::visible(&difference.name),
            value(&difference.before),
            value(&difference.after)
        )
    };
    differences.iter().map(line).collect()
}

/// Shows what an expression gives at this moment.
pub fn evaluate(model: &mut Model, expression: &str) -> Vec<Task> {
    if expression.is_empty() {
        return Vec::new();
    }
    let title = format!("@({})", sanitize::visible(expression));
    let lines = explain::expression(&model.debugger, expression);
    show(model, title, lines)
}

/// Says why: of a value of the context how it comes about, of an event all it tells, of a node how it was left, of contact
/// and results what changed them.
pub fn explain(model: &mut Model) -> Vec<Task> {
    match model.focus {
        Pane::Context => {
            let line = model.facts.context.get(model.context.selected);
            match line.map(|line| line.path.clone()) {
                Some(path) => evaluate(model, &path),
                None => Vec::new(),
            }
        }
        Pane::Events => explain_event(model),
        Pane::Contact => {
            let subjects = [Subject::Contact, Subject::Field];
            explain_changes(model, "What changed the contact", &subjects)
        }
        Pane::Results => explain_changes(model, "What saved the results", &[Subject::Result]),
        Pane::Flow | Pane::Action | Pane::Conversation => explain_node(model),
    }
}

fn explain_changes(model: &mut Model, title: &str, subjects: &[Subject]) -> Vec<Task> {
    let lines = explain::history(&model.debugger, subjects);
    if lines.is_empty() {
        model.say("nothing was changed up to this moment");
        return Vec::new();
    }
    show(model, title, lines)
}

fn explain_event(model: &mut Model) -> Vec<Task> {
    let current = crate::tui::panes::events::current_line(&model.facts.events);
    let index = model.events_selected.unwrap_or(current);
    let Some(fact) = model.facts.events.get(index) else {
        return Vec::new();
    };
    let moment = model.debugger.timeline().moments().nth(fact.moment);
    let found = moment.and_then(|moment| Some((moment, moment.events.get(fact.index)?)));
    let Some((moment, event)) = found else {
        return Vec::new();
    };
    let title = fact.type_name.clone();
    let lines = explain::event(moment, event);
    show(model, title, lines)
}

fn explain_node(model: &mut Model) -> Vec<Task> {
    match meant_node(model).and_then(|node| explain::way_out(&model.debugger, &node)) {
        Some((title, lines)) => show(model, title, lines),
        None => Vec::new(),
    }
}

/// Whether there is something to explain in the focused pane.
pub fn can_explain(model: &Model) -> Result<(), String> {
    match model.focus {
        Pane::Context if model.facts.context.is_empty() => {
            Err("there is no context before the first step".to_owned())
        }
        Pane::Events if model.facts.events.is_empty() => Err("nothing was logged yet".to_owned()),
        Pane::Context | Pane::Events | Pane::Contact | Pane::Results => Ok(()),
        Pane::Flow | Pane::Action | Pane::Conversation => match meant_node(model) {
            None => Err("no node is selected: click one, or step into the flow".to_owned()),
            Some(node) if explain::has_way_out(&model.debugger, &node) => Ok(()),
            Some(_) => Err("no router of this node has chosen a way out yet".to_owned()),
        },
    }
}

/// Looks for a text in the focused pane and moves there.
pub fn search(model: &mut Model, text: &str) -> Vec<Task> {
    text.clone_into(&mut model.searched);
    let wanted = text.to_lowercase();
    if wanted.is_empty() {
        return Vec::new();
    }
    let found = match model.focus {
        Pane::Events => search_events(model, &wanted),
        Pane::Context => search_context(model, &wanted),
        _ => search_flow(model, &wanted),
    };
    if !found {
        model.complain(format!(
            "'{}' is not in the {} pane",
            sanitize::visible(text),
            model.focus.title()
        ));
    }
    Vec::new()
}

fn search_events(model: &mut Model, wanted: &str) -> bool {
    let from = model.events_selected.map_or(0, |selected| selected + 1);
    let count = model.facts.events.len();
    let hit = (0..count).map(|step| (from + step) % count).find(|index| {
        let event = model.facts.events.get(*index);
        event.is_some_and(|event| {
            event.type_name.contains(wanted) || event.summary.to_lowercase().contains(wanted)
        })
    });
    model.events_selected = hit.or(model.events_selected);
    hit.is_some()
}

fn search_context(model: &mut Model, wanted: &str) -> bool {
    let from = model.context.selected + 1;
    let count = model.facts.context.len();
    let hit = (0..count).map(|step| (from + step) % count).find(|index| {
        let line = model.facts.context.get(*index);
        line.is_some_and(|line| {
            line.path.to_lowercase().contains(wanted) || line.value.to_lowercase().contains(wanted)
        })
    });
    model.context.selected = hit.unwrap_or(model.context.selected);
    hit.is_some()
}

fn search_flow(model: &mut Model, wanted: &str) -> bool {
    let from = model.flow.selected.map_or(0, |selected| selected + 1);
    let count = model.flow.faces.len();
    let hit = (0..count)
        .map(|step| (from + step) % count.max(1))
        .find(|index| {
            let face = model.flow.faces.get(*index);
            face.is_some_and(|face| {
                let in_lines = face
                    .lines
                    .iter()
                    .any(|line| line.text.to_lowercase().contains(wanted));
                in_lines
                    || face
                        .ports
                        .iter()
                        .any(|port| port.label.to_lowercase().contains(wanted))
            })
        });
    if let Some(node) = hit {
        model.focus = Pane::Flow;
        select_node(model, node);
    }
    hit.is_some()
}

/// Selects a node of the graph and brings it into sight.
pub fn select_node(model: &mut Model, node: usize) {
    model.flow.selected = Some(node);
    model.flow.follows = false;
    refresh::graph(model);
    if let Some(place) = model.place_of(Pane::Flow) {
        model.flow.reveal(
            node,
            place.width.saturating_sub(2),
            place.height.saturating_sub(2),
        );
    }
}

/// Copies what is selected.
pub fn copy(model: &mut Model) -> Vec<Task> {
    let text = match (model.overlays.last(), model.focus) {
        (Some(Overlay::Text { lines, .. }), _) => lines.join("\n"),
        (_, Pane::Events) => {
            let current = crate::tui::panes::events::current_line(&model.facts.events);
            let index = model.events_selected.unwrap_or(current);
            model
                .facts
                .events
                .get(index)
                .map(|event| format!("{} {}", event.type_name, event.summary))
                .unwrap_or_default()
        }
        (_, Pane::Context) => model
            .facts
            .context
            .get(model.context.selected)
            .map(|line| format!("@{}", line.path))
            .unwrap_or_default(),
        (_, Pane::Conversation) => model
            .facts
            .conversation
            .bubbles
            .last()
            .map(|bubble| bubble.text.clone())
            .unwrap_or_default(),
        (_, Pane::Results) => {
            let line = |result: &crate::tui::facts::results::ResultFact| {
                format!("{}: {}", result.name, result.value)
            };
            model
                .facts
                .results
                .iter()
                .map(line)
                .collect::<Vec<_>>()
                .join("\n")
        }
        (_, Pane::Contact) => model.facts.contact.name.clone(),
        (_, Pane::Flow | Pane::Action) => model.facts.action.json.clone(),
    };
    if text.is_empty() {
        model.complain("there is nothing to copy here");
        return Vec::new();
    }
    model.say(format!("copied {} characters", text.chars().count()));
    vec![Task::Copy(text)]
}
