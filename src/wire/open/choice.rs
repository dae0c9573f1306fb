//! Which flow of a file is meant.

use std::collections::HashSet;
use std::sync::Arc;

use crate::model::action::ActionKind;
use crate::model::assets::FlowEntry;
use crate::model::flow::Flow;
use crate::model::uuids::FlowUuid;

use super::{OpenError, OpenProblem, Opened};

/// How many names of flows an error lists.
const LISTED_NAMES: usize = 10;

impl Opened {
    /// The flow of this name (whatever its case) or UUID; without one, the default: the first flow that can be read and
    /// that no other flow of the file enters, or else the first that can be read.
    pub fn flow(&self, wanted: Option<&str>) -> Result<Arc<Flow>, OpenError> {
        let Some(wanted) = wanted else {
            return self.default_flow();
        };
        let flows = &self.assets.flows;
        let entry = flows
            .entry(&wanted.into())
            .or_else(|| flows.entry_by_name(wanted));
        let entry = entry.ok_or_else(|| {
            let problem = OpenProblem::UnknownFlow {
                wanted: wanted.to_string(),
                names: self.names(),
            };
            OpenError::from(problem)
        })?;
        self.read_entry(entry)
    }

    fn default_flow(&self) -> Result<Arc<Flow>, OpenError> {
        let readable: Vec<Arc<Flow>> = self
            .own_flows()
            .filter_map(|entry| entry.flow().ok())
            .collect();
        let entered: HashSet<FlowUuid> =
            readable.iter().flat_map(|flow| entered_by(flow)).collect();
        let default = readable
            .iter()
            .find(|flow| !entered.contains(&flow.uuid))
            .or(readable.first());
        match (default, self.own_flows().next()) {
            (Some(flow), _) => Ok(flow.clone()),
            (None, Some(first)) => self.read_entry(first),
            (None, None) => Err(OpenProblem::NoFlows.into()),
        }
    }

    /// The flows of the file, without those that were made up.
    fn own_flows(&self) -> impl Iterator<Item = &FlowEntry> {
        let is_assumed = |entry: &FlowEntry| {
            self.assets
                .assumed
                .iter()
                .any(|assumed| assumed.kind == "flow" && *assumed.id == *entry.uuid.as_str())
        };
        self.assets
            .flows
            .iter()
            .filter(move |entry| !is_assumed(entry))
    }

    /// The names of the flows, in words.
    fn names(&self) -> String {
        let names: Vec<&str> = self.own_flows().map(|entry| &*entry.name).collect();
        match names.get(..LISTED_NAMES) {
            Some(first) if names.len() > LISTED_NAMES => {
                format!(
                    "{} and {} more",
                    first.join(", "),
                    names.len() - LISTED_NAMES
                )
            }
            _ => names.join(", "),
        }
    }
}

/// The flows that a flow enters, itself excepted.
fn entered_by(flow: &Flow) -> impl Iterator<Item = FlowUuid> {
    let actions = flow.nodes.iter().flat_map(|node| &node.actions);
    let entered = actions.filter_map(|action| match &action.kind {
        ActionKind::EnterFlow(enter) => Some(enter.flow.uuid.clone()),
        ActionKind::StartFlow(start) => Some(start.flow.uuid.clone()),
        _ => None,
    });
    entered.filter(|uuid| *uuid != flow.uuid)
}
