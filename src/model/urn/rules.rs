//! Which URN schemes a generation knows, what their paths look like, and how they are normalised and shown.

use std::borrow::Cow;

use super::{Urn, escaped_length, split};
use crate::model::phone;
use crate::model::uuids::is_uuid;

/// What a generation makes of URNs.
#[derive(Debug)]
pub struct Rules {
    /// The known schemes in alphabetical order.
    pub schemes: &'static [Scheme],
    complaint: Complaint,
    max_path: usize,
    max_display: usize,
    /// Whether the display of a `twitterid` is a handle: checked, and normalised like one.
    twitterid_display_is_handle: bool,
    /// Whether normalising trims the display and brings business ids in canonical form.
    tidies: bool,
    /// Whether a display is shown for a phone number, too, instead of the number.
    display_hides_number: bool,
    normalize_tel: fn(&str) -> String,
}

/// A scheme of URNs.
#[derive(Debug)]
pub struct Scheme {
    /// Its name, which is case-sensitive.
    pub name: &'static str,
    /// What its path is called in errors.
    path_name: &'static str,
    accepts: fn(&str) -> bool,
}

#[derive(Clone, Copy, Debug)]
enum Complaint {
    /// Errors name what is wrong with which text: `invalid tel number: 12`.
    WithText,
    /// Errors name the component alone: `invalid path component`.
    Component,
}

/// Why a URN is not valid in a generation.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidUrn {
    /// There is no scheme or no path.
    #[error("scheme or path cannot be empty")]
    Empty,
    /// The scheme is not known (generation 14).
    #[error("unknown URN scheme")]
    UnknownScheme,
    /// The scheme is not known (generation 12).
    #[error("invalid scheme: '{0}'")]
    InvalidScheme(String),
    /// The path is longer than the format allows.
    #[error("path component too long")]
    PathTooLong,
    /// The path is not what the scheme wants (generation 14).
    #[error("invalid path component")]
    InvalidPath,
    /// The display is longer than the format allows.
    #[error("display component too long")]
    DisplayTooLong,
    /// The path is not what the scheme wants (generation 12).
    #[error("invalid {what}: {text}")]
    InvalidText {
        /// What the text should have been, as in `tel number`.
        what: &'static str,
        /// The text.
        text: String,
    },
}

impl Rules {
    /// The URNs of generation 12.
    pub const GENERATION_12: Self = Self {
        schemes: &SCHEMES_12,
        complaint: Complaint::WithText,
        max_path: usize::MAX,
        max_display: usize::MAX,
        twitterid_display_is_handle: true,
        tidies: false,
        display_hides_number: false,
        normalize_tel: phone::normalize_stripped,
    };

    /// The URNs of generation 14.
    pub const GENERATION_14: Self = Self {
        schemes: &SCHEMES_14,
        complaint: Complaint::Component,
        max_path: 200,
        max_display: 255,
        twitterid_display_is_handle: false,
        tidies: true,
        display_hides_number: true,
        normalize_tel: phone::normalize,
    };

    /// Whether the generation knows the scheme. The name is case-sensitive.
    pub fn knows_scheme(&self, name: &str) -> bool {
        self.scheme(name).is_some()
    }

    fn scheme(&self, name: &str) -> Option<&'static Scheme> {
        self.schemes.iter().find(|scheme| scheme.name == name)
    }

    /// Checks scheme and path (and lengths, where the generation limits them).
    pub fn validate(&self, urn: &Urn) -> Result<(), InvalidUrn> {
        self.validate_parts(urn.scheme(), urn.path(), urn.display())
    }

    fn validate_parts(&self, scheme: &str, path: &str, display: &str) -> Result<(), InvalidUrn> {
        if scheme.is_empty() || path.is_empty() {
            return Err(InvalidUrn::Empty);
        }
        let Some(scheme) = self.scheme(scheme) else {
            return Err(match self.complaint {
                Complaint::WithText => InvalidUrn::InvalidScheme(scheme.to_owned()),
                Complaint::Component => InvalidUrn::UnknownScheme,
            });
        };
        if is_longer(path, self.max_path) {
            return Err(InvalidUrn::PathTooLong);
        }
        if !(scheme.accepts)(path) {
            return Err(self.invalid(scheme.path_name, path));
        }
        if is_longer(display, self.max_display) {
            return Err(InvalidUrn::DisplayTooLong);
        }
        let display_matters = self.twitterid_display_is_handle && scheme.name == "twitterid";
        if display_matters && !display.is_empty() && !is_handle(display) {
            return Err(self.invalid("twitter handle", display));
        }
        Ok(())
    }

    fn invalid(&self, what: &'static str, text: &str) -> InvalidUrn {
        match self.complaint {
            Complaint::Component => InvalidUrn::InvalidPath,
            Complaint::WithText => InvalidUrn::InvalidText {
                what,
                text: text.to_owned(),
            },
        }
    }

    /// Whether the text is a valid URN.
    pub fn is_valid(&self, text: &str) -> bool {
        if text.contains('%') {
            return Urn::parse(text).is_ok_and(|urn| self.validate(&urn).is_ok());
        }
        // Without escapes the parts are what stands there.
        split(text).is_ok_and(|parts| {
            self.validate_parts(parts.scheme, parts.path, parts.display)
                .is_ok()
        })
    }

    /// Brings path and display into the form in which the same address always looks the same. The query is kept.
    pub fn normalize(&self, urn: &Urn) -> Urn {
        if urn.scheme().is_empty() && self.tidies {
            return urn.clone();
        }
        let path = self.normalize_path(urn.scheme(), urn.path().trim());
        let display = self.normalize_display(urn.scheme(), urn.display());
        Urn::from_parts(urn.scheme(), &path, urn.query(), &display)
    }

    fn normalize_path<'a>(&self, scheme: &str, path: &'a str) -> Cow<'a, str> {
        match scheme {
            "tel" => (self.normalize_tel)(path).into(),
            "twitter" => normalize_handle(path).into(),
            "mailto" => path.to_lowercase().into(),
            "whatsapp" | "bsuid" if self.tidies => normalize_business_id(path),
            _ => path.into(),
        }
    }

    fn normalize_display<'a>(&self, scheme: &str, display: &'a str) -> Cow<'a, str> {
        if self.twitterid_display_is_handle && scheme == "twitterid" && !display.is_empty() {
            normalize_handle(display.trim()).into()
        } else if self.tidies {
            display.trim().into()
        } else {
            display.into()
        }
    }

    /// The URN as a person would write it: a national phone number, a display name, or the path.
    pub fn format(&self, urn: &Urn) -> String {
        let is_tel = urn.scheme() == "tel";
        if !urn.display().is_empty() && (self.display_hides_number || !is_tel) {
            return urn.display().to_owned();
        }
        is_tel
            .then(|| phone::format_national(urn.path()))
            .flatten()
            .unwrap_or_else(|| urn.path().to_owned())
    }
}

/// Whether a part has more bytes in the text of a URN than may be. An escape takes three.
fn is_longer(part: &str, most: usize) -> bool {
    part.len() > most / 3 && escaped_length(part) > most
}

fn normalize_handle(text: &str) -> String {
    let lower = text.to_lowercase();
    lower.strip_prefix('@').unwrap_or(&lower).to_owned()
}

/// Country codes of business-scoped ids are capitals: `us.A1` is `US.A1`.
fn normalize_business_id(path: &str) -> Cow<'_, str> {
    match path.split_once('.') {
        Some((country, id)) if country.len() == 2 => {
            format!("{}.{id}", country.to_uppercase()).into()
        }
        _ => path.into(),
    }
}

/// Whether the path of a `whatsapp` URN is a business-scoped id and not a number.
pub fn is_business_id(path: &str) -> bool {
    path.split_once('.').is_some_and(|(country, id)| {
        country.len() == 2
            && country.bytes().all(|byte| byte.is_ascii_uppercase())
            && is_run_of(id, 1..=128, |byte| byte.is_ascii_alphanumeric())
    })
}

const fn scheme(name: &'static str, path_name: &'static str, accepts: fn(&str) -> bool) -> Scheme {
    Scheme {
        name,
        path_name,
        accepts,
    }
}

static SCHEMES_12: [Scheme; 13] = [
    scheme("ext", "external id", is_anything),
    scheme("facebook", "facebook id", is_facebook_id),
    scheme("fcm", "fcm id", is_anything),
    scheme("jiochat", "jiochat id", is_digits),
    scheme("line", "line id", is_line_id),
    scheme("mailto", "email", is_email),
    scheme("tel", "tel number", is_loose_tel),
    scheme("telegram", "telegram id", is_digits),
    scheme("twitter", "twitter handle", is_handle),
    scheme("twitterid", "twitter id", is_digits),
    scheme("viber", "viber id", is_viber_id),
    scheme("wechat", "wechat id", is_anything),
    scheme("whatsapp", "whatsapp id", is_digits),
];

static SCHEMES_14: [Scheme; 20] = [
    scheme("bsuid", "", is_business_id),
    scheme("ext", "", is_anything),
    scheme("facebook", "", is_facebook_id),
    scheme("fcm", "", is_anything),
    scheme("freshchat", "", is_pair_of_uuids),
    scheme("instagram", "", is_digits),
    scheme("jiochat", "", is_digits),
    scheme("line", "", is_line_id),
    scheme("mailto", "", is_email),
    scheme("rocketchat", "", is_anything),
    scheme("slack", "", is_anything),
    scheme("tel", "", phone::is_tel_path),
    scheme("telegram", "", is_digits),
    scheme("twitter", "", is_handle),
    scheme("twitterid", "", is_digits),
    scheme("viber", "", is_viber_id),
    scheme("vk", "", is_anything),
    scheme("webchat", "", is_webchat_id),
    scheme("wechat", "", is_anything),
    scheme("whatsapp", "", is_whatsapp_id),
];

fn is_anything(_: &str) -> bool {
    true
}

fn is_run_of(
    text: &str,
    length: std::ops::RangeInclusive<usize>,
    allowed: impl Fn(u8) -> bool,
) -> bool {
    length.contains(&text.len()) && text.bytes().all(allowed)
}

fn is_digits(path: &str) -> bool {
    is_run_of(path, 1..=usize::MAX, |byte| byte.is_ascii_digit())
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn is_handle(path: &str) -> bool {
    is_run_of(path, 1..=15, is_word)
}

fn is_line_id(path: &str) -> bool {
    is_run_of(path, 1..=36, is_word)
}

fn is_viber_id(path: &str) -> bool {
    is_run_of(path, 1..=24, |byte| {
        is_word(byte) || matches!(byte, b'=' | b'/' | b'+')
    })
}

fn is_loose_tel(path: &str) -> bool {
    let number = path.strip_prefix('+').unwrap_or(path);
    is_run_of(number, 3..=16, |byte| byte.is_ascii_alphanumeric())
}

fn is_facebook_id(path: &str) -> bool {
    path.starts_with("ref:") || is_digits(path)
}

fn is_whatsapp_id(path: &str) -> bool {
    is_digits(path) || is_business_id(path)
}

fn is_email(path: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty()
            && !part
                .chars()
                .any(|c| c == '@' || matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c'))
    };
    path.split_once('@')
        .is_some_and(|(local, domain)| is_part(local) && is_part(domain))
}

fn is_webchat_id(path: &str) -> bool {
    let (id, email) = path
        .split_once(':')
        .map_or((path, None), |(id, email)| (id, Some(email)));
    is_run_of(id, 24..=24, |byte| byte.is_ascii_alphanumeric()) && email.is_none_or(is_email)
}

fn is_pair_of_uuids(path: &str) -> bool {
    path.split_once('/')
        .is_some_and(|(first, second)| is_uuid(first) && is_uuid(second))
}

#[cfg(test)]
mod tests {
    use super::*;

    const G12: Rules = Rules::GENERATION_12;
    const G14: Rules = Rules::GENERATION_14;

    fn problem(rules: &Rules, text: &str) -> String {
        rules
            .validate(&Urn::lenient(text))
            .map_or_else(|error| error.to_string(), |()| "valid".into())
    }

    #[test]
    fn judges_paths_by_scheme() {
        let give = |text, in_12, in_14| {
            assert_eq!(problem(&G12, text), in_12, "12 {text}");
            assert_eq!(problem(&G14, text), in_14, "14 {text}");
        };
        let path = "invalid path component";
        give("tel:+12065551212", "valid", "valid");
        give("tel:12", "invalid tel number: 12", "valid");
        give("tel:+12345", "valid", path);
        give("tel:MTN", "valid", path);
        give("twitter:bob_1", "valid", "valid");
        give("twitter:bo b", "invalid twitter handle: bo b", path);
        give("twitterid:12#b b", "invalid twitter handle: b b", "valid");
        give("mailto:a@b", "valid", "valid");
        give("mailto:a@b@c", "invalid email: a@b@c", path);
        give("facebook:ref:x y", "valid", "valid");
        give("whatsapp:US.A1", "invalid whatsapp id: US.A1", "valid");
        give("instagram:1", "invalid scheme: 'instagram'", "valid");
        give("TEL:1", "invalid scheme: 'TEL'", "unknown URN scheme");
        give(
            "bob",
            "scheme or path cannot be empty",
            "scheme or path cannot be empty",
        );
    }

    #[test]
    fn limits_lengths_in_14_only() {
        let long = format!("ext:{}", "x".repeat(201));
        assert_eq!(problem(&G12, &long), "valid");
        assert_eq!(problem(&G14, &long), "path component too long");
        let shown = format!("ext:x#{}", "x".repeat(256));
        assert_eq!(problem(&G14, &shown), "display component too long");
    }

    #[test]
    fn normalises_by_scheme() {
        let give = |text, in_12, in_14| {
            let urn = Urn::lenient(text);
            assert_eq!(G12.normalize(&urn).as_str(), in_12, "12 {text}");
            assert_eq!(G14.normalize(&urn).as_str(), in_14, "14 {text}");
        };
        give("tel:12065551212", "tel:+12065551212", "tel:+12065551212");
        give("tel:2065551212", "tel:2065551212", "tel:2065551212");
        give("tel:+12345", "tel:12345", "tel:+12345");
        give("tel:MTN", "tel:mtn", "tel:mtn");
        give("tel:2.50788E+11", "tel:250788", "tel:250788e11");
        give("twitter:@Bob_1", "twitter:bob_1", "twitter:bob_1");
        give("twitterid:1#@Bob", "twitterid:1#bob", "twitterid:1#@Bob");
        give("mailto: A@B.c ", "mailto:a@b.c", "mailto:a@b.c");
        give(
            "whatsapp:us.A1?x=1",
            "whatsapp:us.A1?x=1",
            "whatsapp:US.A1?x=1",
        );
        give("a b", ":a b", "a b");
    }

    #[test]
    fn shows_urns_to_people() {
        let give = |text, in_12, in_14| {
            let urn = Urn::lenient(text);
            assert_eq!(G12.format(&urn), in_12, "12 {text}");
            assert_eq!(G14.format(&urn), in_14, "14 {text}");
        };
        give("tel:+12065551212#Home", "(206) 555-1212", "Home");
        give("tel:+250788123123", "0788 123 123", "0788 123 123");
        give("tel:123", "123", "123");
        give("twitterid:12#bob", "bob", "bob");
    }
}
