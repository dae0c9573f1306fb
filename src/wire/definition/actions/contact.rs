//! Actions that change the contact.

use crate::model::action::{
    ActionKind, AddContactGroups, AddContactUrn, RemoveContactGroups, SetContactChannel,
    SetContactField, SetContactLanguage, SetContactName, SetContactStatus, SetContactTimezone,
};
use crate::wire::definition::record::Record;
use crate::wire::definition::references;
use crate::wire::definition::rules::Rule::{ContactStatus, Max, Required, UrnScheme};

pub(super) fn add_contact_groups(record: &mut Record<'_>) -> ActionKind {
    let groups = references::groups(record, &[Required, Max(100)]);
    ActionKind::AddContactGroups(AddContactGroups { groups })
}

pub(super) fn add_contact_urn(record: &mut Record<'_>) -> ActionKind {
    ActionKind::AddContactUrn(AddContactUrn {
        scheme: record.text("scheme", &[UrnScheme]).into(),
        path: record.template("path", &[Required, Max(1000)]),
    })
}

pub(super) fn remove_contact_groups(record: &mut Record<'_>) -> ActionKind {
    ActionKind::RemoveContactGroups(RemoveContactGroups {
        groups: references::groups(record, &[]),
        all_groups: record.boolean("all_groups"),
    })
}

/// Generation 12 has no way to take the preference away: the channel must be there.
pub(super) fn set_contact_channel(record: &mut Record<'_>) -> ActionKind {
    let channel = if record.is_12() {
        Some(record.object("channel", references::channel))
    } else {
        record.optional_object("channel", references::channel)
    };
    ActionKind::SetContactChannel(SetContactChannel { channel })
}

pub(super) fn set_contact_field(record: &mut Record<'_>) -> ActionKind {
    ActionKind::SetContactField(SetContactField {
        field: record.object("field", references::field),
        value: record.template("value", &[Max(10_000)]),
    })
}

pub(super) fn set_contact_language(record: &mut Record<'_>) -> ActionKind {
    let language = record.template("language", &[Max(1000)]);
    ActionKind::SetContactLanguage(SetContactLanguage { language })
}

pub(super) fn set_contact_name(record: &mut Record<'_>) -> ActionKind {
    let name = record.template("name", &[Max(1000)]);
    ActionKind::SetContactName(SetContactName { name })
}

pub(super) fn set_contact_status(record: &mut Record<'_>) -> ActionKind {
    let status = record.text("status", &[ContactStatus]).into();
    ActionKind::SetContactStatus(SetContactStatus { status })
}

pub(super) fn set_contact_timezone(record: &mut Record<'_>) -> ActionKind {
    let timezone = record.template("timezone", &[Max(1000)]);
    ActionKind::SetContactTimezone(SetContactTimezone { timezone })
}
