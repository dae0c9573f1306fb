//! Entering flows and nodes.

use std::sync::Arc;

use imbl::{OrdMap, Vector};

use super::{Halt, Stepped};
use crate::engine::advance::Done;
use crate::engine::log::Origin;
use crate::engine::memory::RunMemory;
use crate::engine::semantics::LoopRule;
use crate::engine::state::{Next, PushedFlow, RouteCause, State};
use crate::model::assets::Assets;
use crate::model::event::EventKind;
use crate::model::flow::{Flow, Node};
use crate::model::references::FlowReference;
use crate::model::session::{Run, RunStatus, Step, TriggerKind};
use crate::model::uuids::NodeUuid;

impl State {
    /// Creates a run of the pushed flow and heads for its first node.
    pub(super) fn enter_flow(&mut self) -> Stepped {
        let Some(pushed) = self.position.pushed.take() else {
            return Err(Halt::Error("there is no flow to enter".into()));
        };
        if self.semantics.loops == LoopRule::Limits
            && self.session.runs.len() >= self.options.max_runs_per_session
        {
            let text = format!(
                "Reached maximum number of runs per session ({})",
                self.options.max_runs_per_session
            );
            self.fail_run_in_loop(self.position.run, self.position.last_step, Some(&text));
            self.position.next = Next::Finish;
            return Ok(None);
        }
        if pushed.terminal {
            self.complete_open_runs();
        }
        let first = pushed.flow.nodes.first().map(|node| node.uuid.clone());
        self.create_run(&pushed);
        let run = self.position.run;
        self.head_for(first);
        Ok(Some(Done::EnterFlow { run }))
    }

    fn complete_open_runs(&mut self) {
        for run in 0..self.session.runs.len() {
            let status = self.session.runs.get(run).map(|run| &run.status);
            if matches!(status, Some(RunStatus::Active | RunStatus::Waiting)) {
                self.end_run(run, RunStatus::Completed);
            }
        }
    }

    /// Creates a run, which is the current one now.
    fn create_run(&mut self, pushed: &PushedFlow) {
        let created_on = self.now();
        let parent = pushed
            .parent
            .and_then(|parent| self.session.runs.get(parent));
        let run = Run {
            parent: parent.map(|run| run.uuid.clone()),
            flow_reference: reference_of(&pushed.flow),
            flow: Some(pushed.flow.clone()),
            path: Vector::new(),
            events: Vector::new(),
            status: RunStatus::Active,
            results: OrdMap::new(),
            locals: OrdMap::new(),
            webhook: None,
            input: None,
            had_input: false,
            modified_on: created_on.clone(),
            created_on,
            expires_on: None,
            exited_on: None,
            uuid: self.new_uuid().into(),
        };
        self.session.runs.push_back(Arc::new(run));
        self.memory
            .push_back(RunMemory::new(self.session.environment.clone()));
        self.position.run = self.session.runs.len().saturating_sub(1);
        if self.semantics.announces_runs {
            self.announce_run(pushed.terminal);
        } else {
            self.reset_expirations(self.position.run);
        }
    }

    fn announce_run(&mut self, terminal: bool) {
        let Some(run) = self.current_run().cloned() else {
            return;
        };
        let foreign = || {
            self.session
                .parent_run
                .as_ref()
                .map(|parent| parent.uuid.clone())
        };
        let kind = EventKind::RunStarted {
            flow: run.flow_reference.clone(),
            run_uuid: run.uuid.clone(),
            parent_uuid: run.parent.clone().or_else(foreign),
            terminal,
        };
        let event = self.new_event(kind);
        self.log_without_step(event);
    }

    /// Goes to a node next, unless that would be going in circles; without a node the run has nowhere to go.
    pub(super) fn head_for(&mut self, destination: Option<NodeUuid>) {
        let Some(node) = destination else {
            self.position.next = Next::Finish;
            return;
        };
        self.position.next = match self.semantics.loops {
            LoopRule::VisitedNodes => Next::EnterNode(node),
            LoopRule::Limits => {
                self.sprint.steps += 1;
                let limit = self.options.max_steps_per_sprint;
                if self.sprint.steps > limit {
                    let text = format!("Reached maximum number of steps per sprint ({limit})");
                    self.fail_run_in_loop(self.position.run, self.position.last_step, Some(&text));
                    Next::Finish
                } else {
                    Next::EnterNode(node)
                }
            }
        };
    }

    /// Adds a step to the path of the current run and has it take the caller's events (12).
    pub(super) fn enter_node(&mut self, assets: &Assets, uuid: NodeUuid) -> Stepped {
        let run_index = self.position.run;
        let Some(run) = self.current_run() else {
            return Err(Halt::Error("there is no run to go on with".into()));
        };
        let node = run.flow.as_ref().and_then(|flow| flow.node(&uuid)).cloned();
        let Some(node) = node else {
            let flow = &run.flow_reference.uuid;
            return Err(Halt::Error(format!(
                "unable to find destination node {uuid} in flow {flow}"
            )));
        };
        let step = Step {
            uuid: self.new_uuid().into(),
            node: uuid.clone(),
            arrived_on: self.now(),
            exit: None,
        };
        if let Some(run) = self.run_mut(run_index) {
            run.path.push_back(step);
        }
        self.touch(run_index);
        self.position.last_step = self.last_step_of(run_index);
        self.mark_visited(run_index, &uuid);
        self.position.last_node = Some(uuid);
        self.mark_triggering_input(run_index);
        for event in std::mem::take(&mut self.position.caller_events) {
            let step = self.position.last_step;
            self.apply_at(assets, run_index, step, event, Origin::Caller)?;
        }
        self.position.next = if node.actions.is_empty() {
            self.after_actions(&node)
        } else {
            Next::Action(0)
        };
        Ok(Some(Done::EnterNode { run: run_index }))
    }

    /// What comes after the actions of the current node: a pushed flow, a wait, or routing.
    pub(super) fn after_actions(&self, node: &Node) -> Next {
        if self.position.pushed.is_some() {
            Next::EnterFlow
        } else if node.wait.is_some() {
            Next::Wait
        } else {
            Next::Route(RouteCause::Arrived)
        }
    }

    fn mark_visited(&mut self, run: usize, node: &NodeUuid) {
        if self.semantics.loops == LoopRule::VisitedNodes {
            let position = self
                .session
                .runs
                .get(run)
                .and_then(|run| run.flow.as_ref()?.node_position(node));
            if let (Some(memory), Some(position)) = (self.memory.get_mut(run), position) {
                memory.visited.insert(position);
            }
        }
    }

    /// Notes that the first node of a session was reached with the trigger's message (14).
    fn mark_triggering_input(&mut self, run: usize) {
        let is_first = self.session.runs.len() == 1
            && self.session.input.is_some()
            && self.position.is_start
            && self
                .session
                .runs
                .get(run)
                .is_some_and(|run| run.path.len() == 1);
        if is_first && matches!(self.session.trigger.kind, TriggerKind::Msg { .. }) {
            self.note_input(run);
        }
    }

    /// Notes that a run had input (14).
    pub(super) fn note_input(&mut self, run: usize) {
        if let Some(run) = self.run_mut(run) {
            run.had_input = true;
        }
        self.touch(run);
    }
}

/// A reference to a flow by its present name.
fn reference_of(flow: &Flow) -> FlowReference {
    FlowReference {
        uuid: flow.uuid.clone(),
        name: flow.name.clone(),
        revision: Some(flow.revision),
    }
}
