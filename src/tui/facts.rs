//! What the screen shows of a moment, as plain data: made anew when the moment changes, drawn as often as needed.
//!
//! Every text in here has been through [`crate::sanitize`], so the panes may draw it as it is.

pub mod action;
pub mod contact;
pub mod context;
pub mod conversation;
pub mod events;
pub mod flow;
pub mod header;
pub mod results;
pub mod timeline;

use crate::sanitize;

/// A text from outside, made harmless.
pub fn clean(text: &str) -> String {
    sanitize::visible(text).into_owned()
}

/// Everything the panes show.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// The line at the top.
    pub header: header::HeaderFacts,
    /// The action that is next, or was last.
    pub action: action::ActionFacts,
    /// The contact.
    pub contact: contact::ContactFacts,
    /// The results of the current run.
    pub results: Vec<results::ResultFact>,
    /// The context as a tree.
    pub context: Vec<context::ContextLine>,
    /// All events from the start to the end of the line, with the current one marked.
    pub events: Vec<events::EventFact>,
    /// What the contact saw and wrote.
    pub conversation: conversation::ConversationFacts,
    /// The strip of moments.
    pub timeline: Vec<timeline::TimelineRow>,
}
