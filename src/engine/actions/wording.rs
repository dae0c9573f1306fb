//! Pieces of the sentences that tell what an action does.

use crate::excellent::Template;
use crate::model::action::Recipients;
use crate::model::references::{GroupReference, LabelReference};

/// The template as it is written.
pub fn written(template: &Template) -> &str {
    template.source()
}

/// The start of a text, on one line.
pub fn short(text: &str) -> String {
    const MAX_CHARS: usize = 60;
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MAX_CHARS {
        return line;
    }
    let start: String = line.chars().take(MAX_CHARS - 1).collect();
    format!("{start}…")
}

/// Names joined as in a sentence: `a, b and c`.
pub fn listed<T: AsRef<str>>(names: &[T]) -> String {
    match names {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [start @ .., last] => {
            let start: Vec<&str> = start.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", start.join(", "), last.as_ref())
        }
    }
}

/// `the group A`, `the groups A and B`.
pub fn groups(groups: &[GroupReference]) -> String {
    let names: Vec<&str> = groups.iter().map(group).collect();
    counted("group", &names)
}

/// `the label A`, `the labels A and B`.
pub fn labels(labels: &[LabelReference]) -> String {
    let names: Vec<&str> = labels
        .iter()
        .map(|label| match label {
            LabelReference::Uuid(uuid, name) => first_told(name, uuid.as_str()),
            LabelReference::NameMatch(template) => written(template),
        })
        .collect();
    counted("label", &names)
}

/// Whom something is for: `the group A, the contact B and tel:+12065551212`.
pub fn recipients(recipients: &Recipients) -> String {
    let mut parts = Vec::new();
    if !recipients.groups.is_empty() {
        parts.push(groups(&recipients.groups));
    }
    let contacts: Vec<&str> = recipients
        .contacts
        .iter()
        .map(|contact| first_told(&contact.name, contact.uuid.as_str()))
        .collect();
    if !contacts.is_empty() {
        parts.push(counted("contact", &contacts));
    }
    if let Some(query) = recipients
        .contact_query
        .as_ref()
        .filter(|query| !query.is_empty())
    {
        parts.push(format!("contacts with {}", short(written(query))));
    }
    parts.extend(recipients.urns.iter().map(ToString::to_string));
    parts.extend(
        recipients
            .legacy_vars
            .iter()
            .map(|template| written(template).to_owned()),
    );
    if parts.is_empty() {
        "nobody".to_owned()
    } else {
        listed(&parts)
    }
}

/// The name if it is told, else the identity.
pub fn first_told<'a>(name: &'a str, identity: &'a str) -> &'a str {
    if name.is_empty() { identity } else { name }
}

fn group(group: &GroupReference) -> &str {
    match group {
        GroupReference::Uuid(uuid, name) => first_told(name, uuid.as_str()),
        GroupReference::NameMatch(template) => written(template),
    }
}

fn counted(noun: &str, names: &[&str]) -> String {
    if names.is_empty() {
        return format!("no {noun}");
    }
    let plural = if names.len() == 1 { "" } else { "s" };
    format!("the {noun}{plural} {}", listed(names))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_like_sentences() {
        assert_eq!(listed(&["a"]), "a");
        assert_eq!(listed(&["a", "b", "c"]), "a, b and c");
        assert_eq!(short("two\n lines"), "two lines");
    }
}
