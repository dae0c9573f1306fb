//! Files of users: opening one and reading its definitions never panics, and both ways of parsing JSON agree.
#![no_main]

use flowdbg::json::{Document, Json};
use flowdbg::wire::definition::{generation_of, read_flow};
use flowdbg::wire::inspection::{inspect, templates};
use flowdbg::wire::open::open_bytes;
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

/// Every member is found by its key.
fn assert_members_are_found(found: Json<'_>, known: &Value) {
    match known {
        Value::Object(members) => {
            for (key, value) in members {
                let member = found.get(key).expect("a member");
                assert_members_are_found(member, value);
            }
        }
        Value::Array(items) => {
            for (item, value) in found.items().expect("a list").zip(items) {
                assert_members_are_found(item, value);
            }
        }
        scalar => assert_eq!(found.to_value(), *scalar),
    }
}

fuzz_target!(|bytes: &[u8]| {
    let _ = open_bytes(bytes);
    let known = serde_json::from_slice::<Value>(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        match (Document::parse(text), &known) {
            (Ok(document), Ok(json)) => {
                assert_eq!(document.root().to_value(), *json);
                assert_members_are_found(document.root(), json);
                let written = document.root().to_string();
                let again: Value = serde_json::from_str(&written).expect("JSON");
                assert_eq!(again, *json);
            }
            (Err(_), Err(_)) => {}
            (ours, theirs) => panic!("{ours:?} {theirs:?}"),
        }
    }
    let Ok(json) = known else {
        return;
    };
    if let Ok(flow) = read_flow(&json, generation_of(&json)) {
        let _ = inspect(&flow, None);
        let _ = templates(&flow);
    }
});
