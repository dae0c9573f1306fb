//! Reads the members that events, triggers, resumes and runs have in common: instants and references.
//!
//! A member of the wrong type is an error at once; a broken rule is noted and reading goes on with a harmless value.

use super::reader::{Checks, Object, ReadError, UuidRule};
use crate::excellent::{DateTime, Zone, own};
use crate::json::Json;
use crate::model::references::{
    ChannelReference, ContactReference, FieldReference, FlowReference, NamedGroup, NamedLabel,
};

/// What is demanded of the references of a generation.
#[derive(Debug, Clone, Copy)]
pub struct ReferenceRules {
    /// What counts as a UUID of anything but a channel.
    pub uuid: UuidRule,
    /// What counts as a UUID of a channel.
    pub channel_uuid: UuidRule,
    /// Most characters of a name.
    pub max_name: Option<usize>,
    /// Most characters of a contact's name.
    pub max_contact_name: Option<usize>,
    /// Whether a flow without a UUID is reported as having an invalid one.
    pub empty_flow_uuid_is_invalid: bool,
}

impl ReferenceRules {
    /// Version 4 UUIDs in lower case, names of any length.
    pub const GENERATION_12: Self = Self {
        uuid: UuidRule::LOWER_V4,
        channel_uuid: UuidRule::LOWER,
        max_name: None,
        max_contact_name: None,
        empty_flow_uuid_is_invalid: true,
    };
    /// Any UUIDs, short names.
    pub const GENERATION_14: Self = Self {
        uuid: UuidRule::ANY,
        channel_uuid: UuidRule::ANY,
        max_name: Some(64),
        max_contact_name: Some(128),
        empty_flow_uuid_is_invalid: false,
    };
}

/// An instant in RFC 3339. The first instant of the year 1 stands for none.
pub fn instant(object: &Object<'_>, key: &str) -> Result<Option<DateTime>, ReadError> {
    let text = match object.get(key) {
        Some(value) => value
            .as_str()
            .ok_or_else(|| object.wrong_type(key, "a text", value))?,
        None => return Ok(None),
    };
    match DateTime::parse_rfc3339(text) {
        Some(instant) if instant.is_zero_instant() => Ok(None),
        Some(instant) => Ok(Some(instant)),
        None => Err(ReadError::other(
            object.place(key),
            format!("'{text}' is not a time like 2018-07-06T12:30:00Z"),
        )),
    }
}

/// An instant that must be there.
pub fn required_instant(
    object: &Object<'_>,
    checks: &mut Checks,
    key: &str,
) -> Result<DateTime, ReadError> {
    let instant = instant(object, key)?;
    checks.present(object.place(key), instant.as_ref());
    Ok(instant.unwrap_or_else(|| DateTime::from_epoch(0, 0, Zone::utc())))
}

/// A text that is a UUID of the generation and must be there.
pub fn required_uuid<'a>(
    object: &Object<'a>,
    checks: &mut Checks,
    key: &str,
    rule: UuidRule,
) -> Result<&'a str, ReadError> {
    let text = object.text(key)?;
    checks.required_uuid(object.place(key), text, rule);
    Ok(text)
}

/// A text that must be there.
pub fn required_text<'a>(
    object: &Object<'a>,
    checks: &mut Checks,
    key: &str,
) -> Result<&'a str, ReadError> {
    let text = object.text(key)?;
    checks.required(object.place(key), text);
    Ok(text)
}

/// A member of any type that must be there; `null` counts as missing.
pub fn required_value<'a>(object: &Object<'a>, checks: &mut Checks, key: &str) -> Option<Json<'a>> {
    let value = object.get(key);
    checks.present(object.place(key), value.as_ref());
    value
}

/// A list of objects under a key, each read by `read`; none if the member is missing.
pub fn read_list<T>(
    object: &Object<'_>,
    key: &str,
    read: impl FnMut(Object<'_>) -> Result<T, ReadError>,
) -> Result<Vec<T>, ReadError> {
    object.objects(key)?.map(read).collect()
}

/// An object that must be there.
pub fn required_object<'a>(
    object: &Object<'a>,
    checks: &mut Checks,
    key: &str,
) -> Result<Option<Object<'a>>, ReadError> {
    let inner = object.object(key)?;
    checks.present(object.place(key), inner.as_ref());
    Ok(inner)
}

fn limited_name<'a>(
    object: &Object<'a>,
    checks: &mut Checks,
    max: Option<usize>,
) -> Result<&'a str, ReadError> {
    let name = object.text("name")?;
    if let Some(max) = max {
        checks.max_chars(object.place("name"), name, max);
    }
    Ok(name)
}

/// A reference to a flow.
pub fn flow_reference(
    object: &Object<'_>,
    checks: &mut Checks,
    rules: ReferenceRules,
) -> Result<FlowReference, ReadError> {
    let uuid = object.text("uuid")?;
    if rules.empty_flow_uuid_is_invalid {
        checks.uuid(object.place("uuid"), uuid, rules.uuid);
    } else {
        checks.required_uuid(object.place("uuid"), uuid, rules.uuid);
    }
    let name = limited_name(object, checks, rules.max_name)?;
    let revision = object.optional_integer("revision")?;
    Ok(FlowReference {
        uuid: uuid.into(),
        name: own(name),
        revision,
    })
}

/// A reference to a flow that must be there.
pub fn required_flow(
    object: &Object<'_>,
    checks: &mut Checks,
    key: &str,
    rules: ReferenceRules,
) -> Result<FlowReference, ReadError> {
    match required_object(object, checks, key)? {
        Some(flow) => flow_reference(&flow, checks, rules),
        None => Ok(FlowReference {
            uuid: "".into(),
            name: "".into(),
            revision: None,
        }),
    }
}

/// A reference to a channel.
pub fn channel_reference(
    object: &Object<'_>,
    checks: &mut Checks,
    rules: ReferenceRules,
) -> Result<ChannelReference, ReadError> {
    let uuid = required_uuid(object, checks, "uuid", rules.channel_uuid)?;
    let name = limited_name(object, checks, rules.max_name)?;
    Ok(ChannelReference {
        uuid: uuid.into(),
        name: own(name),
    })
}

/// A reference to a channel under `channel` that may be absent.
pub fn optional_channel(
    object: &Object<'_>,
    checks: &mut Checks,
    rules: ReferenceRules,
) -> Result<Option<ChannelReference>, ReadError> {
    optional_channel_at(object, checks, "channel", rules)
}

/// A reference to a channel that may be absent.
pub fn optional_channel_at(
    object: &Object<'_>,
    checks: &mut Checks,
    key: &str,
    rules: ReferenceRules,
) -> Result<Option<ChannelReference>, ReadError> {
    let channel = object.object(key)?;
    channel
        .map(|channel| channel_reference(&channel, checks, rules))
        .transpose()
}

/// A reference to a contact field that must be there.
pub fn required_field(
    object: &Object<'_>,
    checks: &mut Checks,
) -> Result<FieldReference, ReadError> {
    let Some(field) = required_object(object, checks, "field")? else {
        return Ok(FieldReference {
            key: "".into(),
            name: "".into(),
        });
    };
    let key = required_text(&field, checks, "key")?;
    let name = field.text("name")?;
    Ok(FieldReference {
        key: own(key),
        name: own(name),
    })
}

/// UUID and name of the assets of a list that must be there with at least one item.
fn required_named<'a>(
    object: &Object<'a>,
    checks: &mut Checks,
    key: &str,
    rules: ReferenceRules,
) -> Result<Vec<(&'a str, &'a str)>, ReadError> {
    let items = object.optional_list(key)?;
    if !checks.present(object.place(key), items.as_ref()) {
        return Ok(Vec::new());
    }
    let items = items.unwrap_or_default();
    checks.min_items(object.place(key), items.clone().count(), 1);
    items
        .map(|item| named_reference(&item.object()?, checks, rules))
        .collect()
}

/// UUID and name of a group or label, which may be referred to by a name to match as well.
pub fn named_reference<'a>(
    object: &Object<'a>,
    checks: &mut Checks,
    rules: ReferenceRules,
) -> Result<(&'a str, &'a str), ReadError> {
    let uuid = object.text("uuid")?;
    let name = limited_name(object, checks, rules.max_name)?;
    let name_match = object.text("name_match")?;
    checks.optional_uuid(object.place("uuid"), uuid, rules.uuid);
    checks.exactly_one(
        (object.place("uuid"), uuid),
        (object.place("name_match"), name_match),
    );
    Ok((uuid, name))
}

/// Groups of a list that must be there with at least one item.
pub fn required_groups(
    object: &Object<'_>,
    checks: &mut Checks,
    rules: ReferenceRules,
) -> Result<Vec<NamedGroup>, ReadError> {
    let groups = required_named(object, checks, "groups", rules)?;
    Ok(groups
        .into_iter()
        .map(|(uuid, name)| NamedGroup {
            uuid: uuid.into(),
            name: own(name),
        })
        .collect())
}

/// Groups of a list that may be absent.
pub fn groups(
    object: &Object<'_>,
    checks: &mut Checks,
    key: &str,
    rules: ReferenceRules,
) -> Result<Vec<NamedGroup>, ReadError> {
    let items = object.list(key)?;
    items
        .map(|item| {
            let (uuid, name) = named_reference(&item.object()?, checks, rules)?;
            Ok(NamedGroup {
                uuid: uuid.into(),
                name: own(name),
            })
        })
        .collect()
}

/// Labels of a list that must be there with at least one item.
pub fn required_labels(
    object: &Object<'_>,
    checks: &mut Checks,
    rules: ReferenceRules,
) -> Result<Vec<NamedLabel>, ReadError> {
    let labels = required_named(object, checks, "labels", rules)?;
    Ok(labels
        .into_iter()
        .map(|(uuid, name)| NamedLabel {
            uuid: uuid.into(),
            name: own(name),
        })
        .collect())
}

/// Contacts of a list that may be absent.
pub fn contacts(
    object: &Object<'_>,
    checks: &mut Checks,
    rules: ReferenceRules,
) -> Result<Vec<ContactReference>, ReadError> {
    let items = object.list("contacts")?;
    items
        .map(|item| {
            let contact = item.object()?;
            let uuid = required_uuid(&contact, checks, "uuid", rules.uuid)?;
            let name = limited_name(&contact, checks, rules.max_contact_name)?;
            Ok(ContactReference {
                uuid: uuid.into(),
                name: own(name),
            })
        })
        .collect()
}

/// The object's type, which every object that comes in several types must have.
pub fn type_name<'a>(object: &Object<'a>) -> Result<&'a str, ReadError> {
    let name = object.text("type")?;
    let mut checks = Checks::default();
    checks.required(object.place("type"), name);
    checks.finish()?;
    Ok(name)
}
