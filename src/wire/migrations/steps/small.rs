//! Steps of a few lines each.

use serde_json::Value as Json;

use crate::wire::migrations::document::{Object, actions_of_type, nodes, text};

/// What stands for a language that is not known.
const UNDETERMINED: &str = "und";
/// Bytes of a language code.
const CODE_BYTES: usize = 3;

/// 13.2.0: a flow whose language is no code gets one that says so.
pub fn settle_language(definition: &mut Object) {
    if text(definition, "language").len() == CODE_BYTES {
        return;
    }
    definition.insert("language".to_string(), Json::from(UNDETERMINED));
    if let Some(Json::Object(languages)) = definition.get_mut("localization") {
        languages.shift_remove(UNDETERMINED);
    }
}

/// 14.2.0: the body of a ticket becomes its note; translations into what is no language go.
pub fn rename_ticket_body_and_drop_odd_languages(definition: &mut Object) {
    for action in actions_of_type(nodes(definition), "open_ticket") {
        if !text(action, "body").is_empty()
            && let Some(body) = action.shift_remove("body")
        {
            action.insert("note".to_string(), body);
        }
    }
    if let Some(Json::Object(languages)) = definition.get_mut("localization") {
        languages.retain(|code, _| code.len() == CODE_BYTES);
    }
}

/// 14.4.0: messages go to one address of the contact only.
pub fn drop_all_urns(definition: &mut Object) {
    for action in actions_of_type(nodes(definition), "send_msg") {
        action.shift_remove("all_urns");
    }
}
