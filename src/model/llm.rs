//! Language models that a flow can call.

use super::asset_set::Asset;
use super::uuids::LlmUuid;
use crate::excellent::Text;

/// A language model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Llm {
    /// Its UUID.
    pub uuid: LlmUuid,
    /// Its name.
    pub name: Text,
    /// The kind of service behind it.
    pub kind: Text,
    /// What it may be used for.
    pub roles: Vec<LlmRole>,
}

/// What a language model may be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LlmRole {
    /// Helping people to edit flows.
    Editing,
    /// Being called by flows.
    Engine,
}

impl LlmRole {
    /// All roles with their names in the format.
    pub const NAMES: [(&str, Self); 2] = [("editing", Self::Editing), ("engine", Self::Engine)];

    /// The role of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMES
            .into_iter()
            .find_map(|(known, role)| (known == name).then_some(role))
    }
}

impl Asset for Llm {
    type Id = LlmUuid;

    fn id(&self) -> LlmUuid {
        self.uuid.clone()
    }

    fn name(&self) -> &str {
        &self.name
    }
}
