//! The objects of generation 14: properties, and perhaps a default that stands for the object in texts.

pub mod contact;
pub mod contact_ref;
pub mod extra;
pub mod fields;
pub mod input;
pub mod node;
pub mod results;
pub mod root;
pub mod run;
pub mod ticket;
pub mod trigger;
pub mod urns;
pub mod webhook;
