//! Writes sessions as generation 12 does: environment, trigger, contact, runs, status, wait.

use super::environment::write_environment;
use super::run_summary::{status_name, write_result};
use super::trigger::write_trigger;
use super::write_event::write_event;
use crate::model::session::{Input, Run, Session, SessionStatus, SessionWait, Step};
use crate::wire::contact;
use crate::wire::json_writer::JsonWriter;
use crate::wire::references::{write_flow, write_uuid_and_name};

/// A session as JSON text, compact. The same session always gives the same bytes.
pub fn session_json(session: &Session) -> String {
    let mut writer = JsonWriter::with_capacity(8192);
    write_session(&mut writer, session);
    writer.into_string()
}

/// Writes a session.
pub fn write_session(writer: &mut JsonWriter, session: &Session) {
    writer.object(|writer| {
        write_environment(writer.key("environment"), &session.environment);
        write_trigger(writer.key("trigger"), &session.trigger);
        if let Some(contact) = &session.contact {
            contact::write_contact_12(writer.key("contact"), contact);
        }
        writer
            .key("runs")
            .list(&session.runs, |writer, run| write_run(writer, run));
        writer.text_at("status", session_status_name(&session.status));
        if let Some(wait) = &session.wait {
            write_wait(writer.key("wait"), wait);
        }
    });
}

/// The status of a session as generation 12 spells it.
pub fn session_status_name(status: &SessionStatus) -> &str {
    match status {
        SessionStatus::Active => "active",
        SessionStatus::Waiting => "waiting",
        SessionStatus::Completed => "completed",
        SessionStatus::Failed => "errored",
        SessionStatus::Other(other) => other,
    }
}

fn write_run(writer: &mut JsonWriter, run: &Run) {
    writer.object(|writer| {
        writer.text_at("uuid", run.uuid.as_str());
        write_flow(writer.key("flow"), &run.flow_reference);
        writer.key("path").list(&run.path, write_step);
        if !run.events.is_empty() {
            writer
                .key("events")
                .list(&run.events, |writer, event| write_event(writer, event));
        }
        writer.text_at("status", status_name(&run.status));
        if let Some(parent) = &run.parent {
            writer.text_at("parent_uuid", parent.as_str());
        }
        if !run.results.is_empty() {
            writer.key("results").object(|writer| {
                for (key, result) in &run.results {
                    write_result(writer.free_key(key), result);
                }
            });
        }
        if let Some(input) = &run.input {
            write_input(writer.key("input"), input);
        }
        writer.instant_at("created_on", &run.created_on);
        writer.instant_or_null_at("expires_on", run.expires_on.as_ref());
        writer.instant_or_null_at("exited_on", run.exited_on.as_ref());
    });
}

fn write_step(writer: &mut JsonWriter, step: &Step) {
    writer.object(|writer| {
        writer.text_at("uuid", step.uuid.as_str());
        writer.text_at("node_uuid", step.node.as_str());
        if let Some(exit) = &step.exit {
            writer.text_at("exit_uuid", exit.as_str());
        }
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
    });
}

fn write_wait(writer: &mut JsonWriter, wait: &SessionWait) {
    writer.object(|writer| match wait {
        SessionWait::Msg {
            timeout,
            timeout_on,
        } => {
            writer.text_at("type", "msg");
            if let Some(timeout) = timeout {
                writer.integer_at("timeout", *timeout);
            }
            if let Some(timeout_on) = timeout_on {
                writer.instant_at("timeout_on", timeout_on);
            }
        }
        SessionWait::Nothing => writer.text_at("type", "nothing"),
    });
}
