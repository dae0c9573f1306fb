//! Finding the flow that a reference names.

use std::sync::Arc;

use super::semantics::Semantics;
use crate::model::assets::Assets;
use crate::model::flow::Flow;
use crate::model::references::FlowReference;

/// The flow a reference names, read if it was not yet. The error is the text about why there is none.
pub fn load_flow(assets: &Assets, semantics: &Semantics, reference: &FlowReference) -> Result<Arc<Flow>, String> {
    match assets.flows.get(&reference.uuid) {
        Some(flow) => flow.map_err(|error| error.to_string()),
        None => Err((semantics.missing_flow)(reference)),
    }
}
