//! Writes events as generation 14 does: `uuid`, `type`, `created_on`, then the event's own members.

use serde_json::Value as Json;

use crate::excellent::Text;
use crate::model::event::{
    Event, EventKind, FieldChange, HttpLog, MessageTexts, Msg, QuickReply, ResultChange,
};
use crate::model::flow::Hint;
use crate::model::session::SessionHistory;
use crate::wire::contact;
use crate::wire::json_writer::JsonWriter;
use crate::wire::references::{
    write_contacts_unless_empty, write_field, write_flow, write_flow_with_revision,
    write_groups_unless_empty, write_labels_at, write_recipients_14, write_uuid_and_name,
};

/// Writes one event. Events only generation 12 knows are written with their base members alone; the engine makes none of
/// them in a session of generation 14.
pub fn write_event(writer: &mut JsonWriter, event: &Event) {
    writer.object(|writer| {
        writer.text_at("uuid", event.uuid.as_ref().map_or("", |uuid| uuid.as_str()));
        writer.text_at("type", event.kind.type_name());
        writer.instant_at("created_on", &event.created_on);
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
        EventKind::AirtimeCreated {
            external_id,
            sender,
            recipient,
            currency,
            amount,
            http_logs,
        } => {
            writer.text_at("external_id", external_id);
            writer.text_at("sender", sender);
            writer.text_at("recipient", recipient);
            writer.text_at("currency", currency);
            writer.key("amount").raw(&amount.to_string());
            writer
                .key("http_logs")
                .list(http_logs, super::super::json_writer::JsonWriter::json);
        }
        EventKind::BroadcastCreated {
            translations,
            base_language,
            recipients,
            template,
            template_variables,
        } => {
            write_translations(writer, translations);
            writer.text_at("base_language", base_language);
            write_recipients_14(writer, recipients);
            writer.texts_unless_empty("urns", &recipients.urns);
            if let Some(template) = template {
                write_uuid_and_name(
                    writer.key("template"),
                    template.uuid.as_str(),
                    &template.name,
                );
            }
            writer.texts_unless_empty("template_variables", template_variables);
        }
        EventKind::DialEnded { status, duration } => writer.key("dial").object(|writer| {
            writer.text_at("status", status);
            writer.integer_at("duration", *duration);
        }),
        EventKind::DialWait {
            urn,
            dial_limit_seconds,
            call_limit_seconds,
            expires_on,
        } => {
            writer.text_at("urn", urn);
            writer.integer_at("dial_limit_seconds", *dial_limit_seconds);
            writer.integer_at("call_limit_seconds", *call_limit_seconds);
            writer.instant_at("expires_on", expires_on);
        }
        EventKind::EmailSent { to, subject, body } => {
            writer.texts_at("to", to);
            writer.text_at("subject", subject);
            writer.text_at("body", body);
        }
        EventKind::Error {
            text, code, extra, ..
        }
        | EventKind::Warning { text, code, extra } => {
            write_problem(writer, text, code, extra);
        }
        EventKind::Failure { text } => writer.text_at("text", text),
        EventKind::InputLabelsAdded { input_uuid, labels } => {
            writer.text_at("input_uuid", input_uuid.as_str());
            write_labels_at(writer, "labels", labels);
        }
        EventKind::IvrCreated { msg }
        | EventKind::MsgCreated { msg }
        | EventKind::MsgReceived { msg } => {
            write_msg(writer.key("msg"), msg);
            writer.text_unless_empty("ticket_uuid", &msg.ticket_uuid);
        }
        EventKind::LlmCalled {
            llm,
            instructions,
            input,
            output,
            input_tokens,
            output_tokens,
            elapsed_ms,
        } => {
            write_uuid_and_name(writer.key("llm"), llm.uuid.as_str(), &llm.name);
            writer.text_at("instructions", instructions);
            writer.text_at("input", input);
            writer.text_at("output", output);
            writer.key("tokens").object(|writer| {
                writer.integer_at("input", *input_tokens);
                writer.integer_at("output", *output_tokens);
            });
            writer.integer_at("elapsed_ms", *elapsed_ms);
        }
        EventKind::MsgWait {
            timeout_seconds,
            expires_on,
            hint,
            ..
        } => {
            if let Some(seconds) = timeout_seconds {
                writer.integer_at("timeout_seconds", *seconds);
            }
            if let Some(expires_on) = expires_on {
                writer.instant_at("expires_on", expires_on);
            }
            if let Some(hint) = hint {
                write_hint(writer.key("hint"), hint);
            }
        }
        EventKind::ResthookCalled {
            resthook, payload, ..
        } => {
            writer.text_at("resthook", resthook);
            writer
                .key("payload")
                .raw(payload.as_deref().unwrap_or("null"));
        }
        EventKind::WebhookCalled { log, resthook, .. } => write_webhook(writer, log, resthook),
        EventKind::Ticket { members, .. } | EventKind::Host { members, .. } => {
            write_members_of(writer, members);
        }
        EventKind::TicketNoteAdded { ticket_uuid, note } => {
            writer.text_at("ticket_uuid", ticket_uuid);
            writer.text_at("note", note);
        }
        EventKind::TicketOpened { ticket } => writer.key("ticket").json(ticket),
        run_change => write_run_change(writer, run_change),
    }
}

fn write_run_change(writer: &mut JsonWriter, kind: &EventKind) {
    match kind {
        EventKind::RunEnded {
            run_uuid,
            flow,
            status,
        } => {
            writer.text_at("run_uuid", run_uuid.as_str());
            write_flow_with_revision(writer.key("flow"), flow);
            writer.text_at("status", super::run_summary::status_name(status));
        }
        EventKind::RunResultChanged(change) => write_result_change(writer, change),
        EventKind::RunStarted {
            flow,
            run_uuid,
            parent_uuid,
            terminal,
        } => {
            write_flow_with_revision(writer.key("flow"), flow);
            writer.text_at("run_uuid", run_uuid.as_str());
            if let Some(parent) = parent_uuid {
                writer.text_at("parent_uuid", parent.as_str());
            }
            writer.true_at("terminal", *terminal);
        }
        EventKind::SessionTriggered {
            flow,
            recipients,
            create_contact,
            exclude_in_a_flow,
            run,
            history,
        } => {
            write_flow(writer.key("flow"), flow);
            write_groups_unless_empty(writer, "groups", &recipients.groups);
            write_contacts_unless_empty(writer, &recipients.contacts);
            writer.text_unless_empty("contact_query", &recipients.contact_query);
            writer
                .key("exclusions")
                .object(|writer| writer.true_at("in_a_flow", *exclude_in_a_flow));
            writer.true_at("create_contact", *create_contact);
            writer.texts_unless_empty("urns", &recipients.urns);
            super::run_summary::write_run_summary(writer.key("run_summary"), run);
            if let Some(history) = history {
                write_history(writer.key("history"), history);
            }
        }
        contact_change => write_contact_change(writer, contact_change),
    }
}

fn write_contact_change(writer: &mut JsonWriter, kind: &EventKind) {
    match kind {
        EventKind::ContactFieldChanged { field, value } => {
            write_field(writer.key("field"), field);
            writer.key("value");
            match value {
                FieldChange::Typed(Some(value)) => contact::write_field_value_14(writer, value),
                FieldChange::Typed(None) => writer.null(),
                FieldChange::Text(text) => writer.object(|writer| writer.text_at("text", text)),
            }
        }
        EventKind::ContactGroupsChanged { added, removed } => {
            write_groups_unless_empty(writer, "groups_added", added);
            write_groups_unless_empty(writer, "groups_removed", removed);
        }
        EventKind::ContactLanguageChanged { language } => writer.text_at("language", language),
        EventKind::ContactLastSeenChanged { last_seen_on } => {
            writer.instant_at("last_seen_on", last_seen_on);
        }
        EventKind::ContactNameChanged { name } => writer.text_at("name", name),
        EventKind::ContactStatusChanged { status } => writer.text_at("status", status),
        EventKind::ContactTimezoneChanged { timezone } => writer.text_at("timezone", timezone),
        EventKind::ContactUrnsChanged { urns } => writer.texts_at("urns", urns),
        _ => {}
    }
}

/// Writes how a chain of sessions came about.
pub fn write_history(writer: &mut JsonWriter, history: &SessionHistory) {
    writer.object(|writer| {
        writer.text_at("parent_uuid", history.parent_uuid.as_str());
        writer.integer_at("ancestors", history.ancestors);
        writer.integer_at("ancestors_since_input", history.ancestors_since_input);
    });
}

fn write_members_of(writer: &mut JsonWriter, members: &Json) {
    if let Json::Object(members) = members {
        for (key, value) in members {
            writer.free_key(key).json(value);
        }
    }
}

fn write_problem(writer: &mut JsonWriter, text: &str, code: &str, extra: &[(Text, Text)]) {
    writer.text_at("text", text);
    writer.text_unless_empty("code", code);
    if !extra.is_empty() {
        writer.key("extra").object(|writer| {
            for (key, value) in extra {
                writer.free_key(key).text(value);
            }
        });
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
            .list(&texts.quick_replies, write_quick_reply);
    }
}

fn write_quick_reply(writer: &mut JsonWriter, reply: &QuickReply) {
    writer.object(|writer| {
        writer.text_at("type", &reply.kind);
        writer.text_unless_empty("text", &reply.text);
        writer.text_unless_empty("extra", &reply.extra);
    });
}

/// Writes a message, outgoing or incoming.
fn write_msg(writer: &mut JsonWriter, msg: &Msg) {
    writer.object(|writer| {
        writer.text_unless_empty("urn", &msg.urn);
        if let Some(channel) = &msg.channel {
            write_uuid_and_name(writer.key("channel"), channel.uuid.as_str(), &channel.name);
        }
        write_texts(writer, &msg.texts);
        if let Some(templating) = &msg.templating {
            writer.key("templating").json(templating);
        }
        writer.text_unless_empty("locale", &msg.locale);
        writer.text_unless_empty("unsendable_reason", &msg.unsendable_reason);
        writer.text_unless_empty("external_id", &msg.external_id);
        if let Some(payload) = &msg.payload {
            writer.key("payload").json(payload);
        }
    });
}

fn write_hint(writer: &mut JsonWriter, hint: &Hint) {
    writer.object(|writer| match hint {
        Hint::Audio => writer.text_at("type", "audio"),
        Hint::Image => writer.text_at("type", "image"),
        Hint::Video => writer.text_at("type", "video"),
        Hint::Location => writer.text_at("type", "location"),
        Hint::Digits {
            count,
            terminated_by,
        } => {
            writer.text_at("type", "digits");
            if let Some(count) = count {
                writer.integer_at("count", *count);
            }
            writer.text_unless_empty("terminated_by", terminated_by);
        }
    });
}

fn write_result_change(writer: &mut JsonWriter, change: &ResultChange) {
    writer.text_at("name", &change.name);
    writer.text_at("value", &change.value);
    writer.text_at("category", &change.category);
    if let Some(extra) = &change.extra {
        writer.key("extra").raw(extra);
    }
    if let Some((value, category)) = &change.previous {
        writer.key("previous").object(|writer| {
            writer.text_at("value", value);
            writer.text_at("category", category);
        });
    }
}

fn write_webhook(writer: &mut JsonWriter, log: &HttpLog, resthook: &str) {
    writer.text_at("url", &log.url);
    if let Some(status) = log.status_code.filter(|status| *status != 0) {
        writer.integer_at("status_code", status);
    }
    writer.text_at("request", &log.request);
    writer.text_unless_empty("response", &log.response);
    writer.integer_at("elapsed_ms", log.elapsed_ms);
    writer.integer_at("retries", log.retries);
    writer.key("sizes").object(|writer| {
        writer.integer_at("request", log.request_size);
        writer.integer_at("response", log.response_size);
    });
    writer.text_at("status", &log.status);
    writer.text_unless_empty("resthook", resthook);
}
