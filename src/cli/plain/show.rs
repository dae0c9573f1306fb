//! What the line prompt prints of the session at the current moment.

use crate::debugger::Debugger;
use crate::debugger::breakpoint::Place;
use crate::debugger::{diff, words};
use crate::tui::facts::conversation::{Side, conversation as facts_of};
use crate::wire::by_generation::session_json;

use super::commands::COMMANDS;
use super::{Next, Prompt};

type Outcome = anyhow::Result<Result<Next, String>>;

/// The quick replies of the message the session waits behind.
pub fn replies_offered(debugger: &Debugger) -> Vec<String> {
    facts_of(debugger).quick_replies
}

/// The quick replies as the end of a line; empty if there are none.
pub fn quick_replies(debugger: &Debugger) -> String {
    let replies = replies_offered(debugger).into_iter().enumerate();
    let shown: Vec<String> = replies
        .map(|(index, text)| format!("  {}:[{text}]", index + 1))
        .collect();
    shown.concat()
}

fn lines(prompt: &mut Prompt<'_>, lines: Vec<String>, none: &str) -> Outcome {
    if lines.is_empty() {
        prompt.say(none)?;
    }
    for line in lines {
        prompt.say(&line)?;
    }
    Ok(Ok(Next::GoOn))
}

/// All commands.
pub fn help(prompt: &mut Prompt<'_>, _: &str) -> Outcome {
    let usage = |command: &super::commands::Command| {
        let names = command.names.join(", ");
        format!(
            "  {:<44} {}",
            format!("{names} {}", command.arguments),
            command.doc
        )
    };
    lines(prompt, COMMANDS.iter().map(usage).collect(), "")
}

/// All branches.
pub fn branches(prompt: &mut Prompt<'_>, _: &str) -> Outcome {
    let current = prompt.debugger.current().branch;
    let all = prompt.debugger.timeline().branches().iter().map(|branch| {
        let here = if branch.id == current { "*" } else { " " };
        format!(
            "{here} {}  {}  from moment {}",
            branch.id.index(),
            branch.name,
            branch.first.index()
        )
    });
    let all = all.collect();
    lines(prompt, all, "")
}

/// All breakpoints.
pub fn breakpoints(prompt: &mut Prompt<'_>, _: &str) -> Outcome {
    let all = prompt.debugger.breakpoints().iter().map(|breakpoint| {
        let place = match &breakpoint.place {
            Place::Node(node) => format!("node {}", node.as_str()),
            Place::Action(action) => format!("action {}", action.as_str()),
            Place::Event(type_name) => format!("event {type_name}"),
        };
        let condition = match breakpoint.condition.as_str() {
            "" => String::new(),
            condition => format!(" if {condition}"),
        };
        format!("{}  {place}{condition}", breakpoint.id.number())
    });
    let all = all.collect();
    lines(prompt, all, "there are no breakpoints")
}

/// All watches with their values.
pub fn watches(prompt: &mut Prompt<'_>, _: &str) -> Outcome {
    let values = prompt.debugger.watch_values(prompt.debugger.current().id);
    let all = values
        .iter()
        .map(|(watch, value)| format!("{}  {} = {value}", watch.id.number(), watch.expression))
        .collect();
    lines(prompt, all, "there are no watches")
}

/// The value of an expression.
pub fn value(prompt: &mut Prompt<'_>, expression: &str) -> Outcome {
    if expression.trim().is_empty() {
        return Ok(Err(
            "an expression is missing, such as `print contact.name`".to_string(),
        ));
    }
    let value = prompt.debugger.evaluate(expression.trim());
    prompt.say(&format!("{value}  ({})", value.type_name))?;
    Ok(Ok(Next::GoOn))
}

/// Where the session is.
pub fn place(prompt: &mut Prompt<'_>, _: &str) -> Outcome {
    let moment = prompt.debugger.current().clone();
    let state = &moment.state;
    let mut told = vec![format!(
        "moment {}: {}",
        moment.id.index(),
        words::moment(&moment)
    )];
    if let Some(run) = state.current_run() {
        told.push(format!("flow {}", run.flow_reference.name));
    }
    if let Some(node) = state.current_node() {
        told.push(format!("node {}", node.uuid.as_str()));
    }
    if let Some(action) = state.next_action() {
        told.push(format!(
            "next action {} {}",
            action.kind.type_name(),
            action.uuid.as_str()
        ));
    }
    told.push(prompt.debugger.stop().to_string());
    lines(prompt, told, "")
}

/// The contact's properties.
pub fn contact(prompt: &mut Prompt<'_>, _: &str) -> Outcome {
    properties(
        prompt,
        &[diff::Subject::Contact, diff::Subject::Field],
        "the session has no contact",
    )
}

/// The results of the current run.
pub fn results(prompt: &mut Prompt<'_>, _: &str) -> Outcome {
    properties(prompt, &[diff::Subject::Result], "there are no results yet")
}

fn properties(prompt: &mut Prompt<'_>, subjects: &[diff::Subject], none: &str) -> Outcome {
    let all = diff::described(prompt.debugger.state());
    let told = all
        .into_iter()
        .filter(|(subject, _, _)| subjects.contains(subject))
        .map(|(_, name, value)| format!("{name}: {value}"))
        .collect();
    lines(prompt, told, none)
}

/// What the contact saw and wrote.
pub fn conversation(prompt: &mut Prompt<'_>, _: &str) -> Outcome {
    let bubbles = facts_of(&prompt.debugger).bubbles.into_iter();
    let told = bubbles
        .map(|bubble| {
            let who = match bubble.side {
                Side::Flow => "flow",
                Side::Contact => "contact",
                Side::Remark => "-",
            };
            let attachments = bubble.attachments.join("  ");
            format!("{who:>8}  {}  {attachments}", bubble.text)
        })
        .collect();
    lines(prompt, told, "nothing was said yet")
}

/// Every event up to the current moment.
pub fn events(prompt: &mut Prompt<'_>, _: &str) -> Outcome {
    let told = prompt
        .debugger
        .events()
        .into_iter()
        .map(|(id, event)| {
            format!(
                "{:>4}  {}  {}",
                id.index(),
                words::clock(&event.created_on),
                words::event(event)
            )
        })
        .collect();
    lines(prompt, told, "nothing was logged yet")
}

/// What the last step changed, or what differs between a moment and the current one.
pub fn differences(prompt: &mut Prompt<'_>, rest: &str) -> Outcome {
    let current = prompt.debugger.current();
    let before = match rest.trim() {
        "" => current.parent.unwrap_or(current.id),
        text => match prompt.moment_of(text) {
            Ok(moment) => moment,
            Err(why) => return Ok(Err(why)),
        },
    };
    let told = prompt
        .debugger
        .diff(before, current.id)
        .iter()
        .map(ToString::to_string)
        .collect();
    lines(prompt, told, "nothing differs")
}

/// The session as JSON.
pub fn session(prompt: &mut Prompt<'_>, _: &str) -> Outcome {
    let json = session_json(&prompt.debugger.state().session);
    prompt.say(&json)?;
    Ok(Ok(Next::GoOn))
}
