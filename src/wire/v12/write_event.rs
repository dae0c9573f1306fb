//! Writes events as generation 12 does: `type`, `created_on`, `step_uuid`, then the event's own members.

use crate::excellent::Text;
use crate::model::event::{
    Event, EventKind, FieldChange, HttpLog, MessageTexts, Msg, ResultChange,
};
use crate::wire::json_writer::JsonWriter;
use crate::wire::references::{
    write_field, write_flow, write_groups_at, write_labels_at, write_recipients_12,
    write_uuid_and_name,
};

/// Writes one event. Events only generation 14 knows are written with their base members alone; the engine makes none of
/// them in a session of generation 12.
pub fn write_event(writer: &mut JsonWriter, event: &Event) {
    writer.object(|writer| {
        writer.text_at("type", event.kind.type_name());
        writer.instant_at("created_on", &event.created_on);
        if let Some(place) = &event.place {
            writer.text_at("step_uuid", place.step.as_str());
        }
        write_members(writer, &event.kind);
    });
}

/// One event as JSON text.
pub fn event_json(event: &Event) -> String {
    let mut writer = JsonWriter::default();
    write_event(&mut writer, event);
    writer.into_string()
}

fn write_members(writer: &mut JsonWriter, kind: &EventKind) {
    match kind {
        EventKind::AirtimeTransferred {
            currency,
            amount,
            status,
        } => {
            writer.text_at("currency", currency);
            writer.key("amount").raw(&amount.to_string());
            writer.text_at("status", status);
        }
        EventKind::BroadcastCreated {
            translations,
            base_language,
            recipients,
            ..
        } => {
            write_translations(writer, translations);
            writer.text_at("base_language", base_language);
            write_recipients_12(writer, recipients);
        }
        EventKind::ContactGroupsAdded { groups } | EventKind::ContactGroupsRemoved { groups } => {
            write_groups_at(writer, "groups", groups);
        }
        EventKind::EmailCreated {
            addresses,
            subject,
            body,
        } => {
            writer.texts_at("addresses", addresses);
            writer.text_at("subject", subject);
            writer.text_at("body", body);
        }
        EventKind::EnvironmentChanged { source, .. } => writer.key("environment").json(source),
        EventKind::Error { text, fatal, .. } => {
            writer.text_at("text", text);
            writer.key("fatal").boolean(*fatal);
        }
        EventKind::FlowTriggered {
            flow,
            parent_run_uuid,
        } => {
            write_flow(writer.key("flow"), flow);
            if let Some(parent) = parent_run_uuid {
                writer.text_at("parent_run_uuid", parent.as_str());
            }
        }
        EventKind::InputLabelsAdded { input_uuid, labels } => {
            writer.text_at("input_uuid", input_uuid.as_str());
            write_labels_at(writer, "labels", labels);
        }
        EventKind::MsgCreated { msg } | EventKind::MsgReceived { msg } => write_msg(writer, msg),
        EventKind::MsgWait {
            timeout_on: Some(timeout_on),
            ..
        } => writer.instant_at("timeout_on", timeout_on),
        EventKind::ResthookCalled {
            resthook,
            calls,
            result_name,
            ..
        } => {
            writer.text_at("resthook", resthook);
            writer.key("calls").list(calls, |writer, call| {
                writer.object(|writer| write_call(writer, call));
            });
            writer.text_unless_empty("result_name", result_name);
        }
        EventKind::RunExpired { run_uuid } => writer.text_at("run_uuid", run_uuid.as_str()),
        EventKind::RunResultChanged(change) => write_result_change(writer, change),
        EventKind::SessionTriggered {
            flow,
            recipients,
            create_contact,
            run,
            ..
        } => {
            write_flow(writer.key("flow"), flow);
            write_recipients_12(writer, recipients);
            writer.true_at("create_contact", *create_contact);
            super::run_summary::write_run_summary(writer.key("run"), run);
        }
        EventKind::WebhookCalled {
            log, result_name, ..
        } => {
            write_call(writer, log);
            writer.text_unless_empty("result_name", result_name);
        }
        contact_change => write_contact_change(writer, contact_change),
    }
}

fn write_contact_change(writer: &mut JsonWriter, kind: &EventKind) {
    match kind {
        EventKind::ContactChanged { source, .. } => writer.key("contact").json(source),
        EventKind::ContactChannelChanged { channel } => {
            write_uuid_and_name(writer.key("channel"), channel.uuid.as_str(), &channel.name);
        }
        EventKind::ContactFieldChanged { field, value } => {
            write_field(writer.key("field"), field);
            let text = match value {
                FieldChange::Text(text) => text,
                FieldChange::Typed(Some(value)) => &value.text,
                FieldChange::Typed(None) => "",
            };
            writer.text_at("value", text);
        }
        EventKind::ContactLanguageChanged { language } => writer.text_at("language", language),
        EventKind::ContactNameChanged { name } => writer.text_at("name", name),
        EventKind::ContactTimezoneChanged { timezone } => writer.text_at("timezone", timezone),
        EventKind::ContactUrnAdded { urn } => writer.text_at("urn", urn),
        _ => {}
    }
}

fn write_translations(writer: &mut JsonWriter, translations: &[(Text, MessageTexts)]) {
    let mut sorted: Vec<_> = translations.iter().collect();
    sorted.sort_by(|a, b| a.0.cmp(&b.0));
    writer.key("translations").object(|writer| {
        for (language, texts) in sorted {
            writer
                .free_key(language)
                .object(|writer| write_texts(writer, texts));
        }
    });
}

fn write_texts(writer: &mut JsonWriter, texts: &MessageTexts) {
    writer.text_at("text", &texts.text);
    writer.texts_unless_empty("attachments", &texts.attachments);
    if !texts.quick_replies.is_empty() {
        writer
            .key("quick_replies")
            .list(&texts.quick_replies, |writer, reply| {
                writer.text(&reply.text);
            });
    }
}

fn write_msg(writer: &mut JsonWriter, msg: &Msg) {
    writer.key("msg").object(|writer| {
        writer.text_at("uuid", msg.uuid.as_ref().map_or("", |uuid| uuid.as_str()));
        if msg.id != 0 {
            writer.integer_at("id", msg.id);
        }
        writer.text_at("urn", &msg.urn);
        if let Some(channel) = &msg.channel {
            write_uuid_and_name(writer.key("channel"), channel.uuid.as_str(), &channel.name);
        }
        write_texts(writer, &msg.texts);
    });
}

fn write_call(writer: &mut JsonWriter, call: &HttpLog) {
    writer.text_at("url", &call.url);
    writer.text_at("status", &call.status);
    writer.text_at("request", &call.request);
    writer.text_at("response", &call.response);
}

fn write_result_change(writer: &mut JsonWriter, change: &ResultChange) {
    writer.text_at("name", &change.name);
    writer.text_at("value", &change.value);
    writer.text_at("category", &change.category);
    writer.text_unless_empty("category_localized", &change.category_localized);
    if let Some(input) = &change.input {
        writer.text_at("input", input);
    }
    if let Some(extra) = &change.extra {
        writer.key("extra").raw(extra);
    }
}
