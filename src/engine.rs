//! The stepwise machine that runs flows: state as a value, one micro-step at a time, no contact with the world.
//!
//! - [`start`](machine::start) makes a [`State`](state::State) from a trigger, [`resume`](machine::resume) from a waiting
//!   state and an input; both only prepare.
//! - [`advance`](machine::advance) does one micro-step and says what happened ([`Advance`](advance::Advance)).
//! - When it answers [`Advance::Needs`](advance::Advance::Needs), the host gives the state a
//!   [`Reply`](effect::Reply) and calls `advance` again.
//!
//! The machine has no clock, no random source, no network and no file: the state holds a clock reading and seeds, everything
//! else is asked for. The same inputs and replies give the same states.

pub mod action_context;
pub mod actions;
pub mod advance;
mod apply;
mod call_results;
mod caller_events;
mod contact_changes;
pub mod context;
pub mod effect;
pub mod environment;
pub mod evaluate;
mod field_changes;
pub mod field_value;
mod flows;
mod groups;
pub mod http;
pub mod input;
pub mod locale;
pub mod localization;
mod log;
pub mod machine;
pub mod memory;
pub mod messages;
pub mod modifiers;
pub mod options;
pub mod random;
pub mod recipients;
pub mod references;
pub mod restore;
pub mod results;
mod resumes;
pub mod routers;
pub mod semantics;
mod sources;
pub mod state;
pub mod waits;
pub mod webhooks;
