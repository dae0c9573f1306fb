//! Writes sessions as generation 14 does. Contact, environment and call stay with the host.

use super::run_summary::{status_name, write_result};
use super::trigger::write_trigger;
use crate::excellent::Text;
use crate::model::session::{Input, Run, RunStatus, Session, SessionStatus, Step, WebhookCall};
use crate::wire::json_writer::JsonWriter;
use crate::wire::references::{write_flow_with_revision, write_uuid_and_name};

/// The answer of a webhook is kept in a stored session only up to this many bytes of JSON.
const MAX_STORED_WEBHOOK_BYTES: usize = 10_000;

/// A session as JSON text, compact. The same session always gives the same bytes.
pub fn session_json(session: &Session) -> String {
    let mut writer = JsonWriter::with_capacity(4096);
    write_session(&mut writer, session);
    writer.into_string()
}

/// Writes a session.
pub fn write_session(writer: &mut JsonWriter, session: &Session) {
    writer.object(|writer| {
        writer.text_at("uuid", session.uuid.as_str());
        writer.text_at("type", session.flow_type.as_str());
        writer.instant_at("created_on", &session.created_on);
        write_trigger(writer.key("trigger"), &session.trigger);
        writer.text_at(
            "contact_uuid",
            session
                .contact
                .as_ref()
                .map_or("", |contact| contact.uuid.as_str()),
        );
        if let Some(call) = &session.call {
            writer.text_at("call_uuid", &call.uuid);
        }
        writer
            .key("runs")
            .list(&session.runs, |writer, run| write_run(writer, run));
        writer.text_at("status", session_status_name(&session.status));
        if let Some(input) = &session.input {
            write_input(writer.key("input"), input);
        }
        writer.integer_at("sprints", session.sprints);
    });
}

/// A run without what hosts drop before they store it: runs that have ended lose path, locals and webhook.
pub fn compact(run: &Run) -> Run {
    let mut run = run.clone();
    if !matches!(run.status, RunStatus::Active | RunStatus::Waiting) {
        run.path.clear();
        run.locals.clear();
        run.webhook = None;
    }
    run
}

/// The status of a session as generation 14 spells it.
pub fn session_status_name(status: &SessionStatus) -> &str {
    match status {
        SessionStatus::Active => "active",
        SessionStatus::Waiting => "waiting",
        SessionStatus::Completed => "completed",
        SessionStatus::Failed => "failed",
        SessionStatus::Other(other) => other,
    }
}

fn write_run(writer: &mut JsonWriter, run: &Run) {
    writer.object(|writer| {
        writer.text_at("uuid", run.uuid.as_str());
        write_flow_with_revision(writer.key("flow"), &run.flow_reference);
        if !run.path.is_empty() {
            writer.key("path").list(&run.path, write_step);
        }
        if !run.locals.is_empty() {
            writer.key("locals").object(|writer| {
                for (name, value) in &run.locals {
                    writer.free_key(name).text(value);
                }
            });
        }
        if !run.results.is_empty() {
            writer.key("results").object(|writer| {
                for (key, result) in &run.results {
                    write_result(writer.free_key(key), result);
                }
            });
        }
        writer.text_at("status", status_name(&run.status));
        writer.true_at("had_input", run.had_input);
        if let Some(parent) = &run.parent {
            writer.text_at("parent_uuid", parent.as_str());
        }
        if let Some(webhook) = &run.webhook {
            write_stored_webhook(writer, webhook);
        }
        writer.instant_at("created_on", &run.created_on);
        writer.instant_at("modified_on", &run.modified_on);
        writer.instant_or_null_at("exited_on", run.exited_on.as_ref());
    });
}

fn write_stored_webhook(writer: &mut JsonWriter, webhook: &WebhookCall) {
    let size = webhook.json.as_ref().map_or(0, Text::len);
    if size > MAX_STORED_WEBHOOK_BYTES {
        return;
    }
    writer.key("webhook").object(|writer| {
        writer.text_at("method", &webhook.method);
        writer.text_at("url", &webhook.url);
        writer.integer_at("status", webhook.status);
        writer.key("headers");
        match &webhook.headers {
            Some(headers) => writer.object(|writer| {
                for (name, value) in headers {
                    writer.free_key(name).text(value);
                }
            }),
            None => writer.null(),
        }
        writer
            .key("json")
            .raw(webhook.json.as_deref().unwrap_or("null"));
    });
}

fn write_step(writer: &mut JsonWriter, step: &Step) {
    writer.object(|writer| {
        writer.text_at("node_uuid", step.node.as_str());
        writer.instant_at("arrived_on", &step.arrived_on);
    });
}

fn write_input(writer: &mut JsonWriter, input: &Input) {
    writer.object(|writer| {
        writer.text_at("type", "msg");
        writer.text_at("uuid", input.uuid.as_str());
        if let Some(channel) = &input.channel {
            write_uuid_and_name(writer.key("channel"), channel.uuid.as_str(), &channel.name);
        }
        writer.instant_at("created_on", &input.created_on);
        writer.text_at("urn", input.urn.as_ref().map_or("", |urn| urn.as_str()));
        writer.text_at("text", &input.text);
        writer.texts_unless_empty("attachments", &input.attachments);
        writer.text_unless_empty("external_id", &input.external_id);
        if let Some(payload) = &input.payload {
            writer.key("payload").json(payload);
        }
    });
}
