//! flowdbg: a debugger for conversational flows, and the flow engine under it.
//!
//! The layers, each of which knows only those above it in this list:
//!
//! - [`excellent`]: the expression language of flows.
//! - [`contactql`]: the contact query language.
//! - [`model`]: flows, contacts, assets, events. Plain data.
//! - [`engine`]: the stepwise machine that runs flows and never touches the world.
//! - [`wire`]: the JSON of both generations of the format.
//! - [`debugger`]: timeline, branches, edits. Knows nothing of terminals.
//! - [`http`]: makes the HTTP calls of a session for real.
//! - [`sanitize`]: makes text from outside safe to print.
//! - [`tui`]: the full screen.
//! - [`cli`]: arguments, sub-commands, exit codes.

pub mod cli;
pub mod contactql;
pub mod debugger;
pub mod engine;
pub mod excellent;
pub mod http;
pub mod json;
pub mod model;
pub mod sanitize;
pub mod tui;
pub mod wire;
