//! Readers and writers of what both generations have, chosen by the generation.

use serde_json::Value;

use super::reader::ReadError;
use super::{contact, v12, v14};
use crate::excellent::{Environment, GENERATION_14};
use crate::json::Document;
use crate::model::assets::Assets;
use crate::model::contact::Contact;
use crate::model::event::Event;
use crate::model::flow::Generation;
use crate::model::language::Languages;
use crate::model::session::{Session, Trigger};

/// Reads a contact. What it refers to must be among the assets, or is left out.
pub fn read_contact(
    json: &Value,
    assets: &Assets,
    generation: Generation,
) -> Result<Contact, ReadError> {
    let document = Document::of(json);
    match generation {
        Generation::V12 => contact::read_contact_12(document.root(), assets),
        Generation::V14 => contact::read_contact_14(document.root(), assets),
    }
}

/// Reads an environment.
pub fn read_environment(json: &Value, generation: Generation) -> Result<Environment, ReadError> {
    let document = Document::of(json);
    match generation {
        Generation::V12 => v12::environment::read_environment(document.root()),
        Generation::V14 => {
            let root = document.root();
            if !root.is_object() {
                return Err(ReadError::wrong_type(root, "an object", root));
            }
            Environment::read(&GENERATION_14, root, &|code| {
                Languages::GENERATION_14.parse(code).is_ok()
            })
            .map_err(|error| ReadError::other(root, error.to_string()))
        }
    }
}

/// Reads a trigger.
pub fn read_trigger(
    json: &Value,
    assets: &Assets,
    generation: Generation,
) -> Result<Trigger, ReadError> {
    let document = Document::of(json);
    match generation {
        Generation::V12 => v12::read_trigger::read_trigger(document.root(), assets),
        Generation::V14 => v14::read_trigger::read_trigger(document.root(), assets),
    }
}

/// The compact JSON text of an event.
pub fn event_json(event: &Event, generation: Generation) -> String {
    match generation {
        Generation::V12 => v12::write_event::event_json(event),
        Generation::V14 => v14::write_event::event_json(event),
    }
}

/// The compact JSON text of a session.
pub fn session_json(session: &Session) -> String {
    match session.generation {
        Generation::V12 => v12::write_session::session_json(session),
        Generation::V14 => v14::write_session::session_json(session),
    }
}
