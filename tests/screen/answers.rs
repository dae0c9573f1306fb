//! Answers to waits, as they are typed.

use flowdbg::debugger::EffectPolicy;

use super::stage::{Stage, debugger_of, sample};

const MIDDLE: (u16, u16) = (120, 35);

#[test]
fn a_wait_takes_more_than_messages() {
    let mut stage = sample("all_actions", MIDDLE).keys("ci/timeuot<enter>");
    let refused = "`/timeuot` is no answer: /timeout";
    assert!(stage.text().contains(refused), "{}", stage.text());
    // What was typed is still there to be corrected.
    stage.press("<left>");
    assert!(stage.text().contains("› /timeuot"), "{}", stage.text());
    stage.press("<ctrl-u><esc>i<ctrl-u>/attach geo:-1.95,30.06 maize<enter>");
    let bubbles = &stage.model.facts.conversation.bubbles;
    let bubble = bubbles.last().unwrap();
    assert_eq!(bubble.attachments, ["geo:-1.95,30.06"], "{bubbles:?}");
    // Changing the answer begins with what it was, and can make it another kind.
    stage.press("e");
    assert!(
        stage.text().contains("/attach geo:-1.95,30.06 maize"),
        "{}",
        stage.text()
    );
    stage.press("<ctrl-u>/timeout<enter>");
    assert!(stage.text().contains("timeout"), "{}", stage.text());
    assert_eq!(stage.model.debugger.timeline().branches().len(), 2);
}

#[test]
fn a_quick_reply_is_sent_as_it_is() {
    let flow = serde_json::json!({
        "uuid": "76f0a02f-3b75-4b86-9064-e9195e1b3a02", "name": "Slash", "language": "eng", "type": "messaging",
        "nodes": [{"uuid": "a58be63b-907d-4a1a-856b-0bb5579d7507", "actions": [{
            "uuid": "8eebd020-1af5-431c-b943-aa670fc74da9", "type": "send_msg", "text": "Which?",
            "quick_replies": ["/stop"]}],
            "wait": {"type": "msg"},
            "exits": [{"uuid": "c58be63b-907d-4a1a-856b-0bb5579d7507"}]}]
    });
    let opened = flowdbg::wire::open::open(&flow).unwrap();
    let stage = Stage::new(debugger_of(opened, EffectPolicy::Ask), MIDDLE).keys("c1");
    let bubbles = &stage.model.facts.conversation.bubbles;
    assert!(
        bubbles.iter().any(|bubble| bubble.text == "/stop"),
        "{bubbles:?}"
    );
}

#[test]
fn a_forwarded_call_is_said_to_have_ended() {
    let flow = serde_json::json!({
        "uuid": "76f0a02f-3b75-4b86-9064-e9195e1b3a02", "name": "Forward", "language": "eng", "type": "voice",
        "spec_version": "14.4.2", "revision": 1, "expire_after_minutes": 10, "localization": {},
        "nodes": [{"uuid": "a58be63b-907d-4a1a-856b-0bb5579d7507", "actions": [],
            "router": {"type": "switch", "operand": "@resume.dial.status", "cases": [],
                "wait": {"type": "dial", "phone": "+12065550100"},
                "default_category_uuid": "d58be63b-907d-4a1a-856b-0bb5579d7507",
                "categories": [{"uuid": "d58be63b-907d-4a1a-856b-0bb5579d7507", "name": "All",
                    "exit_uuid": "c58be63b-907d-4a1a-856b-0bb5579d7507"}]},
            "exits": [{"uuid": "c58be63b-907d-4a1a-856b-0bb5579d7507"}]}]
    });
    let opened = flowdbg::wire::open::open(&flow).unwrap();
    let stage = Stage::new(debugger_of(opened, EffectPolicy::Ask), MIDDLE);
    let stage = stage.keys("ci");
    assert!(
        stage.text().contains("/dial answered 60"),
        "{}",
        stage.text()
    );
    let text = stage.keys("<enter>").text();
    assert!(text.contains("call answered after 60 s"), "{text}");
}
