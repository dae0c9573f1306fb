//! Whom a broadcast or a session start is for.

use super::action_context::{ActionContext, ActionStop};
use super::evaluate::Escaping;
use super::references;
use super::semantics::LegacyVarRule;
use crate::excellent::Text;
use crate::model::action::Recipients;
use crate::model::event::ResolvedRecipients;
use crate::model::phone;
use crate::model::references::{ContactReference, NamedGroup};
use crate::model::urn::Urn;
use crate::model::uuids::is_uuid;

/// Length of a UUID as text.
const UUID_LEN: usize = 36;

/// Resolves recipients. URNs and contacts are taken over as they are.
pub fn resolve(
    context: &mut ActionContext<'_>,
    recipients: &Recipients,
) -> Result<ResolvedRecipients, ActionStop> {
    let groups = references::groups(context, &recipients.groups)?;
    let mut resolved = ResolvedRecipients {
        urns: recipients.urns.clone(),
        contacts: recipients.contacts.clone(),
        groups: references::named_groups(&groups),
        contact_query: "".into(),
    };
    for template in &recipients.legacy_vars {
        let text = context.evaluate_text(template).text;
        match context.semantics().legacy_vars {
            LegacyVarRule::Phone => resolve_phone_var(context, &text, &mut resolved)?,
            LegacyVarRule::Urn => resolve_urn_var(context, text.trim(), &mut resolved),
        }
    }
    if let Some(query) = &recipients.contact_query {
        let query = context.evaluate_escaped(query, Escaping::Query).text;
        resolved.contact_query = query.trim().into();
    }
    Ok(resolved)
}

/// Whether nobody is among them; a query is not looked at.
pub fn is_nobody(recipients: &ResolvedRecipients) -> bool {
    recipients.urns.is_empty() && recipients.contacts.is_empty() && recipients.groups.is_empty()
}

/// Whether a database is needed to tell who they are: there are groups or a query.
pub fn needs_database(recipients: &ResolvedRecipients) -> bool {
    !recipients.groups.is_empty() || !recipients.contact_query.is_empty()
}

/// A text holding a UUID is a contact, the name of a group that group, anything else a phone number (12).
fn resolve_phone_var(
    context: &ActionContext<'_>,
    text: &str,
    resolved: &mut ResolvedRecipients,
) -> Result<(), ActionStop> {
    if holds_uuid(text) {
        resolved.contacts.push(contact(text));
    } else if let Some(group) = group(context, text) {
        resolved.groups.push(group);
    } else {
        let urn = Urn::from_parts("tel", text, "", "");
        context
            .semantics()
            .urns
            .validate(&urn)
            .map_err(|error| ActionStop::Error(error.to_string()))?;
        resolved.urns.push(urn.shared());
    }
    Ok(())
}

/// A UUID is a contact, the name of a group that group, then a URN, then a phone number of the contact's country (14).
fn resolve_urn_var(context: &mut ActionContext<'_>, text: &str, resolved: &mut ResolvedRecipients) {
    if is_uuid(text) {
        resolved.contacts.push(contact(text));
    } else if let Some(group) = group(context, text) {
        resolved.groups.push(group);
    } else if let Some(urn) = urn(context, text) {
        resolved.urns.push(urn);
    } else {
        context.log_error(format!(
            "'{text}' couldn't be resolved to a contact, group or URN"
        ));
    }
}

fn urn(context: &mut ActionContext<'_>, text: &str) -> Option<Text> {
    let rules = context.semantics().urns;
    if rules.is_valid(text) {
        let urn = Urn::parse(text).ok()?;
        return Some(rules.normalize(&urn).shared());
    }
    let environment = context.environment();
    let country = environment.default_country.as_deref().unwrap_or_default();
    let number = phone::parse_number(text, country).ok()?;
    Some(format!("tel:{number}").into())
}

fn contact(uuid: &str) -> ContactReference {
    ContactReference {
        uuid: uuid.into(),
        name: "".into(),
    }
}

fn group(context: &ActionContext<'_>, name: &str) -> Option<NamedGroup> {
    let group = context.assets.groups.find_by_name(name)?;
    Some(NamedGroup {
        uuid: group.uuid.clone(),
        name: group.name.clone(),
    })
}

fn holds_uuid(text: &str) -> bool {
    text.char_indices()
        .any(|(at, _)| text.get(at..at + UUID_LEN).is_some_and(is_uuid))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uuids_are_found_anywhere() {
        assert!(holds_uuid("x 2f2c3b4a-5d6e-4f70-8a9b-0c1d2e3f4a5b é"));
        assert!(!holds_uuid("2f2c3b4a-5d6e-4f70-8a9b-0c1d2e3f4a5"));
        assert!(!holds_uuid(""));
    }
}
