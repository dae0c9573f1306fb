//! Triggers of generation 12: `manual`, `campaign` and `flow_action`.

use super::environment::write_environment;
use super::run_summary::write_run_summary;
use crate::model::session::{Trigger, TriggerKind};
use crate::wire::contact;
use crate::wire::json_writer::JsonWriter;
use crate::wire::references::write_flow;

/// Writes a trigger: the common members first, then the one of its kind.
pub fn write_trigger(writer: &mut JsonWriter, trigger: &Trigger) {
    writer.object(|writer| {
        writer.text_at("type", trigger.kind.type_name());
        if let Some(environment) = &trigger.environment {
            write_environment(writer.key("environment"), environment);
        }
        write_flow(writer.key("flow"), &trigger.flow);
        if let Some(contact) = &trigger.contact {
            contact::write_contact_12(writer.key("contact"), contact);
        }
        if let Some(params) = &trigger.params {
            writer.key("params").raw(params);
        }
        writer.instant_at("triggered_on", &trigger.triggered_on);
        match &trigger.kind {
            TriggerKind::Campaign {
                event: Some(event), ..
            } => writer.key("event").json(event),
            TriggerKind::FlowAction {
                source,
                run_summary,
            } => match run_summary {
                Ok(summary) => write_run_summary(writer.key("run"), summary),
                Err(_) => writer.key("run").raw(source),
            },
            _ => {}
        }
    });
}
