//! Answering waits and requests, and changing what was answered.

use crate::debugger::answer_words;
use crate::debugger::breakpoint::Place;
use crate::debugger::command::{Command, Edit, OnChange};
use crate::debugger::moment::{Ahead, Cause, MomentId, ReplySource};
use crate::engine::input::Answer;
use crate::model::flow::Wait;
use crate::model::uuids::NodeUuid;
use crate::tui::line_input::LineInput;
use crate::tui::message::Task;
use crate::tui::model::{Model, Overlay, Purpose, Typing};
use crate::tui::overlays::http::HttpDialog;
use crate::tui::refresh;

use super::stepping::{ask, debug};

/// Whether the session waits at this moment.
pub fn can_answer(model: &Model) -> Result<(), String> {
    match model.debugger.current().ahead {
        Ahead::Waiting => Ok(()),
        Ahead::Needs(_) => Err("the action needs an answer, not the session: press r".to_owned()),
        _ => Err(
            "the session does not wait here: c goes on to the next wait, { goes back to the last"
                .to_owned(),
        ),
    }
}

/// Whether an action asks the outside world at this moment.
pub fn can_reply(model: &Model) -> Result<(), String> {
    match model.debugger.pending() {
        Some(_) => Ok(()),
        None => Err("no action asks the outside world here".to_owned()),
    }
}

/// Opens the dialog of the pending request, or makes the call again.
pub fn open_request(model: &mut Model) -> Vec<Task> {
    ask(model)
}

fn type_for(model: &mut Model, purpose: Purpose, text: &str) -> Vec<Task> {
    model.notice = None;
    model.typing = Some(Typing {
        purpose,
        line: LineInput::with_text(text),
    });
    Vec::new()
}

/// Begins typing what answers the wait: a message, or how a call ended.
pub fn type_answer(model: &mut Model) -> Vec<Task> {
    let begun = match model.debugger.state().wait() {
        Some(Wait::Dial(_)) => "/dial answered 60",
        Some(Wait::Nothing) => "/next",
        Some(Wait::Msg(_)) | None => "",
    };
    type_for(model, Purpose::Message, begun)
}

/// Begins typing an expression to watch.
pub fn type_watch(model: &mut Model) -> Vec<Task> {
    type_for(model, Purpose::Watch, "")
}

/// Begins typing an expression to evaluate once.
pub fn type_expression(model: &mut Model) -> Vec<Task> {
    type_for(model, Purpose::Evaluate, "")
}

/// Begins typing a text to look for.
pub fn type_search(model: &mut Model) -> Vec<Task> {
    type_for(model, Purpose::Search, "")
}

/// Begins typing the condition of a breakpoint.
pub fn type_condition(model: &mut Model) -> Vec<Task> {
    type_for(model, Purpose::Condition, "")
}

/// Does what was typed.
pub fn typed(model: &mut Model, purpose: &Purpose, text: &str) -> Vec<Task> {
    match purpose {
        Purpose::Message => with_answer(model, purpose, text, Command::Answer),
        Purpose::EditMessage(moment) => with_answer(model, purpose, text, |answer| {
            Command::Edit(*moment, Edit::Answer(answer))
        }),
        Purpose::Watch if text.trim().is_empty() => Vec::new(),
        Purpose::Watch => debug(model, Command::AddWatch(expression(text), OnChange::Show)),
        Purpose::Evaluate => super::looking::evaluate(model, &expression(text)),
        Purpose::Search => super::looking::search(model, text),
        Purpose::Condition => match meant_node(model) {
            Some(node) => debug(
                model,
                Command::AddBreakpoint(Place::Node(node), expression(text)),
            ),
            None => Vec::new(),
        },
    }
}

/// What was typed as a bare expression: people write `@(...)` and `@contact.name` too.
fn expression(text: &str) -> String {
    let text = text.trim();
    let inner = text
        .strip_prefix("@(")
        .and_then(|rest| rest.strip_suffix(')'));
    inner
        .or_else(|| text.strip_prefix('@'))
        .unwrap_or(text)
        .to_owned()
}

/// Does something with the answer that was typed; what is none stays to be typed on.
fn with_answer(
    model: &mut Model,
    purpose: &Purpose,
    text: &str,
    command: impl FnOnce(Answer) -> Command,
) -> Vec<Task> {
    match answer_words::parse(text) {
        Ok(answer) => debug(model, command(answer)),
        Err(why) => {
            type_for(model, purpose.clone(), text);
            model.complain(why);
            Vec::new()
        }
    }
}

/// Answers by the quick reply with this number, from 0.
pub fn answer_quickly(model: &mut Model, index: usize) -> Vec<Task> {
    match model.facts.conversation.quick_replies.get(index).cloned() {
        Some(text) => {
            let attachments = Vec::new();
            debug(
                model,
                Command::Answer(Answer::Message { text, attachments }),
            )
        }
        None => Vec::new(),
    }
}

/// Whether the wait can time out.
pub fn can_time_out(model: &Model) -> Result<(), String> {
    can_answer(model)?;
    match model.debugger.state().wait() {
        Some(Wait::Msg(wait)) if wait.timeout.is_none() => {
            Err("this wait has no timeout".to_owned())
        }
        _ => Ok(()),
    }
}

/// Lets the wait time out.
pub fn time_out(model: &mut Model) -> Vec<Task> {
    debug(model, Command::Answer(Answer::Timeout))
}

/// Whether the run can expire: whenever it waits.
pub fn can_expire(model: &Model) -> Result<(), String> {
    can_answer(model)
}

/// Lets the run expire.
pub fn expire(model: &mut Model) -> Vec<Task> {
    debug(model, Command::Answer(Answer::Expiration))
}

/// The latest moment with something of the user's that can be changed.
fn editable(model: &Model) -> Option<MomentId> {
    let timeline = model.debugger.timeline();
    let current = model.debugger.current();
    // At a wait whose answer is known, that answer is what the user looks at.
    let after = current.last_child.map(|child| timeline.moment(child));
    let known = after
        .filter(|moment| is_editable(moment))
        .map(|moment| moment.id);
    known.or_else(|| {
        timeline
            .back_from(current.id)
            .find(|moment| is_editable(moment))
            .map(|moment| moment.id)
    })
}

fn is_editable(moment: &crate::debugger::moment::Moment) -> bool {
    matches!(moment.cause, Cause::Answer(_)) || !moment.replies.is_empty()
}

/// Whether there is an answer to change.
pub fn can_edit(model: &Model) -> Result<(), String> {
    match editable(model) {
        Some(_) => Ok(()),
        None => Err("nothing was answered yet that could be changed".to_owned()),
    }
}

/// Changes the answer given last: a message on the line, a reply in the dialog.
pub fn edit(model: &mut Model) -> Vec<Task> {
    let Some(id) = editable(model) else {
        return Vec::new();
    };
    let moment = model.debugger.timeline().moment(id);
    if let Some(exchange) = moment.replies.last() {
        let dialog = HttpDialog::new(exchange.effect.clone(), Some(exchange.reply.clone()));
        let index = moment.replies.len() - 1;
        model
            .overlays
            .push(Overlay::Edit(Box::new(dialog), id, index));
        return Vec::new();
    }
    let text = match &moment.cause {
        Cause::Answer(answer) => answer_words::written(answer),
        _ => String::new(),
    };
    type_for(model, Purpose::EditMessage(id), &text)
}

/// Gives the answer of the dialog.
pub fn reply(model: &mut Model, dialog: &HttpDialog) -> Vec<Task> {
    match dialog.reply() {
        Ok(reply) => {
            model.overlays.pop();
            debug(model, Command::Reply(reply, ReplySource::Person))
        }
        Err(problem) => {
            model.complain(problem);
            Vec::new()
        }
    }
}

/// Gives the answer of the dialog instead of the one given at a moment.
pub fn reply_instead(
    model: &mut Model,
    dialog: &HttpDialog,
    moment: MomentId,
    index: usize,
) -> Vec<Task> {
    match dialog.reply() {
        Ok(reply) => {
            model.overlays.pop();
            debug(model, Command::Edit(moment, Edit::Reply(index, reply)))
        }
        Err(problem) => {
            model.complain(problem);
            Vec::new()
        }
    }
}

/// The moment on another branch whose inputs could be given again from here.
fn replayable(model: &Model) -> Option<MomentId> {
    let timeline = model.debugger.timeline();
    let current = model.debugger.current();
    let branch = timeline.branch(current.branch)?;
    let fork = timeline.moment(branch.first).parent?;
    let own = branch.first;
    timeline
        .children(fork)
        .find(|moment| moment.id != own)
        .map(|moment| moment.id)
}

/// Whether this branch left another one.
pub fn can_replay(model: &Model) -> Result<(), String> {
    match replayable(model) {
        Some(_) => Ok(()),
        None => {
            Err("this branch did not leave another one: there is nothing to give again".to_owned())
        }
    }
}

/// Gives the inputs of the branch this one left again from here.
pub fn replay(model: &mut Model) -> Vec<Task> {
    match replayable(model) {
        Some(moment) => debug(model, Command::Replay(moment)),
        None => Vec::new(),
    }
}

/// The node that is meant: the selected one, else the current one.
pub(super) fn meant_node(model: &Model) -> Option<NodeUuid> {
    let index = model.flow.selected.or_else(|| model.flow.current())?;
    Some(model.flow.flow.as_ref()?.nodes.get(index)?.uuid.clone())
}

/// Whether there is a node to set a breakpoint at.
pub fn has_node(model: &Model) -> Result<(), String> {
    match meant_node(model) {
        Some(_) => Ok(()),
        None => Err("no node is selected: click one, or step into the flow".to_owned()),
    }
}

/// Sets a breakpoint, or takes the one there away.
pub fn toggle_breakpoint(model: &mut Model) -> Vec<Task> {
    let Some(node) = meant_node(model) else {
        return Vec::new();
    };
    let place = Place::Node(node);
    let known = model
        .debugger
        .breakpoints()
        .iter()
        .find(|breakpoint| breakpoint.place == place)
        .map(|known| known.id);
    let (command, words) = match known {
        Some(id) => (Command::RemoveBreakpoint(id), "the breakpoint is gone"),
        None => (
            Command::AddBreakpoint(place, String::new()),
            "c stops at this node from now on",
        ),
    };
    let tasks = debug(model, command);
    model.say(words);
    tasks
}

/// Whether anything is watched.
pub fn has_watches(model: &Model) -> Result<(), String> {
    if model.debugger.watches().is_empty() {
        Err("nothing is watched: w watches an expression".to_owned())
    } else {
        Ok(())
    }
}

/// Takes all watches away.
pub fn forget_watches(model: &mut Model) -> Vec<Task> {
    let known: Vec<_> = model
        .debugger
        .watches()
        .iter()
        .map(|watch| watch.id)
        .collect();
    for id in known {
        let _ = model.debugger.perform(Command::RemoveWatch(id));
    }
    refresh::moment(model);
    model.say("nothing is watched any more");
    Vec::new()
}
