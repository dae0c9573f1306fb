//! Contacts, field values and tickets of both generations.

use std::borrow::Cow;
use std::sync::Arc;

use imbl::{OrdMap, Vector};

use super::fields::{ReferenceRules, instant, named_reference, required_instant, required_uuid};
use super::json_writer::JsonWriter;
use super::reader::{Checks, Object, ReadError, UuidRule};
use super::references::write_uuid_and_name;
use crate::excellent::{DateTime, Number, Text, Zone, own};
use crate::json::Json;
use crate::model::bundle::Bundle;
use crate::model::contact::{Contact, ContactStatus, ContactUrn};
use crate::model::field::FieldValue;
use crate::model::group::Group;
use crate::model::location::LocationPath;
use crate::model::ticket::Ticket;
use crate::model::urn::{Rules, Urn};

/// Reads a contact of generation 12. Unknown groups and channels are errors, unknown fields are dropped.
pub fn read_contact_12(json: Json<'_>, bundle: &Bundle) -> Result<Contact, ReadError> {
    read_contact_12_knowing(json, bundle, None)
}

/// As [`read_contact_12`], where a contact was read already: lists of the same text read the same.
pub fn read_contact_12_knowing(
    json: Json<'_>,
    bundle: &Bundle,
    known: Option<(Json<'_>, &Contact)>,
) -> Result<Contact, ReadError> {
    let object = Object::new(json)?;
    let known = known.map_or_else(Known::default, |(json, contact)| {
        Known::of(&object, json, contact)
    });
    let head = read_head(&object, &GENERATION_12, &known)
        .map_err(|error| error.within("unable to read contact"))?;
    let urns = match known.urns {
        Some(contact) => contact.urns.clone(),
        None => read_urns_12(&head.urns, bundle)?,
    };
    let groups = match known.groups {
        Some(contact) => contact.groups.clone(),
        None => read_groups_12(&object, &head.groups, bundle)?,
    };
    let fields = match known.fields {
        Some(contact) => contact.fields.clone(),
        None => read_fields(&object, bundle, |value| !value.is_empty())?,
    };
    finish(&object, head, urns, groups, fields)
}

/// What another contact, which was read already, has from the same text.
#[derive(Default)]
struct Known<'a> {
    urns: Option<&'a Contact>,
    groups: Option<&'a Contact>,
    fields: Option<&'a Contact>,
}

impl<'a> Known<'a> {
    fn of(object: &Object<'_>, json: Json<'_>, contact: &'a Contact) -> Self {
        let same = |key| {
            let is_same = object.get(key)?.is_written_as(json.member(key)?);
            is_same.then_some(contact)
        };
        Self {
            urns: same("urns"),
            groups: same("groups"),
            fields: same("fields"),
        }
    }
}

fn read_urns_12(
    urns: &[(&str, Json<'_>)],
    bundle: &Bundle,
) -> Result<Vector<ContactUrn>, ReadError> {
    let mut read = Vector::new();
    for &(text, json) in urns {
        let urn = Urn::lenient(text);
        let channel = match channel_parameter(&urn, json)? {
            Some(uuid) => Some(bundle.channels.get(uuid.as_str()).cloned().ok_or_else(|| {
                ReadError::other(json, format!("no such channel with uuid '{uuid}'"))
            })?),
            None => None,
        };
        read.push_back(ContactUrn { urn, channel });
    }
    Ok(read)
}

fn read_groups_12(
    object: &Object<'_>,
    groups: &[&str],
    bundle: &Bundle,
) -> Result<Vector<Arc<Group>>, ReadError> {
    let mut read = Vector::new();
    for uuid in groups {
        let group = bundle.groups.get(*uuid).cloned();
        read.push_back(group.ok_or_else(|| {
            ReadError::other(
                object.place("groups"),
                format!("no such group with uuid '{uuid}'"),
            )
        })?);
    }
    Ok(read)
}

/// Reads a contact of generation 14. Unknown groups, channels and fields are dropped.
pub fn read_contact_14(json: Json<'_>, bundle: &Bundle) -> Result<Contact, ReadError> {
    let object = Object::new(json)?;
    let head = read_head(&object, &GENERATION_14, &Known::default())
        .map_err(|error| error.within("unable to read contact"))?;
    let mut urns = Vector::new();
    for &(text, json) in &head.urns {
        let urn = Urn::lenient(text);
        let channel = channel_parameter(&urn, json).map_err(|error| {
            error.within(format!("error reading urns: unable to parse URN {text}"))
        })?;
        let channel = channel.and_then(|uuid| bundle.channels.get(uuid.as_str()).cloned());
        urns.push_back(ContactUrn {
            urn: urn.without_query(),
            channel,
        });
    }
    let groups = head
        .groups
        .iter()
        .filter_map(|uuid| bundle.groups.get(*uuid).cloned())
        .collect();
    let fields = read_fields(&object, bundle, |value| !value.text.is_empty())?;
    let mut contact = finish(&object, head, urns, groups, fields)?;
    let mut checks = Checks::default();
    for ticket in object.objects("tickets")? {
        contact
            .tickets
            .push_back(read_ticket(&ticket, &mut checks, bundle)?);
    }
    checks.finish()?;
    Ok(contact)
}

/// What a generation demands of a contact.
struct ContactRules {
    uuid: UuidRule,
    has_status: bool,
    needs_created_on: bool,
    references: ReferenceRules,
    urns: &'static Rules,
    urn_problem: &'static str,
}

static GENERATION_12: ContactRules = ContactRules {
    uuid: UuidRule::LOWER_V4,
    has_status: false,
    needs_created_on: false,
    references: ReferenceRules::GENERATION_12,
    urns: &Rules::GENERATION_12,
    urn_problem: "failed tag 'urn'",
};

static GENERATION_14: ContactRules = ContactRules {
    uuid: UuidRule::ANY,
    has_status: true,
    needs_created_on: true,
    references: ReferenceRules::GENERATION_14,
    urns: &Rules::GENERATION_14,
    urn_problem: "is not a valid URN",
};

struct Head<'a> {
    uuid: &'a str,
    status: ContactStatus,
    created_on: DateTime,
    last_seen_on: Option<DateTime>,
    urns: Vec<(&'a str, Json<'a>)>,
    groups: Vec<&'a str>,
}

fn read_head<'a>(
    object: &Object<'a>,
    rules: &ContactRules,
    known: &Known<'_>,
) -> Result<Head<'a>, ReadError> {
    let mut checks = Checks::default();
    let uuid = required_uuid(object, &mut checks, "uuid", rules.uuid)?;
    let status = if rules.has_status {
        read_status(object, &mut checks)?
    } else {
        ContactStatus::Active
    };
    let created_on = if rules.needs_created_on {
        required_instant(object, &mut checks, "created_on")?
    } else {
        instant(object, "created_on")?.unwrap_or_else(year_one)
    };
    let last_seen_on = instant(object, "last_seen_on")?;
    let mut urns = Vec::new();
    if known.urns.is_none() {
        for item in object.list("urns")? {
            let text = item.text()?;
            checks.ensure(rules.urns.is_valid(text), item.value, rules.urn_problem);
            urns.push((text, item.value));
        }
    }
    let mut groups = Vec::new();
    if known.groups.is_none() {
        for group in object.objects("groups")? {
            groups.push(named_reference(&group, &mut checks, rules.references)?.0);
        }
    }
    checks.finish()?;
    Ok(Head {
        uuid,
        status,
        created_on,
        last_seen_on,
        urns,
        groups,
    })
}

fn read_status(object: &Object<'_>, checks: &mut Checks) -> Result<ContactStatus, ReadError> {
    let name = object.text("status")?;
    if !checks.required(object.place("status"), name) {
        return Ok(ContactStatus::Active);
    }
    let status = ContactStatus::from_name(name);
    checks.ensure(
        status.is_some(),
        object.place("status"),
        "is not a valid contact status",
    );
    Ok(status.unwrap_or_default())
}

fn year_one() -> DateTime {
    DateTime::from_epoch(-62_135_596_800, 0, Zone::utc())
}

fn channel_parameter(urn: &Urn, json: Json<'_>) -> Result<Option<String>, ReadError> {
    let channel = urn
        .query_parameter("channel")
        .map_err(|error| ReadError::other(json, error.to_string()))?;
    Ok(channel.filter(|uuid| !uuid.is_empty()))
}

fn finish(
    object: &Object<'_>,
    head: Head<'_>,
    urns: Vector<ContactUrn>,
    groups: Vector<Arc<Group>>,
    fields: OrdMap<Text, FieldValue>,
) -> Result<Contact, ReadError> {
    let timezone = object.text("timezone")?;
    let timezone = match timezone {
        "" => None,
        name => Some(
            Zone::named(name).map_err(|text| ReadError::other(object.place("timezone"), text))?,
        ),
    };
    let mut contact = Contact::new(head.uuid.into(), head.created_on);
    contact.id = object.integer("id")?;
    contact.name = own(object.text("name")?);
    contact.language = own(object.text("language")?);
    contact.status = head.status;
    contact.timezone = timezone;
    contact.last_seen_on = head.last_seen_on;
    contact.urns = urns;
    contact.groups = groups;
    contact.fields = fields;
    Ok(contact)
}

fn read_fields(
    object: &Object<'_>,
    bundle: &Bundle,
    is_set: impl Fn(&FieldValue) -> bool,
) -> Result<OrdMap<Text, FieldValue>, ReadError> {
    let mut fields = OrdMap::new();
    let Some(members) = object.object("fields")? else {
        return Ok(fields);
    };
    for (key, json) in members.distinct_members() {
        let value = read_field_value(&Object::new(json)?)?;
        if bundle.fields.get(key).is_some() && is_set(&value) {
            fields.insert(key.into(), value);
        }
    }
    Ok(fields)
}

/// Reads the value of a field in all its forms.
pub fn read_field_value(object: &Object<'_>) -> Result<FieldValue, ReadError> {
    let number = match object.get("number") {
        Some(json) => match (json.as_number(), json.as_str()) {
            (Some(number), _) => Number::parse_decimal(number).or_else(|| scientific(number)),
            (None, Some(text)) => Number::parse_decimal(text),
            (None, None) => None,
        },
        None => None,
    };
    let path = |key: &str| -> Result<Option<LocationPath>, ReadError> {
        Ok(object
            .optional_text(key)?
            .filter(|path| !path.is_empty())
            .map(LocationPath::new))
    };
    Ok(FieldValue {
        text: own(object.text("text")?),
        datetime: instant(object, "datetime")?,
        number,
        state: path("state")?,
        district: path("district")?,
        ward: path("ward")?,
    })
}

/// A JSON number with an exponent.
fn scientific(text: &str) -> Option<Number> {
    let (mantissa, exponent) = text.split_once(['e', 'E'])?;
    let exponent: i32 = exponent
        .parse()
        .ok()
        .filter(|exponent: &i32| exponent.abs() <= 400)?;
    let mantissa = Number::parse_decimal(mantissa)?;
    Some(Number::from_big(
        mantissa.coefficient(),
        mantissa.exponent().saturating_add(exponent),
    ))
}

/// Reads a ticket. A topic or assignee that does not exist is dropped; a ticket without status is open.
pub fn read_ticket(
    object: &Object<'_>,
    checks: &mut Checks,
    bundle: &Bundle,
) -> Result<Ticket, ReadError> {
    let uuid = required_uuid(object, checks, "uuid", UuidRule::ANY)?;
    let status = object.text("status")?;
    let of = |key: &str| -> Result<Option<String>, ReadError> {
        object
            .object(key)?
            .map(|reference| reference.text("uuid").map(str::to_owned))
            .transpose()
    };
    Ok(Ticket {
        uuid: uuid.into(),
        status: if status.is_empty() {
            Ticket::OPEN.into()
        } else {
            status.into()
        },
        topic: of("topic")?.and_then(|uuid| bundle.topics.get(uuid.as_str()).cloned()),
        assignee: of("assignee")?.and_then(|uuid| bundle.users.get(uuid.as_str()).cloned()),
    })
}

/// Writes a contact as generation 12 does.
pub fn write_contact_12(writer: &mut JsonWriter, contact: &Contact) {
    writer.object(|writer| {
        writer.text_at("uuid", contact.uuid.as_str());
        writer.integer_at("id", contact.id);
        writer.text_at("name", &contact.name);
        writer.text_at("language", &contact.language);
        writer.text_at("timezone", contact.timezone.as_ref().map_or("", Zone::name));
        writer.instant_at("created_on", &contact.created_on);
        writer
            .key("urns")
            .list(&contact.urns, |writer, urn| writer.text(&urn_text_12(urn)));
        write_groups(writer, contact);
        if contact.fields.values().any(|value| !value.is_empty()) {
            writer.key("fields").object(|writer| {
                for (key, value) in contact.fields.iter().filter(|(_, value)| !value.is_empty()) {
                    write_field_value(writer.free_key(key), value, DateTime::to_rfc3339);
                }
            });
        }
    });
}

/// The URN as generation 12 writes it: as it was read, but with nothing but the channel in its query if it has one.
pub fn urn_text_12(urn: &ContactUrn) -> Cow<'_, str> {
    match &urn.channel {
        Some(channel) => {
            let written = urn.urn.with_query(&format!("channel={}", channel.uuid));
            written.as_str().to_owned().into()
        }
        None => urn.urn.as_str().into(),
    }
}

/// The URN as generation 14 writes it: normalised, with the channel as its query if it has one.
pub fn urn_text_14(urn: &ContactUrn) -> String {
    let normal = Rules::GENERATION_14.normalize(&urn.urn.without_query());
    match &urn.channel {
        Some(channel) => normal
            .with_query(&format!("channel={}", channel.uuid))
            .as_str()
            .to_owned(),
        None => normal.as_str().to_owned(),
    }
}

/// Writes a contact as generation 14 does.
pub fn write_contact_14(writer: &mut JsonWriter, contact: &Contact) {
    writer.object(|writer| {
        write_members_14(writer, contact);
        if !contact.tickets.is_empty() {
            writer
                .key("tickets")
                .list(&contact.tickets, |writer, ticket| {
                    write_ticket(writer, ticket);
                });
        }
    });
}

/// Writes a contact as run summaries of generation 14 have it.
pub fn write_contact_14_without_tickets(writer: &mut JsonWriter, contact: &Contact) {
    writer.object(|writer| write_members_14(writer, contact));
}

fn write_members_14(writer: &mut JsonWriter, contact: &Contact) {
    writer.text_at("uuid", contact.uuid.as_str());
    if contact.id != 0 {
        writer.integer_at("id", contact.id);
    }
    writer.text_unless_empty("name", &contact.name);
    writer.text_unless_empty("language", &contact.language);
    writer.text_at("status", contact.status.name());
    if let Some(timezone) = &contact.timezone {
        writer.text_at("timezone", timezone.name());
    }
    writer.instant_at("created_on", &contact.created_on);
    if let Some(last_seen_on) = &contact.last_seen_on {
        writer.instant_at("last_seen_on", last_seen_on);
    }
    if !contact.urns.is_empty() {
        writer
            .key("urns")
            .list(&contact.urns, |writer, urn| writer.text(&urn_text_14(urn)));
    }
    write_groups(writer, contact);
    if !contact.fields.is_empty() {
        writer.key("fields").object(|writer| {
            for (key, value) in &contact.fields {
                write_field_value_14(writer.free_key(key), value);
            }
        });
    }
}

fn write_groups(writer: &mut JsonWriter, contact: &Contact) {
    if !contact.groups.is_empty() {
        writer.key("groups").list(&contact.groups, |writer, group| {
            write_uuid_and_name(writer, group.uuid.as_str(), &group.name);
        });
    }
}

/// Writes the value of a field as generation 14 does: dates with six decimals.
pub fn write_field_value_14(writer: &mut JsonWriter, value: &FieldValue) {
    write_field_value(writer, value, ToString::to_string);
}

fn write_field_value(
    writer: &mut JsonWriter,
    value: &FieldValue,
    datetime: impl Fn(&DateTime) -> String,
) {
    writer.object(|writer| {
        writer.text_at("text", &value.text);
        if let Some(instant) = &value.datetime {
            writer.text_at("datetime", &datetime(instant));
        }
        if let Some(number) = &value.number {
            writer.key("number").raw(&number.to_string());
        }
        for (key, path) in [
            ("state", &value.state),
            ("district", &value.district),
            ("ward", &value.ward),
        ] {
            if let Some(path) = path {
                writer.text_at(key, path.as_str());
            }
        }
    });
}

/// Writes a ticket: the topic is null if there is none.
pub fn write_ticket(writer: &mut JsonWriter, ticket: &Ticket) {
    writer.object(|writer| {
        writer.text_at("uuid", ticket.uuid.as_str());
        writer.text_at("status", &ticket.status);
        writer.key("topic");
        match &ticket.topic {
            Some(topic) => write_uuid_and_name(writer, topic.uuid.as_str(), &topic.name),
            None => writer.null(),
        }
        if let Some(user) = &ticket.assignee {
            write_uuid_and_name(writer.key("assignee"), user.uuid.as_str(), &user.name);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Document;
    use crate::model::assets::Assets;
    use crate::model::flow::Generation;
    use crate::wire::bundle;
    use serde_json::{Value, json};

    fn assets() -> Assets {
        let groups = json!([
            {"uuid": "d2b3c4d5-e6f7-4081-92a3-b4c5d6e7f809", "name": "Guests"},
            {"uuid": "d2b3c4d5-e6f7-4081-92a3-b4c5d6e7f80a", "name": "Cooks"},
        ]);
        let fields = json!([
            {"uuid": "d2b3c4d5-e6f7-4081-92a3-b4c5d6e7f80b", "key": "age", "name": "Age", "type": "number"},
        ]);
        let bundle = json!({"flows": [], "channels": [], "groups": groups, "fields": fields});
        bundle::read_assets(&bundle, Generation::V12).unwrap()
    }

    fn contact() -> Value {
        json!({
            "uuid": "e3c4d5e6-f708-4192-a3b4-c5d6e7f8091a",
            "name": "Aline",
            "language": "eng",
            "created_on": "2018-01-01T12:00:00Z",
            "urns": ["tel:+250788123456"],
            "groups": [{"uuid": "d2b3c4d5-e6f7-4081-92a3-b4c5d6e7f809", "name": "Guests"}],
            "fields": {"age": {"text": "31", "number": 31}},
        })
    }

    fn written(contact: &Contact) -> String {
        let mut writer = JsonWriter::default();
        write_contact_12(&mut writer, contact);
        writer.into_string()
    }

    #[test]
    fn knowing_another_contact_makes_no_difference() {
        let assets = assets();
        let known_json = contact();
        let known_document = Document::of(&known_json);
        let known_root = known_document.root();
        let known = read_contact_12(known_root, &assets).unwrap();
        let other_group =
            json!([{"uuid": "d2b3c4d5-e6f7-4081-92a3-b4c5d6e7f80a", "name": "Cooks"}]);
        for (key, value) in [
            ("language", json!("fra")),
            ("urns", json!(["tel:+250788123457"])),
            ("urns", json!([])),
            ("urns", json!(["no urn"])),
            ("URNS", json!(["mailto:a@b.example"])),
            ("groups", other_group),
            ("groups", Value::Null),
            (
                "groups",
                json!([{"uuid": "d2b3c4d5-e6f7-4081-92a3-b4c5d6e7f80c", "name": "No"}]),
            ),
            ("groups", json!({})),
            ("fields", json!({"age": {"text": "31"}})),
            ("fields", json!({"age": {"text": ""}})),
            ("fields", json!(5)),
        ] {
            let mut json = known_json.clone();
            json[key] = value;
            let document = Document::of(&json);
            let plainly = read_contact_12(document.root(), &assets);
            let knowing =
                read_contact_12_knowing(document.root(), &assets, Some((known_root, &known)));
            let told = |read: Result<Contact, ReadError>| match read {
                Ok(contact) => written(&contact),
                Err(error) => format!("{}: {error}", error.pointer()),
            };
            assert_eq!(told(knowing), told(plainly), "{key}");
        }
    }
}
