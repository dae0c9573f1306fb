//! What the screen shows of a moment, as plain data: made anew when the moment changes, drawn as often as needed.
//!
//! Every text in here has been through [`crate::sanitize`], so the panes may draw it as it is.

pub mod action;
pub mod action_outcome;
pub mod action_words;
pub mod contact;
pub mod context;
pub mod conversation;
pub mod events;
pub mod explain;
pub mod flow;
pub mod header;
pub mod idle;
pub mod overview;
pub mod parts;
pub mod results;
pub mod routes;
pub mod templates;
pub mod timeline;
pub mod why_nothing;

use crate::debugger::Debugger;
use crate::debugger::diff::Difference;
use crate::excellent::DateTime;
use crate::sanitize;
use crate::wire::open::UnreadableFlow;

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
    /// What the input line says when nothing else is to be said.
    pub idle: String,
    /// The strip of moments.
    pub timeline: Vec<timeline::TimelineRow>,
}

impl Facts {
    /// What there is to show of the current moment. At the start that includes the flows that can't be read.
    pub fn of(
        debugger: &Debugger,
        unreadable: &[UnreadableFlow],
        shown: &context::ContextShown,
    ) -> Self {
        let events = events::events(debugger);
        let mut action = action::action(debugger);
        if debugger.current().step.is_none() {
            let overview = overview::overview(debugger.assets(), unreadable);
            action.outcome.extend(overview);
        }
        Self {
            idle: idle::idle(debugger, &events),
            header: header::header(debugger),
            action,
            contact: contact::contact(debugger),
            results: results::results(debugger),
            context: context::context(debugger, shown),
            events,
            conversation: conversation::conversation(debugger),
            timeline: timeline::timeline(debugger),
        }
    }
}

/// What the last step changed.
pub fn changes(debugger: &Debugger) -> Vec<Difference> {
    let current = debugger.current();
    current
        .parent
        .map(|parent| debugger.diff(parent, current.id))
        .unwrap_or_default()
}

/// The time of day, in the zone of the instant.
pub fn clock_time(instant: &DateTime) -> String {
    let seconds = instant.time().seconds_of_day();
    format!(
        "{:02}:{:02}:{:02}",
        seconds / 3_600,
        seconds / 60 % 60,
        seconds % 60
    )
}
