//! Opening tickets.

use std::sync::Arc;

use serde_json::{Map, Value as Json, json};

use super::Surroundings;
use crate::excellent::Text;
use crate::model::contact::Contact;
use crate::model::event::EventKind;
use crate::model::ticket::Ticket;
use crate::model::topic::Topic;
use crate::model::user::User;

/// Opens a ticket, unless one is open.
pub fn open(
    around: &Surroundings<'_>,
    contact: &mut Contact,
    topic: Option<&Arc<Topic>>,
    assignee: Option<&Arc<User>>,
    note: &Text,
    log: &mut Vec<EventKind>,
) -> bool {
    if contact.open_tickets().next().is_some() {
        return false;
    }
    let ticket = Ticket {
        uuid: around.new_uuid.clone().into(),
        status: Ticket::OPEN.into(),
        topic: topic.cloned(),
        assignee: assignee.cloned(),
    };
    log.push(EventKind::TicketOpened {
        ticket: Arc::new(ticket_json(&ticket)),
    });
    if !note.is_empty() {
        log.push(EventKind::TicketNoteAdded {
            ticket_uuid: around.new_uuid.clone(),
            note: note.clone(),
        });
    }
    contact.tickets.push_back(ticket);
    true
}

fn ticket_json(ticket: &Ticket) -> Json {
    let mut json = Map::new();
    json.insert("uuid".into(), ticket.uuid.as_str().into());
    json.insert("status".into(), (&*ticket.status).into());
    let topic = ticket
        .topic
        .as_ref()
        .map(|topic| json!({"uuid": topic.uuid.as_str(), "name": &*topic.name}));
    json.insert("topic".into(), topic.into());
    if let Some(assignee) = &ticket.assignee {
        json.insert(
            "assignee".into(),
            json!({"uuid": assignee.uuid.as_str(), "name": &*assignee.name}),
        );
    }
    Json::Object(json)
}
