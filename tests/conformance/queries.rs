//! What the cases with contact queries have in common: assets, a contact, an environment and a clock.

use flowdbg::contactql::{Dialect, EvaluationError, Query, QueryError, Resolver, Setting};
use flowdbg::excellent::{self, Environment};
use flowdbg::json::Document;
use flowdbg::model::assets::Assets;
use flowdbg::model::contact::Contact;
use flowdbg::model::flow::Generation;
use flowdbg::model::query::ContactSubject;
use flowdbg::wire::contact::{read_contact_12, read_contact_14};
use serde_json::Value;

use super::case::{Case, Data};
use super::case_assets::read_assets;
use super::expressions::environment;

/// The inputs of a case.
pub struct QueryCase {
    pub assets: Assets,
    pub contact: Option<Contact>,
    environment: Environment,
    now: jiff::Timestamp,
}

impl QueryCase {
    /// Reads what a case refers to.
    pub fn open(case: &Case, data: &Data, generation: Generation) -> Result<QueryCase, String> {
        let (folder, dialect, now) = match generation {
            Generation::V12 => (
                "v12",
                &excellent::GENERATION_12,
                "2018-07-06T12:30:00.123456789Z",
            ),
            Generation::V14 => (
                "v14",
                &excellent::GENERATION_14,
                "2026-03-04T05:06:07.123456789Z",
            ),
        };
        let bundle = &data.assets(folder)["contactql_assets"][case.text("assets")];
        let assets = read_assets(bundle, generation)?;
        let contact = match case.get("contact") {
            Value::Null => None,
            json => Some(read_contact(json, &assets, generation)?),
        };
        Ok(QueryCase {
            assets,
            contact,
            environment: environment(dialect, case.get("env")),
            now: now
                .parse()
                .map_err(|error: jiff::Error| error.to_string())?,
        })
    }

    /// Parses a query in the environment of the case.
    pub fn parse(
        &self,
        text: &str,
        dialect: &'static Dialect,
        resolver: Option<&dyn Resolver>,
    ) -> Result<Query, QueryError> {
        Query::parse(text, dialect, &self.setting(), resolver)
    }

    fn setting(&self) -> Setting<'_> {
        Setting {
            environment: &self.environment,
            now: self.now,
        }
    }
}

/// Whether a query holds for the contact of a case.
pub fn evaluate(query: &Query, case: &QueryCase) -> Result<bool, EvaluationError> {
    let contact = case.contact.as_ref().expect("a contact");
    let subject = ContactSubject {
        contact,
        fields: &case.assets.fields,
        dialect: query.dialect(),
    };
    query.matches(&subject, &case.setting())
}

fn read_contact(json: &Value, assets: &Assets, generation: Generation) -> Result<Contact, String> {
    let document = Document::of(json);
    match generation {
        Generation::V12 => read_contact_12(document.root(), &assets.bundle),
        Generation::V14 => read_contact_14(document.root(), &assets.bundle),
    }
    .map_err(|error| error.to_string())
}
