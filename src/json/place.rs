//! Places in documents, and how they are written.

use std::sync::Arc;

use smol_str::SmolStr;

/// A place in a document. Making one costs next to nothing; its texts are made when they are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    above: Option<Arc<Place>>,
    step: Step,
    /// Whether paths of fields start anew here.
    starts_fields: bool,
}

/// The way from a value to one within it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Step {
    #[default]
    Root,
    Member(SmolStr),
    Item(usize),
    Entry(SmolStr),
}

impl Place {
    /// The whole document.
    pub fn root() -> Self {
        Self::default()
    }

    /// The place of a member.
    #[must_use]
    pub fn member(&self, key: &str) -> Self {
        self.below(Step::Member(key.into()))
    }

    /// The place of an item of the list that stands here.
    #[must_use]
    pub fn item(&self, index: usize) -> Self {
        self.below(Step::Item(index))
    }

    /// The place of an entry of the map that stands here, whose path is `headers[Accept]`.
    #[must_use]
    pub fn entry(&self, key: &str) -> Self {
        self.below(Step::Entry(key.into()))
    }

    pub(super) fn below(&self, step: Step) -> Self {
        Self {
            above: Some(Arc::new(self.clone())),
            step,
            starts_fields: false,
        }
    }

    /// The same place seen from the object itself: paths of fields start anew here. Objects that are checked on their
    /// own (actions, assets of a list) are read this way.
    #[must_use]
    pub fn as_root(&self) -> Self {
        Self {
            starts_fields: true,
            ..self.clone()
        }
    }

    /// The JSON pointer, as in `/nodes/0/uuid`.
    pub fn pointer(&self) -> String {
        let mut pointer = self
            .above
            .as_ref()
            .map_or_else(String::new, |above| above.pointer());
        match &self.step {
            Step::Root => {}
            Step::Member(key) | Step::Entry(key) => {
                pointer.push('/');
                pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
            }
            Step::Item(index) => {
                pointer.push('/');
                pointer.push_str(&index.to_string());
            }
        }
        pointer
    }

    /// The path of the field within the object that is checked, as in `groups[0].uuid`.
    pub fn field(&self) -> String {
        if self.starts_fields {
            return String::new();
        }
        let above = self
            .above
            .as_ref()
            .map_or_else(String::new, |above| above.field());
        match &self.step {
            Step::Root => above,
            Step::Member(key) if above.is_empty() => key.to_string(),
            Step::Member(key) => format!("{above}.{key}"),
            Step::Item(index) => format!("{above}[{index}]"),
            Step::Entry(key) => format!("{above}[{key}]"),
        }
    }
}
