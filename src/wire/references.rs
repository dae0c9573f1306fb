//! Writes the small objects by which events, runs and triggers name an asset.

use super::json_writer::JsonWriter;
use crate::model::event::ResolvedRecipients;
use crate::model::references::{
    ContactReference, FieldReference, FlowReference, NamedGroup, NamedLabel,
};

/// `{"uuid", "name"}`: the form of channels, groups, labels, contacts and flows without a revision.
pub fn write_uuid_and_name(writer: &mut JsonWriter, uuid: &str, name: &str) {
    writer.object(|writer| {
        writer.text_at("uuid", uuid);
        writer.text_at("name", name);
    });
}

/// `{"key", "name"}`
pub fn write_field(writer: &mut JsonWriter, field: &FieldReference) {
    writer.object(|writer| {
        writer.text_at("key", &field.key);
        writer.text_at("name", &field.name);
    });
}

/// `{"uuid", "name"}` and the revision if the reference has one: runs and run events of generation 14.
pub fn write_flow_with_revision(writer: &mut JsonWriter, flow: &FlowReference) {
    writer.object(|writer| {
        writer.text_at("uuid", flow.uuid.as_str());
        writer.text_at("name", &flow.name);
        if let Some(revision) = flow.revision.filter(|revision| *revision != 0) {
            writer.integer_at("revision", revision);
        }
    });
}

/// `{"uuid", "name"}`
pub fn write_flow(writer: &mut JsonWriter, flow: &FlowReference) {
    write_uuid_and_name(writer, flow.uuid.as_str(), &flow.name);
}

/// A list of groups under a key.
pub fn write_groups_at(writer: &mut JsonWriter, key: &'static str, groups: &[NamedGroup]) {
    writer.key(key).list(groups, |writer, group| {
        write_uuid_and_name(writer, group.uuid.as_str(), &group.name);
    });
}

/// A list of groups under a key, unless there are none.
pub fn write_groups_unless_empty(
    writer: &mut JsonWriter,
    key: &'static str,
    groups: &[NamedGroup],
) {
    if !groups.is_empty() {
        write_groups_at(writer, key, groups);
    }
}

/// A list of labels under a key.
pub fn write_labels_at(writer: &mut JsonWriter, key: &'static str, labels: &[NamedLabel]) {
    writer.key(key).list(labels, |writer, label| {
        write_uuid_and_name(writer, label.uuid.as_str(), &label.name);
    });
}

/// A list of contacts under `contacts`, unless there are none.
pub fn write_contacts_unless_empty(writer: &mut JsonWriter, contacts: &[ContactReference]) {
    if !contacts.is_empty() {
        writer.key("contacts").list(contacts, |writer, contact| {
            write_uuid_and_name(writer, contact.uuid.as_str(), &contact.name);
        });
    }
}

/// `urns`, `contacts` and `groups`, each unless there are none: the order of generation 12.
pub fn write_recipients_12(writer: &mut JsonWriter, recipients: &ResolvedRecipients) {
    writer.texts_unless_empty("urns", &recipients.urns);
    write_contacts_unless_empty(writer, &recipients.contacts);
    write_groups_unless_empty(writer, "groups", &recipients.groups);
}

/// `groups`, `contacts` and `contact_query`, each unless there are none: the order of generation 14, where `urns` come later.
pub fn write_recipients_14(writer: &mut JsonWriter, recipients: &ResolvedRecipients) {
    write_groups_unless_empty(writer, "groups", &recipients.groups);
    write_contacts_unless_empty(writer, &recipients.contacts);
    writer.text_unless_empty("contact_query", &recipients.contact_query);
}
