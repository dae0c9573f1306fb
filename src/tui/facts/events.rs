//! The log of events on the current line, one summary each.

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
