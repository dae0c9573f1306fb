//! Taking the input of a resume.

use std::sync::Arc;

use super::{Halt, Stepped};
use crate::engine::advance::Done;
use crate::engine::input::{Resume, ResumeKind};
use crate::engine::log::Origin;
use crate::engine::state::{LastResume, Next, RouteCause, State};
use crate::model::assets::Assets;
use crate::model::event::{Event, EventKind};
use crate::model::session::{RunStatus, SessionStatus, SessionWait};

impl State {
    /// Takes an input and decides what it leads to.
    pub(super) fn take_resume(&mut self, assets: &Assets, resume: &Resume) -> Stepped {
        match resume {
            Resume::CallerEvents(events) => self.take_caller_events(assets, events)?,
            Resume::Resume {
                kind,
                event,
                resumed_on,
            } => {
                let taken = LastResume {
                    kind: *kind,
                    event: event.clone(),
                    resumed_on: resumed_on.clone(),
                };
                self.take_resume_object(assets, taken);
            }
        }
        let run = self.position.run;
        Ok(self.current_run().map(|_| Done::Resume { run }))
    }

    /// Applies the caller's events to the waiting run (12).
    fn take_caller_events(&mut self, assets: &Assets, events: &[Arc<Event>]) -> Result<(), Halt> {
        let run = self.position.run;
        let Some(step) = self.last_step_of(run) else {
            return Err(Halt::Error("run has no location as path is empty".into()));
        };
        if self.node_of(run).is_none() {
            return Err(Halt::Error(
                "run is located at a flow node that no longer exists".into(),
            ));
        }
        self.position.last_step = Some(step);
        self.position.last_node = Some(self.node_uuid_of(run));
        for event in events {
            self.apply_at(assets, run, Some(step), event.clone(), Origin::Caller)?;
        }
        let still_waits = self
            .session
            .runs
            .get(run)
            .is_some_and(|run| run.status == RunStatus::Waiting);
        if !still_waits {
            self.session.status = SessionStatus::Active;
            self.position.next = Next::Finish;
        } else if accepts(self.session.wait.as_ref(), events) {
            self.session.wait = None;
            self.session.status = SessionStatus::Active;
            self.set_run_status(run, RunStatus::Active);
            self.position.next = Next::Route(RouteCause::Resumed);
        } else {
            self.position.next = Next::Waiting;
        }
        Ok(())
    }

    /// Takes a resume (14). What stands in the way of going on fails the session.
    fn take_resume_object(&mut self, assets: &Assets, resume: LastResume) {
        if let Some(obstacle) = self.obstacle_to_resuming() {
            self.fail_session(&obstacle);
            return;
        }
        let run = self.position.run;
        self.position.last_step = self.last_step_of(run);
        self.position.last_node = Some(self.node_uuid_of(run));
        self.session.status = SessionStatus::Active;
        self.take_input(assets, resume.kind, &resume.event);
        if self.session.input.is_some() {
            self.note_input(run);
        }
        let kind = resume.kind;
        self.resume = Some(Arc::new(resume));
        if kind == ResumeKind::WaitExpiration {
            self.end_run(run, RunStatus::Expired);
            self.evaluate_groups_of_input(assets);
            self.position.next = Next::Finish;
            return;
        }
        self.set_run_status(run, RunStatus::Active);
        let timed_out = kind == ResumeKind::WaitTimeout;
        self.position.next = Next::Route(if timed_out {
            RouteCause::TimedOut
        } else {
            RouteCause::Resumed
        });
    }

    fn take_input(&mut self, assets: &Assets, kind: ResumeKind, event: &Event) {
        match kind {
            ResumeKind::Msg => self.set_session_input(assets, event),
            ResumeKind::WaitTimeout | ResumeKind::WaitExpiration | ResumeKind::Dial => {
                self.session.input = None;
            }
        }
    }
}

/// Whether the wait of a session takes these events (12).
fn accepts(wait: Option<&SessionWait>, events: &[Arc<Event>]) -> bool {
    match wait {
        Some(SessionWait::Nothing) => true,
        Some(SessionWait::Msg { .. }) | None => events.iter().any(|event| {
            matches!(
                event.kind,
                EventKind::MsgReceived { .. } | EventKind::WaitTimedOut
            )
        }),
    }
}
