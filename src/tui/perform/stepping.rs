//! Going forward and back.

use crate::debugger::command::{Changes, Command, Reach};
use crate::debugger::moment::{Ahead, MomentId};
use crate::debugger::stop::Stop;
use crate::engine::effect::Effect;
use crate::tui::message::Task;
use crate::tui::model::{Call, Model, Overlay};
use crate::tui::overlays::http::HttpDialog;
use crate::tui::refresh;

/// Lets the debugger do something and shows what came of it.
pub fn debug(model: &mut Model, command: Command) -> Vec<Task> {
    match model.debugger.perform(command) {
        Ok(changes) => arrive(model, &changes),
        Err(refusal) => {
            model.complain(refusal.to_string());
            Vec::new()
        }
    }
}

/// Shows the moment the debugger came to, and starts what it needs.
fn arrive(model: &mut Model, changes: &Changes) -> Vec<Task> {
    model.events_selected = None;
    model.conversation_scroll = 0;
    refresh::moment(model);
    if let Some(words) = words(changes) {
        model.say(words);
    } else {
        model.notice = None;
    }
    if matches!(changes.stop, Stop::EffectNeeded(_)) {
        ask(model)
    } else {
        Vec::new()
    }
}

fn words(changes: &Changes) -> Option<String> {
    let said = match &changes.stop {
        Stop::Reached | Stop::Start | Stop::Waiting(_) | Stop::EffectNeeded(_) => None,
        stop => Some(stop.to_string()),
    };
    match (changes.new_branch, changes.replayed) {
        (Some(_), _) => Some(format!(
            "a new branch; the old one stays{}",
            said.map(|said| format!(" · {said}")).unwrap_or_default()
        )),
        (None, 0) => said,
        (None, count) => Some(format!(
            "{count} inputs were given again{}",
            said.map(|said| format!(" · {said}")).unwrap_or_default()
        )),
    }
}

/// Answers the pending request by its way: asks the user, or makes the call.
pub fn ask(model: &mut Model) -> Vec<Task> {
    let Some(effect) = model
        .debugger
        .pending()
        .map(|pending| pending.effect.clone())
    else {
        return Vec::new();
    };
    let is_live = model.debugger.settings().effects == crate::debugger::EffectPolicy::Live;
    match effect {
        Effect::Http(request) if is_live => {
            model.calls_made += 1;
            let id = model.calls_made;
            let what = crate::sanitize::visible(&format!("{} {}", request.method, request.url))
                .into_owned();
            model.call = Some(Call {
                id,
                what,
                elapsed_ms: 0,
            });
            vec![Task::Call { id, request }]
        }
        effect => {
            let suggested = model.debugger.suggested_reply();
            model
                .overlays
                .push(Overlay::Http(Box::new(HttpDialog::new(effect, suggested))));
            Vec::new()
        }
    }
}

/// Whether the session can go on by itself, or on what is known already.
pub fn can_step(model: &Model) -> Result<(), String> {
    let moment = model.debugger.current();
    if moment.last_child.is_some() {
        return Ok(());
    }
    match &moment.ahead {
        Ahead::Open => Ok(()),
        Ahead::Needs(_) => Err("the action needs an answer: press r".to_owned()),
        Ahead::Waiting => {
            Err("the session waits: press i to type a message, t to let it time out".to_owned())
        }
        Ahead::Done => Err("the session is over: S N C go back".to_owned()),
        Ahead::Broken(error) => Err(format!("the session broke off: {}", error.text)),
    }
}

/// Whether another run waits for the current one.
pub fn can_step_out(model: &Model) -> Result<(), String> {
    can_step(model)?;
    if model.debugger.state().run_depth() == 0 {
        return Err("no other flow waits for this one: there is nothing to step out to".to_owned());
    }
    Ok(())
}

/// Whether there is a moment before.
pub fn can_go_back(model: &Model) -> Result<(), String> {
    match model.debugger.current().parent {
        Some(_) => Ok(()),
        None => Err("this is the start: there is nothing before it".to_owned()),
    }
}

/// Whether there is a known moment after.
pub fn can_go_ahead(model: &Model) -> Result<(), String> {
    match model.debugger.current().last_child {
        Some(_) => Ok(()),
        None => Err("nothing is known beyond this moment: s, n or c go on".to_owned()),
    }
}

/// One micro-step forward.
pub fn step(model: &mut Model) -> Vec<Task> {
    debug(model, Command::Forward(Reach::MicroStep))
}

/// To the next node.
pub fn node(model: &mut Model) -> Vec<Task> {
    debug(model, Command::Forward(Reach::Node))
}

/// Out of the subflow.
pub fn out(model: &mut Model) -> Vec<Task> {
    debug(model, Command::Forward(Reach::Out))
}

/// To the next stop.
pub fn go_on(model: &mut Model) -> Vec<Task> {
    debug(model, Command::Forward(Reach::Stop))
}

/// One micro-step back.
pub fn step_back(model: &mut Model) -> Vec<Task> {
    debug(model, Command::Back(Reach::MicroStep))
}

/// To the node before.
pub fn node_back(model: &mut Model) -> Vec<Task> {
    debug(model, Command::Back(Reach::Node))
}

/// To before the flow was entered.
pub fn out_back(model: &mut Model) -> Vec<Task> {
    debug(model, Command::Back(Reach::Out))
}

/// To the stop before.
pub fn go_back(model: &mut Model) -> Vec<Task> {
    debug(model, Command::Back(Reach::Stop))
}

/// To the moment before the first step.
pub fn to_start(model: &mut Model) -> Vec<Task> {
    debug(model, Command::ToStart)
}

/// To the last known moment.
pub fn to_end(model: &mut Model) -> Vec<Task> {
    debug(model, Command::ToEnd)
}

/// To any moment.
pub fn go_to(model: &mut Model, moment: MomentId) -> Vec<Task> {
    debug(model, Command::GoTo(moment))
}

/// Walks back without executing.
pub fn previous_moment(model: &mut Model) -> Vec<Task> {
    match model.debugger.current().parent {
        Some(moment) => go_to(model, moment),
        None => Vec::new(),
    }
}

/// Walks forward over what is known.
pub fn next_moment(model: &mut Model) -> Vec<Task> {
    match model.debugger.current().last_child {
        Some(moment) => go_to(model, moment),
        None => Vec::new(),
    }
}

/// To the wait before.
pub fn previous_wait(model: &mut Model) -> Vec<Task> {
    let timeline = model.debugger.timeline();
    let before = timeline.back_from(model.debugger.current().id).skip(1);
    let wait = before
        .into_iter()
        .find(|moment| matches!(moment.ahead, Ahead::Waiting))
        .map(|moment| moment.id);
    jump(model, wait, "there is no wait before this moment")
}

/// To the next known wait.
pub fn next_wait(model: &mut Model) -> Vec<Task> {
    let timeline = model.debugger.timeline();
    let wait = timeline
        .ahead_of(model.debugger.current().id)
        .find(|moment| matches!(moment.ahead, Ahead::Waiting))
        .map(|moment| moment.id);
    jump(
        model,
        wait,
        "no wait is known after this moment: c goes on to the next stop",
    )
}

fn jump(model: &mut Model, moment: Option<MomentId>, otherwise: &str) -> Vec<Task> {
    if let Some(moment) = moment {
        go_to(model, moment)
    } else {
        model.complain(otherwise);
        Vec::new()
    }
}

/// Whether there is more than one branch.
pub fn has_branches(model: &Model) -> Result<(), String> {
    if model.debugger.timeline().branches().len() > 1 {
        Ok(())
    } else {
        Err("there is one branch only: e at an earlier wait makes another".to_owned())
    }
}

/// To the end of the next branch.
pub fn next_branch(model: &mut Model) -> Vec<Task> {
    let timeline = model.debugger.timeline();
    let current = model.debugger.current().branch.index();
    let branches = timeline.branches();
    let next = branches
        .get((current + 1) % branches.len().max(1))
        .map(|branch| branch.tip);
    jump(model, next, "there is no other branch")
}
