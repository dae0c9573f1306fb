//! Which language codes definitions of generation 14 may use.

use std::collections::HashSet;
use std::sync::LazyLock;

/// The registry: per line two letters, a colon, and the third letters that make a code of them.
const REGISTRY: &str = include_str!("../../../assets/iso639_codes.txt");

static KNOWN: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let lines = REGISTRY.lines().filter_map(|line| line.split_once(':'));
    lines.flat_map(|(start, ends)| ends.chars().map(move |end| format!("{start}{end}"))).collect()
});

/// Whether this is a code of ISO 639 with three letters, of whatever case.
pub fn is_known(code: &str) -> bool {
    code.len() == 3 && KNOWN.contains(&code.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_languages_collections_and_private_codes() {
        assert!(["eng", "ENG", "fre", "fra", "und", "mul", "qaa", "qtz"].iter().all(|code| is_known(code)));
        assert!(!["base", "en", "vvv", "xyz", "zzz", "", "én"].iter().any(|code| is_known(code)));
    }
}
