//! How tests start a session of generation 12: with a trigger, a clock that stands still, and UUIDs that count.

use std::sync::Arc;

use flowdbg::engine::input::{Clock, Start, UuidSource};
use flowdbg::engine::options::Options;
use flowdbg::excellent::{DateTime, Zone};
use flowdbg::json::Document;
use flowdbg::model::assets::Assets;
use flowdbg::wire::v12::read_trigger;
use serde_json::Value;

/// When it is.
pub const NOW: &str = "2018-07-06T12:30:00Z";

/// A start by a trigger, which brings contact and environment along.
pub fn start(trigger: &Value, assets: &Assets) -> Start {
    Start {
        trigger: read_trigger::read_trigger(Document::of(trigger).root(), assets).unwrap(),
        environment: None,
        contact: None,
        call: None,
        caller_events: Vec::new(),
        options: Arc::new(Options::generation_12()),
        clock: Clock {
            now: DateTime::parse_iso(NOW, &Zone::utc()).unwrap(),
            step_ms: 0,
        },
        uuids: UuidSource::Counting(0),
        seed: 1,
    }
}
