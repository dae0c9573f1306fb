//! Turns what a person answers at a wait into the input the engine takes: caller events in generation 12, a resume in 14.

use std::sync::Arc;

use crate::engine::advance::EngineError;
use crate::engine::input::{Answer, Resume, ResumeKind};
use crate::engine::machine;
use crate::engine::semantics::InputRule;
use crate::engine::state::State;
use crate::excellent::DateTime;
use crate::model::assets::Assets;
use crate::model::contact::Contact;
use crate::model::event::{Event, EventKind, MessageTexts, Msg};
use crate::model::flow::Wait;
use crate::model::references::ChannelReference;
use crate::model::session::SessionWait;
use crate::model::uuids::{EventUuid, MsgUuid};

/// The state with an answer given, ready to be advanced. Where time must have passed for the answer to be possible, the
/// clock is put forward.
pub(super) fn take(state: &State, assets: &Assets, answer: &Answer) -> Result<State, EngineError> {
    let mut state = state.clone();
    pass_time(&mut state, answer);
    let resume = match state.semantics.inputs {
        InputRule::CallerEvents => Resume::CallerEvents(caller_events(&mut state, answer)?),
        InputRule::ResumeObject => resume_object(&mut state, answer)?,
    };
    machine::resume(state, assets, resume)
}

/// What the session waits for, in words.
pub(super) fn wait_in_words(state: &State) -> String {
    match state.wait() {
        Some(Wait::Dial(_)) => "a forwarded call to end".to_string(),
        Some(Wait::Nothing) => "nothing but the next call".to_string(),
        Some(Wait::Msg(_)) => "a message".to_string(),
        None => match &state.session.wait {
            Some(SessionWait::Nothing) => "nothing but the next call".to_string(),
            _ => "a message".to_string(),
        },
    }
}

/// Whether a wait can time out, and after how many seconds.
pub fn timeout_seconds(state: &State) -> Option<i64> {
    match state.wait() {
        Some(Wait::Msg(wait)) => wait.timeout.as_ref().map(|timeout| timeout.seconds),
        _ => None,
    }
}

fn pass_time(state: &mut State, answer: &Answer) {
    let until = match answer {
        Answer::Timeout => match &state.session.wait {
            Some(SessionWait::Msg { timeout_on, .. }) => timeout_on.clone(),
            _ => timeout_seconds(state).map(|seconds| later(&state.clock.now, seconds)),
        },
        Answer::Expiration => state.waiting_run().and_then(|run| run.expires_on.clone()),
        Answer::Dial { duration, .. } => Some(later(&state.clock.now, *duration)),
        Answer::Message { .. } | Answer::Nothing => None,
    };
    if let Some(until) = until.filter(|until| *until > state.clock.now) {
        state.clock.now = until;
    }
}

fn later(instant: &DateTime, seconds: i64) -> DateTime {
    instant.plus_nanos(i128::from(seconds.max(0)) * 1_000_000_000)
}

fn caller_events(state: &mut State, answer: &Answer) -> Result<Vec<Arc<Event>>, EngineError> {
    let kind = match answer {
        Answer::Nothing => return Ok(Vec::new()),
        Answer::Message { text, attachments } => {
            let uuid = MsgUuid::from(state.new_uuid());
            EventKind::MsgReceived {
                msg: Msg {
                    uuid: Some(uuid),
                    ..message(state, text, attachments)
                },
            }
        }
        Answer::Timeout => EventKind::WaitTimedOut,
        Answer::Expiration => {
            let waiting = state
                .waiting_run()
                .ok_or_else(|| refused("no run is waiting"))?;
            EventKind::RunExpired {
                run_uuid: waiting.uuid.clone(),
            }
        }
        Answer::Dial { .. } => {
            return Err(refused(
                "only a wait for a forwarded call can be told how it ended",
            ));
        }
    };
    Ok(vec![Arc::new(Event {
        uuid: None,
        created_on: state.clock.now.clone(),
        place: None,
        kind,
    })])
}

fn resume_object(state: &mut State, answer: &Answer) -> Result<Resume, EngineError> {
    let (kind, event) = match answer {
        Answer::Message { text, attachments } => (
            ResumeKind::Msg,
            EventKind::MsgReceived {
                msg: message(state, text, attachments),
            },
        ),
        Answer::Timeout => (ResumeKind::WaitTimeout, EventKind::WaitTimedOut),
        Answer::Expiration => (ResumeKind::WaitExpiration, EventKind::WaitExpired),
        Answer::Dial { status, duration } => (
            ResumeKind::Dial,
            EventKind::DialEnded {
                status: status.as_str().into(),
                duration: *duration,
            },
        ),
        Answer::Nothing => return Err(refused("the session can't be resumed with nothing")),
    };
    let uuid = EventUuid::from(state.new_uuid());
    let now = state.clock.now.clone();
    let event = Event {
        uuid: Some(uuid),
        created_on: now.clone(),
        place: None,
        kind: event,
    };
    Ok(Resume::Resume {
        kind,
        event: Arc::new(event),
        resumed_on: now,
    })
}

fn message(state: &State, text: &str, attachments: &[String]) -> Msg {
    message_of(state.session.contact.as_deref(), text, attachments)
}

/// The message as the contact's preferred address would send it.
pub(super) fn message_of(contact: Option<&Contact>, text: &str, attachments: &[String]) -> Msg {
    let preferred = contact.and_then(|contact| contact.urns.head());
    let channel = preferred.and_then(|urn| urn.channel.as_ref());
    let attachments = attachments
        .iter()
        .map(|attachment| attachment.as_str().into())
        .collect();
    Msg {
        urn: preferred
            .map(|urn| urn.urn.to_string().into())
            .unwrap_or_default(),
        channel: channel.map(|channel| ChannelReference {
            uuid: channel.uuid.clone(),
            name: channel.name.clone(),
        }),
        texts: MessageTexts {
            text: text.into(),
            attachments,
            quick_replies: Vec::new(),
        },
        ..Msg::default()
    }
}

fn refused(text: &str) -> EngineError {
    EngineError {
        text: text.to_string(),
        code: None,
    }
}
