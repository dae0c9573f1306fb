//! The debugger: a timeline of moments over the engine, with branches, edits and effect policies.
