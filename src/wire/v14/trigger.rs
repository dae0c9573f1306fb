//! Triggers of generation 14.

use super::write_event::{write_event, write_history};
use crate::model::session::{Trigger, TriggerKind};
use crate::wire::contact;
use crate::wire::json_writer::JsonWriter;
use crate::wire::references::{write_flow, write_uuid_and_name};

/// Writes a trigger: the common members first, then those of its kind.
pub fn write_trigger(writer: &mut JsonWriter, trigger: &Trigger) {
    writer.object(|writer| {
        writer.text_at("type", trigger.kind.type_name());
        if let Some(event) = &trigger.event {
            write_event(writer.key("event"), event);
        }
        write_flow(writer.key("flow"), &trigger.flow);
        writer.true_at("batch", trigger.batch);
        if let Some(params) = &trigger.params {
            writer.key("params").raw(params);
        }
        if let Some(history) = &trigger.history {
            write_history(writer.key("history"), history);
        }
        writer.instant_at("triggered_on", &trigger.triggered_on);
        write_own_members(writer, &trigger.kind);
    });
}

fn write_own_members(writer: &mut JsonWriter, kind: &TriggerKind) {
    match kind {
        TriggerKind::Manual { user, origin } => {
            if let Some(user) = user {
                write_uuid_and_name(writer.key("user"), user.uuid.as_str(), &user.name);
            }
            writer.text_unless_empty("origin", origin);
        }
        TriggerKind::Msg {
            keyword_match: Some((kind, keyword)),
        } => writer.key("keyword_match").object(|writer| {
            writer.text_at("type", kind);
            writer.text_at("keyword", keyword);
        }),
        TriggerKind::FlowAction { source, .. } => writer.key("run_summary").raw(source),
        TriggerKind::Ticket { ticket } => contact::write_ticket(writer.key("ticket"), ticket),
        TriggerKind::Channel { event } => writer.key("event").json(event),
        _ => {}
    }
}
