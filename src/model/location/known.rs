//! A hierarchy as the expression language asks it.

use super::{Level, LocationHierarchy, LocationPath, Search};
use crate::excellent::{Environment, Locations, Text};

/// A location hierarchy, searched as a generation does.
#[derive(Clone, Copy, Debug)]
pub struct KnownLocations<'a> {
    /// Where to search.
    pub hierarchy: &'a LocationHierarchy,
    /// How to search.
    pub search: Search,
}

impl Locations for KnownLocations<'_> {
    fn search(
        &self,
        environment: &Environment,
        text: &str,
        level: usize,
        parent: Option<&str>,
    ) -> Vec<Text> {
        let level = match level {
            0 => Level::Country,
            1 => Level::State,
            2 => Level::District,
            _ => Level::Ward,
        };
        let parent = parent.map(LocationPath::new);
        self.search
            .within_text(
                self.hierarchy,
                text,
                level,
                parent.as_ref(),
                environment.input_collation,
            )
            .into_iter()
            .map(|location| Text::from(location.path.as_str()))
            .collect()
    }
}
