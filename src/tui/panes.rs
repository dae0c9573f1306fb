//! The panes: each draws plain facts into its place and changes nothing.

pub mod action;
pub mod contact;
pub mod context;
pub mod conversation;
pub mod events;
pub mod flow;
pub mod frame;
pub mod header;
pub mod hints;
pub mod input;
pub mod minimap;
pub mod results;
pub mod timeline;
