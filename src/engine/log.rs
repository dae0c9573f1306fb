//! Logging: how an event comes to be, where it goes, and how runs and sessions change their status.

use std::sync::Arc;

use super::semantics::EventRule;
use super::state::{State, StepPlace};
use crate::excellent::Text;
use crate::model::assets::Assets;
use crate::model::contact::Contact;
use crate::model::event::{Event, EventKind, EventPlace};
use crate::model::session::{Run, RunStatus};

/// Who made an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// The engine: the event is part of the sprint's output.
    Engine,
    /// The caller, who knows of it already (12).
    Caller,
}

impl State {
    /// An event that happens now.
    pub fn new_event(&mut self, kind: EventKind) -> Event {
        let uuid = match self.semantics.events {
            EventRule::Applied => None,
            EventRule::Immediate => Some(self.new_uuid().into()),
        };
        Event {
            uuid,
            created_on: self.now(),
            place: None,
            kind,
        }
    }

    /// Logs an event outside of any step.
    pub fn log_without_step(&mut self, event: Event) {
        self.sprint.events.push_back(Arc::new(event));
    }

    /// Logs an event at the step a run stands at, without applying it (14).
    pub fn log_at_last_step(&mut self, run: usize, mut event: Event) {
        event.place = self
            .last_step_of(run)
            .and_then(|place| self.event_place(place));
        self.log_without_step(event);
    }

    /// Applies an event to a run, keeps it in the run if there is a step, and makes it part of the output unless the caller
    /// made it (12). The error is why it can't be applied; then it is not recorded.
    pub(super) fn apply_at(
        &mut self,
        assets: &Assets,
        run: usize,
        step: Option<StepPlace>,
        mut event: Arc<Event>,
        origin: Origin,
    ) -> Result<(), String> {
        // Nobody else has an event that was just made.
        Arc::make_mut(&mut event).place = step.and_then(|place| self.event_place(place));
        self.apply(assets, run, &event).map_err(|error| {
            format!(
                "unable to apply event[type={}]: {error}",
                event.kind.type_name()
            )
        })?;
        if step.is_some()
            && let Some(run) = self.run_mut(run)
        {
            run.events.push_back(event.clone());
        }
        if origin == Origin::Engine {
            self.sprint.events.push_back(event);
        }
        Ok(())
    }

    /// Logs an event at the step a run stands at, by the rules of the generation.
    pub(super) fn log(
        &mut self,
        assets: &Assets,
        run: usize,
        kind: EventKind,
    ) -> Result<(), String> {
        let event = self.new_event(kind);
        match self.semantics.events {
            EventRule::Applied => {
                let step = self.last_step_of(run);
                self.apply_at(assets, run, step, Arc::new(event), Origin::Engine)
            }
            EventRule::Immediate => {
                self.log_at_last_step(run, event);
                Ok(())
            }
        }
    }

    /// The step a run stands at.
    pub(super) fn last_step_of(&self, run: usize) -> Option<StepPlace> {
        let step = self.session.runs.get(run)?.path.len().checked_sub(1)?;
        Some(StepPlace { run, step })
    }

    /// The place of events at a step: the one that the event before has, if that was there, too.
    fn event_place(&self, place: StepPlace) -> Option<Arc<EventPlace>> {
        let run = self.session.runs.get(place.run)?;
        let step = run.path.get(place.step)?;
        let last = run.events.back().and_then(|event| event.place.as_ref());
        if let Some(last) = last.filter(|last| last.step == step.uuid && last.run == run.uuid) {
            return Some(last.clone());
        }
        Some(Arc::new(EventPlace {
            run: run.uuid.clone(),
            step: step.uuid.clone(),
            node: step.node.clone(),
        }))
    }

    /// A run, to change it.
    pub(super) fn run_mut(&mut self, run: usize) -> Option<&mut Run> {
        self.session.runs.get_mut(run).map(Arc::make_mut)
    }

    /// The contact of a run, to change it.
    pub fn contact_of_mut(&mut self, run: usize) -> Option<&mut Contact> {
        match self
            .memory
            .get(run)
            .and_then(|memory| memory.former_contact)
        {
            Some(former) => self.former_contacts.get_mut(former).map(Arc::make_mut),
            None => self.session.contact.as_mut().map(Arc::make_mut),
        }
    }

    /// Notes that a run was changed (14).
    pub(super) fn touch(&mut self, run: usize) {
        if self.semantics.announces_runs {
            let now = self.now();
            if let Some(run) = self.run_mut(run) {
                run.modified_on = now;
            }
        }
    }

    /// Gives a run a status other than an end.
    pub(super) fn set_run_status(&mut self, run: usize, status: RunStatus) {
        if let Some(run) = self.run_mut(run) {
            run.status = status;
        }
        self.touch(run);
    }

    /// Ends a run.
    pub(super) fn exit_run(&mut self, run: usize, status: RunStatus) {
        let now = self.now();
        if let Some(run) = self.run_mut(run) {
            run.status = status;
            run.exited_on = Some(now);
        }
        self.touch(run);
    }

    /// Ends a run and, where ends are events, logs it outside of any step.
    pub(super) fn end_run(&mut self, run: usize, status: RunStatus) {
        self.exit_run(run, status);
        if self.semantics.announces_runs {
            let event = self.run_ended(run);
            if let Some(event) = event {
                self.log_without_step(event);
            }
        }
    }

    fn run_ended(&mut self, index: usize) -> Option<Event> {
        let run = self.session.runs.get(index)?;
        let kind = EventKind::RunEnded {
            run_uuid: run.uuid.clone(),
            flow: run.flow_reference.clone(),
            status: run.status.clone(),
        };
        Some(self.new_event(kind))
    }

    /// An action fails its run: the run ends, then failure and end are logged at the step (14).
    pub(super) fn fail_run_in_action(&mut self, run: usize, text: Text) {
        self.exit_run(run, RunStatus::Failed);
        let failure = self.new_event(EventKind::Failure { text });
        self.log_at_last_step(run, failure);
        if let Some(ended) = self.run_ended(run) {
            self.log_at_last_step(run, ended);
        }
    }

    /// The machine fails a run: the failure is logged, if there is a text, at the step given; then the run ends (14).
    pub(super) fn fail_run_in_loop(
        &mut self,
        run: usize,
        step: Option<StepPlace>,
        text: Option<&str>,
    ) {
        if let Some(text) = text {
            let mut failure = self.new_event(EventKind::Failure { text: text.into() });
            failure.place = step.and_then(|place| self.event_place(place));
            self.log_without_step(failure);
        }
        self.end_run(run, RunStatus::Failed);
    }
}
