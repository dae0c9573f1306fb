//! The log of events on the current line, one summary each.

use super::{clean, clock_time};
use crate::debugger::Debugger;
use crate::debugger::words;
use crate::tui::text;

use super::super::icons::EventLook;

/// An event.
#[derive(Debug, Clone, Default)]
pub struct EventFact {
    /// Time of day.
    pub time: String,
    /// What kind of thing it is, for icon and colour.
    pub look: EventLook,
    /// Type.
    pub type_name: String,
    /// What happened, in a line.
    pub summary: String,
    /// Its place among the events of that moment.
    pub index: usize,
    /// The moment that logged it.
    pub moment: usize,
    /// Whether that is after the current moment.
    pub ahead: bool,
    /// Whether the current moment logged it.
    pub current: bool,
}

/// The longest summary that is kept.
const MAX_SUMMARY: usize = 400;

/// All events of the line the current moment is on.
pub fn events(debugger: &Debugger) -> Vec<EventFact> {
    let current = debugger.current();
    let timeline = debugger.timeline();
    let moments = timeline
        .line_through(current.id)
        .into_iter()
        .map(|id| timeline.moment(id));
    let facts = moments.flat_map(|moment| {
        moment
            .events
            .iter()
            .enumerate()
            .map(move |(index, event)| EventFact {
                time: clock_time(&event.created_on),
                look: EventLook::of(event.kind.type_name()),
                type_name: clean(event.kind.type_name()),
                summary: clean(&text::clip(
                    &text::one_line(&words::event_content(&event.kind)),
                    MAX_SUMMARY,
                )),
                index,
                moment: moment.id.index(),
                ahead: moment.distance > current.distance,
                current: moment.id == current.id,
            })
    });
    facts.collect()
}
