//! JSON of both generations: reading every kind of file a user may hand us, and writing sessions and events.

pub mod assets;
pub mod assumed;
pub mod bundle;
pub mod by_generation;
pub mod contact;
pub mod definition;
pub mod fields;
pub mod inspection;
pub mod json_writer;
pub mod migrations;
pub mod open;
pub mod reader;
pub mod references;
pub mod v12;
pub mod v14;
