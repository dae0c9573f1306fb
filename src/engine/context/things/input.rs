//! `@input` of generation 12 and its attachments.

use std::sync::Arc;

use super::{contact, urns};
use crate::engine::context::{Surroundings, View, copied, list, text, view};
use crate::excellent::{Property, Text, Value};
use crate::model::contact::ContactUrn;
use crate::model::session::Input;
use crate::model::urn::Urn;

/// An input as a value; null without one.
pub fn value(input: Option<&Arc<Input>>, around: &Arc<Surroundings>) -> Value {
    input.map_or(Value::Null, |input| {
        view(InputThing {
            input: input.clone(),
            around: around.clone(),
        })
    })
}

#[derive(Debug)]
struct InputThing {
    input: Arc<Input>,
    around: Arc<Surroundings>,
}

impl View for InputThing {
    const TYPE: &'static str = "input";
    // A missing property says so.
    const DESCRIBE: &'static str = "null";
    const LISTED: &'static [&'static str] = &[
        "attachments",
        "channel",
        "created_on",
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
            "urn" => {
                let urn = input.urn.clone().unwrap_or_else(|| Urn::lenient(""));
                urns::value(ContactUrn::from(urn), &self.around)
            }
            "text" => text(&input.text),
            "attachments" => attachments(input),
            _ => return None,
        };
        Some(value.into())
    }

    fn reduced(&self) -> Option<Value> {
        if self.input.attachments.is_empty() {
            return Some(text(&self.input.text));
        }
        let urls = self
            .input
            .attachments
            .iter()
            .map(|attachment| split(attachment).1);
        let mut parts: Vec<&str> = Vec::new();
        parts.extend(Some(&*self.input.text).filter(|text| !text.is_empty()));
        parts.extend(urls);
        Some(Value::from(parts.join("\n")))
    }
}

fn attachments(input: &Input) -> Value {
    let things = input.attachments.iter().map(|attachment| {
        let (_, url) = split(attachment);
        (view(AttachmentThing(attachment.clone())), copied(url))
    });
    list("attachments", things)
}

/// Content type and URL of an attachment.
pub fn split(attachment: &str) -> (&str, &str) {
    attachment.split_once(':').unwrap_or(("", attachment))
}

#[derive(Debug)]
struct AttachmentThing(Text);

impl View for AttachmentThing {
    const TYPE: &'static str = "attachment";
    const LISTED: &'static [&'static str] = &["content_type", "url"];

    fn get(&self, name: &str) -> Option<Property> {
        let (content_type, url) = split(&self.0);
        Some(match name {
            "content_type" => copied(content_type).into(),
            "url" => copied(url).into(),
            _ => return None,
        })
    }

    fn reduced(&self) -> Option<Value> {
        Some(copied(split(&self.0).1))
    }
}
