//! Steps that bring what older versions allowed within the limits of newer ones.

use serde_json::Value as Json;

use crate::wire::migrations::document::{
    Object, actions, is_of_type, nodes, objects_at, router, text,
};

const MAX_RESULT_NAME: usize = 64;
const MAX_CATEGORY: usize = 36;

/// 13.6.0: names of results and categories are not too long.
pub fn shorten_names(definition: &mut Object) {
    for node in nodes(definition) {
        for action in actions(node).filter(|action| is_of_type(action, "set_run_result")) {
            shorten(action, "name", MAX_RESULT_NAME);
            shorten(action, "category", MAX_CATEGORY);
        }
        if let Some(router) = router(node) {
            shorten(router, "result_name", MAX_RESULT_NAME);
            for category in objects_at(router, "categories") {
                shorten(category, "name", MAX_CATEGORY);
            }
        }
    }
}

/// Whether a text is too long is told by its bytes, but it is cut to characters.
fn shorten(object: &mut Object, key: &str, limit: usize) {
    let Some(Json::String(text)) = object.get_mut(key) else {
        return;
    };
    if text.len() > limit {
        let cut: String = text.chars().take(limit).collect();
        *text = cut.trim().to_string();
    }
}

/// 14.0.0: flows expire in time, and every category has a name.
pub fn limit_expiry_and_name_categories(definition: &mut Object) {
    let limit = match text(definition, "type") {
        "messaging" => 20_160,
        "voice" => 15,
        _ => 0,
    };
    if let Some(minutes) = definition.get_mut("expire_after_minutes")
        && minutes.as_i64().is_some_and(|minutes| minutes > limit)
    {
        *minutes = Json::from(limit);
    }
    for router in nodes(definition).into_iter().filter_map(router) {
        for category in objects_at(router, "categories") {
            if text(category, "name").is_empty() {
                category.insert("name".to_string(), Json::from("Match"));
            }
        }
    }
}
