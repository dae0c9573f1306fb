//! 14.3.1: tests that take one text have one argument.

use serde_json::{Value as Json, json};

use crate::wire::migrations::document::{
    Object, Parts, is_of_type, objects_at, parts, router, text, texts,
};

const TESTS: [&str; 7] = [
    "has_only_text",
    "has_phrase",
    "has_only_phrase",
    "has_any_word",
    "has_all_words",
    "has_beginning",
    "has_pattern",
];

/// Joins the arguments of such tests, and their translations, by spaces.
pub fn join(definition: &mut Object) {
    let Parts {
        nodes,
        mut languages,
    } = parts(definition);
    let routers = nodes
        .into_iter()
        .filter_map(router)
        .filter(|router| is_of_type(router, "switch"));
    for case in routers.flat_map(|router| objects_at(router, "cases")) {
        if !TESTS.contains(&text(case, "type")) {
            continue;
        }
        let Some(Json::Array(arguments)) = case
            .get_mut("arguments")
            .filter(|list| is_longer_than_one(list))
        else {
            continue;
        };
        *arguments = vec![json!(texts(arguments).join(" "))];
        let uuid = text(case, "uuid");
        for language in &mut languages {
            if let Some(translated) = language.get(uuid, "arguments") {
                language.set(uuid, "arguments", vec![translated.join(" ")]);
            }
        }
    }
}

fn is_longer_than_one(list: &Json) -> bool {
    list.as_array().is_some_and(|items| items.len() > 1)
}
