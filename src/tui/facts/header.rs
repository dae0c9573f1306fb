//! The line at the top: which flow, where the session stands, which moment.

use super::{clean, clock_time};
use crate::debugger::Debugger;
use crate::debugger::stop::Stop;
use crate::debugger::words;
use crate::engine::state::State;
use crate::model::flow::Generation;
use crate::model::session::SessionStatus;
use crate::tui::text;

/// What is happening, which decides the colour of the status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mood {
    /// Going step by step.
    #[default]
    Stepping,
    /// Waiting for the contact.
    Waiting,
    /// Waiting for an answer of the outside world.
    Asking,
    /// Over, and well.
    Completed,
    /// Over, and not well.
    Failed,
}

/// What the line at the top says.
#[derive(Debug, Clone, Default)]
pub struct HeaderFacts {
    /// Name of the current flow.
    pub flow: String,
    /// Type, language and version of it.
    pub about: String,
    /// What is happening.
    pub mood: Mood,
    /// The same in words.
    pub status: String,
    /// Number of the moment on its line, from 0, and of the last one known.
    pub moment: (usize, usize),
    /// Name of the branch.
    pub branch: String,
    /// How many branches there are.
    pub branches: usize,
    /// What the session's clock shows.
    pub clock: String,
}

/// The longest status that leaves room for the rest of the line.
const MAX_STATUS: usize = 44;

/// What the line at the top says of the current moment.
pub fn header(debugger: &Debugger) -> HeaderFacts {
    let state = debugger.state();
    let timeline = debugger.timeline();
    let current = debugger.current();
    let ahead = timeline.ahead_of(current.id).count();
    let flow = super::flow::current_flow(state);
    let about = flow.as_ref().map(|flow| {
        let format = match flow.generation {
            Generation::V12 => "generation 12",
            Generation::V14 => "spec 14.4.2",
        };
        format!(
            "{} · {} · {format}",
            clean(flow.flow_type.as_str()),
            clean(&flow.language)
        )
    });
    let (mood, status) = status(debugger, state, ahead);
    HeaderFacts {
        flow: flow.map(|flow| clean(&flow.name)).unwrap_or_default(),
        about: about.unwrap_or_default(),
        mood,
        status,
        moment: (current.distance, current.distance + ahead),
        branch: timeline
            .branch(line_branch(debugger))
            .map(|branch| clean(&branch.name))
            .unwrap_or_default(),
        branches: timeline.branches().len(),
        clock: clock_time(&state.clock.now),
    }
}

/// The branch that the line through the current moment ends on.
pub fn line_branch(debugger: &Debugger) -> crate::debugger::timeline::BranchId {
    let current = debugger.current();
    debugger
        .timeline()
        .ahead_of(current.id)
        .last()
        .unwrap_or(current)
        .branch
}

fn status(debugger: &Debugger, state: &State, ahead: usize) -> (Mood, String) {
    let text = clean(&text::clip(&debugger.stop().to_string(), MAX_STATUS));
    match debugger.stop() {
        _ if ahead > 0 => (Mood::Stepping, "looking back".to_owned()),
        Stop::Waiting(what) => (Mood::Waiting, format!("waits for {}", clean(what))),
        Stop::EffectNeeded(_) => (Mood::Asking, "needs an answer".to_owned()),
        Stop::Ended(_) if state.session.status == SessionStatus::Failed => {
            (Mood::Failed, clean(&words::ending(state)))
        }
        Stop::Ended(_) => (Mood::Completed, clean(&words::ending(state))),
        // Why is said where the action is shown.
        Stop::Broken(_) => (Mood::Failed, "broke off".to_owned()),
        Stop::ErrorLogged(_) => (Mood::Failed, text),
        Stop::Reached | Stop::Start => (Mood::Stepping, text),
        Stop::Breakpoint { .. }
        | Stop::WatchChanged { .. }
        | Stop::TooManySteps(_)
        | Stop::NoLongerFits(_) => (Mood::Stepping, text),
    }
}
