//! Bringing a session that was read back into the machine.

use std::sync::Arc;

use imbl::Vector;

use super::input::{Clock, UuidSource};
use super::memory::RunMemory;
use super::options::Options;
use super::random::Random;
use super::semantics::{ExtrasRule, Semantics};
use super::state::{Next, Position, Sprint, State};
use crate::model::session::{RunStatus, Session, SessionStatus};

/// What a session that was read is run with.
#[derive(Debug, Clone)]
pub struct SessionHost {
    /// Limits and host decisions.
    pub options: Arc<Options>,
    /// What the clock shows.
    pub clock: Clock,
    /// Where UUIDs come from.
    pub uuids: UuidSource,
    /// Where random numbers come from.
    pub random: Random,
}

impl State {
    /// The state of a session that was read, ready to be resumed or looked at.
    pub fn of_session(session: Session, host: SessionHost) -> Self {
        let next = if session.status == SessionStatus::Waiting {
            Next::Waiting
        } else {
            Next::Done
        };
        let environment = session.environment.clone();
        let mut state = Self {
            semantics: Semantics::of(session.generation),
            memory: session
                .runs
                .iter()
                .map(|_| RunMemory::new(environment.clone()))
                .collect(),
            options: host.options,
            clock: host.clock,
            uuids: host.uuids,
            random: host.random,
            sprint: Sprint::default(),
            position: Position::new(next, false),
            former_contacts: Vector::new(),
            resume: None,
            session,
        };
        let last_run = state.session.runs.len().saturating_sub(1);
        state.position.run = state.waiting_run_index().unwrap_or(last_run);
        state.position.last_step = state.last_step_of(state.position.run);
        state.recall_extras();
        state
    }

    /// What was taken out of this state for keeping, to go on with another session.
    pub fn host(&self) -> SessionHost {
        SessionHost {
            options: self.options.clone(),
            clock: self.clock.clone(),
            uuids: self.uuids.clone(),
            random: self.random.clone(),
        }
    }

    /// Has `@legacy_extra` take in the results that were stored, in the order in which they were saved (14).
    fn recall_extras(&mut self) {
        if self.semantics.extras != ExtrasRule::WhenSaved {
            return;
        }
        for (memory, run) in self.memory.iter_mut().zip(&self.session.runs) {
            let mut extras: Vec<_> = run
                .results
                .values()
                .filter(|result| result.extra.is_some())
                .cloned()
                .collect();
            extras.sort_by(|a, b| a.created_on.cmp(&b.created_on));
            memory.extras = extras.into();
        }
    }
}

/// The session as hosts of generation 14 store it: runs that are over lose path, locals and webhook.
pub fn compact(session: &mut Session) {
    for run in &mut session.runs {
        if !matches!(run.status, RunStatus::Active | RunStatus::Waiting) {
            let run = Arc::make_mut(run);
            run.path = Vector::new();
            run.locals = imbl::OrdMap::new();
            run.webhook = None;
        }
    }
}
