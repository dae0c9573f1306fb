//! The JSON of generation 14: events, triggers, resumes, runs and sessions.

pub mod read_event;
pub mod read_session;
pub mod read_trigger;
pub mod resume;
pub mod run_summary;
pub mod trigger;
pub mod write_event;
pub mod write_session;
