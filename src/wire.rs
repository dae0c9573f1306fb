//! JSON of both generations: reading every kind of file a user may hand us, and writing sessions and events.

pub mod definition;
pub mod migrations;
pub mod reader;
