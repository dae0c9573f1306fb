//! Definitions of generation 12: waits hang on nodes, exits carry names, there are no limits.

pub mod flow;
pub mod node;
pub mod router;
pub mod structure;
pub mod validation;

pub use flow::read_flow;
pub use validation::validate;
