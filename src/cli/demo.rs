//! The demo: a sample flow, a contact and answers of a server that come with the program.

use serde_json::Value as Json;

use crate::debugger::mocks::Mocks;
use crate::model::assets::Assets;
use crate::model::contact::Contact;
use crate::model::flow::Generation;
use crate::wire::open::{self, OpenError, Opened};
use crate::wire::reader::{Place, ReadError};
use crate::wire::{assumed, by_generation};

const FLOWS: &str = include_str!("../../sample_flows/clinic_survey.json");
const CONTACT: &str = include_str!("../../sample_flows/contacts/amina.json");
const MOCKS: &str = include_str!("../../sample_flows/mocks/clinic.json");

/// The flows of the demo.
pub fn open() -> Result<Opened, OpenError> {
    open::open_bytes(FLOWS.as_bytes())
}

/// The contact of the demo.
pub fn contact(assets: &mut Assets, generation: Generation) -> Result<Contact, ReadError> {
    let json: Json = serde_json::from_str(CONTACT)
        .map_err(|error| ReadError::other(Place::root(), error.to_string()))?;
    assumed::for_contact(assets, &json);
    by_generation::read_contact(&json, assets, generation)
}

/// What the servers of the demo answer.
pub fn mocks() -> Result<Mocks, serde_json::Error> {
    Mocks::parse(MOCKS)
}
