//! `@trigger` and `@resume` of generation 14.

use std::sync::Arc;

use super::results::parse_json;
use crate::engine::context::{View, copied, text, view};
use crate::engine::state::LastResume;
use crate::excellent::{Map, Number, Property, Text, Value};
use crate::model::campaign::Campaign;
use crate::model::event::EventKind;
use crate::model::session::{Trigger, TriggerKind};

/// A trigger as a value.
pub fn value(trigger: &Arc<Trigger>) -> Value {
    view(TriggerObject {
        trigger: trigger.clone(),
    })
}

#[derive(Debug)]
struct TriggerObject {
    trigger: Arc<Trigger>,
}

impl View for TriggerObject {
    const TYPE: &'static str = "object";
    const LISTED: &'static [&'static str] = &[
        "campaign", "keyword", "origin", "params", "ticket", "type", "user",
    ];

    fn get(&self, name: &str) -> Option<Property> {
        let kind = &self.trigger.kind;
        let value = match (name, kind) {
            ("type", kind) => copied(kind.type_name()),
            ("params", TriggerKind::Chat) => self.chat_params(),
            ("params", _) => self
                .trigger
                .params
                .as_deref()
                .map_or_else(|| Map::new().into(), parse_json),
            (
                "keyword",
                TriggerKind::Msg {
                    keyword_match: Some((_, keyword)),
                },
            ) => text(keyword),
            ("keyword", _) => copied(""),
            (
                "user",
                TriggerKind::Manual {
                    user: Some(user), ..
                },
            ) => super::ticket::user(user),
            ("origin", TriggerKind::Manual { origin, .. }) => text(origin),
            ("origin", _) => copied(""),
            (
                "campaign",
                TriggerKind::Campaign {
                    campaign: Some(known),
                    ..
                },
            ) => campaign(known),
            ("ticket", TriggerKind::Ticket { ticket }) => super::ticket::value(ticket),
            ("user" | "campaign" | "ticket", _) => Value::Null,
            _ => return None,
        };
        Some(value.into())
    }
}

impl TriggerObject {
    fn chat_params(&self) -> Value {
        let event = self.trigger.event.as_ref().map(|event| &event.kind);
        let Some(EventKind::Host { members, .. }) = event else {
            return Map::new().into();
        };
        members.get("params").map_or_else(
            || Map::new().into(),
            |params| parse_json(&params.to_string()),
        )
    }
}

fn campaign(campaign: &Campaign) -> Value {
    let properties = [
        (Text::new_static("uuid"), copied(campaign.uuid.as_str())),
        (Text::new_static("name"), text(&campaign.name)),
    ];
    Map::from_entries(properties)
        .with_default(text(&campaign.name))
        .into()
}

/// The last resume as a value; null before the first.
pub fn resume(resume: Option<&LastResume>) -> Value {
    let Some(resume) = resume else {
        return Value::Null;
    };
    let dial = match &resume.event.kind {
        EventKind::DialEnded { status, duration } => Map::from_entries([
            (Text::new_static("status"), text(status)),
            (
                Text::new_static("duration"),
                Value::Number(Number::from(*duration)),
            ),
        ])
        .into(),
        _ => Value::Null,
    };
    Map::from_entries([
        (Text::new_static("type"), copied(resume.kind.type_name())),
        (Text::new_static("dial"), dial),
    ])
    .into()
}
