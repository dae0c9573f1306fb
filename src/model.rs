//! Flows, nodes, actions, contacts, assets, results and events as plain data, with the names of the format.

pub mod action;
pub mod asset_set;
pub mod bundle;
pub mod campaign;
pub mod channel;
pub mod contact;
pub mod event;
pub mod field;
pub mod flow;
pub mod global;
pub mod group;
pub mod label;
pub mod language;
pub mod llm;
pub mod location;
pub mod optin;
pub mod phone;
pub mod references;
pub mod resthook;
pub mod session;
pub mod template;
pub mod ticket;
pub mod topic;
pub mod urn;
pub mod user;
pub mod uuids;
