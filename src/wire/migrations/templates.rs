//! Where templates are in a definition, by version, and rewriting them all.

use serde_json::Value as Json;

use super::document::{Object, Parts, actions, objects_at, parts, router, text};

/// The paths to templates in actions of a type. `[*]` stands for the elements of a
/// list, `*` for the values of a map.
type Catalog = &'static [(&'static str, &'static [&'static str])];

/// As of 13.2.0.
pub const CATALOG_13_2: Catalog = &[(
    "send_msg",
    &[
        "attachments",
        "quick_replies",
        "templating.components[*].params",
        "templating.variables",
        "text",
    ],
)];

/// As of 13.6.0.
pub const CATALOG_13_6: Catalog = &[(
    "send_msg",
    &["attachments", "quick_replies", "template_variables", "text"],
)];

/// The paths that did not change from 13.2.0 to 13.6.0.
const COMMON: Catalog = &[
    ("add_contact_groups", &["groups[*].name_match"]),
    ("remove_contact_groups", &["groups[*].name_match"]),
    ("add_contact_urn", &["path"]),
    ("add_input_labels", &["labels[*].name_match"]),
    ("call_classifier", &["input"]),
    ("call_webhook", &["body", "headers.*", "url"]),
    ("open_ticket", &["assignee.email", "body"]),
    ("play_audio", &["audio_url"]),
    ("say_msg", &["text"]),
    (
        "send_broadcast",
        &[
            "attachments",
            "contact_query",
            "groups[*].name_match",
            "legacy_vars",
            "quick_replies",
            "text",
        ],
    ),
    ("send_email", &["addresses", "body", "subject"]),
    ("set_contact_field", &["value"]),
    ("set_run_result", &["value"]),
    ("set_contact_language", &["language"]),
    ("set_contact_name", &["name"]),
    ("set_contact_timezone", &["timezone"]),
    (
        "start_session",
        &["contact_query", "groups[*].name_match", "legacy_vars"],
    ),
];

/// The paths to templates in routers.
const ROUTER: &[&str] = &["operand", "cases[*].arguments", "wait.phone"];

/// A change of a template.
type Rewrite<'f> = &'f dyn Fn(&str) -> String;

/// Rewrites the templates of all actions and routers, and the translations of the properties that hold them.
pub fn rewrite_all(definition: &mut Object, catalog: Catalog, rewrite: Rewrite<'_>) {
    let Parts {
        nodes,
        mut languages,
    } = parts(definition);
    let mut items = Vec::new();
    for node in nodes {
        for action in actions(node) {
            let type_name = text(action, "type").to_string();
            for path in paths(catalog, &type_name) {
                rewrite_at(action, path, rewrite, &mut items);
            }
        }
        if let Some(router) =
            router(node).filter(|router| matches!(text(router, "type"), "switch" | "random"))
        {
            for path in ROUTER {
                rewrite_at(router, path, rewrite, &mut items);
            }
        }
    }
    for language in &mut languages {
        for (item, property) in &items {
            if let Some(translated) = language.get(item, property) {
                language.set(
                    item,
                    property,
                    translated.iter().map(|text| rewrite(text)).collect(),
                );
            }
        }
    }
}

fn paths(catalog: Catalog, type_name: &str) -> impl Iterator<Item = &'static str> {
    let entries = catalog.iter().chain(COMMON);
    entries
        .filter(move |(name, _)| *name == type_name)
        .flat_map(|(_, paths)| paths.iter().copied())
}

/// Rewrites what is at a path, and notes under which item and property its translations would be.
fn rewrite_at(
    object: &mut Object,
    path: &str,
    rewrite: Rewrite<'_>,
    items: &mut Vec<(String, String)>,
) {
    if let Some((key, rest)) = path.split_once("[*].") {
        for element in objects_at(object, key) {
            rewrite_at(element, rest, rewrite, items);
        }
        return;
    }
    if let Some((key, rest)) = path.split_once('.') {
        if let Some(Json::Object(inner)) = object.get_mut(key) {
            if rest == "*" {
                inner
                    .values_mut()
                    .for_each(|value| rewrite_value(value, rewrite));
            } else {
                rewrite_at(inner, rest, rewrite, items);
            }
        }
        return;
    }
    if let Some(value) = object.get_mut(path) {
        rewrite_value(value, rewrite);
    }
    if let Some(Json::String(uuid)) = object.get("uuid") {
        items.push((uuid.clone(), path.to_string()));
    }
}

fn rewrite_value(value: &mut Json, rewrite: Rewrite<'_>) {
    match value {
        Json::String(text) => *text = rewrite(text),
        Json::Array(elements) => {
            for element in elements {
                if let Json::String(text) = element {
                    *text = rewrite(text);
                }
            }
        }
        _ => {}
    }
}
