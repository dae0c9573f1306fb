//! The machine: prepares a sprint ([`start`], [`resume`]) and does it one micro-step at a time ([`advance`]).
//! [`run_sprint`] is the loop that headless use, tests and benchmarks share.

mod act;
mod enter;
mod leave;
mod take;

use super::action_context::{Answerer, lend};
use super::advance::{Advance, Done, EngineError};
use super::effect::Effect;
use super::input::{Resume, Start};
use super::semantics::{InputRule, Semantics};
use super::state::{Next, State};
use super::{caller_events, resumes};
use crate::model::assets::Assets;
use crate::model::event::EventKind;
use crate::model::session::{RunStatus, SessionStatus};

/// Why a micro-step did not come to its end.
#[derive(Debug)]
pub(super) enum Halt {
    /// An action needs this of the outside world first.
    Needs(Effect),
    /// Something is wrong that is not part of the conversation.
    Error(String),
}

impl From<String> for Halt {
    fn from(text: String) -> Self {
        Self::Error(text)
    }
}

/// What a micro-step was; none if there was nothing to do that could be shown.
type Stepped = Result<Option<Done>, Halt>;

/// Makes a session of a trigger. Only checks and prepares: the first [`advance`] enters the flow.
pub fn start(
    assets: &Assets,
    start: Start,
    semantics: &'static Semantics,
) -> Result<State, EngineError> {
    match semantics.inputs {
        InputRule::CallerEvents => caller_events::start(assets, start, semantics),
        InputRule::ResumeObject => resumes::start(assets, start, semantics),
    }
}

/// Gives a waiting session an input. Only checks and prepares: the next [`advance`] takes the input. Whoever wants to keep the
/// state as it is gives a clone of it, which costs next to nothing.
pub fn resume(state: State, assets: &Assets, resume: Resume) -> Result<State, EngineError> {
    match state.semantics.inputs {
        InputRule::CallerEvents => caller_events::resume(state, assets, resume),
        InputRule::ResumeObject => resumes::resume(state, assets, resume),
    }
}

/// Does one micro-step.
pub fn advance(state: &mut State, assets: &Assets) -> Advance {
    match step(state, assets, None) {
        Progress::Stepped(done) => Advance::Stepped {
            step: done.told(state),
            events: state.unreported(),
        },
        Progress::Needs(effect) => Advance::Needs(effect),
        Progress::Waiting => Advance::Waiting,
        Progress::Done => Advance::Done,
        Progress::Broken(error) => Advance::Broken(error),
    }
}

/// How a micro-step went.
enum Progress {
    Stepped(Done),
    Needs(Effect),
    Waiting,
    Done,
    Broken(EngineError),
}

/// Does one micro-step. With somebody to answer them, requests don't halt it.
fn step(state: &mut State, assets: &Assets, mut answerer: Option<Answerer<'_>>) -> Progress {
    loop {
        let stepped = match &state.position.next {
            Next::Waiting => return Progress::Waiting,
            Next::Done => return Progress::Done,
            Next::Broken(error) => return Progress::Broken(error.clone()),
            Next::EnterFlow => state.enter_flow(),
            Next::Action(index) => {
                let index = *index;
                state.act(assets, index, lend(&mut answerer))
            }
            Next::Wait => state.begin_wait(assets),
            Next::Route(cause) => {
                let cause = *cause;
                state.route(assets, cause)
            }
            Next::Finish => state.finish(assets),
            Next::End => Ok(Some(state.end())),
            // Taken, not copied: what is done says what is next.
            Next::Resume(_) | Next::EnterNode(_) | Next::Leave(_) => {
                match std::mem::replace(&mut state.position.next, Next::Done) {
                    Next::Resume(resume) => state.take_resume(assets, &resume),
                    Next::EnterNode(node) => state.enter_node(assets, node),
                    Next::Leave(departure) => state.leave(assets, departure),
                    _ => Ok(None),
                }
            }
        };
        let stepped = stepped.or_else(|halt| state.halted(halt));
        match stepped {
            Ok(Some(done)) => return Progress::Stepped(done),
            Ok(None) => {}
            Err(Halt::Needs(effect)) => return Progress::Needs(effect),
            Err(Halt::Error(text)) => {
                let error = EngineError { text, code: None };
                state.position.next = Next::Broken(error.clone());
                return Progress::Broken(error);
            }
        }
    }
}

/// Advances until the session waits, is over or breaks off, answering every request by `answer` at once.
pub fn run_sprint(
    state: &mut State,
    assets: &Assets,
    answer: Answerer<'_>,
) -> Result<(), EngineError> {
    loop {
        match step(state, assets, Some(&mut *answer)) {
            Progress::Stepped(_) => {}
            Progress::Needs(effect) => state.reply(answer(&effect)),
            Progress::Waiting | Progress::Done => return Ok(()),
            Progress::Broken(error) => return Err(error),
        }
    }
}

impl State {
    /// What to make of a micro-step that was halted: where an error on resuming is part of the conversation (12), every run
    /// and the session fail with it.
    fn halted(&mut self, halt: Halt) -> Stepped {
        match halt {
            Halt::Error(text)
                if !self.position.is_start && self.semantics.inputs == InputRule::CallerEvents =>
            {
                for run in 0..self.session.runs.len() {
                    self.exit_run(run, RunStatus::Failed);
                }
                self.session.status = SessionStatus::Failed;
                let event = self.new_event(EventKind::fatal_error(text));
                self.log_without_step(event);
                Ok(Some(self.end()))
            }
            halt => Err(halt),
        }
    }

    /// The session is over, and its status says how.
    fn end(&mut self) -> Done {
        self.position.next = Next::Done;
        self.count_sprint();
        Done::End
    }

    /// Counts the sprint that came to its end (14).
    pub(super) fn count_sprint(&mut self) {
        if self.semantics.inputs == InputRule::ResumeObject {
            self.session.sprints = self.session.sprints.saturating_add(1);
        }
    }

    /// The events logged since the last micro-step.
    fn unreported(&mut self) -> Vec<std::sync::Arc<crate::model::event::Event>> {
        let reported = self.sprint.reported;
        self.sprint.reported = self.sprint.events.len();
        self.sprint.events.iter().skip(reported).cloned().collect()
    }
}
