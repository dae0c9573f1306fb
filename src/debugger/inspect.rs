//! Evaluates expressions at a moment without changing it.

use crate::engine::state::State;
use crate::model::assets::Assets;

/// What an expression gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evaluated {
    /// The value as text; empty for an error.
    pub text: String,
    /// The name of its type.
    pub type_name: String,
    /// Why it fails, if it does.
    pub error: Option<String>,
    /// Whether it counts as true.
    pub truthy: bool,
}
