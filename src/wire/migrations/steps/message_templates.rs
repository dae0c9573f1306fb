//! How messages name a template and what fills its variables, over three versions.

use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::wire::migrations::document::{
    Object, Parts, actions_of_type, nodes, parts, text, texts,
};

/// 13.1.0: the templating of a message has a UUID of its own.
pub fn identify(definition: &mut Object) {
    for action in actions_of_type(nodes(definition), "send_msg") {
        if let Some(Json::Object(templating)) = action.get_mut("templating") {
            templating.insert("uuid".to_string(), new_uuid());
        }
    }
}

/// 13.4.0: the variables become the parameters of a component named body.
pub fn into_components(definition: &mut Object) {
    let Parts {
        nodes,
        mut languages,
    } = parts(definition);
    for action in actions_of_type(nodes, "send_msg") {
        let Some(Json::Object(templating)) = action.get_mut("templating") else {
            continue;
        };
        let body = new_uuid();
        let old_item = text(templating, "uuid").to_string();
        for language in &mut languages {
            if let Some(variables) = language.get(&old_item, "variables") {
                language.set(body.as_str().unwrap_or_default(), "params", variables);
                language.delete(&old_item, "variables");
            }
        }
        templating.shift_remove("uuid");
        let params = templating
            .shift_remove("variables")
            .filter(Json::is_array)
            .unwrap_or_else(|| json!([]));
        templating.insert(
            "components".to_string(),
            json!([{"uuid": body, "name": "body", "params": params}]),
        );
    }
}

/// 13.5.0: the parameters of all components become the variables of the message.
pub fn into_variables(definition: &mut Object) {
    let Parts {
        nodes,
        mut languages,
    } = parts(definition);
    for action in actions_of_type(nodes, "send_msg") {
        if !action.get("templating").is_some_and(Json::is_object) {
            continue;
        }
        let Some(Json::Object(mut templating)) = action.shift_remove("templating") else {
            continue;
        };
        let components = templating
            .get("components")
            .and_then(Json::as_array)
            .map_or(&[][..], Vec::as_slice);
        let components: Vec<Component> = components.iter().map(Component::new).collect();
        let variables: Vec<String> = components
            .iter()
            .flat_map(|component| component.params.clone())
            .collect();
        let item = text(action, "uuid").to_string();
        for language in &mut languages {
            let mut is_translated = false;
            let mut translated = Vec::new();
            for component in &components {
                if let Some(params) = language.get(&component.uuid, "params") {
                    is_translated = true;
                    translated.extend(params);
                    language.delete(&component.uuid, "params");
                } else {
                    translated.extend(component.params.iter().cloned());
                }
            }
            if is_translated {
                language.set(&item, "template_variables", translated);
            }
        }
        let template = templating.shift_remove("template").unwrap_or_default();
        action.insert("template".to_string(), template);
        action.insert("template_variables".to_string(), Json::from(variables));
    }
}

/// A component of a templating; what is no object is one without anything.
struct Component {
    uuid: String,
    params: Vec<String>,
}

impl Component {
    fn new(json: &Json) -> Self {
        let uuid = json
            .get("uuid")
            .and_then(Json::as_str)
            .unwrap_or_default()
            .to_string();
        let params = json
            .get("params")
            .and_then(Json::as_array)
            .map(|params| texts(params))
            .unwrap_or_default();
        Self { uuid, params }
    }
}

fn new_uuid() -> Json {
    Json::from(Uuid::new_v4().to_string())
}
