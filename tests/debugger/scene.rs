//! Small flows to debug.

use std::sync::Arc;

use flowdbg::debugger::{Debugger, Settings};
use flowdbg::engine::input::{Answer, Clock, Start, UuidSource};
use flowdbg::engine::options::Options;
use flowdbg::engine::semantics::GENERATION_14;
use flowdbg::excellent::{DateTime, Environment, Zone};
use flowdbg::model::assets::{Assets, FlowEntry};
use flowdbg::model::contact::Contact;
use flowdbg::model::flow::Generation;
use flowdbg::model::references::FlowReference;
use flowdbg::model::session::{Trigger, TriggerKind};
use flowdbg::model::urn::Urn;
use flowdbg::model::uuids::NodeUuid;
use flowdbg::wire::definition::rules_of;
use serde_json::{Value, json};

/// Prepares a session of the first flow.
pub fn start(flows: Value) -> Debugger {
    start_with(flows, Settings::default())
}

/// The same, with a debugger that behaves differently.
pub fn start_with(flows: Value, settings: Settings) -> Debugger {
    let flows = flows.as_array().unwrap();
    let entries = flows.iter().map(|flow| {
        let (uuid, name) = (
            flow["uuid"].as_str().unwrap(),
            flow["name"].as_str().unwrap(),
        );
        FlowEntry::new(
            uuid.into(),
            name.into(),
            Generation::V14,
            Arc::new(flow.clone()),
            rules_of(Generation::V14),
        )
    });
    let assets = Arc::new(Assets {
        flows: entries.collect(),
        ..Assets::default()
    });
    let now = DateTime::from_epoch(1_700_000_000, 0, Zone::utc());
    let mut contact = Contact::new("c0000000-0000-4000-8000-000000000001".into(), now.clone());
    contact
        .urns
        .push_back(Urn::parse("tel:+12065551212").unwrap().into());
    let flow = FlowReference {
        uuid: flows[0]["uuid"].as_str().unwrap().into(),
        name: flows[0]["name"].as_str().unwrap().into(),
        revision: None,
    };
    let start = Start {
        trigger: Trigger {
            kind: TriggerKind::Manual {
                user: None,
                origin: "".into(),
            },
            flow,
            environment: None,
            contact: None,
            params: None,
            batch: false,
            event: None,
            history: None,
            triggered_on: now.clone(),
        },
        environment: Some(Arc::new(Environment::default())),
        contact: Some(Arc::new(contact)),
        call: None,
        caller_events: Vec::new(),
        options: Arc::new(Options::generation_14()),
        clock: Clock { now, step_ms: 0 },
        uuids: UuidSource::Counting(0),
        seed: 7,
    };
    Debugger::new(assets, start, &GENERATION_14, settings).unwrap()
}

/// A message as the answer to a wait.
pub fn say(text: &str) -> Answer {
    Answer::Message {
        text: text.to_string(),
        attachments: Vec::new(),
    }
}

/// One question, then a node of thanks.
pub fn ask_colour() -> Value {
    json!([flow(
        1,
        "Colour",
        vec![question(1, "Colour", Some(2)), node(2, vec![], None)]
    )])
}

/// One question whose answer is tested for a date, and then for a word.
pub fn ask_for_a_date() -> Value {
    let mut question = question(1, "When", Some(2));
    let case = |number, test: &str, arguments: Value| json!({"uuid": uuid("c5", number), "type": test, "arguments": arguments, "category_uuid": uuid("ca", 1)});
    question["router"]["cases"] = json!([
        case(1, "has_date_gt", json!(["@(today())"])),
        case(2, "has_date", json!([])),
        case(3, "has_any_word", json!(["@contact.name never"])),
    ]);
    json!([flow(1, "When", vec![question, node(2, vec![], None)])])
}

/// The second node of [`ask_colour`].
pub fn node_of_thanks() -> NodeUuid {
    uuid("0d", 2).into()
}

/// Two questions.
pub fn ask_twice() -> Value {
    json!([flow(
        1,
        "Twice",
        vec![question(1, "Name", Some(2)), question(2, "Colour", None)]
    )])
}

/// A call to the outside world.
pub fn webhook() -> Value {
    let call = json!({
        "uuid": uuid("ac", 1), "type": "call_webhook", "method": "GET", "url": "http://api.example/age", "body": "",
    });
    json!([flow(1, "Webhook", vec![node(1, vec![call], None)])])
}

/// A flow that enters another one.
pub fn parent_and_child() -> Value {
    let enter = json!({"uuid": uuid("ac", 1), "type": "enter_flow", "flow": {"uuid": uuid("f1", 2), "name": "Child"}});
    let parent = flow(
        1,
        "Parent",
        vec![node(1, vec![enter], Some(2)), node(2, vec![], None)],
    );
    json!([
        parent,
        flow(
            2,
            "Child",
            vec![node(11, vec![], Some(12)), node(12, vec![], None)]
        )
    ])
}

/// A flow that goes round, but for the engine's own limit.
pub fn endless() -> Value {
    json!([flow(
        1,
        "Endless",
        vec![node(1, vec![], Some(2)), node(2, vec![], Some(1))]
    )])
}

fn flow(number: u32, name: &str, nodes: Vec<Value>) -> Value {
    json!({
        "uuid": uuid("f1", number), "name": name, "spec_version": "14.4.2", "language": "eng", "type": "messaging",
        "revision": 1, "expire_after_minutes": 60, "localization": {}, "nodes": nodes,
    })
}

fn node(number: u32, actions: Vec<Value>, to: Option<u32>) -> Value {
    json!({"uuid": uuid("0d", number), "actions": actions, "exits": [exit(number, to)]})
}

fn question(number: u32, result: &str, to: Option<u32>) -> Value {
    let category = uuid("ca", number);
    json!({
        "uuid": uuid("0d", number), "actions": [], "exits": [exit(number, to)],
        "router": {
            "type": "switch", "wait": {"type": "msg"}, "operand": "@input.text", "result_name": result, "cases": [],
            "categories": [{"uuid": category, "name": "All Responses", "exit_uuid": uuid("e1", number)}],
            "default_category_uuid": category,
        },
    })
}

fn exit(number: u32, to: Option<u32>) -> Value {
    json!({"uuid": uuid("e1", number), "destination_uuid": to.map(|to| uuid("0d", to))})
}

fn uuid(kind: &str, number: u32) -> String {
    format!("{kind}000000-0000-4000-8000-{number:012}")
}
