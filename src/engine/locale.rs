//! Locales (`eng-US`): putting them together, and finding the one that suits a reader best (14).

use crate::excellent::Text;

/// Where a language is at home, if nothing else is said.
const HOMES: [(&str, &str); 40] = [
    ("afr", "ZA"),
    ("amh", "ET"),
    ("ara", "EG"),
    ("ben", "BD"),
    ("ces", "CZ"),
    ("cmn", "CN"),
    ("dan", "DK"),
    ("deu", "DE"),
    ("ell", "GR"),
    ("eng", "US"),
    ("fas", "IR"),
    ("fin", "FI"),
    ("fra", "FR"),
    ("hau", "NG"),
    ("hin", "IN"),
    ("hun", "HU"),
    ("ibo", "NG"),
    ("ind", "ID"),
    ("ita", "IT"),
    ("jpn", "JP"),
    ("kin", "RW"),
    ("kor", "KR"),
    ("mya", "MM"),
    ("nep", "NP"),
    ("nld", "NL"),
    ("pol", "PL"),
    ("por", "BR"),
    ("ron", "RO"),
    ("run", "BI"),
    ("rus", "RU"),
    ("som", "SO"),
    ("spa", "ES"),
    ("swa", "TZ"),
    ("swe", "SE"),
    ("tha", "TH"),
    ("tur", "TR"),
    ("ukr", "UA"),
    ("urd", "PK"),
    ("vie", "VN"),
    ("zho", "CN"),
];

/// Languages with a standard for all regions but a few: those few, and the region that speaks the standard.
const STANDARDS: [(&str, &[&str], &str); 3] = [
    ("eng", &["US", "PR", "GU", "VI", "AS", "MP", "UM"], "GB"),
    ("spa", &["ES", "EA", "IC", "GQ", "PH"], "MX"),
    ("por", &["BR"], "PT"),
];

/// Language and country as one text; empty without a language.
pub fn locale(language: &str, country: &str) -> Text {
    if language.is_empty() || country.is_empty() {
        language.into()
    } else {
        format!("{language}-{country}").into()
    }
}

/// The place of the candidate that suits the first of the preferred locales that any suits; none if none does.
pub fn best_match(preferred: &[Text], candidates: &[&str]) -> Option<usize> {
    preferred.iter().find_map(|wanted| {
        let wanted = Locale::parse(wanted);
        let scored = candidates.iter().enumerate().filter_map(|(at, candidate)| {
            let nearness = wanted.nearness(&Locale::parse(candidate))?;
            Some((nearness, std::cmp::Reverse(at)))
        });
        scored.max().map(|(_, std::cmp::Reverse(at))| at)
    })
}

/// A locale with its region filled in.
#[derive(Debug)]
struct Locale<'a> {
    language: &'a str,
    region: &'a str,
}

impl<'a> Locale<'a> {
    fn parse(text: &'a str) -> Self {
        let (language, region) = text.split_once('-').unwrap_or((text, ""));
        let home = HOMES
            .iter()
            .find_map(|(known, home)| (*known == language).then_some(*home));
        let region = if region.is_empty() {
            home.unwrap_or_default()
        } else {
            region
        };
        Self { language, region }
    }

    /// How well another locale suits; none if it is of another language.
    fn nearness(&self, other: &Self) -> Option<u8> {
        if self.language.is_empty() || self.language != other.language {
            return None;
        }
        if self.region == other.region {
            return Some(3);
        }
        let standard = STANDARDS
            .iter()
            .find(|(language, ..)| *language == self.language);
        Some(match standard {
            Some((_, apart, standard)) => {
                let same_kind = apart.contains(&self.region) == apart.contains(&other.region);
                match (same_kind, other.region == *standard) {
                    (true, true) => 2,
                    (true, false) => 1,
                    (false, _) => 0,
                }
            }
            None => 1,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(candidates: &[&str], preferred: &[&str], expected: Option<&str>) {
        let preferred: Vec<Text> = preferred.iter().map(|locale| (*locale).into()).collect();
        let found = best_match(&preferred, candidates).map(|at| candidates[at]);
        assert_eq!(found, expected, "{candidates:?} {preferred:?}");
    }

    #[test]
    fn the_nearest_region_of_the_first_language_wins() {
        best(&["eng-US", "spa"], &["spa-RW", "eng-RW"], Some("spa"));
        best(&["eng-US", "spa"], &["kin-RW", "kin-RW"], None);
        best(&["eng-US", "spa"], &["kin-RW", "spa-RW"], Some("spa"));
        best(&["por-BR", "eng-GB"], &["eng-US"], Some("eng-GB"));
        best(&["por-BR", "eng-GB", "eng"], &["eng-US"], Some("eng"));
        best(
            &["eng-US", "spa", "spa-MX"],
            &["spa-EC", "eng"],
            Some("spa-MX"),
        );
        best(&["eng-US", "spa-ES"], &["spa-EC", "eng"], Some("spa-ES"));
        best(&["eng-US", "eng-GB"], &["eng-RW"], Some("eng-GB"));
        best(&["eng-GB", "eng-US"], &["eng"], Some("eng-US"));
        best(&["por-PT", "por-BR"], &["por"], Some("por-BR"));
    }

    #[test]
    fn a_locale_needs_a_language() {
        assert_eq!(&*locale("eng", "US"), "eng-US");
        assert_eq!(&*locale("eng", ""), "eng");
        assert_eq!(&*locale("", "US"), "");
    }
}
