//! The version of a definition: how it is written and compared.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// A semantic version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    major: u64,
    minor: u64,
    patch: u64,
    /// Identifiers between dots; empty for a release.
    pre_release: String,
    build: String,
}

/// Why a text is not a version.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VersionError {
    /// It does not have the form of one.
    #[error("invalid semantic version")]
    Form,
    /// One of its numbers does not fit.
    #[error("error parsing version segment: '{0}' is out of range")]
    Range(String),
}

impl Version {
    /// The version that is read and written.
    pub const CURRENT: Self = Self::release(14, 4, 2);

    /// A version without pre-release and build.
    pub const fn release(major: u64, minor: u64, patch: u64) -> Self {
        Self {
            major,
            minor,
            patch,
            pre_release: String::new(),
            build: String::new(),
        }
    }

    /// Whether definitions of the version can be read as they are: 14.4 with any patch, and anything below it that was
    /// not migrated. No pre-release can.
    pub fn is_readable(&self) -> bool {
        self.pre_release.is_empty()
            && *self < Self::release(14, 5, 0)
            && *self >= Self::release(11, 0, 0)
    }
}

impl FromStr for Version {
    type Err = VersionError;

    /// One to three numbers between dots, perhaps after a `v`, then perhaps a pre-release and a build.
    fn from_str(text: &str) -> Result<Self, VersionError> {
        let text = text.strip_prefix('v').unwrap_or(text);
        let (text, build) = text
            .split_once('+')
            .map_or((text, None), |(text, build)| (text, Some(build)));
        let (text, pre_release) = text
            .split_once('-')
            .map_or((text, None), |(text, pre)| (text, Some(pre)));
        if !build.is_none_or(are_identifiers) || !pre_release.is_none_or(are_identifiers) {
            return Err(VersionError::Form);
        }
        let mut numbers = [0; 3];
        let mut segments = text.split('.');
        for (index, number) in numbers.iter_mut().enumerate() {
            match segments.next() {
                Some(segment) => *number = read_segment(segment)?,
                None if index > 0 => break,
                None => return Err(VersionError::Form),
            }
        }
        if segments.next().is_some() {
            return Err(VersionError::Form);
        }
        let [major, minor, patch] = numbers;
        let (pre_release, build) = (
            pre_release.unwrap_or_default().into(),
            build.unwrap_or_default().into(),
        );
        Ok(Self {
            major,
            minor,
            patch,
            pre_release,
            build,
        })
    }
}

fn read_segment(segment: &str) -> Result<u64, VersionError> {
    if segment.is_empty() || !segment.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(VersionError::Form);
    }
    segment
        .parse()
        .map_err(|_| VersionError::Range(segment.to_string()))
}

fn are_identifiers(text: &str) -> bool {
    let is_identifier = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    text.split('.').all(is_identifier)
}

/// By major, minor and patch, then by pre-release. The build does not count.
impl Ord for Version {
    fn cmp(&self, other: &Self) -> Ordering {
        let numbers = |version: &Self| (version.major, version.minor, version.patch);
        numbers(self).cmp(&numbers(other)).then_with(|| {
            match (&*self.pre_release, &*other.pre_release) {
                ("", "") => Ordering::Equal,
                ("", _) => Ordering::Greater,
                (_, "") => Ordering::Less,
                (mine, others) => mine
                    .split('.')
                    .map(Identifier::new)
                    .cmp(others.split('.').map(Identifier::new)),
            }
        })
    }
}

impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// An identifier of a pre-release: numbers come before words, and compare by value.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Identifier<'a> {
    Number(usize, &'a str),
    Word(&'a str),
}

impl<'a> Identifier<'a> {
    fn new(text: &'a str) -> Self {
        if text.bytes().all(|byte| byte.is_ascii_digit()) {
            let digits = text.trim_start_matches('0');
            Self::Number(digits.len(), digits)
        } else {
            Self::Word(text)
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)?;
        for (mark, part) in [('-', &self.pre_release), ('+', &self.build)] {
            if !part.is_empty() {
                write!(f, "{mark}{part}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(text: &str) -> Version {
        text.parse().unwrap()
    }

    #[test]
    fn reads_what_has_the_form_of_a_version() {
        for (text, canonical) in [
            ("13", "13.0.0"),
            ("v14.4", "14.4.0"),
            ("014.04.2-a.1+b", "14.4.2-a.1+b"),
            ("2000.0", "2000.0.0"),
        ] {
            assert_eq!(version(text).to_string(), canonical);
        }
        for text in [
            "abc", "", " 14.4", "14.4.2.1", "V14", "14.4.2-", "14..2", "14.4+", "-1",
        ] {
            assert_eq!(text.parse::<Version>(), Err(VersionError::Form), "{text}");
        }
        assert!(matches!(
            "99999999999999999999".parse::<Version>(),
            Err(VersionError::Range(_))
        ));
    }

    #[test]
    fn orders_by_number_and_pre_release() {
        let ascending = [
            "13.9999",
            "14.4.2-1",
            "14.4.2-2",
            "14.4.2-10",
            "14.4.2-beta",
            "14.4.2-beta.1",
            "14.4.2",
            "14.5",
        ];
        assert!(
            ascending
                .windows(2)
                .all(|pair| version(pair[0]) < version(pair[1]))
        );
    }

    #[test]
    fn reads_up_to_the_last_patch() {
        assert!(version("14.4.99").is_readable());
        assert!(!version("14.4.3-rc1").is_readable());
        assert!(!version("14.5").is_readable());
    }
}
