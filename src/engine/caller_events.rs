//! Starting and resuming as generation 12 does: with events of the caller.

use std::sync::Arc;

use imbl::Vector;

use super::advance::EngineError;
use super::flows::{load_flow, parent_run};
use super::input::{Resume, Start};
use super::random::Random;
use super::semantics::Semantics;
use super::state::{Next, Position, PushedFlow, Sprint, State};
use crate::model::assets::Assets;
use crate::model::event::{Event, EventKind};
use crate::model::flow::Flow;
use crate::model::session::{Session, SessionStatus};
use crate::model::uuids::SessionUuid;

/// Makes a session of a trigger, which brings environment and contact along.
pub(super) fn start(
    assets: &Assets,
    start: Start,
    semantics: &'static Semantics,
) -> Result<State, EngineError> {
    let flow = load_flow(assets, semantics, &start.trigger.flow).map_err(|error| {
        refused(format!(
            "unable to load flow[uuid={}]: {error}",
            start.trigger.flow.uuid
        ))
    })?;
    validate(assets, &flow)?;
    check_events(assets, &start.caller_events)?;
    let parent_run = parent_run(&start.trigger).map_err(refused)?;
    let environment = start
        .trigger
        .environment
        .clone()
        .or(start.environment)
        .unwrap_or_default();
    let session = Session {
        generation: flow.generation,
        uuid: SessionUuid::default(),
        flow_type: flow.flow_type.clone(),
        created_on: start.clock.now.clone(),
        environment,
        contact: start.trigger.contact.clone().or(start.contact),
        trigger: Arc::new(start.trigger),
        call: None,
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
    position.caller_events = start.caller_events;
    Ok(State {
        session,
        options: start.options,
        semantics,
        clock: start.clock,
        uuids: start.uuids,
        random: Random::new(start.seed),
        sprint: Sprint::default(),
        position,
        memory: Vector::new(),
        former_contacts: Vector::new(),
        resume: None,
    })
}

/// Gives a waiting session events of the caller.
pub(super) fn resume(
    mut state: State,
    assets: &Assets,
    resume: Resume,
) -> Result<State, EngineError> {
    let Resume::CallerEvents(events) = &resume else {
        return Err(refused("this session is resumed with events"));
    };
    if state.session.status != SessionStatus::Waiting {
        return Err(refused("only waiting sessions can be resumed"));
    }
    let Some(run) = state.waiting_run_index() else {
        return Err(refused(
            "session doesn't contain any runs which are waiting",
        ));
    };
    let flow = state
        .session
        .runs
        .get(run)
        .and_then(|run| run.flow.as_ref());
    if let Some(flow) = flow {
        validate(assets, flow)?;
    }
    check_events(assets, events)?;
    state.sprint = Sprint::default();
    state.position = Position::new(Next::Resume(Arc::new(resume)), false);
    state.position.run = run;
    for run in 0..state.memory.len() {
        if let Some(memory) = state.memory.get_mut(run) {
            memory.visited = imbl::OrdSet::new();
        }
    }
    Ok(state)
}

fn refused(text: impl Into<String>) -> EngineError {
    EngineError {
        text: text.into(),
        code: None,
    }
}

/// Checks a flow against the assets; flows it starts are not looked into.
fn validate(assets: &Assets, flow: &Flow) -> Result<(), EngineError> {
    assets.flows.check(flow, assets).map_err(|error| {
        refused(format!(
            "validation failed for flow[uuid={}]: {error}",
            flow.uuid
        ))
    })
}

fn check_events(assets: &Assets, events: &[Arc<Event>]) -> Result<(), EngineError> {
    for event in events {
        let name = event.kind.type_name();
        if !callers_may_send(&event.kind) {
            return Err(refused(format!(
                "event[type={name}] can't be sent by callers"
            )));
        }
        check_assets(assets, &event.kind).map_err(|error| {
            refused(format!("validation failed for event[type={name}]: {error}"))
        })?;
    }
    Ok(())
}

/// Whether an event may come from a caller.
fn callers_may_send(kind: &EventKind) -> bool {
    matches!(
        kind,
        EventKind::ContactChanged { .. }
            | EventKind::ContactChannelChanged { .. }
            | EventKind::ContactFieldChanged { .. }
            | EventKind::ContactGroupsAdded { .. }
            | EventKind::ContactGroupsRemoved { .. }
            | EventKind::ContactLanguageChanged { .. }
            | EventKind::ContactNameChanged { .. }
            | EventKind::ContactTimezoneChanged { .. }
            | EventKind::ContactUrnAdded { .. }
            | EventKind::EnvironmentChanged { .. }
            | EventKind::Error { .. }
            | EventKind::InputLabelsAdded { .. }
            | EventKind::MsgReceived { .. }
            | EventKind::RunExpired { .. }
            | EventKind::RunResultChanged(_)
            | EventKind::WaitTimedOut
    )
}

/// Checks that what an event of a caller names exists.
fn check_assets(assets: &Assets, kind: &EventKind) -> Result<(), String> {
    let missing = |known: bool, what: &str, uuid: &str| {
        if known {
            Ok(())
        } else {
            Err(format!("no such {what} with uuid '{uuid}'"))
        }
    };
    match kind {
        EventKind::ContactChannelChanged { channel } => missing(
            assets.channels.get(channel.uuid.as_str()).is_some(),
            "channel",
            channel.uuid.as_str(),
        ),
        EventKind::ContactFieldChanged { field, .. }
            if assets.fields.get(&*field.key).is_none() =>
        {
            Err(format!("no such field with key '{}'", field.key))
        }
        EventKind::ContactGroupsAdded { groups } | EventKind::ContactGroupsRemoved { groups } => {
            groups.iter().try_for_each(|group| {
                missing(
                    assets.groups.get(group.uuid.as_str()).is_some(),
                    "group",
                    group.uuid.as_str(),
                )
            })
        }
        EventKind::InputLabelsAdded { labels, .. } => labels.iter().try_for_each(|label| {
            missing(
                assets.labels.get(label.uuid.as_str()).is_some(),
                "label",
                label.uuid.as_str(),
            )
        }),
        EventKind::MsgReceived { msg } => match &msg.channel {
            Some(channel) => missing(
                assets.channels.get(channel.uuid.as_str()).is_some(),
                "channel",
                channel.uuid.as_str(),
            ),
            None => Ok(()),
        },
        _ => Ok(()),
    }
}
