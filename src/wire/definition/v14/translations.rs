//! Whether the translations of a definition of generation 14 keep within the limits.

use serde_json::{Map, Value as Json};

use crate::model::definition_error::DefinitionError;
use crate::model::language::Languages;
use crate::model::uuids::is_lower_uuid;
use crate::wire::reader::Place;

const MAX_ITEMS: usize = 300_000;
const MAX_PROPERTIES: usize = 10;
const MAX_PROPERTY_NAME_BYTES: usize = 64;
const MAX_VALUES: usize = 10;
const MAX_TEXT_CHARS: usize = 10_000;
const MAX_OTHER_BYTES: usize = 10_000;
/// How much of a property name that is too long is shown.
const SHOWN_CHARS: usize = 32;

/// Checks the `localization` of a definition that could be decoded.
pub fn check(definition: &Json) -> Result<(), DefinitionError> {
    let place = Place::root().member("localization");
    for (code, items) in entries(definition.get("localization")) {
        let place = place.member(code);
        if Languages::GENERATION_14.parse(code).is_err() {
            return Err(DefinitionError::at(
                place.pointer(),
                format!("invalid language code '{code}'"),
            ));
        }
        check_language(items, &place)
            .map_err(|error| error.prefixed(format!("invalid translation for '{code}': ")))?;
    }
    Ok(())
}

fn check_language(items: &Json, place: &Place) -> Result<(), DefinitionError> {
    let count = items.as_object().map_or(0, Map::len);
    if count > MAX_ITEMS {
        let text = format!("can't have more than {MAX_ITEMS} item translations (has {count})");
        return Err(DefinitionError::at(place.pointer(), text));
    }
    for (item, properties) in entries(Some(items)) {
        let place = place.member(item);
        if !is_item_uuid(item) {
            return Err(DefinitionError::at(
                place.pointer(),
                format!("invalid item uuid '{item}'"),
            ));
        }
        check_item(properties, &place)
            .map_err(|error| error.prefixed(format!("invalid item translation for '{item}': ")))?;
    }
    Ok(())
}

fn check_item(properties: &Json, place: &Place) -> Result<(), DefinitionError> {
    let count = properties.as_object().map_or(0, Map::len);
    if count > MAX_PROPERTIES {
        let text = format!("can't have more than {MAX_PROPERTIES} properties (has {count})");
        return Err(DefinitionError::at(place.pointer(), text));
    }
    for (property, value) in entries(Some(properties)) {
        let problem = if property.is_empty() || property.len() > MAX_PROPERTY_NAME_BYTES {
            Some(format!("invalid property name '{}'", shown(property)))
        } else {
            property_problem(property, value)
        };
        if let Some(problem) = problem {
            return Err(DefinitionError::at(
                place.member(property).pointer(),
                problem,
            ));
        }
    }
    Ok(())
}

fn property_problem(property: &str, value: &Json) -> Option<String> {
    let Json::Array(values) = value else {
        return value_problem(property, value);
    };
    let count = values.len();
    if count > MAX_VALUES {
        return Some(format!(
            "translation for '{property}' can't have more than {MAX_VALUES} values (has {count})"
        ));
    }
    values
        .iter()
        .find_map(|value| value_problem(property, value))
}

fn value_problem(property: &str, value: &Json) -> Option<String> {
    if let Json::String(text) = value {
        let chars = text.chars().count();
        return (chars > MAX_TEXT_CHARS).then(|| {
            format!("translation value for '{property}' can't be longer than {MAX_TEXT_CHARS} chars (is {chars})")
        });
    }
    let bytes = value.to_string().len();
    (bytes > MAX_OTHER_BYTES).then(|| {
        format!("translation value for '{property}' can't be larger than {MAX_OTHER_BYTES} bytes (is {bytes})")
    })
}

/// A UUID in lower case of version 1 to 7.
fn is_item_uuid(text: &str) -> bool {
    let bytes = text.as_bytes();
    is_lower_uuid(text)
        && matches!(bytes.get(14), Some(b'1'..=b'7'))
        && matches!(bytes.get(19), Some(b'8' | b'9' | b'a' | b'b'))
}

fn shown(name: &str) -> String {
    if name.chars().count() <= SHOWN_CHARS {
        return name.to_string();
    }
    let start: String = name.chars().take(SHOWN_CHARS - 3).collect();
    start + "..."
}

fn entries(json: Option<&Json>) -> impl Iterator<Item = (&String, &Json)> {
    json.and_then(Json::as_object).into_iter().flatten()
}
