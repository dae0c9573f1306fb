//! The contact, with what the last step changed.

use std::collections::BTreeMap;

use super::clean;
use crate::debugger::Debugger;
use crate::debugger::diff::{Difference, Subject};
use crate::excellent::Text;
use crate::model::contact::Contact;
use crate::model::event::EventKind;
use crate::model::session::RunStatus;
use crate::tui::text;

/// What the Contact pane shows.
#[derive(Debug, Clone, Default)]
pub struct ContactFacts {
    /// The name, or what there is instead of a contact.
    pub name: String,
    /// The status (generation 14).
    pub status: String,
    /// Language, time zone, URNs, groups.
    pub about: Vec<FactLine>,
    /// The fields that have a value, and those that lost theirs in the last step.
    pub fields: Vec<FactLine>,
    /// The watches with their values.
    pub watches: Vec<FactLine>,
    /// The runs, the current one first.
    pub stack: Vec<StackLine>,
}

/// A label and its value; `before` is what the value was before the last step, if that changed it.
#[derive(Debug, Clone, Default)]
pub struct FactLine {
    /// The label; empty for a line that continues the one above.
    pub label: String,
    /// The value.
    pub value: String,
    /// The value before the last step.
    pub before: Option<String>,
    /// More about it, shown dim.
    pub note: String,
}

/// A run on the stack.
#[derive(Debug, Clone, Default)]
pub struct StackLine {
    /// Name of its flow.
    pub flow: String,
    /// Where it stands.
    pub status: String,
    /// Whether it is the current one.
    pub current: bool,
}

/// The longest value that is kept.
const MAX_VALUE: usize = 1_000;

/// What the Contact pane shows of the current moment.
pub fn contact(debugger: &Debugger) -> ContactFacts {
    let state = debugger.state();
    let changes = super::changes(debugger);
    let mut facts = match &state.session.contact {
        Some(contact) => about(contact, &changes),
        None => ContactFacts {
            name: "No contact".to_owned(),
            ..ContactFacts::default()
        },
    };
    note_changes(debugger, &mut facts);
    facts.watches = watches(debugger);
    facts.stack = stack(debugger);
    facts
}

/// Says at which moment of the session each field was changed last, and each group joined.
fn note_changes(debugger: &Debugger, facts: &mut ContactFacts) {
    let timeline = debugger.timeline();
    let mut changed: BTreeMap<(bool, String), usize> = BTreeMap::new();
    for id in timeline.path_to(debugger.current().id) {
        let moment = timeline.moment(id);
        for event in &moment.events {
            match &event.kind {
                EventKind::ContactFieldChanged { field, .. } => {
                    changed.insert((true, clean(&field.key)), moment.distance);
                }
                EventKind::ContactGroupsAdded { groups }
                | EventKind::ContactGroupsChanged { added: groups, .. } => {
                    let joined = groups
                        .iter()
                        .map(|group| ((false, clean(&group.name)), moment.distance));
                    changed.extend(joined);
                }
                _ => {}
            }
        }
    }
    let note = |line: &mut FactLine, is_field: bool, name: String| {
        if let Some(moment) = changed.get(&(is_field, name)) {
            let gap = if line.note.is_empty() { "" } else { " " };
            line.note = format!("{}{gap}moment {moment}", line.note);
        }
    };
    for line in &mut facts.fields {
        let name = line.label.clone();
        note(line, true, name);
    }
    for line in &mut facts.about {
        let name = line.value.clone();
        note(line, false, name);
    }
}

fn short(text: &str) -> String {
    clean(&text::clip(&text::one_line(text), MAX_VALUE))
}

fn before(changes: &[Difference], subject: Subject, name: &str) -> Option<String> {
    let change = changes
        .iter()
        .find(|change| change.subject == subject && change.name == name)?;
    Some(short(change.before.as_deref().unwrap_or_default()))
}

fn about(contact: &Contact, changes: &[Difference]) -> ContactFacts {
    let line = |label: &str, value: &str, name: &str| FactLine {
        label: label.to_owned(),
        value: short(value),
        before: before(changes, Subject::Contact, name),
        note: String::new(),
    };
    let mut lines = Vec::new();
    if let Some(old) = before(changes, Subject::Contact, "name") {
        lines.push(FactLine {
            label: "name".to_owned(),
            value: short(&contact.name),
            before: Some(old),
            note: String::new(),
        });
    }
    lines.push(line("language", &contact.language, "language"));
    lines.push(line(
        "timezone",
        contact
            .timezone
            .as_ref()
            .map(crate::excellent::Zone::name)
            .unwrap_or_default(),
        "timezone",
    ));
    lines.extend(urn_lines(contact));
    lines.extend(group_lines(contact, changes));
    lines.retain(|line| !line.value.is_empty() || line.before.is_some());
    let unnamed = if contact.name.is_empty() {
        "(no name)".to_owned()
    } else {
        short(&contact.name)
    };
    ContactFacts {
        name: unnamed,
        status: contact.status.name().to_owned(),
        about: lines,
        fields: field_lines(contact, changes),
        ..ContactFacts::default()
    }
}

fn urn_lines(contact: &Contact) -> Vec<FactLine> {
    let line = |(index, urn): (usize, &crate::model::contact::ContactUrn)| FactLine {
        label: if index == 0 {
            "urns".to_owned()
        } else {
            String::new()
        },
        value: format!("{}:{}", clean(urn.urn.scheme()), clean(urn.urn.path())),
        before: None,
        note: urn
            .channel
            .as_ref()
            .map(|channel| format!("via {}", clean(&channel.name)))
            .unwrap_or_default(),
    };
    contact.urns.iter().enumerate().map(line).collect()
}

/// The groups, those that were joined in the last step marked, then those that were left.
fn group_lines(contact: &Contact, changes: &[Difference]) -> Vec<FactLine> {
    let change = changes
        .iter()
        .find(|change| change.subject == Subject::Contact && change.name == "groups");
    let split = |text: Option<&String>| -> Vec<String> {
        text.map(|text| text.split(", ").map(str::to_owned).collect())
            .unwrap_or_default()
    };
    let old = change.map(|change| split(change.before.as_ref()));
    let mut lines = Vec::new();
    for group in &contact.groups {
        let joined = old
            .as_ref()
            .is_some_and(|old| !old.iter().any(|name| **name == *group.name));
        lines.push(FactLine {
            label: String::new(),
            value: clean(&group.name),
            before: joined.then(|| "joined".to_owned()),
            note: if group.is_query_based() {
                "(query)".to_owned()
            } else {
                String::new()
            },
        });
    }
    for name in old.into_iter().flatten().filter(|name| !name.is_empty()) {
        if !contact.groups.iter().any(|group| *group.name == *name) {
            lines.push(FactLine {
                value: "left".to_owned(),
                before: Some(clean(&name)),
                ..FactLine::default()
            });
        }
    }
    if let Some(first) = lines.first_mut() {
        "groups".clone_into(&mut first.label);
    }
    lines
}

fn field_lines(contact: &Contact, changes: &[Difference]) -> Vec<FactLine> {
    let field = |(key, value): (&Text, &crate::model::field::FieldValue)| FactLine {
        label: clean(key),
        value: short(&value.text),
        before: before(changes, Subject::Field, key),
        note: String::new(),
    };
    let mut lines: Vec<FactLine> = contact.fields.iter().map(field).collect();
    let lost = changes
        .iter()
        .filter(|change| change.subject == Subject::Field && change.after.is_none());
    lines.extend(lost.map(|change| FactLine {
        label: clean(&change.name),
        value: String::new(),
        before: change.before.as_deref().map(short),
        note: String::new(),
    }));
    lines
}

fn watches(debugger: &Debugger) -> Vec<FactLine> {
    let now = debugger.watch_values(debugger.current().id);
    let before = debugger
        .current()
        .parent
        .map(|parent| debugger.watch_values(parent))
        .unwrap_or_default();
    let line = |(index, (watch, value)): (
        usize,
        (
            &crate::debugger::watch::Watch,
            crate::debugger::inspect::Evaluated,
        ),
    )| {
        let (value, old) = (
            value.to_string(),
            before.get(index).map(|(_, value)| value.to_string()),
        );
        FactLine {
            label: clean(&watch.expression),
            before: old.filter(|old| *old != value).map(|old| short(&old)),
            value: short(&value),
            note: String::new(),
        }
    };
    now.into_iter().enumerate().map(line).collect()
}

/// The current run and those that wait for it.
fn stack(debugger: &Debugger) -> Vec<StackLine> {
    let state = debugger.state();
    let mut stack = Vec::new();
    let mut run = state.current_run();
    while let Some(shown) = run.filter(|_| stack.len() < state.session.runs.len()) {
        let status = match &shown.status {
            RunStatus::Active if stack.is_empty() => "",
            RunStatus::Active => "below",
            RunStatus::Waiting => "waiting",
            RunStatus::Completed => "completed",
            RunStatus::Expired => "expired",
            RunStatus::Failed => "failed",
            RunStatus::Other(other) => other,
        };
        let flow = shown
            .flow
            .as_ref()
            .map_or(&shown.flow_reference.name, |flow| &flow.name);
        stack.push(StackLine {
            flow: clean(flow),
            status: clean(status),
            current: stack.is_empty(),
        });
        run = shown
            .parent
            .as_ref()
            .and_then(|parent| state.run_by_uuid(parent));
    }
    stack
}
