//! Starting and resuming as generation 14 does: with a trigger and resumes that each wrap an event.

use std::sync::Arc;

use imbl::Vector;

use super::advance::EngineError;
use super::flows::{load_flow, parent_run};
use super::input::{Resume, ResumeKind, Start};
use super::random::Random;
use super::semantics::Semantics;
use super::state::{Next, Position, PushedFlow, Sprint, State};
use crate::model::assets::Assets;
use crate::model::event::{Event, EventKind};
use crate::model::flow::{FlowType, Wait};
use crate::model::session::{Input, Session, SessionStatus, TriggerKind};
use crate::model::urn::Urn;

/// Makes a session of a trigger, for a contact in an environment.
pub(super) fn start(
    assets: &Assets,
    start: Start,
    semantics: &'static Semantics,
) -> Result<State, EngineError> {
    let reference = &start.trigger.flow;
    let flow = load_flow(assets, semantics, reference).map_err(|error| {
        refused(format!(
            "unable to load flow[uuid={},name={}]: {error}",
            reference.uuid, reference.name
        ))
    })?;
    if flow.flow_type == FlowType::Voice && start.call.is_none() {
        return Err(refused("unable to trigger voice flow without call"));
    }
    let Some(contact) = start.contact else {
        return Err(refused("unable to start a session without a contact"));
    };
    let parent_run = parent_run(&start.trigger).map_err(refused)?;
    let mut uuids = start.uuids;
    let session = Session {
        generation: flow.generation,
        uuid: uuids.next_uuid().into(),
        flow_type: flow.flow_type.clone(),
        created_on: start.clock.now.clone(),
        environment: start.environment.unwrap_or_default(),
        contact: Some(contact),
        trigger: Arc::new(start.trigger),
        call: start.call,
        runs: Vector::new(),
        status: SessionStatus::Active,
        wait: None,
        input: None,
        sprints: 0,
        parent_run,
    };
    let mut position = Position::new(Next::EnterFlow, true);
    position.pushed = Some(PushedFlow {
        flow,
        terminal: false,
        parent: None,
    });
    let mut state = State {
        session,
        options: start.options,
        semantics,
        clock: start.clock,
        uuids,
        random: Random::new(start.seed),
        sprint: Sprint::default(),
        position,
        memory: Vector::new(),
        former_contacts: Vector::new(),
        resume: None,
    };
    state.take_triggering_input(assets);
    state.evaluate_groups_of_input(assets);
    Ok(state)
}

/// Gives a waiting session a resume.
pub(super) fn resume(
    mut state: State,
    assets: &Assets,
    resume: Resume,
) -> Result<State, EngineError> {
    let Resume::Resume { kind, .. } = &resume else {
        return Err(refused("this session is resumed with a resume"));
    };
    let kind = *kind;
    let parent_run = parent_run(&state.session.trigger).map_err(refused)?;
    if state.session.status != SessionStatus::Waiting {
        return Err(coded(101, "only waiting sessions can be resumed"));
    }
    let Some(run) = state.waiting_run_index() else {
        return Err(coded(
            102,
            "session doesn't contain any runs which are waiting",
        ));
    };
    state.session.parent_run = parent_run;
    state.sprint = Sprint::default();
    state.position = Position::new(Next::Resume(Arc::new(resume)), false);
    state.position.run = run;
    state.refresh_flows(assets);
    if state.obstacle_to_resuming().is_none()
        && let Some(wait) = state.wait()
        && !accepts(wait, kind)
    {
        let text = format!(
            "resume of type {} not accepted by wait of type {}",
            kind.type_name(),
            wait.type_name()
        );
        return Err(coded(103, text));
    }
    Ok(state)
}

fn refused(text: impl Into<String>) -> EngineError {
    EngineError {
        text: text.into(),
        code: None,
    }
}

fn coded(code: u16, text: impl Into<String>) -> EngineError {
    EngineError {
        text: text.into(),
        code: Some(code),
    }
}

/// Whether a wait takes a kind of resume.
fn accepts(wait: &Wait, kind: ResumeKind) -> bool {
    match (wait, kind) {
        (Wait::Msg(_), ResumeKind::Msg | ResumeKind::WaitExpiration)
        | (Wait::Dial(_), ResumeKind::Dial) => true,
        (Wait::Msg(wait), ResumeKind::WaitTimeout) => wait.timeout.is_some(),
        _ => false,
    }
}

impl State {
    /// Why the waiting run can't go on, whatever the input.
    pub(super) fn obstacle_to_resuming(&self) -> Option<String> {
        let run = self.waiting_run()?;
        if run.flow.is_none() {
            return Some("Can't resume run with missing flow asset".into());
        }
        let limit = self.options.max_sprints_per_session;
        if self.session.sprints >= limit {
            return Some(format!(
                "Reached maximum number of sprints per session ({limit})"
            ));
        }
        if run.path.is_empty() {
            return Some(
                "Unable to find resume location: run has no location as path is empty".into(),
            );
        }
        let index = self.waiting_run_index()?;
        let Some(node) = self.node_of(index) else {
            return Some("Unable to find resume location: run is located at a flow node that no longer exists".into());
        };
        if node.wait.is_none() || node.router.is_none() {
            return Some("Can't resume from node without a router or wait".into());
        }
        None
    }

    /// The runs go on by the definitions of the assets at hand.
    fn refresh_flows(&mut self, assets: &Assets) {
        for index in 0..self.session.runs.len() {
            let Some(run) = self.session.runs.get(index) else {
                continue;
            };
            let present = assets
                .flows
                .get(&run.flow_reference.uuid)
                .and_then(Result::ok);
            let is_same = match (&run.flow, &present) {
                (Some(old), Some(new)) => Arc::ptr_eq(old, new),
                (None, None) => true,
                _ => false,
            };
            if !is_same && let Some(run) = self.run_mut(index) {
                run.flow = present;
            }
        }
    }

    fn take_triggering_input(&mut self, assets: &Assets) {
        let event = self.session.trigger.event.clone();
        if let (TriggerKind::Msg { .. }, Some(event)) = (&self.session.trigger.kind, event) {
            self.set_session_input(assets, &event);
        }
    }

    /// Makes a received message the input of the session, and notes when the contact was last seen. Other events are no
    /// input.
    pub(super) fn set_session_input(&mut self, assets: &Assets, event: &Event) {
        let EventKind::MsgReceived { msg } = &event.kind else {
            self.session.input = None;
            return;
        };
        let channel = msg
            .channel
            .as_ref()
            .and_then(|channel| assets.channels.get(channel.uuid.as_str()));
        let urn = (!msg.urn.is_empty()).then(|| Urn::lenient(&msg.urn).identity());
        self.session.input = Some(Arc::new(Input {
            uuid: event
                .uuid
                .as_ref()
                .map(|uuid| uuid.as_str().into())
                .unwrap_or_default(),
            channel: channel.cloned(),
            created_on: event.created_on.clone(),
            urn,
            text: msg.texts.text.clone(),
            attachments: msg.texts.attachments.clone(),
            external_id: msg.external_id.clone(),
            payload: msg.payload.clone(),
        }));
        if let Some(contact) = &mut self.session.contact {
            Arc::make_mut(contact).last_seen_on = Some(event.created_on.clone());
        }
    }
}
