//! The things of generation 12: each has a text of its own, and some are lists.

pub mod contact;
pub mod extra;
pub mod fields;
pub mod input;
pub mod results;
pub mod root;
pub mod run;
pub mod trigger;
pub mod urns;
