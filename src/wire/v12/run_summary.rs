//! Run summaries of generation 12: what a session is told of the run that started it.

use crate::model::session::{RunResult, RunStatus, RunSummary};
use crate::wire::contact;
use crate::wire::json_writer::JsonWriter;
use crate::wire::references::write_flow;

/// Writes a run summary: `uuid`, `flow`, `contact` (null without one), `status`, `results`.
pub fn write_run_summary(writer: &mut JsonWriter, run: &RunSummary) {
    writer.object(|writer| {
        writer.text_at("uuid", run.uuid.as_str());
        write_flow(writer.key("flow"), &run.flow_reference);
        writer.key("contact");
        match &run.contact {
            Some(contact) => contact::write_contact_12(writer, contact),
            None => writer.null(),
        }
        writer.text_at("status", status_name(&run.status));
        writer.key("results").object(|writer| {
            for (key, result) in &run.results {
                write_result(writer.free_key(key), result);
            }
        });
    });
}

/// Writes a saved result.
pub fn write_result(writer: &mut JsonWriter, result: &RunResult) {
    writer.object(|writer| {
        writer.text_at("name", &result.name);
        writer.text_at("value", &result.value);
        writer.text_unless_empty("category", &result.category);
        writer.text_unless_empty("category_localized", &result.category_localized);
        writer.text_at("node_uuid", result.node.as_str());
        if let Some(input) = &result.input {
            writer.text_at("input", input);
        }
        if let Some(extra) = &result.extra {
            writer.key("extra").raw(extra);
        }
        writer.instant_at("created_on", &result.created_on);
    });
}

/// The status of a run as generation 12 spells it.
pub fn status_name(status: &RunStatus) -> &str {
    match status {
        RunStatus::Active => "active",
        RunStatus::Waiting => "waiting",
        RunStatus::Completed => "completed",
        RunStatus::Expired => "expired",
        RunStatus::Failed => "errored",
        RunStatus::Other(other) => other,
    }
}
