//! Events that callers send to a waiting session of generation 12: what can't be read, what may not be sent, and what can't
//! be applied, which ends the session.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail by panicking: that is how they say no"
)]

use flowdbg::engine::effect::{Effect, Reply};
use flowdbg::engine::input::Resume;
use flowdbg::engine::machine;
use flowdbg::engine::semantics::GENERATION_12;
use flowdbg::json::Document;
use flowdbg::model::flow::Generation;
use flowdbg::wire::bundle;
use flowdbg::wire::v12::{read_event, write_event, write_session};
use serde_json::{Value, json};

#[path = "support/start.rs"]
mod start;

use start::NOW;

const FLOW: &str = "6f2a3f0e-97a4-4f6c-8d59-0f1d3a2c7b11";
const GROUP: &str = "d2b3c4d5-e6f7-4081-92a3-b4c5d6e7f809";
const UNKNOWN: &str = "d2b3c4d5-e6f7-4081-92a3-000000000000";

fn contact() -> Value {
    json!({
        "uuid": "e3c4d5e6-f708-4192-a3b4-c5d6e7f8091a", "name": "Aline", "language": "eng",
        "urns": ["tel:+250788123456"], "groups": [{"uuid": GROUP, "name": "Guests"}],
    })
}

/// Sends an event to a waiting session. Gives how the event was refused, else the text of the error it ended the session
/// with, else the session.
fn send(mut event: Value, contact: Option<Value>) -> Result<Value, String> {
    let bundle = json!({
        "flows": [{
            "uuid": FLOW, "name": "Waits", "language": "eng", "type": "messaging",
            "nodes": [{"uuid": "a10b2c3d-4e5f-4061-8273-8495a6b7c8d1", "wait": {"type": "msg"}, "exits": []}],
        }],
        "groups": [{"uuid": GROUP, "name": "Guests"}],
        "fields": [{"key": "age", "name": "Age", "value_type": "number"}],
    });
    let mut trigger = json!({
        "type": "manual", "flow": {"uuid": FLOW, "name": "Waits"}, "triggered_on": NOW,
    });
    if let Some(contact) = contact {
        trigger["contact"] = contact;
    }
    let assets = bundle::read_assets(&bundle, Generation::V12).unwrap();
    let start = start::start(&trigger, &assets);
    let mut nobody = |effect: &Effect| -> Reply { panic!("nothing is asked for: {effect:?}") };
    let mut state = machine::start(&assets, start, &GENERATION_12).unwrap();
    machine::run_sprint(&mut state, &assets, &mut nobody).unwrap();
    if event.get("created_on").is_none() {
        event["created_on"] = NOW.into();
    }
    let read = read_event::read_event(Document::of(&event).root(), &assets);
    let read = read.map_err(|error| error.to_string())?;
    let resume = Resume::CallerEvents(vec![read]);
    let mut state = machine::resume(state, &assets, resume).map_err(|error| error.to_string())?;
    machine::run_sprint(&mut state, &assets, &mut nobody).unwrap();
    if let Some(event) = state.sprint.events.last() {
        let event: Value = serde_json::from_str(&write_event::event_json(event)).unwrap();
        return Err(event["text"].as_str().unwrap_or_default().to_owned());
    }
    Ok(serde_json::from_str(&write_session::session_json(&state.session)).unwrap())
}

#[track_caller]
fn refused(event: Value, text: &str) {
    assert_eq!(send(event, Some(contact())), Err(text.to_owned()));
}

#[test]
fn some_events_cannot_be_read() {
    let missing = "field 'groups' is required";
    refused(
        json!({"type": "contact_groups_added"}),
        &format!("unable to read event[type=contact_groups_added]: {missing}"),
    );
    refused(
        json!({"type": "contact_groups_added", "groups": []}),
        "unable to read event[type=contact_groups_added]: field 'groups' must have a minimum of 1 items",
    );
    refused(
        json!({"type": "contact_urn_added", "urn": "carrier_pigeon:1"}),
        "unable to read event[type=contact_urn_added]: field 'urn' failed tag 'urn'",
    );
    refused(
        json!({"type": "contact_name_changed", "name": "x", "created_on": "0001-01-01T00:00:00Z"}),
        "unable to read event[type=contact_name_changed]: field 'created_on' is required",
    );
    refused(json!({"name": "x"}), "field 'type' is required");
}

#[test]
fn some_events_may_not_be_sent() {
    refused(
        json!({"type": "nothing_wait"}),
        "event[type=nothing_wait] can't be sent by callers",
    );
    refused(
        json!({"type": "contact_groups_removed", "groups": [{"uuid": UNKNOWN, "name": "?"}]}),
        &format!(
            "validation failed for event[type=contact_groups_removed]: no such group with uuid '{UNKNOWN}'"
        ),
    );
    refused(
        json!({"type": "contact_field_changed", "field": {"key": "shoe", "name": "Shoe"}, "value": "43"}),
        "validation failed for event[type=contact_field_changed]: no such field with key 'shoe'",
    );
}

#[test]
fn contacts_and_environments_are_read_when_they_are_applied() {
    let contact_changed = |contact: Value| json!({"type": "contact_changed", "contact": contact});
    let cannot = "unable to apply event[type=contact_changed]:";
    refused(
        json!({"type": "contact_changed"}),
        &format!("{cannot} unable to read contact: unexpected end of JSON input"),
    );
    refused(
        contact_changed(Value::Null),
        &format!("{cannot} unable to read contact: field 'uuid' is required"),
    );
    let mut unknown = contact();
    unknown["groups"][0]["uuid"] = UNKNOWN.into();
    // What a contact names is not among the assets: told without more words.
    refused(
        contact_changed(unknown),
        &format!("{cannot} no such group with uuid '{UNKNOWN}'"),
    );
    refused(
        json!({"type": "environment_changed", "environment": {"date_format": "YYYY-MM-DD", "time_format": "tt:mm"}}),
        "unable to apply event[type=environment_changed]: unable to read environment: field 'timezone' is required",
    );
}

#[test]
fn without_a_contact_nothing_of_it_changes() {
    let events = [
        json!({"type": "contact_name_changed", "name": "Zoe"}),
        json!({"type": "contact_language_changed", "language": "no language"}),
        json!({"type": "contact_timezone_changed", "timezone": "Nowhere"}),
        json!({"type": "contact_urn_added", "urn": "tel:+250788123457"}),
        json!({"type": "contact_field_changed", "field": {"key": "age", "name": "Age"}, "value": "43"}),
    ];
    for event in events {
        let kind = event["type"].as_str().unwrap().to_owned();
        assert_eq!(
            send(event, None).unwrap_err(),
            format!(
                "unable to apply event[type={kind}]: can't apply event in session without a contact"
            )
        );
    }
}

#[test]
fn a_wait_for_a_message_goes_on_after_other_events() {
    let session = send(
        json!({"type": "contact_language_changed", "language": "FRA"}),
        Some(contact()),
    );
    let session = session.unwrap();
    assert_eq!(session["status"], "waiting");
    assert_eq!(session["contact"]["language"], "fra");
    let kept = &session["runs"][0]["events"][1];
    assert_eq!(kept["language"], "FRA", "the event stays as it was sent");
}
