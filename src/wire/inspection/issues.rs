//! What is wrong with a flow although it can be read.

use serde_json::{Map, Value as Json};

use crate::excellent::pattern::{Lines, Pattern};
use crate::excellent::{Template, Text};
use crate::model::action::ActionKind;
use crate::model::assets::Assets;
use crate::model::flow::{Flow, Node, RouterKind};

use super::reference::Reference;
use super::{FoundReference, Spot};

/// A problem and where it is.
#[derive(Debug)]
pub struct Issue {
    spot: Spot,
    problem: Problem,
}

/// The kinds of problems, in the order of their names.
#[derive(Debug)]
enum Problem {
    /// An argument of `has_pattern` is no pattern.
    InvalidRegex(Text),
    /// A session is started for expressions instead of a query.
    LegacyVars(Vec<Text>),
    /// The assets have no such thing.
    MissingDependency(Reference),
}

/// The problems of a node, in which these references were found.
pub fn find(
    node: &Node,
    flow: &Flow,
    references: &[FoundReference],
    assets: Option<&Assets>,
) -> Vec<Issue> {
    let mut issues = Vec::new();
    find_invalid_patterns(node, flow, &mut issues);
    for action in &node.actions {
        if let ActionKind::StartSession(start) = &action.kind
            && !start.recipients.legacy_vars.is_empty()
        {
            let vars = start
                .recipients
                .legacy_vars
                .iter()
                .map(|var| var.source().into())
                .collect();
            let spot = Spot {
                node: node.uuid.clone(),
                action: Some(action.uuid.clone()),
                language: None,
            };
            issues.push(Issue {
                spot,
                problem: Problem::LegacyVars(vars),
            });
        }
    }
    if let Some(assets) = assets {
        let missing = references
            .iter()
            .filter(|found| found.reference.is_missing(assets));
        issues.extend(missing.map(|found| Issue {
            spot: found.spot.clone(),
            problem: Problem::MissingDependency(found.reference.clone()),
        }));
    }
    issues
}

/// Of the flow's own arguments the first counts, of translations all.
fn find_invalid_patterns(node: &Node, flow: &Flow, issues: &mut Vec<Issue>) {
    let Some(RouterKind::Switch(switch)) = node.router.as_ref().map(|router| &router.kind) else {
        return;
    };
    let mut check = |template: &Template, language: Option<&Text>| {
        if template.is_plain() && Pattern::new(template.source(), Lines::Each).is_none() {
            let spot = Spot {
                node: node.uuid.clone(),
                action: None,
                language: language.cloned(),
            };
            issues.push(Issue {
                spot,
                problem: Problem::InvalidRegex(template.source().into()),
            });
        }
    };
    for case in switch
        .cases
        .iter()
        .filter(|case| &*case.test == "has_pattern")
    {
        let Some(first) = case.arguments.first() else {
            continue;
        };
        check(first, None);
        let mut languages: Vec<_> = flow.localization.languages.keys().collect();
        languages.sort();
        for code in languages {
            let translation = flow.localization.get(code, case.uuid.as_str(), "arguments");
            for template in translation
                .into_iter()
                .flat_map(|translation| &translation.templates)
            {
                check(template, Some(code));
            }
        }
    }
}

impl Problem {
    /// Its type, its description, and the member that holds what it is about.
    fn details(&self) -> (&'static str, String, &'static str, Json) {
        match self {
            Self::InvalidRegex(regex) => (
                "invalid_regex",
                format!("invalid regex: {regex}"),
                "regex",
                Json::from(&**regex),
            ),
            Self::LegacyVars(vars) => {
                let description = "use of expressions instead of contact query".to_string();
                (
                    "legacy_vars",
                    description,
                    "vars",
                    vars.iter().map(|var| Json::from(&**var)).collect(),
                )
            }
            Self::MissingDependency(reference) => {
                let description = format!(
                    "missing {} dependency '{}'",
                    reference.kind.as_str(),
                    reference.id
                );
                (
                    "missing_dependency",
                    description,
                    "dependency",
                    reference.to_json(),
                )
            }
        }
    }
}

impl Issue {
    /// The issue as it is written.
    pub fn to_json(&self) -> Json {
        let (type_name, description, about, value) = self.problem.details();
        let mut members = Map::new();
        let mut add = |key: &str, value: Json| members.insert(key.to_string(), value);
        add("type", Json::from(type_name));
        add("node_uuid", Json::from(self.spot.node.as_str()));
        if let Some(action) = &self.spot.action {
            add("action_uuid", Json::from(action.as_str()));
        }
        if let Some(language) = &self.spot.language {
            add("language", Json::from(&**language));
        }
        add("description", Json::from(description));
        add(about, value);
        Json::Object(members)
    }
}
