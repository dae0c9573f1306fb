//! What contact queries see of the model: the values of a contact, and which fields, groups and flows there are.

use std::borrow::Cow;

use super::asset_set::AssetSet;
use super::assets::Assets;
use super::contact::Contact;
use super::field::{Field, FieldType, FieldValue, TypedValue};
use crate::contactql::{Attribute, Dialect, Property, QueryValue, Resolver, Subject};

/// Knows only fields, as is fit for the queries of groups.
#[derive(Clone, Copy, Debug)]
pub struct FieldResolver<'a> {
    /// The fields.
    pub fields: &'a AssetSet<Field>,
}

impl Resolver for FieldResolver<'_> {
    fn field_type(&self, key: &str) -> Option<FieldType> {
        self.fields.get(key).map(|field| field.kind.clone())
    }

    fn has_group(&self, _name: &str) -> bool {
        false
    }

    fn has_flow(&self, _name: &str) -> bool {
        false
    }
}

impl Resolver for Assets {
    fn field_type(&self, key: &str) -> Option<FieldType> {
        self.fields.get(key).map(|field| field.kind.clone())
    }

    fn has_group(&self, name: &str) -> bool {
        self.groups.find_by_name(name).is_some()
    }

    fn has_flow(&self, name: &str) -> bool {
        self.flows.entry_by_name(name).is_some()
    }
}

/// A contact as queries see it.
#[derive(Clone, Copy, Debug)]
pub struct ContactSubject<'a> {
    /// The contact.
    pub contact: &'a Contact,
    /// The fields, whose types say which form of a value counts.
    pub fields: &'a AssetSet<Field>,
    /// The language of the query, which says what values there are.
    pub dialect: &'static Dialect,
}

impl Subject for ContactSubject<'_> {
    fn values(&self, property: &Property) -> Vec<QueryValue<'_>> {
        match property {
            Property::Attribute(attribute) => self.attribute(*attribute),
            Property::Scheme(scheme) => self.urns(Some(scheme)),
            Property::Field(key) => self.field(key).into_iter().collect(),
            Property::Implicit => Vec::new(),
        }
    }
}

impl<'a> ContactSubject<'a> {
    /// Identity, status, groups and history are known to the searches of a host, not to the engine.
    fn attribute(&self, attribute: Attribute) -> Vec<QueryValue<'a>> {
        let contact = self.contact;
        let text =
            |text: &'a str| (!text.is_empty()).then_some(QueryValue::Text(Cow::Borrowed(text)));
        let value = match attribute {
            Attribute::Uuid => text(contact.uuid.as_str()),
            Attribute::Name => text(&contact.name),
            Attribute::Language => text(&contact.language),
            Attribute::Tickets => {
                let open = contact.open_tickets().count();
                Some(QueryValue::Number(Cow::Owned(open.into())))
            }
            Attribute::CreatedOn => Some(QueryValue::Datetime(&contact.created_on)),
            Attribute::LastSeenOn => contact.last_seen_on.as_ref().map(QueryValue::Datetime),
            Attribute::Urn => return self.urns(None),
            Attribute::Id
            | Attribute::Ref
            | Attribute::Status
            | Attribute::Group
            | Attribute::Flow
            | Attribute::History => None,
        };
        value.into_iter().collect()
    }

    fn urns(&self, scheme: Option<&str>) -> Vec<QueryValue<'a>> {
        self.contact
            .urns
            .iter()
            .map(|urn| &urn.urn)
            .filter(|urn| scheme.is_none_or(|scheme| urn.scheme() == scheme))
            .map(|urn| {
                if self.dialect.whole_urns {
                    urn.as_str()
                } else {
                    urn.path()
                }
            })
            .map(|text| QueryValue::Text(Cow::Borrowed(text)))
            .collect()
    }

    fn field(&self, key: &str) -> Option<QueryValue<'a>> {
        let kind = &self.fields.get(key)?.kind;
        let value = self.contact.field(key).and_then(|value| typed(value, kind));
        let exists_unset =
            self.dialect.unset_texts_exist && (*kind == FieldType::Text || kind.is_location());
        value.or_else(|| exists_unset.then_some(QueryValue::Text(Cow::Borrowed(""))))
    }
}

/// The form of a value that the type of its field asks for. Of locations the own name counts.
fn typed<'a>(value: &'a FieldValue, kind: &FieldType) -> Option<QueryValue<'a>> {
    Some(match value.typed(kind)? {
        TypedValue::Text(text) if text.is_empty() => return None,
        TypedValue::Text(text) => QueryValue::Text(Cow::Borrowed(text)),
        TypedValue::Number(number) => QueryValue::Number(Cow::Borrowed(number)),
        TypedValue::Datetime(datetime) => QueryValue::Datetime(datetime),
        TypedValue::Location(path) => QueryValue::Text(Cow::Borrowed(path.name())),
    })
}
