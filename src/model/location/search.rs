//! Finding locations by what people write.

use unicode_general_category::{GeneralCategory, get_general_category};

use super::{Level, Location, LocationHierarchy, LocationPath};
use crate::excellent::case::to_lower;
use crate::excellent::environment::Collation;

/// How a generation finds locations by path and by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Search {
    /// Paths are found whatever the white space around `>` and within names, and whatever periods end them.
    pub tidies_paths: bool,
    /// What a word of a text is, and what joins words that should be one.
    pub words: Words,
}

/// What a word of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// ASCII letters, digits and `_`; everything else separates.
    Ascii,
    /// Letters of all scripts and ASCII digits, with hyphens between them.
    Letters,
}

impl Search {
    /// The search of generation 12.
    pub const GENERATION_12: Self = Self {
        tidies_paths: false,
        words: Words::Ascii,
    };

    /// The search of generation 14.
    pub const GENERATION_14: Self = Self {
        tidies_paths: true,
        words: Words::Letters,
    };

    /// The location of this path, without regard to case.
    pub fn by_path<'a>(self, hierarchy: &'a LocationHierarchy, path: &str) -> Option<&'a Location> {
        if self.tidies_paths {
            hierarchy.at(&tidy_path(path))
        } else {
            hierarchy.at(path)
        }
    }

    /// All locations of a level whose name or alias this is, within a parent if one is given. A whole path is looked
    /// up first, whatever level and parent. The collation is that of the name; those of the hierarchy are compared in lower
    /// case.
    pub fn by_name<'a>(
        self,
        hierarchy: &'a LocationHierarchy,
        name: &str,
        level: Level,
        parent: Option<&LocationPath>,
        collation: Collation,
    ) -> Vec<&'a Location> {
        if (name.contains('>') || level == Level::Country)
            && let Some(found) = self.by_path(hierarchy, name)
        {
            return vec![found];
        }
        let wanted = collation.key(name);
        let is_wanted = |known: &str| to_lower(known) == wanted;
        hierarchy
            .iter()
            .filter(|location| location.level == level)
            .filter(|location| {
                is_wanted(&location.name) || location.aliases.iter().any(|alias| is_wanted(alias))
            })
            .filter(|location| match parent {
                Some(path) => hierarchy
                    .parent(location)
                    .is_some_and(|parent| parent.path == *path),
                None => true,
            })
            .collect()
    }

    /// Locations that a text mentions: the first that is found of the whole text, the text without separators, each
    /// of its words, and each two neighbours.
    pub fn within_text<'a>(
        self,
        hierarchy: &'a LocationHierarchy,
        text: &str,
        level: Level,
        parent: Option<&LocationPath>,
        collation: Collation,
    ) -> Vec<&'a Location> {
        let find = |name: &str| {
            let found = self.by_name(hierarchy, name, level, parent, collation);
            (!found.is_empty()).then_some(found)
        };
        if let Some(found) = find(text).or_else(|| find(&self.words.join(text))) {
            return found;
        }
        let words = self.words.split(text);
        words
            .iter()
            .find_map(|word| find(word))
            .or_else(|| {
                words
                    .iter()
                    .zip(words.iter().skip(1))
                    .find_map(|(first, second)| find(&format!("{first} {second}")))
            })
            .unwrap_or_default()
    }
}

impl Words {
    fn join(self, text: &str) -> String {
        text.chars()
            .filter(|&c| match self {
                Self::Ascii => is_ascii_word(c),
                Self::Letters => !c.is_whitespace() && !is_punctuation(c),
            })
            .collect()
    }

    fn split(self, text: &str) -> Vec<&str> {
        match self {
            Self::Ascii => text.split(|c| !is_ascii_word(c)).collect(),
            Self::Letters => text
                .split(|c: char| !(c.is_alphabetic() || c.is_ascii_digit() || c == '-'))
                .map(|word| word.trim_matches('-'))
                .filter(|word| !word.is_empty())
                .collect(),
        }
    }
}

fn is_ascii_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

fn is_punctuation(c: char) -> bool {
    matches!(
        get_general_category(c),
        GeneralCategory::ConnectorPunctuation
            | GeneralCategory::DashPunctuation
            | GeneralCategory::OpenPunctuation
            | GeneralCategory::ClosePunctuation
            | GeneralCategory::InitialPunctuation
            | GeneralCategory::FinalPunctuation
            | GeneralCategory::OtherPunctuation
    )
}

fn tidy_path(path: &str) -> String {
    let names: Vec<String> = path
        .trim()
        .trim_end_matches('.')
        .split('>')
        .map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    names.join(super::SEPARATOR)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::model::location::LocationSource;

    fn place(name: &str, aliases: &[&str], children: Vec<LocationSource>) -> LocationSource {
        LocationSource {
            name: name.into(),
            aliases: aliases.iter().map(|&alias| alias.into()).collect(),
            children,
        }
    }

    pub(crate) fn ruritania() -> LocationHierarchy {
        let leaf = |name| place(name, &[], Vec::new());
        let old = place("Old Quarter", &[], vec![leaf("Harbour"), leaf("Market")]);
        let new = place("Newside", &[], vec![leaf("Market")]);
        let castle = place("Castle", &[], vec![leaf("Moat")]);
        let strelsau = place("Strelsau City", &["Strelsau", "Stre-Town"], vec![old, new]);
        let zenda = place("Zenda", &[], vec![castle, leaf("Newside")]);
        LocationHierarchy::new(&place("Ruritania", &["Ruri"], vec![strelsau, zenda]))
    }

    fn found(search: Search, text: &str, level: Level, parent: Option<&str>) -> Vec<String> {
        let parent = parent.map(LocationPath::new);
        search
            .within_text(
                &ruritania(),
                text,
                level,
                parent.as_ref(),
                Collation::Default,
            )
            .into_iter()
            .map(|location| location.path.to_string())
            .collect()
    }

    #[test]
    fn finds_what_a_text_mentions() {
        let both = [Search::GENERATION_12, Search::GENERATION_14];
        for search in both {
            let give = |text, level, expected: &[&str]| {
                assert_eq!(found(search, text, level, None), expected, "{text}");
            };
            give("I am in Zenda", Level::State, &["Ruritania > Zenda"]);
            give("¡zenda!", Level::State, &["Ruritania > Zenda"]);
            give(
                "live in OLD quarter",
                Level::District,
                &["Ruritania > Strelsau City > Old Quarter"],
            );
            give("ruri", Level::Country, &["Ruritania"]);
            give("nowhere", Level::State, &[]);
        }
        let hyphen = |search| found(search, "Stre-Town!", Level::State, None);
        assert_eq!(hyphen(Search::GENERATION_14), ["Ruritania > Strelsau City"]);
        assert!(hyphen(Search::GENERATION_12).is_empty());
    }

    #[test]
    fn keeps_to_the_parent_but_for_whole_paths() {
        let search = Search::GENERATION_14;
        let side = "Ruritania > Strelsau City > Newside";
        assert_eq!(found(search, "Market", Level::Ward, None).len(), 2);
        assert_eq!(
            found(search, "Market", Level::Ward, Some(side)),
            ["Ruritania > Strelsau City > Newside > Market"]
        );
        assert_eq!(
            found(search, "ruritania>zenda", Level::Ward, Some(side)),
            ["Ruritania > Zenda"]
        );
    }

    #[test]
    fn tidies_paths_in_14_only() {
        let hierarchy = ruritania();
        let messy = "  ruritania >Strelsau   city.. ";
        assert!(Search::GENERATION_14.by_path(&hierarchy, messy).is_some());
        assert!(Search::GENERATION_12.by_path(&hierarchy, messy).is_none());
        assert!(
            Search::GENERATION_12
                .by_path(&hierarchy, "RURITANIA > zenda")
                .is_some()
        );
    }
}
