//! Cases that work, to begin with: the sample flows of generation 12, a trigger for each, and what a caller may send.

use serde_json::{Value, json};

const SAMPLES: [&str; 2] = [
    include_str!("../../sample_flows/registration.json"),
    include_str!("../../sample_flows/all_actions.json"),
];

/// All of them.
pub fn all() -> Vec<Value> {
    SAMPLES
        .iter()
        .flat_map(|sample| {
            let bundle: Value = serde_json::from_str(sample).unwrap();
            let flows = bundle["flows"].as_array().unwrap().clone();
            flows.into_iter().map(move |flow| case(&bundle, &flow))
        })
        .collect()
}

fn case(bundle: &Value, flow: &Value) -> Value {
    let group = bundle["groups"][0].clone();
    let channel = bundle["channels"][0].clone();
    let now = "2018-07-06T12:30:00.123456789Z";
    let contact = json!({
        "uuid": "27a652ec-b624-4cf3-9c98-d70441eda570", "id": 12, "name": "Ana López", "language": "eng",
        "timezone": "America/Los_Angeles", "created_on": now,
        "urns": ["tel:+12065551212", "twitterid:54784326227#ana", "mailto:ana@example.com"],
        "groups": [{"uuid": group["uuid"], "name": group["name"]}],
        "fields": {},
    });
    let msg = |text: &str| {
        json!({"type": "msg_received", "created_on": now, "msg": {
            "uuid": "cdeb4015-b274-4bd2-90f6-a236504fee19", "urn": "tel:+12065551212",
            "channel": {"uuid": channel["uuid"], "name": channel["name"]}, "text": text,
            "attachments": ["image/png:http://media.test/1.png"]}})
    };
    json!({
        "assets": bundle,
        "trigger": {
            "type": "manual", "flow": {"uuid": flow["uuid"], "name": flow["name"]}, "contact": contact,
            "environment": {"date_format": "DD-MM-YYYY", "time_format": "hh:mm", "timezone": "UTC", "languages": ["eng", "fra"]},
            "params": {"source": "website", "list": [1, {"a": null}]}, "triggered_on": now,
        },
        "calls": [
            [],
            [msg("23")],
            [{"type": "contact_name_changed", "created_on": now, "name": "Zoe"}, msg("yes")],
            [{"type": "contact_field_changed", "created_on": now, "field": {"key": "age", "name": "Age"}, "value": "22"}, msg("red")],
            [{"type": "contact_timezone_changed", "created_on": now, "timezone": "Africa/Kigali"},
             {"type": "environment_changed", "created_on": now, "environment":
                {"date_format": "YYYY-MM-DD", "time_format": "tt:mm", "timezone": "Asia/Tokyo", "languages": []}},
             {"type": "wait_timed_out", "created_on": now}],
            [{"type": "run_expired", "created_on": now, "run_uuid": "00000000-0000-4000-8000-000000000001"}],
            [{"type": "error", "created_on": now, "text": "enough", "fatal": true}],
        ],
        "replies": [
            {"status": 200, "body": "{\"ok\": true}", "type": "application/json"},
            {"status": 302, "body": "/next", "type": "text/plain"},
            {"status": 500, "body": "down", "type": "text/plain"},
            {"status": 0, "body": "", "type": ""},
        ],
    })
}
