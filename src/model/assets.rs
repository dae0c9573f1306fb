//! Everything a session runs on: the flows, and the channels, fields, groups and so on that they refer to.
//!
//! Flows are read when they are first asked for, so that a broken one is no obstacle to the others.

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use serde_json::Value as Json;

use super::bundle::Bundle;
use super::definition_error::DefinitionError;
use super::flow::{Flow, Generation};
use super::uuids::FlowUuid;
use crate::excellent::Text;

/// What is done with the definitions of a generation.
#[derive(Debug, Clone, Copy)]
pub struct FlowRules {
    /// Makes a flow of its definition.
    pub read: fn(&Json) -> Result<Flow, DefinitionError>,
    /// Checks a flow against the assets before a session runs it.
    pub check: fn(&Flow, &Assets) -> Result<(), DefinitionError>,
}

/// The assets of a session. The sets of channels, groups and so on are those of the [`Bundle`] it wraps.
#[derive(Debug, Default)]
pub struct Assets {
    /// Everything but the flows, shared with the views that expressions have of it.
    pub bundle: Arc<Bundle>,
    /// The flows.
    pub flows: Flows,
    /// What was made up because a flow refers to it and the file has no such thing.
    pub assumed: Vec<Assumed>,
}

impl Deref for Assets {
    type Target = Bundle;

    fn deref(&self) -> &Bundle {
        &self.bundle
    }
}

/// An asset that was made up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assumed {
    /// What it is: `channel`, `field`, `group`, `label`, ...
    pub kind: &'static str,
    /// Its UUID or key.
    pub id: Text,
    /// Its name, as far as a reference tells it.
    pub name: Text,
    /// Why it was made up, in words.
    pub reason: String,
}

/// The flows of a bundle, in its order. Of two with the same UUID the first is found.
#[derive(Debug, Default)]
pub struct Flows {
    entries: Vec<FlowEntry>,
    by_uuid: HashMap<FlowUuid, usize>,
}

impl Flows {
    /// The flow with this UUID, read if it was not yet; none if there is no such flow.
    pub fn get(&self, uuid: &FlowUuid) -> Option<Result<Arc<Flow>, DefinitionError>> {
        self.entry(uuid).map(FlowEntry::flow)
    }

    /// The first flow whose name equals the given one without regard to case, read if it was not yet.
    pub fn find_by_name(&self, name: &str) -> Option<Result<Arc<Flow>, DefinitionError>> {
        self.entry_by_name(name).map(FlowEntry::flow)
    }

    /// The unread flow with this UUID.
    pub fn entry(&self, uuid: &FlowUuid) -> Option<&FlowEntry> {
        self.by_uuid
            .get(uuid)
            .and_then(|&index| self.entries.get(index))
    }

    /// The first unread flow whose name equals the given one without regard to case.
    pub fn entry_by_name(&self, name: &str) -> Option<&FlowEntry> {
        let wanted = name.to_lowercase();
        self.entries
            .iter()
            .find(|entry| entry.name.to_lowercase() == wanted)
    }

    /// Checks a flow against the assets it is among, by the rules it was read by; once, as neither changes. One that is not
    /// among them passes.
    pub fn check(&self, flow: &Flow, assets: &Assets) -> Result<(), DefinitionError> {
        let Some(entry) = self.entry(&flow.uuid) else {
            return Ok(());
        };
        entry
            .checked
            .get_or_init(|| (entry.rules.check)(flow, assets))
            .clone()
    }

    /// Adds a flow. Says whether there was none with its UUID: only then it can be found by it.
    pub fn add(&mut self, entry: FlowEntry) -> bool {
        let is_new = !self.by_uuid.contains_key(&entry.uuid);
        if is_new {
            self.by_uuid.insert(entry.uuid.clone(), self.entries.len());
        }
        self.entries.push(entry);
        is_new
    }

    /// All flows, read or not, in the order of the bundle.
    pub fn iter(&self) -> std::slice::Iter<'_, FlowEntry> {
        self.entries.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl FromIterator<FlowEntry> for Flows {
    fn from_iter<I: IntoIterator<Item = FlowEntry>>(iter: I) -> Self {
        let mut flows = Self::default();
        for entry in iter {
            flows.add(entry);
        }
        flows
    }
}

impl<'a> IntoIterator for &'a Flows {
    type Item = &'a FlowEntry;
    type IntoIter = std::slice::Iter<'a, FlowEntry>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// A flow that is read on first use.
#[derive(Debug)]
pub struct FlowEntry {
    /// Its UUID.
    pub uuid: FlowUuid,
    /// Its name, as far as the definition tells it at a glance.
    pub name: Text,
    /// The generation it is written in.
    pub generation: Generation,
    /// The definition as it was handed in, before any migration.
    pub source: Arc<Json>,
    rules: FlowRules,
    flow: OnceLock<Result<Arc<Flow>, DefinitionError>>,
    checked: OnceLock<Result<(), DefinitionError>>,
}

impl FlowEntry {
    /// A flow that the rules will make of `source`.
    pub fn new(
        uuid: FlowUuid,
        name: Text,
        generation: Generation,
        source: Arc<Json>,
        rules: FlowRules,
    ) -> Self {
        Self {
            uuid,
            name,
            generation,
            source,
            rules,
            flow: OnceLock::new(),
            checked: OnceLock::new(),
        }
    }

    /// The flow, read if it was not yet.
    pub fn flow(&self) -> Result<Arc<Flow>, DefinitionError> {
        self.flow
            .get_or_init(|| (self.rules.read)(&self.source).map(Arc::new))
            .clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_by_name(source: &Json) -> Result<Flow, DefinitionError> {
        let name = source.as_str().unwrap();
        if name == "broken" {
            return Err(DefinitionError::new("it is broken"));
        }
        Ok(Flow::new(
            "f".into(),
            name.into(),
            Generation::V14,
            Arc::new(source.clone()),
        ))
    }

    fn entry(uuid: &str, name: &str) -> FlowEntry {
        let source = Arc::new(Json::from(name));
        FlowEntry::new(
            uuid.into(),
            name.into(),
            Generation::V14,
            source,
            FlowRules {
                read: read_by_name,
                check: |_, _| Ok(()),
            },
        )
    }

    #[test]
    fn finds_the_first_by_uuid_and_by_name() {
        let flows: Flows = [
            entry("1", "Hello"),
            entry("1", "Other"),
            entry("2", "HELLO"),
        ]
        .into_iter()
        .collect();
        assert_eq!(&*flows.get(&"1".into()).unwrap().unwrap().name, "Hello");
        assert_eq!(flows.entry_by_name("hello").unwrap().uuid, *"1");
        assert!(flows.get(&"3".into()).is_none());
    }

    #[test]
    fn a_broken_flow_is_an_error_when_it_is_asked_for() {
        let flows: Flows = [entry("1", "broken"), entry("2", "fine")]
            .into_iter()
            .collect();
        assert_eq!(
            flows.get(&"1".into()).unwrap().unwrap_err().to_string(),
            "it is broken"
        );
        assert!(flows.find_by_name("Fine").unwrap().is_ok());
    }
}
