//! What a flow of generation 14 depends on, saves and gets wrong, found without running it.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use crate::excellent::{Template, Text};
use crate::model::assets::Assets;
use crate::model::flow::{Flow, Node};
use crate::model::uuids::{ActionUuid, NodeUuid};

pub mod reference;

mod declared;
mod expressions;
mod issues;
mod localizables;
mod results;
mod templates;

pub use localizables::localizables;

use issues::Issue;
use reference::Reference;
use results::ResultSpecs;
use templates::visit_templates;

/// A place in a flow where something was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The node.
    pub node: NodeUuid,
    /// The action; none: the router.
    pub action: Option<ActionUuid>,
    /// The language, if it was found in a translation.
    pub language: Option<Text>,
}

/// A reference and where it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundReference {
    /// What is referred to.
    pub reference: Reference,
    /// Where.
    pub spot: Spot,
}

/// What was found in a flow.
#[derive(Debug)]
pub struct Inspection {
    languages: usize,
    nodes: usize,
    references: Vec<FoundReference>,
    locals: BTreeSet<Text>,
    parent_results: BTreeSet<Text>,
    results: ResultSpecs,
    issues: Vec<Issue>,
}

/// Inspects a flow. What it depends on is missed only if there are assets to look for it in.
pub fn inspect(flow: &Flow, assets: Option<&Assets>) -> Inspection {
    let mut inspection = Inspection {
        languages: flow.localization.languages.len(),
        nodes: flow.nodes.len(),
        references: Vec::new(),
        locals: BTreeSet::new(),
        parent_results: BTreeSet::new(),
        results: ResultSpecs::default(),
        issues: Vec::new(),
    };
    for node in &flow.nodes {
        inspection.add_node(node, flow, assets);
    }
    inspection
}

/// Everything in a flow that refers to an asset or a contact, in the order in which it is found.
pub fn references(flow: &Flow) -> Vec<FoundReference> {
    inspect(flow, None).references
}

/// All templates of a flow and their translations, in the order of the flow.
pub fn templates(flow: &Flow) -> Vec<&Template> {
    let mut templates = Vec::new();
    for node in &flow.nodes {
        visit_templates(node, flow, &mut |template, _, _| templates.push(template));
    }
    templates.retain(|template| !template.is_empty());
    templates
}

impl Inspection {
    fn add_node(&mut self, node: &Node, flow: &Flow, assets: Option<&Assets>) {
        let first = self.references.len();
        let spot = |action: Option<&ActionUuid>, language: Option<&Text>| Spot {
            node: node.uuid.clone(),
            action: action.cloned(),
            language: language.cloned(),
        };
        for action in &node.actions {
            let references = declared::action_references(&action.kind);
            let found = references.into_iter().map(|reference| FoundReference {
                reference,
                spot: spot(Some(&action.uuid), None),
            });
            self.references.extend(found);
            self.locals.extend(declared::action_local(&action.kind));
            if let Some((name, categories)) = declared::action_result(&action.kind) {
                self.results.add(name, &categories, &node.uuid);
            }
        }
        if let Some(router) = &node.router {
            let found = declared::router_references(router);
            self.references
                .extend(found.map(|reference| FoundReference {
                    reference,
                    spot: spot(None, None),
                }));
            if let Some(name) = &router.result_name {
                let categories: Vec<&str> = router
                    .categories
                    .iter()
                    .map(|category| &*category.name)
                    .collect();
                self.results.add(name, &categories, &node.uuid);
            }
        }
        let (references, parent_results) = (&mut self.references, &mut self.parent_results);
        visit_templates(node, flow, &mut |template, action, language| {
            for found in expressions::found_in(template) {
                match found {
                    expressions::Found::Reference(reference) => {
                        references.push(FoundReference {
                            reference,
                            spot: spot(action, language),
                        });
                    }
                    expressions::Found::ParentResult(key) => {
                        parent_results.insert(key);
                    }
                }
            }
        });
        let found = self.references.get(first..).unwrap_or_default();
        self.issues.extend(issues::find(node, flow, found, assets));
    }

    /// The inspection as it is written. Dependencies are marked as missing only if there are assets.
    pub fn to_json(&self, assets: Option<&Assets>) -> Json {
        json!({
            "counts": {"languages": self.languages, "nodes": self.nodes},
            "dependencies": self.dependencies(assets),
            "locals": self.locals.iter().collect::<Vec<_>>(),
            "results": self.results.to_json(),
            "parent_refs": self.parent_results.iter().collect::<Vec<_>>(),
            "issues": self.issues.iter().map(Issue::to_json).collect::<Vec<_>>(),
        })
    }

    /// Each thing that is referred to once, in the order of first appearance.
    fn dependencies(&self, assets: Option<&Assets>) -> Vec<Json> {
        let mut seen = BTreeSet::new();
        let mut dependencies = Vec::new();
        for FoundReference { reference, .. } in &self.references {
            if !seen.insert((reference.kind, &reference.id)) {
                continue;
            }
            let mut json = reference.to_json();
            if assets.is_some_and(|assets| reference.is_missing(assets))
                && let Json::Object(members) = &mut json
            {
                members.insert("missing".to_string(), Json::Bool(true));
            }
            dependencies.push(json);
        }
        dependencies
    }
}
