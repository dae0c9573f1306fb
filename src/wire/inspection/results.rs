//! The results a flow saves, by key.

use indexmap::IndexMap;
use serde_json::{Value as Json, json};

use crate::engine::results::result_key;
use crate::engine::semantics;
use crate::excellent::Text;
use crate::model::uuids::NodeUuid;

/// Results in the order in which they first appear.
#[derive(Debug, Default)]
pub struct ResultSpecs {
    by_key: IndexMap<Text, ResultSpec>,
}

#[derive(Debug)]
struct ResultSpec {
    name: String,
    categories: Vec<String>,
    nodes: Vec<NodeUuid>,
}

impl ResultSpecs {
    /// Adds a result that a node saves. Results whose names have the same key are one; the first gives the name.
    pub fn add(&mut self, name: &str, categories: &[&str], node: &NodeUuid) {
        let spec = self
            .by_key
            .entry(result_key(&semantics::GENERATION_14, name).into())
            .or_insert_with(|| ResultSpec {
                name: name.to_string(),
                categories: categories.iter().map(ToString::to_string).collect(),
                nodes: Vec::new(),
            });
        for category in categories {
            let lowered = category.to_lowercase();
            if !spec
                .categories
                .iter()
                .any(|known| known.to_lowercase() == lowered)
            {
                spec.categories.push((*category).to_string());
            }
        }
        if !spec.nodes.contains(node) {
            spec.nodes.push(node.clone());
        }
    }

    /// The results as they are written.
    pub fn to_json(&self) -> Json {
        let specs = self.by_key.iter().map(|(key, spec)| {
            json!({"key": key, "name": spec.name, "categories": spec.categories, "node_uuids": spec.nodes})
        });
        specs.collect()
    }
}
