//! Queries of generation 12: parsed, and evaluated for a contact.

use flowdbg::contactql::dialect;
use flowdbg::model::flow::Generation;
use serde_json::{Value, json};

use super::case::{Case, Data};
use super::queries::{QueryCase, evaluate};

/// Parses the query and evaluates it for the case's contact.
pub fn run(case: &Case, data: &Data) -> Value {
    let queried = match QueryCase::open(case, data, Generation::V12) {
        Ok(queried) => queried,
        Err(error) => return json!({ "unusable": error }),
    };
    match queried.parse(case.text("query"), &dialect::GENERATION_12, None) {
        Err(error) => json!({"matches": null, "parsed": null, "error": error.to_string()}),
        Ok(query) => match evaluate(&query, &queried) {
            Ok(matches) => json!({"matches": matches, "parsed": query.to_string(), "error": null}),
            Err(error) => {
                json!({"matches": null, "parsed": query.to_string(), "error": error.to_string()})
            }
        },
    }
}
