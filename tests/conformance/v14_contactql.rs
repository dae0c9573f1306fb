//! Queries of generation 14: parsed, normalised, evaluated for a contact.

use flowdbg::contactql::{QueryError, Resolver, dialect};
use flowdbg::model::flow::Generation;
use flowdbg::model::query::FieldResolver;
use serde_json::{Map, Value, json};

use super::case::{Case, Data};
use super::queries::{QueryCase, evaluate};

/// Parses the query against what the case's resolver knows, and evaluates it for the case's contact.
pub fn run(case: &Case, data: &Data) -> Value {
    let queried = match QueryCase::open(case, data, Generation::V14) {
        Ok(queried) => queried,
        Err(error) => return json!({ "unusable": error }),
    };
    let fields = FieldResolver {
        fields: &queried.assets.fields,
    };
    let resolver: Option<&dyn Resolver> = match case.text("resolver") {
        "full" => Some(&queried.assets),
        "fields" => Some(&fields),
        _ => None,
    };
    let query = match queried.parse(case.text("query"), &dialect::GENERATION_14, resolver) {
        Ok(query) => query,
        Err(error) => return json!({ "error": error_json(&error) }),
    };
    let mut outcome = json!({"normalized": query.to_string()});
    if resolver.is_some() && queried.contact.is_some() {
        outcome["matches"] =
            evaluate(&query, &queried).map_or_else(|error| error.to_string().into(), Value::Bool);
    }
    outcome
}

fn error_json(error: &QueryError) -> Value {
    let mut json = json!({"text": error.to_string(), "code": error.code()});
    let extra: Map<String, Value> = error
        .extra()
        .into_iter()
        .map(|(name, text)| (name.to_owned(), text.into()))
        .collect();
    if !extra.is_empty() {
        json["extra"] = extra.into();
    }
    json
}
