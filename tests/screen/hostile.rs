//! What must garble nothing and crash nothing: text that acts on terminals, very long text, very large flows, and flows that
//! fail while they run.

use serde_json::{Value as Json, json};

use super::SIZES;
use super::stage::{Stage, debugger_of, sample};
use flowdbg::debugger::EffectPolicy;
use flowdbg::tui::facts::header::Mood;
use flowdbg::tui::message::Msg;
use flowdbg::wire::open;

fn uuid(number: usize) -> String {
    format!("{number:08x}-0000-4000-8000-000000000000")
}

fn flow(name: &str, nodes: &[Json]) -> Json {
    json!({"uuid": uuid(0xf10_0000), "name": name, "language": "eng", "type": "messaging", "nodes": nodes})
}

fn says(number: usize, text: &str, next: Option<usize>) -> Json {
    json!({"uuid": uuid(0xa00_0000 + number),
        "actions": [{"uuid": uuid(0xb00_0000 + number), "type": "send_msg", "text": text}],
        "exits": [{"uuid": uuid(0xc00_0000 + number), "destination_node_uuid": next.map(|next| uuid(0xa00_0000 + next))}]})
}

fn stage(flow: &Json, size: (u16, u16)) -> Stage {
    Stage::new(
        debugger_of(open::open(flow).unwrap(), EffectPolicy::Ask),
        size,
    )
}

const NASTY: &str = "\u{1b}[2J\u{1b}]0;owned\u{7}\u{202e}evil\u{2066} \u{9b}31m 👩‍👩‍👧 日本語 عربي שלום क्षि e\u{301}\u{301}\u{301} \r\n\ttab\u{0}";

#[test]
fn nothing_from_outside_acts_on_the_terminal() {
    let nodes = [says(0, NASTY, Some(1)), says(1, NASTY, None)];
    for size in SIZES {
        let mut stage = stage(&flow(NASTY, &nodes), size);
        for keys in [
            "", "s", "s", "s", "J", "z", "z", "2", "5", "6", "7", "c", "A",
        ] {
            stage.press(keys);
            let buffer = stage.buffer();
            for cell in &buffer.content {
                let acts = |c: char| {
                    c.is_control()
                        || ('\u{202a}'..='\u{202e}').contains(&c)
                        || ('\u{2066}'..='\u{2069}').contains(&c)
                };
                assert!(
                    !cell.symbol().contains(acts),
                    "{:?} after {keys}",
                    cell.symbol()
                );
            }
        }
    }
}

#[test]
fn a_message_of_a_megabyte_is_shown_and_answered() {
    let mut stage = sample("clinic_survey", (120, 35)).keys("ci");
    stage.send(Msg::Paste("wörd ".repeat(200_000)));
    stage.text();
    stage.press("<enter>");
    stage.text();
    for keys in ["s", "2", "3", "4", "5", "6", "7", "k", "G", "c"] {
        stage.press(keys);
        stage.text();
    }
    let nodes = [says(0, &"x".repeat(1_000_000), None)];
    let mut stage = self::stage(&flow("Long", &nodes), (120, 35));
    for keys in ["s", "s", "s", "J", "7", "2"] {
        stage.press(keys);
        stage.text();
    }
}

#[test]
fn ten_thousand_nodes_are_walked() {
    let next = |number: usize| match number % 10 {
        9 => number + 1,
        _ => number + 1 + number % 3,
    };
    let nodes: Vec<Json> = (0..10_000)
        .map(|number| {
            says(
                number,
                &format!("Message {number}"),
                Some(next(number)).filter(|next| *next < 10_000),
            )
        })
        .collect();
    let mut stage = stage(&flow("Large", &nodes), (200, 60));
    assert!(stage.text().contains("Message 0"));
    for keys in ["s", "n", "-", "+", "Gj"] {
        stage.press(keys);
        stage.text();
    }
}

#[test]
fn a_flow_that_fails_while_it_runs_is_shown_as_such() {
    let mut again = says(0, "again", None);
    again["exits"][0]["destination_uuid"] = again["uuid"].clone();
    let mut endless = flow("Endless", &[again]);
    for (key, value) in [
        ("spec_version", json!("14.4.2")),
        ("revision", json!(1)),
        ("expire_after_minutes", json!(0)),
        ("localization", json!({})),
    ] {
        endless[key] = value;
    }
    let mut stage = stage(&endless, (120, 35));
    stage.press("c");
    let text = stage.text();
    assert_eq!(stage.model.facts.header.mood, Mood::Failed, "{text}");
    assert!(text.contains("failed") && text.contains("✖"), "{text}");
}

#[test]
fn loops_without_a_wait_end() {
    let nodes = [says(0, "again", Some(0))];
    let mut stage = stage(&flow("Loop", &nodes), (120, 35));
    stage.press("c");
    let text = stage.text();
    assert!(!text.is_empty());
    assert!(stage.model.debugger.timeline().len() > 3);
}
