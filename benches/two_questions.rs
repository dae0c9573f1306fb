//! How long a conversation of three sprints takes: a start, two answers, one webhook; with a ready bundle, and with the
//! session kept in memory or stored as JSON between the sprints.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use flowdbg::engine::effect::{Effect, HttpResponse, Reply};
use flowdbg::engine::input::{Clock, Resume, Start, UuidSource};
use flowdbg::engine::machine;
use flowdbg::engine::options::Options;
use flowdbg::engine::semantics::GENERATION_12;
use flowdbg::engine::state::State;
use flowdbg::excellent::{DateTime, Zone};
use flowdbg::json::Document;
use flowdbg::model::assets::Assets;
use flowdbg::model::event::Event;
use flowdbg::model::flow::Generation;
use flowdbg::model::session::SessionStatus;
use flowdbg::wire::bundle;
use flowdbg::wire::v12::{read_event, read_session, read_trigger, write_session};
use serde_json::Value;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Everything that is ready before the conversation begins.
struct Conversation {
    assets: Assets,
    start: Start,
    answers: Vec<Vec<Arc<Event>>>,
    reply: Reply,
}

impl Conversation {
    fn new() -> Self {
        let json: Value =
            serde_json::from_str(include_str!("sessions/two_questions.json")).unwrap();
        let assets = bundle::read_assets(&json["assets"], Generation::V12).unwrap();
        let trigger =
            read_trigger::read_trigger(Document::of(&json["trigger"]).root(), &assets).unwrap();
        let mut calls = json["calls"].as_array().unwrap().iter().map(|call| {
            let events = call.as_array().unwrap().iter();
            events
                .map(|event| read_event::read_event(Document::of(event).root(), &assets).unwrap())
                .collect::<Vec<_>>()
        });
        let start = Start {
            trigger,
            environment: None,
            contact: None,
            call: None,
            caller_events: calls.next().unwrap(),
            options: Arc::new(Options::generation_12()),
            clock: Clock {
                now: DateTime::parse_iso("2018-07-06T12:33:00.123456789Z", &Zone::utc()).unwrap(),
                step_ms: 0,
            },
            uuids: UuidSource::Counting(0),
            seed: 1,
        };
        let answers = calls.collect();
        let reply = Reply::Http(Ok(HttpResponse {
            protocol: "HTTP/1.1".into(),
            status: 201,
            headers: vec![(
                "Content-Type".into(),
                json["reply"]["type"].as_str().unwrap().into(),
            )],
            body: json["reply"]["body"].as_str().unwrap().as_bytes().into(),
            elapsed_ms: 0,
        }));
        Self {
            assets,
            start,
            answers,
            reply,
        }
    }

    fn sprint(&self, state: &mut State) {
        let mut answer = |_: &Effect| self.reply.clone();
        machine::run_sprint(state, &self.assets, &mut answer).unwrap();
    }

    /// Plays all sprints; `between` gives the state each answer comes to.
    fn play(&self, between: impl Fn(State) -> State) -> State {
        let mut state = machine::start(&self.assets, self.start.clone(), &GENERATION_12).unwrap();
        self.sprint(&mut state);
        for events in &self.answers {
            let waiting = between(state);
            let resume = Resume::CallerEvents(events.clone());
            state = machine::resume(waiting, &self.assets, resume).unwrap();
            self.sprint(&mut state);
        }
        state
    }

    /// As a host does that writes the session down, forgets it, and reads it when an answer comes.
    fn store(&self, state: &State) -> State {
        let text = write_session::session_json(&state.session);
        let stored = Document::parse(&text).unwrap();
        let session = read_session::read_session(stored.root(), &self.assets).unwrap();
        State::of_session(session, state.host())
    }
}

fn two_questions(criterion: &mut Criterion) {
    let conversation = Conversation::new();
    let in_memory = || conversation.play(|state| state);
    let stored = || conversation.play(|state| conversation.store(&state));
    for played in [in_memory(), stored()] {
        assert_eq!(played.session.status, SessionStatus::Completed);
        assert_eq!(played.session.runs[0].results.len(), 4);
    }
    criterion.bench_function("two_questions", |bencher| bencher.iter(in_memory));
    criterion.bench_function("two_questions, stored between", |bencher| {
        bencher.iter(stored);
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().warm_up_time(std::time::Duration::from_millis(500)).measurement_time(std::time::Duration::from_secs(3));
    targets = two_questions
}
criterion_main!(benches);
