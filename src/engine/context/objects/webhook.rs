//! `@webhook` of generation 14.

use super::results::parse_json;
use crate::engine::context::text;
use crate::excellent::{Map, Number, Text, Value};
use crate::model::session::WebhookCall;

/// The last call of a run as a value; null without one.
pub fn value(call: Option<&WebhookCall>) -> Value {
    let Some(call) = call else { return Value::Null };
    let headers = call
        .headers
        .iter()
        .flatten()
        .map(|(name, value)| (name.clone(), text(value)));
    Map::from_entries([
        (
            Text::new_static("status"),
            Value::Number(Number::from(call.status)),
        ),
        (
            Text::new_static("headers"),
            Map::from_entries(headers).into(),
        ),
        (
            Text::new_static("json"),
            call.json.as_deref().map_or(Value::Null, parse_json),
        ),
    ])
    .with_default(format!("{} {}", call.method, call.url))
    .into()
}
