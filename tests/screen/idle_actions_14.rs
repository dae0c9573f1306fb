//! Actions of generation 14 that do nothing: what the Action pane says of them. There an action logs only what it changed.

use flowdbg::debugger::EffectPolicy;
use flowdbg::engine::advance::MicroStep;
use flowdbg::wire::open::open;
use serde_json::{Value, json};

use super::stage::{Stage, debugger_of};

/// What the pane tells of the last of these actions.
fn told(actions: Value) -> String {
    let mut actions = actions;
    for (index, action) in actions.as_array_mut().unwrap().iter_mut().enumerate() {
        action["uuid"] = json!(format!("{index:08}-7aa6-440d-8800-7596a28f5b37"));
    }
    let other = json!({"uuid": "86f0a02f-3b75-4b86-9064-e9195e1b3a02", "name": "Other", "language": "eng",
        "spec_version": "14.4.2", "type": "messaging", "nodes": []});
    let file = json!({
        "flows": [{
            "uuid": "76f0a02f-3b75-4b86-9064-e9195e1b3a02", "name": "Idle", "language": "eng",
            "spec_version": "14.4.2", "type": "messaging",
            "nodes": [{"uuid": "a58be63b-907d-4a1a-856b-0bb5579d7507", "actions": actions,
                "exits": [{"uuid": "c58be63b-907d-4a1a-856b-0bb5579d7507"}]}]
        }, other],
        "channels": [
            {"uuid": "6513270e-269e-4d37-b2a7-4de452e6b438", "name": "Line", "address": "+12065550100",
                "schemes": ["tel"], "roles": ["send", "receive"], "country": "US"},
            {"uuid": "7513270e-269e-4d37-b2a7-4de452e6b438", "name": "Bird", "address": "bird",
                "schemes": ["twitter"], "roles": ["send", "receive"]},
        ],
    });
    let mut stage = Stage::new(
        debugger_of(open(&file).unwrap(), EffectPolicy::Ask),
        (120, 35),
    );
    let last = actions.as_array().unwrap().len() - 1;
    for _ in 0..50 {
        let step = &stage.model.debugger.current().step;
        if matches!(step, Some(MicroStep::Action { index, .. }) if *index == last) {
            let lines = stage.model.facts.action.outcome.iter();
            let lines: Vec<String> = lines
                .map(|(label, text)| format!("{label} {text}"))
                .collect();
            return lines.join(" | ");
        }
        stage.press("s");
    }
    panic!("the last action was not executed:\n{}", stage.text());
}

fn channel(name: &str, uuid: &str) -> Value {
    json!({"type": "set_contact_channel", "channel": {"uuid": uuid, "name": name}})
}

#[test]
fn what_changes_nothing_says_why() {
    let name = json!({"type": "set_contact_name", "name": "Amina Diallo"});
    let failing = json!({"type": "set_contact_name", "name": "@(1/0)"});
    let nobody = json!({"type": "send_broadcast", "text": "News"});
    let start = json!({"type": "start_session", "exclusions": {},
        "flow": {"uuid": "86f0a02f-3b75-4b86-9064-e9195e1b3a02", "name": "Other"}});
    let enter = json!({"type": "enter_flow",
        "flow": {"uuid": "86f0a02f-3b75-4b86-9064-e9195e1b3a02", "name": "Other"}});
    for (action, expected) in [
        (name, "logged nothing: the contact has this value already"),
        (
            failing,
            "error Error evaluating expression: division by zero | \
             logged nothing else: the contact keeps the name as it was",
        ),
        (nobody, "logged nothing: there is nobody to send it to"),
        (start, "logged nothing: there is nobody to start"),
        (
            enter,
            "logged nothing: the flow is entered when the actions of the node are done",
        ),
        (
            json!({"type": "add_input_labels", "labels": []}),
            "error No input to add labels to",
        ),
        (
            json!({"type": "call_resthook", "resthook": "orders"}),
            "logged nothing: there is no such resthook",
        ),
    ] {
        assert_eq!(told(json!([action])), expected, "{action}");
    }
    let save = json!({"type": "set_run_result", "name": "Bags", "value": "2"});
    assert_eq!(
        told(json!([save, save])),
        "logged nothing: the result has this value and category already"
    );
}

#[test]
fn a_channel_that_is_not_preferred_says_why() {
    let line = || channel("Line", "6513270e-269e-4d37-b2a7-4de452e6b438");
    let bird = channel("Bird", "7513270e-269e-4d37-b2a7-4de452e6b438");
    assert_eq!(
        told(json!([line(), line()])),
        "logged nothing: the contact prefers this channel already"
    );
    assert_eq!(
        told(json!([bird])),
        "logged nothing: the contact has no address that Bird serves"
    );
    assert_eq!(
        told(json!([{"type": "set_contact_channel", "channel": null}])),
        "logged nothing: the contact prefers no channel"
    );
}
