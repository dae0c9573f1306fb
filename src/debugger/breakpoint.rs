//! Breakpoints: where to stop, and under which condition.

use crate::engine::advance::MicroStep;
use crate::model::uuids::{ActionUuid, NodeUuid};

use super::moment::Moment;

/// The identity of a breakpoint; not used again after it was removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BreakpointId(pub(super) usize);

impl BreakpointId {
    /// Its number, from 1 in the order of creation.
    pub fn number(self) -> usize {
        self.0
    }
}

/// Where to stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// On arrival at a node.
    Node(NodeUuid),
    /// Before an action is executed.
    Action(ActionUuid),
    /// When an event of this type is logged.
    Event(String),
}

/// A place to stop at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breakpoint {
    /// Which.
    pub id: BreakpointId,
    /// Where.
    pub place: Place,
    /// An expression that must be true, or fail, for it to stop; empty: it always stops.
    pub condition: String,
    /// Whether it is switched on.
    pub enabled: bool,
}

impl Place {
    /// Whether the debugger has come to this place with a moment.
    pub fn is_at(&self, moment: &Moment) -> bool {
        match self {
            Self::Node(node) => {
                matches!(&moment.step, Some(MicroStep::EnterNode { node: entered, .. }) if entered == node)
            }
            Self::Action(action) => moment
                .state
                .next_action()
                .is_some_and(|next| &next.uuid == action),
            Self::Event(type_name) => moment
                .events
                .iter()
                .any(|event| event.kind.type_name() == type_name),
        }
    }
}

/// The words a stop at a breakpoint is announced with.
pub(super) fn in_words(breakpoint: &Breakpoint) -> String {
    let number = breakpoint.id.number();
    match &breakpoint.place {
        Place::Node(node) => format!("{number} at node {}", node.as_str()),
        Place::Action(action) => format!("{number} at action {}", action.as_str()),
        Place::Event(type_name) => format!("{number} at event {type_name}"),
    }
}
