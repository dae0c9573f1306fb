//! `@input` of generation 14.

use std::sync::Arc;

use super::results::parse_json;
use super::{contact, urns};
use crate::engine::context::{Surroundings, View, copied, text, view};
use crate::excellent::{Map, Property, Value};
use crate::model::session::Input;

/// An input as a value; null without one.
pub fn value(input: Option<&Arc<Input>>, around: &Arc<Surroundings>) -> Value {
    input.map_or(Value::Null, |input| {
        view(InputObject {
            input: input.clone(),
            around: around.clone(),
        })
    })
}

#[derive(Debug)]
struct InputObject {
    input: Arc<Input>,
    around: Arc<Surroundings>,
}

impl View for InputObject {
    const TYPE: &'static str = "object";
    const LISTED: &'static [&'static str] = &[
        "attachments",
        "channel",
        "created_on",
        "external_id",
        "payload",
        "text",
        "type",
        "urn",
        "uuid",
    ];

    fn get(&self, name: &str) -> Option<Property> {
        let input = &self.input;
        let value = match name {
            "type" => copied("msg"),
            "uuid" => copied(input.uuid.as_str()),
            "created_on" => Value::DateTime(input.created_on.clone()),
            "channel" => contact::channel(input.channel.as_ref()),
            "urn" => match &input.urn {
                Some(urn) if self.around.redacts_urns() => Value::from(urns::hidden(urn)),
                Some(urn) => Value::Text(urn.identity().shared()),
                None => Value::EMPTY_TEXT,
            },
            "text" => text(&input.text),
            "attachments" => input
                .attachments
                .iter()
                .map(text)
                .collect::<Vec<_>>()
                .into(),
            "external_id" => text(&input.external_id),
            "payload" => input
                .payload
                .as_ref()
                .map_or_else(|| Map::new().into(), |json| parse_json(&json.to_string())),
            _ => return None,
        };
        Some(value.into())
    }

    fn reduced(&self) -> Option<Value> {
        let urls = self.input.attachments.iter().map(|attachment| {
            attachment
                .split_once(':')
                .map_or(&**attachment, |(_, url)| url)
        });
        let mut parts: Vec<&str> = Vec::new();
        parts.extend(Some(&*self.input.text).filter(|text| !text.is_empty()));
        parts.extend(urls);
        Some(Value::from(parts.join("\n")))
    }
}
