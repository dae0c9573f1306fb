//! Walking a definition as plain JSON. Elements of the wrong type are passed over.

use serde_json::{Map, Value as Json};

/// A JSON object.
pub type Object = Map<String, Json>;

/// Where in a definition things can be changed.
#[derive(Default)]
pub struct Parts<'a> {
    /// The nodes in order.
    pub nodes: Vec<&'a mut Object>,
    /// The languages of the localization, with their items.
    pub languages: Vec<Language<'a>>,
}

/// The translations into one language.
pub struct Language<'a> {
    items: &'a mut Object,
}

/// Takes a definition apart.
pub fn parts(definition: &mut Object) -> Parts<'_> {
    let mut parts = Parts::default();
    for (key, value) in definition {
        match (key.as_str(), value) {
            ("nodes", Json::Array(nodes)) => parts.nodes = objects(nodes).collect(),
            ("localization", Json::Object(languages)) => {
                let languages = languages.values_mut().filter_map(Json::as_object_mut);
                parts.languages = languages.map(|items| Language { items }).collect();
            }
            _ => {}
        }
    }
    parts
}

/// The nodes of a definition.
pub fn nodes(definition: &mut Object) -> Vec<&mut Object> {
    parts(definition).nodes
}

/// Those elements of a list that are objects.
pub fn objects(list: &mut [Json]) -> impl Iterator<Item = &mut Object> {
    list.iter_mut().filter_map(Json::as_object_mut)
}

/// Those elements of a list under a key that are objects.
pub fn objects_at<'a>(object: &'a mut Object, key: &str) -> impl Iterator<Item = &'a mut Object> {
    let list = object.get_mut(key).and_then(Json::as_array_mut);
    list.into_iter().flatten().filter_map(Json::as_object_mut)
}

/// The actions of a node.
pub fn actions(node: &mut Object) -> impl Iterator<Item = &mut Object> {
    objects_at(node, "actions")
}

/// The actions of this type in all nodes.
pub fn actions_of_type<'a>(
    nodes: Vec<&'a mut Object>,
    type_name: &'a str,
) -> impl Iterator<Item = &'a mut Object> {
    nodes
        .into_iter()
        .flat_map(actions)
        .filter(move |action| is_of_type(action, type_name))
}

/// The router of a node.
pub fn router(node: &mut Object) -> Option<&mut Object> {
    node.get_mut("router").and_then(Json::as_object_mut)
}

/// The text under a key; empty if there is none.
pub fn text<'a>(object: &'a Object, key: &str) -> &'a str {
    object.get(key).and_then(Json::as_str).unwrap_or_default()
}

/// Whether an action, router or case is of this type.
pub fn is_of_type(object: &Object, type_name: &str) -> bool {
    text(object, "type") == type_name
}

/// The texts of a list, in which anything else counts as an empty one.
pub fn texts(list: &[Json]) -> Vec<String> {
    list.iter()
        .map(|item| item.as_str().unwrap_or_default().to_string())
        .collect()
}

impl Language<'_> {
    /// A translated property, if it is a list.
    pub fn get(&self, item: &str, property: &str) -> Option<Vec<String>> {
        let list = self.items.get(item)?.get(property)?.as_array()?;
        Some(texts(list))
    }

    /// Sets a translated property.
    pub fn set(&mut self, item: &str, property: &str, texts: Vec<String>) {
        let properties = self
            .items
            .entry(item)
            .or_insert_with(|| Json::Object(Object::new()));
        if let Json::Object(properties) = properties {
            properties.insert(property.to_string(), Json::from(texts));
        }
    }

    /// Removes a translated property, and its item if nothing is left of it.
    pub fn delete(&mut self, item: &str, property: &str) {
        if let Some(Json::Object(properties)) = self.items.get_mut(item) {
            properties.shift_remove(property);
            if properties.is_empty() {
                self.items.shift_remove(item);
            }
        }
    }
}
