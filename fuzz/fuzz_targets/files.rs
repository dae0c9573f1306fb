//! Files of users: opening one and reading its definitions never panics, and both ways of parsing JSON agree.
#![no_main]

use flowdbg::json::Document;
use flowdbg::wire::definition::{generation_of, read_flow};
use flowdbg::wire::inspection::{inspect, templates};
use flowdbg::wire::open::open_bytes;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = open_bytes(bytes);
    let known = serde_json::from_slice::<serde_json::Value>(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        match (Document::parse(text), &known) {
            (Ok(document), Ok(json)) => {
                assert_eq!(document.root().to_value(), *json);
                let written = document.root().to_string();
                let again: serde_json::Value = serde_json::from_str(&written).expect("JSON");
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
