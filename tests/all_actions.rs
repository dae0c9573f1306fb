//! The 17 actions of generation 12, stepped through one by one: the Action pane says of each what it does and what came of
//! it, and why nothing came of it when nothing did.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail by panicking: that is how they say no"
)]

use std::collections::BTreeMap;
use std::sync::Arc;

use flowdbg::debugger::command::{Command, Reach};
use flowdbg::debugger::moment::{Ahead, ReplySource};
use flowdbg::debugger::{Debugger, Settings};
use flowdbg::engine::advance::MicroStep;
use flowdbg::engine::effect::{HttpResponse, Reply};
use flowdbg::engine::input::{Answer, Clock, Start, UuidSource};
use flowdbg::engine::options::Options;
use flowdbg::engine::semantics::GENERATION_12;
use flowdbg::excellent::{DateTime, Zone};
use flowdbg::json::Document;
use flowdbg::model::flow::Generation;
use flowdbg::tui::facts::action::{ActionFacts, action};
use flowdbg::wire::bundle;
use flowdbg::wire::v12::read_trigger;
use serde_json::{Value, json};

const SAMPLE: &str = include_str!("../sample_flows/all_actions.json");
const FLOW: &str = "6b0404f2-b094-40b8-ab01-a1c12a3a2107";

/// What the Action pane showed after an action: its words, and its outcome in one line.
type Shown = (String, String);

fn shown(facts: &ActionFacts) -> Shown {
    let lines = facts
        .outcome
        .iter()
        .map(|(label, text)| format!("{label} {text}"));
    (facts.words.clone(), lines.collect::<Vec<_>>().join(" | "))
}

fn debugger(bundle: &Value, contact: &Value) -> Debugger {
    let assets = bundle::read_assets(bundle, Generation::V12).unwrap();
    let flow = &bundle["flows"][0];
    let trigger = json!({
        "type": "manual", "flow": {"uuid": flow["uuid"], "name": flow["name"]}, "contact": contact,
        "triggered_on": "2018-07-06T12:30:00Z",
    });
    let now = DateTime::parse_iso("2018-07-06T12:30:00Z", &Zone::utc()).unwrap();
    let start = Start {
        trigger: read_trigger::read_trigger(Document::of(&trigger).root(), &assets).unwrap(),
        environment: None,
        contact: None,
        call: None,
        caller_events: Vec::new(),
        options: Arc::new(Options::generation_12()),
        clock: Clock { now, step_ms: 0 },
        uuids: UuidSource::Counting(0),
        seed: 1,
    };
    Debugger::new(Arc::new(assets), start, &GENERATION_12, Settings::default()).unwrap()
}

/// Steps to the end, answering questions by `answers` in turn and every call with status 200. Gives what was shown of each
/// type of action, first and last.
fn play(mut debugger: Debugger, answers: &[&str]) -> BTreeMap<String, (Shown, Shown)> {
    let mut answers = answers.iter();
    let mut all: BTreeMap<String, (Shown, Shown)> = BTreeMap::new();
    loop {
        if matches!(debugger.current().step, Some(MicroStep::Action { .. })) {
            let facts = action(&debugger);
            let now = shown(&facts);
            all.entry(facts.type_name)
                .and_modify(|(_, last)| *last = now.clone())
                .or_insert_with(|| (now.clone(), now));
        }
        let command = match debugger.current().ahead {
            Ahead::Open => Command::Forward(Reach::MicroStep),
            Ahead::Needs(_) => Command::Reply(ok(), ReplySource::Person),
            Ahead::Waiting => Command::Answer(Answer::Message {
                text: (*answers.next().expect("an answer is left")).to_owned(),
                attachments: Vec::new(),
            }),
            Ahead::Done | Ahead::Broken(_) => return all,
        };
        debugger.perform(command).unwrap();
    }
}

fn ok() -> Reply {
    Reply::Http(Ok(HttpResponse {
        protocol: "HTTP/1.1".into(),
        status: 200,
        headers: vec![("Content-Type".into(), "application/json".into())],
        body: b"{}".as_slice().into(),
        elapsed_ms: 1,
    }))
}

fn contact(bundle: &Value, members: &Value) -> Value {
    let group = |index: usize| bundle["groups"][index].clone();
    let mut contact = json!({
        "uuid": "27a652ec-b624-4cf3-9c98-d70441eda570", "name": "amina uwase", "urns": ["tel:+250788123123"],
        "groups": [group(1)], "created_on": "2018-01-01T12:00:00Z",
    });
    for (key, value) in members.as_object().unwrap() {
        contact[key] = value.clone();
    }
    contact
}

#[test]
fn each_of_the_17_says_what_it_does_and_what_came_of_it() {
    let bundle: Value = serde_json::from_str(SAMPLE).unwrap();
    assert_eq!(bundle["flows"][0]["uuid"], FLOW);
    let all = play(
        debugger(&bundle, &contact(&bundle, &json!({}))),
        &["maize", "2"],
    );
    let expected = [
        (
            "add_contact_groups",
            "Adds the contact to the group Farmers.",
            "before Waiting list | after Waiting list, Farmers | logged contact_groups_added  +Farmers",
        ),
        (
            "add_contact_urn",
            "Adds the URN mailto:@(lower(contact.first_name))@@farmers.example to the contact.",
            "before tel:+250788123123 | after tel:+250788123123, mailto:amina@farmers.example | \
             logged contact_urn_added  mailto:amina@farmers.example",
        ),
        (
            "add_input_labels",
            "Adds the label Seeds to the last message.",
            "logged input_labels_added  +Seeds",
        ),
        (
            "call_resthook",
            "Calls the subscribers of the resthook new-order and saves an answer as the result Order.",
            "before (not set) | after 200 (Success) | logged resthook_called  new-order: 2 calls",
        ),
        (
            "call_webhook",
            "Calls POST http://stock.example/reserve?crop=@results.crop.category and saves the answer as the result Stock.",
            "before (not set) | after 200 (Success) | \
             logged webhook_called  POST http://stock.example/reserve?crop=Maize gave 200 (success)",
        ),
        (
            "remove_contact_groups",
            "Removes the contact from the group Waiting list.",
            "before Waiting list, Farmers | after Farmers | logged contact_groups_removed  -Waiting list",
        ),
        (
            "send_broadcast",
            "Sends to the group Farmers and tel:+250788999000: @contact.name ordered @results.seed_bags bags.",
            "logged broadcast_created  \"Amina Uwase ordered 8 bags.\" to 2 recipients",
        ),
        (
            "send_email",
            "Sends an e-mail to store@cooperative.example about Order of @contact.name.",
            "logged email_created  \"Order of Amina Uwase\" to store@cooperative.example",
        ),
        (
            "send_msg",
            "Sends to the contact: Hello @contact.first_name, which seeds do you need this sea…",
            "logged msg_created  \"Hello amina, which seeds do you need this season?\" [Maize] [Beans] [Sorghum]",
        ),
        (
            "set_contact_channel",
            "Makes Field line the preferred channel.",
            "logged contact_channel_changed  Field line",
        ),
        (
            "set_contact_field",
            "Sets the field Crop of the contact to @results.crop.category.",
            "before (not set) | after Maize | logged contact_field_changed  crop = Maize",
        ),
        (
            "set_contact_language",
            "Sets the language of the contact to eng.",
            "before (not set) | after eng | logged contact_language_changed  eng",
        ),
        (
            "set_contact_name",
            "Sets the name of the contact to @(title(contact.name)).",
            "before amina uwase | after Amina Uwase | logged contact_name_changed  Amina Uwase",
        ),
        (
            "set_contact_timezone",
            "Sets the time zone of the contact to Africa/Kigali.",
            "before (not set) | after Africa/Kigali | logged contact_timezone_changed  Africa/Kigali",
        ),
        (
            "set_run_result",
            "Saves the result Seed Bags as @(round(child.results.hectares * 4)) in the category Bags.",
            "before (not set) | after 8 (Bags) | logged run_result_changed  Seed Bags = 8 (Bags)",
        ),
        (
            "start_flow",
            "Starts the flow Plot size, then goes on.",
            "logged flow_triggered  Plot size",
        ),
        (
            "start_session",
            "Starts the group Farmers in the flow Season news.",
            "logged session_triggered  Season news",
        ),
    ];
    for (name, words, outcome) in expected {
        let (first, _) = &all[name];
        assert_eq!(
            (first.0.as_str(), first.1.as_str()),
            (words, outcome),
            "{name}"
        );
    }
    assert_eq!(all.len(), expected.len());
}

#[test]
fn an_action_that_does_nothing_says_why() {
    let bundle: Value = serde_json::from_str(SAMPLE).unwrap();
    let farmers = json!([bundle["groups"][0]]);
    let idle = contact(
        &bundle,
        &json!({"groups": farmers, "urns": ["mailto:amina@farmers.example"]}),
    );
    let all = play(debugger(&bundle, &idle), &["maize", "2"]);
    let why = |name: &str| all[name].1.1.as_str();
    assert_eq!(
        why("add_contact_groups"),
        "logged nothing: the contact is in all of these groups already"
    );
    assert_eq!(
        why("remove_contact_groups"),
        "logged nothing: the contact is in none of these groups"
    );
    assert_eq!(
        why("add_contact_urn"),
        "logged nothing: the contact has this address already"
    );
    assert_eq!(
        why("send_msg"),
        "logged nothing: no channel sends to any address of the contact"
    );
}

#[test]
fn what_is_missing_is_named() {
    let mut bundle: Value = serde_json::from_str(SAMPLE).unwrap();
    let actions = bundle["flows"][0]["nodes"][1]["actions"].as_array_mut();
    let label = actions.unwrap().remove(0);
    assert_eq!(label["type"], "add_input_labels");
    bundle["flows"][0]["nodes"][0]["actions"] = json!([label, {
        "type": "send_msg", "uuid": "d7e11b1b-7aa6-440d-8800-7596a28f5b37", "text": "Hello",
    }, {
        "type": "remove_contact_groups", "uuid": "8f16dc8b-79f0-45e6-8f64-38551f5ab5ae", "groups": [],
    }]);
    let stranger = contact(&bundle, &json!({"urns": []}));
    let mut debugger = debugger(&bundle, &stranger);
    let mut all = Vec::new();
    while matches!(debugger.current().ahead, Ahead::Open) {
        if matches!(debugger.current().step, Some(MicroStep::Action { .. })) {
            all.push(shown(&action(&debugger)).1);
        }
        debugger
            .perform(Command::Forward(Reach::MicroStep))
            .unwrap();
    }
    assert_eq!(
        all,
        [
            "logged nothing: there is no message to label",
            "logged nothing: the contact has no address",
            "logged nothing: it names no group",
        ]
    );
}
