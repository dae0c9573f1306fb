//! The hierarchy of locations: a country, its states, their districts, and the wards of those.

use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

use super::field::FieldType;
use crate::excellent::Text;

pub use known::KnownLocations;
pub use search::Search;

mod known;
pub mod search;

/// What stands between the names of a path.
const SEPARATOR: &str = " > ";

/// The full path of a location, as in `Rwanda > Kigali City > Gasabo`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LocationPath(Text);

impl LocationPath {
    /// Takes the text as it is.
    pub fn new(text: impl Into<Text>) -> Self {
        Self(text.into())
    }

    /// The whole path.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The location's own name: what follows the last `>`.
    pub fn name(&self) -> &str {
        self.0.rsplit('>').next().unwrap_or_default().trim()
    }
}

impl fmt::Display for LocationPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How deep in the hierarchy a location is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The root.
    Country,
    /// Below the country.
    State,
    /// Below a state.
    District,
    /// Below a district.
    Ward,
}

impl Level {
    /// The level that values of a field of this type are on.
    pub fn of_field(kind: &FieldType) -> Option<Self> {
        match kind {
            FieldType::State => Some(Self::State),
            FieldType::District => Some(Self::District),
            FieldType::Ward => Some(Self::Ward),
            _ => None,
        }
    }

    /// The level of the locations that one of this level has.
    pub fn below(self) -> Option<Self> {
        match self {
            Self::Country => Some(Self::State),
            Self::State => Some(Self::District),
            Self::District => Some(Self::Ward),
            Self::Ward => None,
        }
    }
}

/// A location as it is written in a bundle.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LocationSource {
    /// Its name.
    pub name: Text,
    /// Other names it is known by.
    pub aliases: Vec<Text>,
    /// The locations within it.
    pub children: Vec<LocationSource>,
}

/// A place of the hierarchy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The path from the country down.
    pub path: LocationPath,
    /// Its level.
    pub level: Level,
    /// Its own name.
    pub name: Text,
    /// Other names it is known by.
    pub aliases: Vec<Text>,
    parent: Option<usize>,
}

/// A whole hierarchy, in which locations are found by path and by name.
#[derive(Clone, Debug, Default)]
pub struct LocationHierarchy {
    /// All places, each before those within it.
    locations: Vec<Location>,
    by_path: HashMap<String, usize>,
}

impl LocationHierarchy {
    /// A hierarchy without locations.
    pub fn empty() -> &'static Self {
        static EMPTY: LazyLock<LocationHierarchy> = LazyLock::new(LocationHierarchy::default);
        &EMPTY
    }

    /// Takes a hierarchy apart. What lies below the wards is left out.
    pub fn new(root: &LocationSource) -> Self {
        let mut hierarchy = Self::default();
        hierarchy.add(root, Level::Country, None);
        hierarchy
    }

    fn add(&mut self, source: &LocationSource, level: Level, parent: Option<usize>) {
        let path = match parent.and_then(|index| self.locations.get(index)) {
            Some(parent) => format!("{}{SEPARATOR}{}", parent.path, source.name),
            None => source.name.to_string(),
        };
        let index = self.locations.len();
        self.by_path.insert(path.to_lowercase(), index);
        self.locations.push(Location {
            path: LocationPath::new(path),
            level,
            name: source.name.clone(),
            aliases: source.aliases.clone(),
            parent,
        });
        if let Some(below) = level.below() {
            for child in &source.children {
                self.add(child, below, Some(index));
            }
        }
    }

    /// The location of exactly this path, without regard to case.
    pub fn at(&self, path: &str) -> Option<&Location> {
        let index = self.by_path.get(&path.to_lowercase())?;
        self.locations.get(*index)
    }

    /// All locations, each before those within it.
    pub fn iter(&self) -> std::slice::Iter<'_, Location> {
        self.locations.iter()
    }

    /// The location that this one lies in.
    pub fn parent(&self, location: &Location) -> Option<&Location> {
        location.parent.and_then(|index| self.locations.get(index))
    }
}

impl<'a> IntoIterator for &'a LocationHierarchy {
    type Item = &'a Location;
    type IntoIter = std::slice::Iter<'a, Location>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_names_and_levels() {
        assert_eq!(LocationPath::new("A > B > C d ").name(), "C d");
        assert_eq!(LocationPath::new("A").name(), "A");
        let hierarchy = search::tests::ruritania();
        let market = hierarchy
            .at("ruritania > strelsau city > newside > MARKET")
            .unwrap();
        assert_eq!(market.level, Level::Ward);
        let parent = hierarchy.parent(market).unwrap();
        assert_eq!(parent.path.as_str(), "Ruritania > Strelsau City > Newside");
        assert!(hierarchy.at("Ruritania>Zenda").is_none());
    }
}
