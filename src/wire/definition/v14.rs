//! Definitions of generation 14: routers carry categories and waits, and everything has a limit.

pub mod flow;
pub mod header;
pub mod node;
pub mod router;
pub mod structure;
pub mod translations;
pub mod wait;

pub use flow::read_flow;
