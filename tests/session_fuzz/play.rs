//! Plays a case as a host does, that stores the session between calls.

use std::fmt;
use std::sync::Arc;

use flowdbg::engine::effect::{Effect, HttpResponse, Reply};
use flowdbg::engine::input::{Clock, Resume, Start, UuidSource};
use flowdbg::engine::machine;
use flowdbg::engine::options::Options;
use flowdbg::engine::restore::SessionHost;
use flowdbg::engine::semantics::GENERATION_12;
use flowdbg::engine::state::State;
use flowdbg::excellent::{DateTime, Zone};
use flowdbg::json::Document;
use flowdbg::model::assets::Assets;
use flowdbg::model::event::Event;
use flowdbg::model::flow::Generation;
use flowdbg::wire::bundle;
use flowdbg::wire::v12::{read_event, read_session, read_trigger, write_session};
use serde_json::Value;

/// How far a case got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Its assets, trigger or first events could not be read.
    Unreadable,
    /// The session did not start.
    NotStarted,
    /// The session ran for a while.
    Played,
}

/// How far cases got.
#[derive(Default)]
pub struct Outcomes {
    pub unreadable: usize,
    pub not_started: usize,
    pub played: usize,
}

impl Outcomes {
    pub fn count(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Unreadable => self.unreadable += 1,
            Outcome::NotStarted => self.not_started += 1,
            Outcome::Played => self.played += 1,
        }
    }
}

impl fmt::Display for Outcomes {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            unreadable,
            not_started,
            played,
        } = self;
        write!(
            out,
            "{unreadable} unreadable, {not_started} not started, {played} played"
        )
    }
}

pub fn play(case: &Value) -> Outcome {
    let Some((assets, start)) = read(case) else {
        return Outcome::Unreadable;
    };
    let Ok(mut state) = machine::start(&assets, start, &GENERATION_12) else {
        return Outcome::NotStarted;
    };
    let mut replies = case["replies"].as_array().into_iter().flatten().cycle();
    let mut answer = |effect: &Effect| reply(effect, replies.next());
    if machine::run_sprint(&mut state, &assets, &mut answer).is_err() {
        return Outcome::Played;
    }
    for events in case["calls"].as_array().into_iter().flatten().skip(1) {
        let text = write_session::session_json(&state.session);
        let stored = Document::parse(&text).expect("sessions are written as JSON");
        let Ok(session) = read_session::read_session(stored.root(), &assets) else {
            return Outcome::Played;
        };
        let Some(events) = read_events(events, &assets) else {
            continue;
        };
        let restored = State::of_session(
            session,
            SessionHost {
                clock: clock(),
                ..state.host()
            },
        );
        let Ok(mut resumed) = machine::resume(restored, &assets, Resume::CallerEvents(events))
        else {
            continue;
        };
        if machine::run_sprint(&mut resumed, &assets, &mut answer).is_err() {
            return Outcome::Played;
        }
        state = resumed;
    }
    Outcome::Played
}

fn read(case: &Value) -> Option<(Assets, Start)> {
    let assets = bundle::read_assets(&case["assets"], Generation::V12).ok()?;
    let trigger =
        read_trigger::read_trigger(Document::of(&case["trigger"]).root(), &assets).ok()?;
    let caller_events = read_events(&case["calls"][0], &assets)?;
    let start = Start {
        trigger,
        environment: None,
        contact: None,
        call: None,
        caller_events,
        options: Arc::new(Options::generation_12()),
        clock: clock(),
        uuids: UuidSource::Counting(0),
        seed: 1,
    };
    Some((assets, start))
}

fn read_events(events: &Value, assets: &Assets) -> Option<Vec<Arc<Event>>> {
    let events = events.as_array().into_iter().flatten();
    events
        .map(|event| read_event::read_event(Document::of(event).root(), assets).ok())
        .collect()
}

fn clock() -> Clock {
    Clock {
        now: DateTime::parse_iso("2018-07-06T12:30:00.123456789Z", &Zone::utc()).unwrap(),
        step_ms: 7,
    }
}

fn reply(effect: &Effect, given: Option<&Value>) -> Reply {
    let given = given.unwrap_or(&Value::Null);
    let status = given["status"]
        .as_u64()
        .and_then(|status| u16::try_from(status).ok())
        .unwrap_or(0);
    if !matches!(effect, Effect::Http(_)) || status == 0 {
        return Reply::Http(Err("unable to connect to server".to_owned()));
    }
    let text = |key: &str| given[key].as_str().unwrap_or_default().to_owned();
    Reply::Http(Ok(HttpResponse {
        protocol: "HTTP/1.1".into(),
        status,
        headers: vec![
            ("Content-Type".into(), text("type").into()),
            ("Location".into(), text("body").into()),
        ],
        body: text("body").into_bytes().into(),
        elapsed_ms: 1,
    }))
}
