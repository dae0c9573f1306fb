//! Whole sessions of generation 12: a start, then any number of resumes.

use std::sync::Arc;

use flowdbg::engine::input::{Clock, Resume, Start, UuidSource};
use flowdbg::engine::machine;
use flowdbg::engine::options::{Options, WebhookMock};
use flowdbg::engine::restore::SessionHost;
use flowdbg::engine::semantics::GENERATION_12;
use flowdbg::engine::state::State;
use flowdbg::excellent::{DateTime, Zone};
use flowdbg::json::Document;
use flowdbg::model::assets::Assets;
use flowdbg::model::event::Event;
use flowdbg::model::flow::Generation;
use flowdbg::wire::bundle;
use flowdbg::wire::v12::{read_event, read_session, read_trigger, write_event, write_session};
use serde_json::{Value, json};

use super::case::{Case, Data};
use super::world::World;

/// How a case broke off: where, and the text.
struct Failure {
    at: &'static str,
    call: usize,
    text: String,
}

/// Runs a case as a host does, that stores the session between calls.
pub fn run(case: &Case, _data: &Data) -> Value {
    let mut outputs = Vec::new();
    let failure = play(&case.json, &mut |output, _| outputs.push(output)).err();
    let mut outcome = json!({"outputs": outputs, "error": null});
    if let Some(failure) = failure {
        outcome["error"] = failure.text.into();
        outcome["error_at"] = failure.at.into();
        outcome["error_call"] = failure.call.into();
    }
    outcome
}

/// Plays the input of a session to its end, and gives the state after the last call.
pub fn play_to_end(input: &Value) -> Option<(State, Assets)> {
    let mut last = None;
    play(input, &mut |_, state| last = Some(state.clone())).ok()?;
    Some((last?, read_assets(input).ok()?))
}

fn play(input: &Value, output: &mut dyn FnMut(Value, &State)) -> Result<(), Failure> {
    let mut world = World::new(&input["http_mocks"], &input["options"], "HTTP/1.1");
    let calls = input["caller_events"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let failed = |at, call, text: String| Failure { at, call, text };
    let mut state: Option<State> = None;
    for (call, events) in calls
        .iter()
        .enumerate()
        .chain(calls.is_empty().then_some((0, &Value::Null)))
    {
        let assets = read_assets(input).map_err(|text| failed("assets", call, text))?;
        let mut running = match state {
            None => start(input, events, &assets, call)?,
            Some(state) => resume(input, &state, events, &assets, call)?,
        };
        let at = if call == 0 { "start" } else { "resume" };
        machine::run_sprint(&mut running, &assets, &mut |effect| world.answer(effect))
            .map_err(|error| failed(at, call, error.text))?;
        output(output_json(&running), &running);
        state = Some(running);
    }
    Ok(())
}

fn read_assets(input: &Value) -> Result<Assets, String> {
    bundle::read_assets(&input["assets"], Generation::V12).map_err(|error| error.to_string())
}

fn start(input: &Value, events: &Value, assets: &Assets, call: usize) -> Result<State, Failure> {
    let failed = |at, text: String| Failure { at, call, text };
    let trigger = read_trigger::read_trigger(Document::of(&input["trigger"]).root(), assets)
        .map_err(|error| failed("trigger", error.to_string()))?;
    let caller_events = read_events(events, assets).map_err(|text| failed("events", text))?;
    let start = Start {
        trigger,
        environment: None,
        contact: None,
        call: None,
        caller_events,
        options: Arc::new(options(&input["options"])),
        clock: clock(input, call),
        uuids: UuidSource::Counting(0),
        seed: 123_456,
    };
    machine::start(assets, start, &GENERATION_12).map_err(|error| failed("start", error.text))
}

fn resume(
    input: &Value,
    state: &State,
    events: &Value,
    assets: &Assets,
    call: usize,
) -> Result<State, Failure> {
    let failed = |at, text: String| Failure { at, call, text };
    let text = write_session::session_json(&state.session);
    let stored = Document::parse(&text).unwrap();
    let session = read_session::read_session(stored.root(), assets)
        .map_err(|error| failed("session", error.to_string()))?;
    let caller_events = read_events(events, assets).map_err(|text| failed("events", text))?;
    let host = SessionHost {
        clock: clock(input, call),
        ..state.host()
    };
    let state = State::of_session(session, host);
    machine::resume(state, assets, Resume::CallerEvents(caller_events))
        .map_err(|error| failed("resume", error.text))
}

fn read_events(events: &Value, assets: &Assets) -> Result<Vec<Arc<Event>>, String> {
    let events = events.as_array().into_iter().flatten();
    events
        .map(|event| {
            let read = read_event::read_event(Document::of(event).root(), assets);
            read.map_err(|error| error.to_string())
        })
        .collect()
}

fn clock(input: &Value, call: usize) -> Clock {
    let now = match &input["now"] {
        Value::Array(instants) => instants
            .get(call)
            .or(instants.last())
            .and_then(Value::as_str),
        instant => instant.as_str(),
    };
    let now = now.unwrap_or("2018-07-06T12:30:00.123456789Z");
    Clock {
        now: DateTime::parse_iso(now, &Zone::utc()).unwrap(),
        step_ms: input["clock_step_ms"].as_i64().unwrap_or_default(),
    }
}

fn options(given: &Value) -> Options {
    let mocks = given["webhook_mocks"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|mock| WebhookMock {
            method: mock["method"].as_str().unwrap_or_default().into(),
            url: mock["url"].as_str().unwrap_or_default().into(),
            status: u16::try_from(mock["status"].as_u64().unwrap_or_default()).unwrap(),
            body: mock["body"].as_str().unwrap_or_default().into(),
        });
    let defaults = Options::generation_12();
    Options {
        disable_webhooks: given["disable_webhooks"].as_bool().unwrap_or_default(),
        webhook_mocks: mocks.collect(),
        max_webhook_response_bytes: given["max_webhook_response_bytes"]
            .as_u64()
            .map_or(defaults.max_webhook_response_bytes, |bytes| {
                usize::try_from(bytes).unwrap()
            }),
        user_agent: "goflow-testing".into(),
        ..defaults
    }
}

fn output_json(state: &State) -> Value {
    let parse = |text: String| serde_json::from_str::<Value>(&text).unwrap();
    let events: Vec<Value> = state
        .sprint
        .events
        .iter()
        .map(|event| parse(write_event::event_json(event)))
        .collect();
    json!({"events": events, "session": parse(write_session::session_json(&state.session))})
}
