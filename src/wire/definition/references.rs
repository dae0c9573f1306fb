//! Reading references: the small objects by which definitions name groups, fields, flows and so on.

use crate::model::references::{
    ChannelReference, ContactReference, FieldReference, FlowReference, GroupReference,
    LabelReference, LlmReference, TemplateReference, TopicReference, UserReference,
};

use super::record::Record;
use super::rules::Rule::{AnyUuid, Max, Optional, Required, Uuid};

/// `groups`: each by UUID or by a template of its name.
pub fn groups(record: &mut Record<'_>, list_rules: &[super::rules::Rule]) -> Vec<GroupReference> {
    record.objects("groups", list_rules, |group| {
        let uuid = group.text("uuid", &[Optional, Uuid]);
        let name = group.text("name", &[Max(64)]);
        let name_match = group.text("name_match", &[Max(1000)]);
        exactly_one(group, ("uuid", uuid), ("name_match", name_match));
        if uuid.is_empty() {
            GroupReference::NameMatch(group.parse(name_match))
        } else {
            GroupReference::Uuid(uuid.into(), name.into())
        }
    })
}

/// `labels`: each by UUID or by a template of its name.
pub fn labels(record: &mut Record<'_>, list_rules: &[super::rules::Rule]) -> Vec<LabelReference> {
    record.objects("labels", list_rules, |label| {
        let uuid = label.text("uuid", &[Optional, Uuid]);
        let name = label.text("name", &[Max(64)]);
        let name_match = label.text("name_match", &[Max(1000)]);
        exactly_one(label, ("uuid", uuid), ("name_match", name_match));
        if uuid.is_empty() {
            LabelReference::NameMatch(label.parse(name_match))
        } else {
            LabelReference::Uuid(uuid.into(), name.into())
        }
    })
}

/// A user, by UUID or by a template of their e-mail address.
pub fn user(record: &mut Record<'_>) -> UserReference {
    let uuid = record.text("uuid", &[Optional, Uuid]);
    let name = record.text("name", &[Max(320)]);
    let email = record.text("email", &[Max(1000)]);
    exactly_one(record, ("uuid", uuid), ("email", email));
    if uuid.is_empty() {
        UserReference::EmailMatch(record.parse(email))
    } else {
        UserReference::Uuid(uuid.into(), name.into())
    }
}

fn exactly_one(record: &mut Record<'_>, first: (&str, &str), second: (&str, &str)) {
    if first.1.is_empty() == second.1.is_empty() {
        record.problem(
            first.0,
            format!("is mutually exclusive with '{}'", second.0),
        );
        record.problem(
            second.0,
            format!("is mutually exclusive with '{}'", first.0),
        );
    }
}

/// A flow.
pub fn flow(record: &mut Record<'_>) -> FlowReference {
    let rules = if record.is_12() {
        &[Uuid][..]
    } else {
        &[Required, Uuid]
    };
    FlowReference {
        uuid: record.text("uuid", rules).into(),
        name: record.text("name", &[Max(64)]).into(),
        revision: record.integer("revision"),
    }
}

/// A contact field.
pub fn field(record: &mut Record<'_>) -> FieldReference {
    FieldReference {
        key: record.text("key", &[Required, Max(64)]).into(),
        name: record.text("name", &[Max(64)]).into(),
    }
}

/// A contact.
pub fn contact(record: &mut Record<'_>) -> ContactReference {
    ContactReference {
        uuid: record.text("uuid", &[Required, Uuid]).into(),
        name: record.text("name", &[Max(128)]).into(),
    }
}

/// A channel.
pub fn channel(record: &mut Record<'_>) -> ChannelReference {
    ChannelReference {
        uuid: record.text("uuid", &[Required, AnyUuid]).into(),
        name: record.text("name", &[Max(64)]).into(),
    }
}

/// A message template.
pub fn template(record: &mut Record<'_>) -> TemplateReference {
    TemplateReference {
        uuid: record.text("uuid", &[Required, Uuid]).into(),
        name: record.text("name", &[Max(512)]).into(),
    }
}

/// A ticket topic.
pub fn topic(record: &mut Record<'_>) -> TopicReference {
    TopicReference {
        uuid: record.text("uuid", &[Required, Uuid]).into(),
        name: record.text("name", &[Max(64)]).into(),
    }
}

/// A language model.
pub fn llm(record: &mut Record<'_>) -> LlmReference {
    LlmReference {
        uuid: record.text("uuid", &[Required, Uuid]).into(),
        name: record.text("name", &[Max(64)]).into(),
    }
}
