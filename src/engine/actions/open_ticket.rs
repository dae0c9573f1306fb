//! `open_ticket` (14): hands the contact over to people.

use std::sync::Arc;

use super::Behaviour;
use super::wording::{first_told, short, written};
use crate::engine::action_context::{ActionContext, ActionResult};
use crate::engine::modifiers::Modifier;
use crate::engine::references;
use crate::excellent::{Template, Text};
use crate::model::action::OpenTicket;
use crate::model::topic::Topic;
use crate::model::user::User;

/// The topic of tickets that name none.
const DEFAULT_TOPIC: &str = "General";
/// The local variable that tells which ticket was opened.
const NEW_TICKET: &str = "_new_ticket";

impl Behaviour for OpenTicket {
    fn execute(&self, context: &mut ActionContext<'_>) -> ActionResult {
        let assets = context.assets;
        let topic = match &self.topic {
            Some(reference) => assets.topics.get(&reference.uuid).cloned(),
            None => assets.topics.find_by_name(DEFAULT_TOPIC).cloned(),
        };
        let assignee = self
            .assignee
            .as_ref()
            .and_then(|assignee| references::user(context, assignee));
        let note = context.evaluate_text(&self.note).text;
        let opened = self.open(context, topic, assignee, note.trim().into());
        context.set_local(NEW_TICKET, &opened);
        Ok(())
    }

    fn describe(&self) -> String {
        let topic = self.topic.as_ref().map_or(DEFAULT_TOPIC, |topic| {
            first_told(&topic.name, topic.uuid.as_str())
        });
        if self.note.is_empty() {
            format!("Opens a ticket about {topic}")
        } else {
            format!(
                "Opens a ticket about {topic} with the note {}",
                short(written(&self.note))
            )
        }
    }

    fn templates(&self) -> Vec<(String, &Template)> {
        vec![("note".to_owned(), &self.note)]
    }
}

impl OpenTicket {
    /// The UUID of the ticket that was opened; empty if none was.
    fn open(
        &self,
        context: &mut ActionContext<'_>,
        topic: Option<Arc<Topic>>,
        assignee: Option<Arc<User>>,
        note: Text,
    ) -> Text {
        if context.is_batch_start() {
            context.log_error("Can't open tickets during batch starts");
            return "".into();
        }
        if let Some(reference) = self.topic.as_ref().filter(|_| topic.is_none()) {
            references::log_dependency(context, "topic", reference.uuid.as_str(), &reference.name);
            return "".into();
        }
        let known = context.contact().map_or(0, |contact| contact.tickets.len());
        context.modify(&Modifier::TicketOpen {
            topic,
            assignee,
            note,
        });
        let opened = context
            .contact()
            .filter(|contact| contact.tickets.len() > known);
        opened
            .and_then(|contact| contact.tickets.last())
            .map(|ticket| ticket.uuid.as_str().into())
            .unwrap_or_default()
    }
}
