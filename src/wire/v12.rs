//! The JSON of generation 12: environments, triggers, events, runs and sessions.

pub mod environment;
pub mod read_event;
pub mod read_session;
pub mod read_trigger;
pub mod run_summary;
pub mod trigger;
pub mod write_event;
pub mod write_session;
