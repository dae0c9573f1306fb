//! Reading the translations of a flow.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use crate::model::definition_error::DefinitionError;
use crate::model::flow::{Generation, ItemTranslation, Localization, Translation};

use super::record::{Record, kind, parse_template};
use crate::wire::reader::Place;

/// Reads `localization`. What is not a map of maps of maps is noted in the record.
pub fn read_localization(record: &mut Record<'_>) -> Localization {
    let Some((_, json)) = record.member("localization") else {
        return Localization::default();
    };
    read_languages(json, record.generation).unwrap_or_else(|error| {
        record.broken("localization", error);
        Localization::default()
    })
}

fn read_languages(json: &Json, generation: Generation) -> Result<Localization, DefinitionError> {
    let place = Place::root().member("localization");
    let mut localization = Localization::default();
    for (code, items) in entries(json, &place)? {
        let place = place.member(code);
        let mut language = BTreeMap::new();
        for (item, properties) in entries(items, &place)? {
            let translation = read_item(properties, &place.member(item), generation)?;
            language.insert(item.as_str().into(), translation);
        }
        localization
            .languages
            .insert(code.as_str().into(), language);
    }
    Ok(localization)
}

fn read_item(
    json: &Json,
    place: &Place,
    generation: Generation,
) -> Result<ItemTranslation, DefinitionError> {
    let mut item = ItemTranslation::new();
    for (property, value) in entries(json, place)? {
        let translation = match generation {
            Generation::V12 => read_texts(value, &place.member(property))?,
            Generation::V14 => usable_texts(value),
        };
        let Some(texts) = translation else { continue };
        let templates = texts
            .into_iter()
            .map(|text| parse_template(text, generation))
            .collect();
        item.insert(property.as_str().into(), Translation { templates });
    }
    Ok(item)
}

/// A property in generation 12: a list of texts or nothing.
fn read_texts<'a>(json: &'a Json, place: &Place) -> Result<Option<Vec<&'a str>>, DefinitionError> {
    let items = match json {
        Json::Null => return Ok(None),
        Json::Array(items) => items,
        other => return Err(mistyped(place, "a list of texts", other)),
    };
    let mut texts = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        match item {
            Json::String(text) => texts.push(text.as_str()),
            Json::Null => texts.push(""),
            other => return Err(mistyped(&place.item(index), "a text", other)),
        }
    }
    Ok(Some(texts))
}

/// A property in generation 14, which counts only if it is a list of nothing but texts, and more than one empty text.
fn usable_texts(json: &Json) -> Option<Vec<&str>> {
    let texts: Vec<&str> = json
        .as_array()?
        .iter()
        .map(Json::as_str)
        .collect::<Option<_>>()?;
    (!texts.is_empty() && texts != [""]).then_some(texts)
}

fn entries<'a>(json: &'a Json, place: &Place) -> Result<&'a Map<String, Json>, DefinitionError> {
    static NONE: std::sync::LazyLock<Map<String, Json>> = std::sync::LazyLock::new(Map::new);
    match json {
        Json::Object(entries) => Ok(entries),
        Json::Null => Ok(&NONE),
        other => Err(mistyped(place, "an object", other)),
    }
}

fn mistyped(place: &Place, wanted: &str, found: &Json) -> DefinitionError {
    let text = format!(
        "field '{}' must be {wanted}, not {}",
        place.field(),
        kind(found)
    );
    DefinitionError::at(place.pointer(), text)
}
