//! From references to assets: groups, labels and users named by a definition, and what is logged when there are none.

use std::sync::Arc;

use super::action_context::{ActionContext, ActionStop};
use super::semantics::MissingAssetRule;
use crate::excellent::Template;
use crate::model::group::Group;
use crate::model::label::Label;
use crate::model::references::{
    GroupReference, LabelReference, NamedGroup, NamedLabel, UserReference,
};
use crate::model::user::User;

/// The groups that references name, in their order; duplicates stay.
pub fn groups(
    context: &mut ActionContext<'_>,
    references: &[GroupReference],
) -> Result<Vec<Arc<Group>>, ActionStop> {
    let assets = context.assets;
    let mut found = Vec::with_capacity(references.len());
    for reference in references {
        match reference {
            GroupReference::Uuid(uuid, name) => match assets.groups.get(uuid) {
                Some(group) => found.push(group.clone()),
                None => missing_asset(context, "group", uuid.as_str(), name)?,
            },
            GroupReference::NameMatch(template) => {
                let Some(name) = wanted_name(context, template) else {
                    continue;
                };
                match assets.groups.find_by_name(&name) {
                    Some(group) => found.push(group.clone()),
                    None => missing_name(context, "group", "name", &name),
                }
            }
        }
    }
    Ok(found)
}

/// The labels that references name, in their order; duplicates stay.
pub fn labels(
    context: &mut ActionContext<'_>,
    references: &[LabelReference],
) -> Result<Vec<Arc<Label>>, ActionStop> {
    let assets = context.assets;
    let mut found = Vec::with_capacity(references.len());
    for reference in references {
        match reference {
            LabelReference::Uuid(uuid, name) => match assets.labels.get(uuid) {
                Some(label) => found.push(label.clone()),
                None => missing_asset(context, "label", uuid.as_str(), name)?,
            },
            LabelReference::NameMatch(template) => {
                let Some(name) = wanted_name(context, template) else {
                    continue;
                };
                match assets.labels.find_by_name(&name) {
                    Some(label) => found.push(label.clone()),
                    None => missing_name(context, "label", "name", &name),
                }
            }
        }
    }
    Ok(found)
}

/// The user a reference names.
pub fn user(context: &mut ActionContext<'_>, reference: &UserReference) -> Option<Arc<User>> {
    let assets = context.assets;
    match reference {
        UserReference::Uuid(uuid, name) => {
            let user = assets.users.get(uuid);
            if user.is_none() {
                log_dependency(context, "user", uuid.as_str(), name);
            }
            user.cloned()
        }
        UserReference::EmailMatch(template) => {
            let email = wanted_name(context, template)?;
            let wanted = email.to_lowercase();
            let user = assets
                .users
                .iter()
                .find(|user| user.email.to_lowercase() == wanted);
            if user.is_none() {
                missing_name(context, "user", "email", &email);
            }
            user.cloned()
        }
    }
}

/// Logs that an asset named by its UUID is not there (14).
pub fn log_dependency(context: &mut ActionContext<'_>, kind: &str, uuid: &str, name: &str) {
    log_missing(
        context,
        kind,
        uuid,
        &format!("{kind}[uuid={uuid},name={name}]"),
    );
}

/// Logs that a field is not there (14).
pub fn log_missing_field(context: &mut ActionContext<'_>, key: &str, name: &str) {
    log_missing(
        context,
        "field",
        key,
        &format!("field[key={key},name={name}]"),
    );
}

fn log_missing(context: &mut ActionContext<'_>, kind: &str, identity: &str, reference: &str) {
    context.log_coded_error(
        format!("Missing dependency: {reference}"),
        "dependency:missing",
        &[("type", kind), ("identity", identity)],
    );
}

/// An asset named by its UUID is not there: invalid data, or an error the flow survives.
fn missing_asset(
    context: &mut ActionContext<'_>,
    kind: &str,
    uuid: &str,
    name: &str,
) -> Result<(), ActionStop> {
    match context.semantics().missing_assets {
        MissingAssetRule::Break => Err(ActionStop::Error(format!(
            "no such {kind} with uuid '{uuid}'"
        ))),
        MissingAssetRule::Log => {
            log_dependency(context, kind, uuid, name);
            Ok(())
        }
    }
}

/// The name a template gives; none if it can't be evaluated, which is logged.
fn wanted_name(context: &mut ActionContext<'_>, template: &Template) -> Option<String> {
    let name = context.evaluate_text(template);
    (!name.failed).then(|| name.text.to_string())
}

/// Nothing has the name a template gave.
fn missing_name(context: &mut ActionContext<'_>, kind: &str, property: &str, value: &str) {
    match context.semantics().missing_assets {
        MissingAssetRule::Break => {
            context.log_error(format!("no such {kind} with {property} '{value}'"));
        }
        MissingAssetRule::Log => context.log_coded_error(
            format!("No such {kind} with {property} '{value}'"),
            &format!("{kind}:missing"),
            &[(property, value)],
        ),
    }
}

/// Groups as events name them.
pub fn named_groups(groups: &[Arc<Group>]) -> Vec<NamedGroup> {
    groups
        .iter()
        .map(|group| NamedGroup {
            uuid: group.uuid.clone(),
            name: group.name.clone(),
        })
        .collect()
}

/// Labels as events name them.
pub fn named_labels(labels: &[Arc<Label>]) -> Vec<NamedLabel> {
    labels
        .iter()
        .map(|label| NamedLabel {
            uuid: label.uuid.clone(),
            name: label.name.clone(),
        })
        .collect()
}
