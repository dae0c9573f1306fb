//! What differs between two states: the contact, the results, the local variables, where the session stands.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::engine::state::State;
use crate::model::contact::{Contact, ContactUrn};

/// One thing that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What kind of thing it is a property of.
    pub subject: Subject,
    /// Which property: a key, a name.
    pub name: String,
    /// Its value before; none if it had none.
    pub before: Option<String>,
    /// Its value after; none if it has none.
    pub after: Option<String>,
}

/// What differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A property of the contact: name, language, status, timezone, URNs, groups.
    Contact,
    /// A field of the contact.
    Field,
    /// A result of the current run.
    Result,
    /// A local variable of the current run.
    Local,
    /// Where the session stands.
    Session,
}

type Properties = BTreeMap<(Subject, String), String>;

/// All differences, in the order of their subjects and then by name.
pub fn between(before: &State, after: &State) -> Vec<Difference> {
    let (before, after) = (properties(before), properties(after));
    let mut names: Vec<_> = before.keys().chain(after.keys()).collect();
    names.sort();
    names.dedup();
    let differing = names
        .into_iter()
        .filter(|name| before.get(*name) != after.get(*name));
    let difference = |name: &(Subject, String)| Difference {
        subject: name.0,
        name: name.1.clone(),
        before: before.get(name).cloned(),
        after: after.get(name).cloned(),
    };
    differing.map(difference).collect()
}

/// What a state is compared by: every property with its value, in the order of subjects and then by name.
pub fn described(state: &State) -> Vec<(Subject, String, String)> {
    let described = properties(state).into_iter();
    described
        .map(|((subject, name), value)| (subject, name, value))
        .collect()
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => write!(f, "{}: {before} -> {after}", self.name),
            (None, Some(after)) => write!(f, "{}: {after} (new)", self.name),
            (Some(before), None) => write!(f, "{}: {before} (gone)", self.name),
            (None, None) => f.write_str(&self.name),
        }
    }
}

fn properties(state: &State) -> Properties {
    let mut properties = Properties::new();
    if let Some(contact) = &state.session.contact {
        add_contact(contact, &mut properties);
    }
    if let Some(run) = state.current_run() {
        for (key, result) in &run.results {
            let category = if result.category.is_empty() {
                String::new()
            } else {
                format!(" ({})", result.category)
            };
            let value = if result.value.is_empty() {
                "(empty)"
            } else {
                &result.value
            };
            properties.insert(
                (Subject::Result, key.to_string()),
                format!("{value}{category}"),
            );
        }
        for (key, value) in &run.locals {
            properties.insert((Subject::Local, key.to_string()), value.to_string());
        }
        let mut session = |name: &str, value: String| {
            properties.insert((Subject::Session, name.to_string()), value)
        };
        session("flow", run.flow_reference.name.to_string());
        if let Some(step) = run.last_step() {
            session("node", step.node.as_str().to_string());
        }
    }
    properties.insert(
        (Subject::Session, "status".to_string()),
        super::words::ending(state),
    );
    properties
}

fn add_contact(contact: &Arc<Contact>, properties: &mut Properties) {
    let mut add = |name: &str, value: &str| {
        if !value.is_empty() {
            properties.insert((Subject::Contact, name.to_string()), value.to_string());
        }
    };
    add("name", &contact.name);
    add("language", &contact.language);
    add("status", contact.status.name());
    add(
        "timezone",
        contact
            .timezone
            .as_ref()
            .map(crate::excellent::Zone::name)
            .unwrap_or_default(),
    );
    let urns: Vec<String> = contact.urns.iter().map(address).collect();
    add("urns", &urns.join(", "));
    let groups: Vec<&str> = contact.groups.iter().map(|group| &*group.name).collect();
    add("groups", &groups.join(", "));
    for (key, value) in &contact.fields {
        properties.insert((Subject::Field, key.to_string()), value.text.to_string());
    }
}

/// An address and the channel it goes by, if it is bound to one.
fn address(urn: &ContactUrn) -> String {
    let address = format!("{}:{}", urn.urn.scheme(), urn.urn.path());
    match &urn.channel {
        Some(channel) => format!("{address} via {}", channel.name),
        None => address,
    }
}
