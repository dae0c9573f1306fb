//! Tickets and the people who take care of them (14).

use crate::engine::context::{copied, text};
use crate::excellent::words::WordRule;
use crate::excellent::{Map, Text, Value};
use crate::model::ticket::Ticket;
use crate::model::topic::Topic;
use crate::model::user::User;

/// A ticket as a value.
pub fn value(ticket: &Ticket) -> Value {
    Map::from_entries([
        (Text::new_static("uuid"), copied(ticket.uuid.as_str())),
        (
            Text::new_static("topic"),
            ticket.topic.as_deref().map_or(Value::Null, topic),
        ),
        (
            Text::new_static("assignee"),
            ticket.assignee.as_deref().map_or(Value::Null, user),
        ),
    ])
    .into()
}

fn topic(topic: &Topic) -> Value {
    let properties = [
        (Text::new_static("uuid"), copied(topic.uuid.as_str())),
        (Text::new_static("name"), text(&topic.name)),
    ];
    Map::from_entries(properties)
        .with_default(text(&topic.name))
        .into()
}

/// A user as a value.
pub fn user(user: &User) -> Value {
    let first_name = WordRule::WithMarks
        .words(&user.name)
        .next()
        .unwrap_or_default();
    let properties = [
        (Text::new_static("email"), text(&user.email)),
        (Text::new_static("name"), text(&user.name)),
        (Text::new_static("first_name"), copied(first_name)),
    ];
    let shown = if user.name.is_empty() {
        &user.email
    } else {
        &user.name
    };
    Map::from_entries(properties)
        .with_default(text(shown))
        .into()
}
