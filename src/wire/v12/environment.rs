//! Environments of generation 12.

use crate::excellent::environment::RedactionPolicy;
use crate::excellent::{Environment, GENERATION_12};
use crate::json::Json;
use crate::wire::json_writer::JsonWriter;
use crate::wire::reader::{Object, ReadError};

/// Reads an environment: formats and zone must be there.
pub fn read_environment(json: Json<'_>) -> Result<Environment, ReadError> {
    Object::new(json)?;
    // Generation 12 does not look at the codes of languages.
    Environment::read(&GENERATION_12, json, &|_| true)
        .map_err(|error| ReadError::other(json, error.to_string()))
}

/// Writes an environment in full, defaults included.
pub fn write_environment(writer: &mut JsonWriter, environment: &Environment) {
    writer.object(|writer| {
        writer.text_at("date_format", &environment.date_format);
        writer.text_at("time_format", &environment.time_format);
        writer.text_at("timezone", environment.base_zone().name());
        writer.texts_at("languages", &environment.languages);
        let policy = match environment.redaction_policy {
            RedactionPolicy::None => "none",
            RedactionPolicy::Urns => "urns",
        };
        writer.text_at("redaction_policy", policy);
        if let Some(extensions) = &environment.extensions {
            writer.key("extensions").json(extensions);
        }
    });
}
