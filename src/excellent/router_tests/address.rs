//! Tests on e-mail addresses and phone numbers.

use std::sync::LazyLock;

use regex::Regex;

use super::{Result, answer};
use crate::excellent::evaluation::Evaluation;
use crate::excellent::functions::Arguments;
use crate::excellent::outcome::Outcome;
use crate::excellent::value::Value;
use crate::model::phone;

static EMAIL: LazyLock<Option<Regex>> = LazyLock::new(|| email_pattern(""));
static EMAIL_WITH_SIGNS: LazyLock<Option<Regex>> = LazyLock::new(|| email_pattern("+$~"));

/// An address whose first part may hold some further signs.
fn email_pattern(signs: &str) -> Option<Regex> {
    let label = r"[\p{L}\p{N}][-_\p{L}\p{N}]*";
    Regex::new(&format!(
        r"[\p{{L}}\p{{N}}][-_.{signs}\p{{L}}\p{{N}}]*@{label}(?:\.{label})+"
    ))
    .ok()
}

fn first_email(evaluation: &Evaluation<'_>, values: &[Value], pattern: Option<&Regex>) -> Result {
    let text = Arguments::new(evaluation, values).text(0)?;
    let found = pattern.and_then(|pattern| pattern.find(&text));
    answer(
        evaluation,
        found.map(|found| Outcome::matching(found.as_str())),
    )
}

/// An address of letters, numbers, `-`, `_` and `.`.
pub(super) fn has_plain_email(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    first_email(evaluation, values, EMAIL.as_ref())
}

/// An address, which may also hold `+`, `$` and `~`.
pub(super) fn has_email(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    first_email(evaluation, values, EMAIL_WITH_SIGNS.as_ref())
}

/// The whole text as a phone number of a country, possible or not.
pub(super) fn has_phone_loosely(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let (text, country) = (arguments.text(0)?, arguments.text(1)?);
    answer(
        evaluation,
        phone::parse_loosely(&text, &country).map(Outcome::matching),
    )
}

/// What reading a phone number counts for: it is compared with the numbering plans of the world.
const PHONE_EFFORT: usize = 1 << 10;

/// The first phone number in the text, dialled in a country: that of the argument or of the environment.
pub(super) fn has_phone(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let text = arguments.text(0)?;
    let country = if arguments.count() > 1 {
        arguments.text(1)?
    } else {
        evaluation
            .environment()
            .default_country
            .clone()
            .unwrap_or_default()
    };
    let candidates = phone::candidates(&text);
    evaluation.exert(candidates.len().saturating_mul(PHONE_EFFORT))?;
    let found = candidates
        .into_iter()
        .find_map(|candidate| phone::parse_number(candidate, &country).ok());
    answer(evaluation, found.map(Outcome::matching))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::excellent::functions::facts::{fourteen, twelve};

    #[test]
    fn phone_numbers() {
        twelve(
            r#"has_phone("12345", "US").match & has_phone("1-800-FLOWERS", "US").match"#,
            "+112345+18003569377",
        );
        twelve(
            r#"has_phone("2065551212", "") & has_phone("0788123123", "rw")"#,
            "falsefalse",
        );
        fourteen(
            r#"has_phone("call 206 555 1212", "US").match"#,
            "+12065551212",
        );
        fourteen(
            r#"has_phone("+1 (206) 555-1212 or +250788123123", "XX").match"#,
            "+12065551212",
        );
        fourteen(
            r#"has_phone("2065551212") & has_phone("2065551212", "ZZ")"#,
            "falsefalse",
        );
    }

    #[test]
    fn addresses() {
        let find = |pattern: &LazyLock<Option<Regex>>, text: &str| {
            pattern
                .as_ref()
                .and_then(|pattern| pattern.find(text))
                .map(|found| found.as_str().to_owned())
        };
        assert_eq!(
            find(&EMAIL_WITH_SIGNS, "<a.b-c_d+e$f~g@x-y.co.uk>").as_deref(),
            Some("a.b-c_d+e$f~g@x-y.co.uk")
        );
        assert_eq!(
            find(&EMAIL, "<a.b-c_d+e$f~g@x-y.co.uk>").as_deref(),
            Some("g@x-y.co.uk")
        );
        assert_eq!(find(&EMAIL, "foo@bar.com.").as_deref(), Some("foo@bar.com"));
        assert_eq!(find(&EMAIL, "a@b.c@d.e").as_deref(), Some("a@b.c"));
        assert_eq!(find(&EMAIL, "foo@bar"), None);
    }
}
