//! What the engine remembers of a run while its session is in memory. None of it is stored: a session that is read back
//! starts with a fresh memory.

use std::sync::Arc;

use imbl::{OrdSet, Vector};

use crate::excellent::{DateTime, Environment};
use crate::model::session::RunResult;

/// What is remembered of a run.
#[derive(Debug, Clone)]
pub struct RunMemory {
    /// The environment of the session when the run was created or read, whose formats it keeps (12).
    pub environment: Arc<Environment>,
    /// The contact it still holds although the session has another one now, by its place among the former ones (12).
    pub former_contact: Option<usize>,
    /// The results `@legacy_extra` is made of, in the order in which they went into it.
    pub extras: Vector<Arc<RunResult>>,
    /// The latest of the results that went into `@legacy_extra` (12).
    pub extras_until: Option<DateTime>,
    /// The nodes it visited in this sprint, by their places in the flow (12).
    pub visited: OrdSet<usize>,
    /// The environment merged with the contact's, and what it was merged of.
    pub(super) merged: Option<Arc<super::environment::Merged>>,
}

impl RunMemory {
    /// The memory of a run that was just created or read.
    pub fn new(environment: Arc<Environment>) -> Self {
        Self {
            environment,
            former_contact: None,
            extras: Vector::new(),
            extras_until: None,
            visited: OrdSet::new(),
            merged: None,
        }
    }
}
