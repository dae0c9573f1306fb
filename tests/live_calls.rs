//! Webhooks called for real: a session of generation 12 plays against a server on this machine, and what the server answers
//! ends up in events and results as the format prescribes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail by panicking: that is how they say no"
)]

use std::time::Duration;

use flowdbg::engine::effect::{Effect, Reply};
use flowdbg::engine::machine;
use flowdbg::engine::semantics::GENERATION_12;
use flowdbg::http::Client;
use flowdbg::model::flow::Generation;
use flowdbg::wire::bundle;
use flowdbg::wire::v12::{write_event, write_session};
use serde_json::{Value, json};
use tokio::runtime::Runtime;
use wiremock::matchers::{body_string, header, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

#[path = "support/start.rs"]
mod start;

const FLOW: &str = "6f2a3f0e-97a4-4f6c-8d59-0f1d3a2c7b11";
const TIMEOUT: Duration = Duration::from_millis(300);

/// A server with the answers a test gives it.
struct World {
    runtime: Runtime,
    server: MockServer,
}

/// What a session with one webhook came to: its events, and the result `Call` if there is one.
struct Played {
    events: Vec<Value>,
    result: Option<Value>,
}

impl World {
    fn new() -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let server = runtime.block_on(MockServer::start());
        Self { runtime, server }
    }

    fn answers(&self, at: &str, answer: ResponseTemplate) -> &Self {
        self.mounts(Mock::given(path(at)).respond_with(answer))
    }

    fn mounts(&self, mock: Mock) -> &Self {
        self.runtime.block_on(mock.mount(&self.server));
        self
    }

    fn get(&self, at: &str) -> Played {
        self.call("GET", &format!("{}{at}", self.server.uri()), "")
    }

    fn call(&self, verb: &str, url: &str, body: &str) -> Played {
        let bundle = json!({"flows": [{
            "uuid": FLOW, "name": "Caller", "language": "eng", "type": "messaging",
            "nodes": [{
                "uuid": "a10b2c3d-4e5f-4061-8273-8495a6b7c8d1",
                "actions": [{
                    "type": "call_webhook", "uuid": "0b1f7a7e-52c7-4f0b-8f5d-6a0c9d0a1e05", "method": verb, "url": url,
                    "headers": {"X-Api-Key": "@(upper(\"secret\"))"}, "body": body, "result_name": "Call",
                }],
                "exits": [],
            }],
        }]});
        let trigger = json!({
            "type": "manual", "flow": {"uuid": FLOW, "name": "Caller"}, "triggered_on": start::NOW,
        });
        let assets = bundle::read_assets(&bundle, Generation::V12).unwrap();
        let start = start::start(&trigger, &assets);
        let client = Client::with_timeout(TIMEOUT).unwrap();
        let mut answer = |effect: &Effect| match effect {
            Effect::Http(request) => Reply::Http(self.runtime.block_on(client.call(request))),
            other => panic!("a webhook asks for {other:?}"),
        };
        let mut state = machine::start(&assets, start, &GENERATION_12).unwrap();
        machine::run_sprint(&mut state, &assets, &mut answer).unwrap();
        let parsed = |text: String| serde_json::from_str::<Value>(&text).unwrap();
        let session = parsed(write_session::session_json(&state.session));
        let events = state.sprint.events.iter();
        Played {
            events: events
                .map(|event| parsed(write_event::event_json(event)))
                .collect(),
            result: session["runs"][0]["results"].get("call").cloned(),
        }
    }
}

impl Played {
    /// The one event there is.
    #[track_caller]
    fn event(&self, kind: &str) -> &Value {
        assert_eq!(self.events.len(), 1, "{:?}", self.events);
        assert_eq!(self.events[0]["type"], kind, "{:?}", self.events);
        &self.events[0]
    }

    /// The result: value, category, and more about it.
    #[track_caller]
    fn saved(&self, value: &str, category: &str, extra: &Value) {
        let result = self.result.as_ref().expect("the result is saved");
        assert_eq!(
            (&result["value"], &result["category"], &result["extra"]),
            (&json!(value), &json!(category), extra)
        );
    }

    /// That the call failed: an error that says so, and no result.
    #[track_caller]
    fn failed(&self, text: &str) {
        let told = self.event("error")["text"].as_str().unwrap();
        assert!(told.contains(text), "{told}");
        assert_eq!(self.result, None);
    }
}

#[test]
fn json_is_saved_as_it_is() {
    let world = World::new();
    let answer =
        ResponseTemplate::new(201).set_body_raw(r#"{"b":1.50,"a":[]}"#, "application/json");
    let posted = Mock::given(method("POST"))
        .and(path("/orders"))
        .and(header("X-Api-Key", "SECRET"))
        .and(body_string("two plates"));
    world.mounts(posted.respond_with(answer).expect(1));
    let url = format!("{}/orders?x=1", world.server.uri());
    let played = world.call("POST", &url, "two plates");
    // Numbers keep their spelling.
    let extra: Value = serde_json::from_str(r#"{"b":1.50,"a":[]}"#).unwrap();
    played.saved("201", "Success", &extra);
    let event = played.event("webhook_called");
    assert_eq!(
        (&event["status"], &event["url"]),
        (&json!("success"), &json!(url))
    );
    let request = event["request"].as_str().unwrap();
    assert!(
        request.starts_with("POST /orders?x=1 HTTP/1.1\r\nHost: 127.0.0.1:"),
        "{request}"
    );
    assert!(
        request.contains("\r\nContent-Length: 10\r\nX-Api-Key: SECRET\r\n"),
        "{request}"
    );
    assert!(request.ends_with("\r\n\r\ntwo plates"), "{request}");
}

#[test]
fn texts_and_failures_are_saved_too() {
    let world = World::new();
    let text = |status| {
        ResponseTemplate::new(status).set_body_raw("not today", "text/plain; charset=utf-8")
    };
    for (status, category) in [(200, "Success"), (404, "Failure"), (500, "Failure")] {
        let at = format!("/{status}");
        world.answers(&at, text(status));
        let played = world.get(&at);
        played.saved(&status.to_string(), category, &json!("not today"));
        let told = if status == 200 {
            "success"
        } else {
            "response_error"
        };
        assert_eq!(played.event("webhook_called")["status"], told);
    }
}

#[test]
fn what_is_no_text_is_left_out() {
    let world = World::new();
    world.answers(
        "/",
        ResponseTemplate::new(200).set_body_raw(vec![0_u8; 20_000], "image/png"),
    );
    let played = world.get("/");
    played.saved("200", "Success", &json!("Non-text body, ignoring"));
}

#[test]
fn invalid_utf_8_is_replaced() {
    let world = World::new();
    world.answers(
        "/",
        ResponseTemplate::new(200).set_body_raw(b"a\xffb".to_vec(), "text/plain"),
    );
    let played = world.get("/");
    let response = played.event("webhook_called")["response"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(response.ends_with("\r\n\r\na\u{FFFD}b"), "{response:?}");
    played.saved("200", "Success", &json!("a\u{FFFD}b"));
}

#[test]
fn redirects_are_followed() {
    let world = World::new();
    world.answers(
        "/old",
        ResponseTemplate::new(302).insert_header("Location", "/new?y=2"),
    );
    let fetched = Mock::given(method("GET"))
        .and(path("/new"))
        .and(body_string(""));
    world.mounts(
        fetched.respond_with(ResponseTemplate::new(200).set_body_raw("[1]", "application/json")),
    );
    let played = world.call("POST", &format!("{}/old", world.server.uri()), "x");
    played.saved("200", "Success", &json!([1]));
    let event = played.event("webhook_called");
    assert_eq!(
        event["url"],
        json!(format!("{}/new?y=2", world.server.uri()))
    );
    assert!(
        event["request"]
            .as_str()
            .unwrap()
            .starts_with("POST /old HTTP/1.1")
    );
}

#[test]
fn redirects_without_end_are_given_up() {
    let world = World::new();
    world.answers(
        "/",
        ResponseTemplate::new(307).insert_header("Location", "/"),
    );
    world.get("/").failed(": stopped after 10 redirects");
}

#[test]
fn bodies_beyond_the_limit_are_refused() {
    let world = World::new();
    let body =
        |bytes: usize| ResponseTemplate::new(200).set_body_raw("x".repeat(bytes), "text/plain");
    world
        .answers("/fits", body(10_000))
        .answers("/long", body(10_001));
    world.get("/fits").event("webhook_called");
    world
        .get("/long")
        .failed("webhook response body exceeds 10000 bytes limit");
}

#[test]
fn nobody_answers() {
    let world = World::new();
    world.answers("/slow", ResponseTemplate::new(200).set_delay(TIMEOUT * 20));
    world.get("/slow").failed("no answer within 0.3 seconds");
    world
        .call("GET", "http://127.0.0.1:1/", "")
        .failed("unable to connect to server");
    world
        .call("GET", "mailto:x", "")
        .failed("Get \"mailto:x\": unsupported protocol scheme \"mailto\"");
}
