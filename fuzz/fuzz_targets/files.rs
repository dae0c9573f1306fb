//! Files of users: opening one and reading its definitions never panics.
#![no_main]

use flowdbg::wire::definition::{generation_of, read_flow};
use flowdbg::wire::inspection::{inspect, templates};
use flowdbg::wire::open::open_bytes;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = open_bytes(bytes);
    let Ok(json) = serde_json::from_slice(bytes) else {
        return;
    };
    if let Ok(flow) = read_flow(&json, generation_of(&json)) {
        let _ = inspect(&flow, None);
        let _ = templates(&flow);
    }
});
