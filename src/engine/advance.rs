//! What one micro-step of the machine did.

use std::sync::Arc;

use super::effect::Effect;
use super::state::State;
use crate::model::event::Event;
use crate::model::uuids::{ExitUuid, NodeUuid, RunUuid};

/// The answer of [`advance`](super::machine::advance).
#[derive(Debug, Clone)]
pub enum Advance {
    /// A micro-step was done and logged these events.
    Stepped {
        /// Which.
        step: MicroStep,
        /// What it logged, in order. Events sent by a caller are not among them.
        events: Vec<Arc<Event>>,
    },
    /// An action needs this of the outside world. The state is as before the action; give it a
    /// [`Reply`](super::effect::Reply) and advance again.
    Needs(Effect),
    /// The session waits; [`resume`](super::machine::resume) it.
    Waiting,
    /// The session is over.
    Done,
    /// The sprint broke off with an error that is not part of the conversation (invalid data, a host's refusal). The text is
    /// the one the format prescribes for callers. The state can't be advanced.
    Broken(EngineError),
}

/// Why a start, a resume or a sprint was refused or broke off.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text}")]
pub struct EngineError {
    /// The text prescribed by the format.
    pub text: String,
    /// Generation 14's number for a refused resume: 101 not waiting, 102 no run waits, 103 not what is waited for.
    pub code: Option<u16>,
}

/// The kinds of micro-steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MicroStep {
    /// A run was created; its first node is next.
    EnterFlow {
        /// The new run.
        run: RunUuid,
    },
    /// A step was added to the path of a run.
    EnterNode {
        /// The run.
        run: RunUuid,
        /// The node.
        node: NodeUuid,
    },
    /// An action was executed.
    Action {
        /// The run.
        run: RunUuid,
        /// The node.
        node: NodeUuid,
        /// Its place among the actions of the node, from 0.
        index: usize,
    },
    /// The session waits now.
    Wait {
        /// The run.
        run: RunUuid,
        /// The node.
        node: NodeUuid,
    },
    /// An input was taken.
    Resume {
        /// The run that had waited.
        run: RunUuid,
    },
    /// The router of a node chose an exit, or none.
    Route {
        /// The run.
        run: RunUuid,
        /// The node.
        node: NodeUuid,
        /// The exit chosen.
        exit: Option<ExitUuid>,
    },
    /// A run left a node.
    Leave {
        /// The run.
        run: RunUuid,
        /// The node.
        node: NodeUuid,
        /// By which exit; none when it had none to take.
        exit: Option<ExitUuid>,
    },
    /// A run ended and the one that started it goes on.
    ReturnToParent {
        /// The run that ended.
        child: RunUuid,
        /// The run that goes on.
        parent: RunUuid,
    },
    /// The session is over.
    End,
}

/// A micro-step that was done, by the places of the runs in the session: what nobody asks for is not put in words.
#[derive(Debug)]
pub(super) enum Done {
    EnterFlow { run: usize },
    EnterNode { run: usize },
    Action { run: usize, index: usize },
    Wait { run: usize },
    Resume { run: usize },
    Route { run: usize, exit: Option<ExitUuid> },
    Leave { run: usize, exit: Option<ExitUuid> },
    ReturnToParent { child: usize, parent: usize },
    End,
}

impl Done {
    /// The micro-step in full, right after it was done.
    pub(super) fn told(self, state: &State) -> MicroStep {
        let uuid = |run: usize| -> RunUuid {
            let run = state.session.runs.get(run);
            run.map(|run| run.uuid.clone()).unwrap_or_default()
        };
        // No micro-step but entering a node adds to the path of a run.
        let node = |run: usize| state.node_uuid_of(run);
        match self {
            Self::EnterFlow { run } => MicroStep::EnterFlow { run: uuid(run) },
            Self::EnterNode { run } => MicroStep::EnterNode {
                run: uuid(run),
                node: node(run),
            },
            Self::Action { run, index } => MicroStep::Action {
                run: uuid(run),
                node: node(run),
                index,
            },
            Self::Wait { run } => MicroStep::Wait {
                run: uuid(run),
                node: node(run),
            },
            Self::Resume { run } => MicroStep::Resume { run: uuid(run) },
            Self::Route { run, exit } => MicroStep::Route {
                run: uuid(run),
                node: node(run),
                exit,
            },
            Self::Leave { run, exit } => MicroStep::Leave {
                run: uuid(run),
                node: node(run),
                exit,
            },
            Self::ReturnToParent { child, parent } => MicroStep::ReturnToParent {
                child: uuid(child),
                parent: uuid(parent),
            },
            Self::End => MicroStep::End,
        }
    }
}
