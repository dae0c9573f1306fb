//! Finding the flow that a reference names.

use std::sync::Arc;

use super::semantics::Semantics;
use crate::model::assets::Assets;
use crate::model::flow::Flow;
use crate::model::references::FlowReference;
use crate::model::session::{RunSummary, Trigger, TriggerKind};

/// The run that started a session from another one, as its trigger tells of it.
pub fn parent_run(trigger: &Trigger) -> Result<Option<Arc<RunSummary>>, String> {
    match &trigger.kind {
        TriggerKind::FlowAction {
            run_summary: Ok(summary),
            ..
        } => Ok(Some(summary.clone())),
        TriggerKind::FlowAction {
            run_summary: Err(error),
            ..
        } => Err(format!("error reading parent run from trigger: {error}")),
        _ => Ok(None),
    }
}

/// The flow a reference names, read if it was not yet. The error is the text about why there is none.
pub fn load_flow(
    assets: &Assets,
    semantics: &Semantics,
    reference: &FlowReference,
) -> Result<Arc<Flow>, String> {
    match assets.flows.get(&reference.uuid) {
        Some(flow) => flow.map_err(|error| error.to_string()),
        None => Err((semantics.missing_flow)(reference)),
    }
}
