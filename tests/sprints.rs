//! Sprints that are answered at once end as those that halt for each answer, and sessions that are stored in between go on as
//! those that are kept.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::needless_pass_by_value,
    reason = "tests may fail by panicking: that is how they say no"
)]

use std::sync::Arc;

use flowdbg::engine::advance::Advance;
use flowdbg::engine::effect::{Effect, HttpResponse, Reply};
use flowdbg::engine::input::Resume;
use flowdbg::engine::machine;
use flowdbg::engine::semantics::GENERATION_12;
use flowdbg::engine::state::State;
use flowdbg::json::Document;
use flowdbg::model::assets::Assets;
use flowdbg::model::event::Event;
use flowdbg::model::flow::Generation;
use flowdbg::wire::bundle;
use flowdbg::wire::v12::{read_event, read_session, write_session};
use serde_json::Value;

#[path = "support/start.rs"]
mod start;

const CONVERSATION: &str = include_str!("../benches/sessions/two_questions.json");

fn answer(_: &Effect) -> Reply {
    Reply::Http(Ok(HttpResponse {
        protocol: "HTTP/1.1".into(),
        status: 201,
        headers: vec![("Content-Type".into(), "application/json".into())],
        body: br#"{"order": 1187}"#.as_slice().into(),
        elapsed_ms: 5,
    }))
}

fn at_once(state: &mut State, assets: &Assets) {
    machine::run_sprint(state, assets, &mut answer).unwrap();
}

fn step_by_step(state: &mut State, assets: &Assets) {
    loop {
        match machine::advance(state, assets) {
            Advance::Stepped { .. } => {}
            Advance::Needs(effect) => state.reply(answer(&effect)),
            Advance::Waiting | Advance::Done => return,
            Advance::Broken(error) => panic!("{}", error.text),
        }
    }
}

fn kept(state: State, _: &Assets) -> State {
    state
}

fn stored(state: State, assets: &Assets) -> State {
    let text = write_session::session_json(&state.session);
    let document = Document::parse(&text).unwrap();
    let session = read_session::read_session(document.root(), assets).unwrap();
    assert_eq!(write_session::session_json(&session), text);
    State::of_session(session, state.host())
}

/// The session as it is after all sprints.
fn play(sprint: fn(&mut State, &Assets), between: fn(State, &Assets) -> State) -> String {
    let json: Value = serde_json::from_str(CONVERSATION).unwrap();
    let assets = bundle::read_assets(&json["assets"], Generation::V12).unwrap();
    let mut start = start::start(&json["trigger"], &assets);
    start.clock.step_ms = 1;
    let mut state = machine::start(&assets, start, &GENERATION_12).unwrap();
    sprint(&mut state, &assets);
    for call in json["calls"].as_array().unwrap().iter().skip(1) {
        let document = Document::of(call);
        let events: Vec<Arc<Event>> = document
            .root()
            .items()
            .unwrap()
            .map(|event| read_event::read_event(event, &assets).unwrap())
            .collect();
        let waiting = between(state, &assets);
        state = machine::resume(waiting, &assets, Resume::CallerEvents(events)).unwrap();
        sprint(&mut state, &assets);
    }
    write_session::session_json(&state.session)
}

#[test]
fn answers_at_once_and_one_by_one_come_to_the_same() {
    let session = play(at_once, kept);
    assert!(session.contains("\"status\":\"completed\""), "{session}");
    assert!(session.contains("1187"), "{session}");
    assert_eq!(play(step_by_step, kept), session);
}

#[test]
fn stored_sessions_go_on_as_kept_ones() {
    let session = play(at_once, kept);
    assert_eq!(play(at_once, stored), session);
    assert_eq!(play(step_by_step, stored), session);
}
