//! Routing, leaving nodes, and what comes after a run.

use std::sync::Arc;

use super::{Halt, Stepped};
use crate::engine::advance::Done;
use crate::engine::log::Origin;
use crate::engine::routers;
use crate::engine::semantics::{FailureRule, InputRule, LoopRule, UnroutedRule};
use crate::engine::state::{Departure, Next, RouteCause, Segment, State};
use crate::model::assets::Assets;
use crate::model::event::EventKind;
use crate::model::session::{RunStatus, SessionStatus};

impl State {
    /// Chooses an exit of the current node.
    pub(super) fn route(&mut self, assets: &Assets, cause: RouteCause) -> Stepped {
        let run = self.position.run;
        let routed = routers::route(self, assets, run, cause);
        let departure = match routed {
            Ok(departure) => departure,
            Err(text) => return self.routing_failed(assets, cause, &text),
        };
        if matches!(cause, RouteCause::Resumed | RouteCause::TimedOut) {
            self.evaluate_groups_of_input(assets);
        }
        let exit = departure.as_ref().map(|departure| departure.exit.clone());
        let failed = self.semantics.unrouted == UnroutedRule::Fails && self.has_failed(run);
        self.position.next = if failed {
            Next::Finish
        } else {
            Next::Leave(departure)
        };
        Ok(Some(Done::Route { run, exit }))
    }

    fn routing_failed(&mut self, assets: &Assets, cause: RouteCause, text: &str) -> Stepped {
        let run = self.position.run;
        match (self.semantics.failure, cause) {
            (FailureRule::FatalError, RouteCause::ChildEnded) => {
                let event = self.new_event(EventKind::fatal_error(
                    "can't resume run as node no longer exists",
                ));
                let step = self.position.last_step;
                self.apply_at(assets, run, step, Arc::new(event), Origin::Engine)?;
                self.position.next = Next::Finish;
                Ok(None)
            }
            (FailureRule::FailureEvent, RouteCause::ChildEnded) => {
                self.fail_run_in_loop(run, None, Some("Can't resume run as node no longer exists"));
                self.position.next = Next::Finish;
                Ok(None)
            }
            (FailureRule::FailureEvent, RouteCause::Resumed | RouteCause::TimedOut) => {
                self.fail_session(&format!("Unable to resolve router exit: {text}"));
                Ok(None)
            }
            (FailureRule::FailureEvent, RouteCause::Arrived) => {
                let node = self.node_uuid_of(run);
                Err(Halt::Error(format!(
                    "error routing from node[uuid={node}]: {text}"
                )))
            }
            (FailureRule::FatalError, _) => Err(Halt::Error(text.to_owned())),
        }
    }

    /// Moves over the exit that was chosen.
    pub(super) fn leave(&mut self, assets: &Assets, departure: Option<Departure>) -> Stepped {
        if self.current_run().is_none() {
            return Err(Halt::Error("there is no run to go on with".into()));
        }
        let done = Done::Leave {
            run: self.position.run,
            exit: departure.as_ref().map(|departure| departure.exit.clone()),
        };
        let destination = departure
            .as_ref()
            .and_then(|departure| departure.destination.clone());
        match self.semantics.loops {
            LoopRule::Limits => {
                self.log_segment(departure);
                self.head_for(destination);
            }
            LoopRule::VisitedNodes => {
                let visited = destination.as_ref().filter(|node| self.was_visited(node));
                if let Some(node) = visited {
                    let text =
                        format!("flow loop detected, stopping execution before entering '{node}'");
                    let event = self.new_event(EventKind::fatal_error(text));
                    self.apply_at(
                        assets,
                        self.position.run,
                        self.position.last_step,
                        Arc::new(event),
                        Origin::Engine,
                    )?;
                    self.position.next = Next::Finish;
                } else {
                    self.head_for(destination);
                }
            }
        }
        Ok(Some(done))
    }

    fn was_visited(&self, node: &crate::model::uuids::NodeUuid) -> bool {
        let position = self
            .current_run()
            .and_then(|run| run.flow.as_ref()?.node_position(node));
        let memory = self.memory.get(self.position.run);
        position
            .zip(memory)
            .is_some_and(|(position, memory)| memory.visited.contains(&position))
    }

    fn log_segment(&mut self, departure: Option<Departure>) {
        let flow = self.current_run().and_then(|run| run.flow.clone());
        let (Some(flow), Some(departure)) = (flow, departure) else {
            return;
        };
        let Some(destination) = departure
            .destination
            .filter(|node| flow.node(node).is_some())
        else {
            return;
        };
        let segment = Segment {
            flow: flow.uuid.clone(),
            node: self.position.last_node.clone().unwrap_or_default(),
            exit: departure.exit,
            operand: departure.operand,
            destination,
            time: self.now(),
        };
        self.sprint.segments.push_back(segment);
    }

    /// Ends the current run, and goes on with its parent or ends the session.
    pub(super) fn finish(&mut self, assets: &Assets) -> Stepped {
        let child_index = self.position.run;
        let Some(child) = self.session.runs.get(child_index) else {
            return Err(Halt::Error("there is no run to go on with".into()));
        };
        if child.exited_on.is_none() {
            self.end_run(child_index, RunStatus::Completed);
        }
        let Some(parent) = self.parent_to_return_to(child_index) else {
            let failed = self.has_failed(child_index);
            self.session.status = if failed {
                SessionStatus::Failed
            } else {
                SessionStatus::Completed
            };
            return Ok(Some(self.end()));
        };
        let done = Done::ReturnToParent {
            child: child_index,
            parent,
        };
        self.position.run = parent;
        if self.has_failed(child_index) {
            self.child_failed(assets, child_index)?;
            self.position.next = Next::Finish;
        } else if self.semantics.inputs == InputRule::ResumeObject
            && self
                .session
                .runs
                .get(parent)
                .is_some_and(|run| run.flow.is_none())
        {
            self.fail_run_in_loop(
                parent,
                None,
                Some("Can't resume run with missing flow asset"),
            );
            self.position.next = Next::Finish;
        } else {
            self.position.next = Next::Route(RouteCause::ChildEnded);
        }
        Ok(Some(done))
    }

    fn parent_to_return_to(&self, child: usize) -> Option<usize> {
        let uuid = self.session.runs.get(child)?.parent.as_ref()?;
        // A parent stands before its child, so there is no going in circles among runs.
        let parent = self
            .session
            .runs
            .iter()
            .take(child)
            .position(|run| &run.uuid == uuid)?;
        let run = self.session.runs.get(parent)?;
        let takes_back =
            !self.semantics.returns_only_to_active_parents || run.status == RunStatus::Active;
        takes_back.then_some(parent)
    }

    /// A run that the current one started failed, so it fails, too.
    fn child_failed(&mut self, assets: &Assets, child: usize) -> Result<(), Halt> {
        let parent = self.position.run;
        match self.semantics.failure {
            FailureRule::FailureEvent => self.fail_run_in_loop(parent, None, None),
            FailureRule::FatalError => {
                let flow = self
                    .session
                    .runs
                    .get(child)
                    .map(|run| run.flow_reference.uuid.clone());
                let flow = flow.unwrap_or_default();
                let text = format!("child run for flow '{flow}' ended in error, ending execution");
                let event = self.new_event(EventKind::fatal_error(text));
                let step = self.node_of(parent).and_then(|_| self.last_step_of(parent));
                self.apply_at(assets, parent, step, Arc::new(event), Origin::Engine)?;
            }
        }
        Ok(())
    }

    /// Fails the session and every run that is not over (14).
    pub(super) fn fail_session(&mut self, text: &str) {
        let first = self.position.run;
        self.fail_run_in_loop(first, None, Some(text));
        for run in 0..self.session.runs.len() {
            let status = self
                .session
                .runs
                .get(run)
                .map(|run| Arc::clone(run).status.clone());
            if matches!(status, Some(RunStatus::Active | RunStatus::Waiting)) {
                self.end_run(run, RunStatus::Failed);
            }
        }
        self.session.status = SessionStatus::Failed;
        self.position.next = Next::End;
    }
}
