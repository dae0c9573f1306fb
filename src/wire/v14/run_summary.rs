//! Run summaries and results of generation 14.

use crate::model::session::{RunResult, RunStatus, RunSummary};
use crate::wire::contact;
use crate::wire::json_writer::JsonWriter;
use crate::wire::references::write_flow_with_revision;

/// Writes a run summary: `uuid`, `flow`, `contact` (without tickets, null without one), `status`, `results`.
pub fn write_run_summary(writer: &mut JsonWriter, run: &RunSummary) {
    writer.object(|writer| {
        writer.text_at("uuid", run.uuid.as_str());
        write_flow_with_revision(writer.key("flow"), &run.flow_reference);
        writer.key("contact");
        match &run.contact {
            Some(contact) => contact::write_contact_14_without_tickets(writer, contact),
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

/// Run summary as JSON text.
pub fn run_summary_json(run: &RunSummary) -> String {
    let mut writer = JsonWriter::default();
    write_run_summary(&mut writer, run);
    writer.into_string()
}

/// Writes a saved result.
pub fn write_result(writer: &mut JsonWriter, result: &RunResult) {
    writer.object(|writer| {
        writer.text_at("name", &result.name);
        writer.text_at("value", &result.value);
        writer.text_unless_empty("category", &result.category);
        writer.text_unless_empty("category_localized", &result.category_localized);
        writer.text_at("node_uuid", result.node.as_str());
        writer.text_unless_empty("input", result.input.as_deref().unwrap_or(""));
        if let Some(extra) = &result.extra {
            writer.key("extra").raw(extra);
        }
        writer.instant_at("created_on", &result.created_on);
    });
}

/// The status of a run as generation 14 spells it.
pub fn status_name(status: &RunStatus) -> &str {
    match status {
        RunStatus::Active => "active",
        RunStatus::Waiting => "waiting",
        RunStatus::Completed => "completed",
        RunStatus::Expired => "expired",
        RunStatus::Failed => "failed",
        RunStatus::Other(other) => other,
    }
}
