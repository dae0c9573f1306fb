//! Writes environments as generation 12 does.

use crate::excellent::Environment;
use crate::excellent::environment::RedactionPolicy;
use crate::wire::json_writer::JsonWriter;

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
