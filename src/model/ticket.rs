//! Tickets: conversations that were handed to a person.

use std::sync::Arc;

use super::topic::Topic;
use super::user::User;
use super::uuids::TicketUuid;
use crate::excellent::Text;

/// A ticket of a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// Its UUID.
    pub uuid: TicketUuid,
    /// Its status: `open`, `closed`, or whatever the file says.
    pub status: Text,
    /// What it is about, if that asset is known.
    pub topic: Option<Arc<Topic>>,
    /// Who takes care of it, if anybody does.
    pub assignee: Option<Arc<User>>,
}

impl Ticket {
    /// The status of a ticket somebody is to take care of.
    pub const OPEN: &str = "open";
    /// The status of a ticket that is done.
    pub const CLOSED: &str = "closed";

    /// Whether the ticket is open. Expressions see only such tickets.
    pub fn is_open(&self) -> bool {
        &*self.status == Self::OPEN
    }
}
