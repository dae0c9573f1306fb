//! Reads the assets of a bundle other than its flows: channels, fields, groups, labels, locations and so on.

use std::sync::Arc;

use indexmap::IndexMap;

use super::fields::{ReferenceRules, optional_channel_at, required_text, required_uuid};
use super::reader::{Checks, Object, ReadError, UuidRule};
use crate::contactql;
use crate::excellent::{Environment, Text};
use crate::model::asset_set::AssetSet;
use crate::model::bundle::Bundle;
use crate::model::campaign::Campaign;
use crate::model::channel::{Channel, ChannelRole};
use crate::model::field::{Field, FieldType};
use crate::model::flow::Generation;
use crate::model::global::Global;
use crate::model::group::{Group, GroupQuery};
use crate::model::label::Label;
use crate::model::llm::{Llm, LlmRole};
use crate::model::location::{LocationHierarchy, LocationSource};
use crate::model::optin::OptIn;
use crate::model::query::FieldResolver;
use crate::model::resthook::Resthook;
use crate::model::template::{Template, TemplateComponent, TemplateTranslation, TemplateVariable};
use crate::model::topic::Topic;
use crate::model::user::User;

/// Most levels of a location hierarchy: country, state, district, ward.
const MAX_LOCATION_DEPTH: usize = 4;

/// What the bundles of a generation are like.
#[derive(Clone, Copy, Debug)]
pub struct BundleRules {
    uuid: UuidRule,
    queries: &'static contactql::Dialect,
    /// A group whose query can't be parsed is left out. Otherwise it is an obstacle when its query is needed.
    drops_bad_groups: bool,
}

impl BundleRules {
    /// The bundles of generation 12.
    pub const GENERATION_12: Self = Self {
        uuid: UuidRule::LOWER_V4,
        queries: &contactql::dialect::GENERATION_12,
        drops_bad_groups: false,
    };
    /// The bundles of generation 14.
    pub const GENERATION_14: Self = Self {
        uuid: UuidRule::ANY,
        queries: &contactql::dialect::GENERATION_14,
        drops_bad_groups: true,
    };

    /// The bundles of a generation.
    pub fn of(generation: Generation) -> Self {
        match generation {
            Generation::V12 => Self::GENERATION_12,
            Generation::V14 => Self::GENERATION_14,
        }
    }
}

/// Reads the lists of a bundle. Fields may have their type under `type` or, as generation 12 has it, under `value_type`.
///
/// The error lists the problems of all items; the paths in it start at the item.
pub fn read_bundle(object: &Object<'_>, rules: BundleRules) -> Result<Bundle, ReadError> {
    let mut checks = Checks::default();
    let uuid = rules.uuid;
    let fields: AssetSet<Field> = items(object, "fields", |item| field(item, &mut checks))?;
    let bundle = Bundle {
        campaigns: items(object, "campaigns", |item| {
            named(item, &mut checks, uuid).map(|(uuid, name)| Campaign {
                uuid: uuid.into(),
                name: name.into(),
            })
        })?,
        channels: items(object, "channels", |item| channel(item, &mut checks))?,
        globals: items(object, "globals", |item| global(item, &mut checks))?,
        groups: groups(object, &mut checks, rules, &fields)?,
        labels: items(object, "labels", |item| {
            named(item, &mut checks, uuid).map(|(uuid, name)| Label {
                uuid: uuid.into(),
                name: name.into(),
            })
        })?,
        llms: items(object, "llms", |item| llm(item, &mut checks))?,
        locations: locations(object, &mut checks)?,
        optins: items(object, "optins", |item| {
            named(item, &mut checks, uuid).map(|(uuid, name)| OptIn {
                uuid: uuid.into(),
                name: name.into(),
            })
        })?,
        resthooks: items(object, "resthooks", |item| resthook(item, &mut checks))?,
        templates: items(object, "templates", |item| template(item, &mut checks))?,
        topics: items(object, "topics", |item| {
            named(item, &mut checks, uuid).map(|(uuid, name)| Topic {
                uuid: uuid.into(),
                name: name.into(),
            })
        })?,
        users: items(object, "users", |item| user(item, &mut checks))?,
        fields,
    };
    checks.finish()?;
    Ok(bundle)
}

/// Reads the items of a list, each as an object whose paths start at itself.
fn items<T, S: FromIterator<Arc<T>>>(
    object: &Object<'_>,
    key: &str,
    mut read: impl FnMut(&Object<'_>) -> Result<T, ReadError>,
) -> Result<S, ReadError> {
    object
        .list(key)?
        .map(|item| read(&Object::new(item.value.as_root())?).map(Arc::new))
        .collect()
}

fn named(
    item: &Object<'_>,
    checks: &mut Checks,
    rule: UuidRule,
) -> Result<(String, String), ReadError> {
    let uuid = required_uuid(item, checks, "uuid", rule)?;
    Ok((uuid.to_owned(), item.text("name")?.to_owned()))
}

fn channel(item: &Object<'_>, checks: &mut Checks) -> Result<Channel, ReadError> {
    let (uuid, name) = named(item, checks, UuidRule::ANY)?;
    let schemes = item.texts("schemes")?;
    checks.min_items(item.place("schemes"), schemes.clone().count(), 1);
    let role_items = item.list("roles")?;
    checks.min_items(item.place("roles"), role_items.clone().count(), 1);
    let mut roles = Vec::new();
    let names: Vec<&str> = ChannelRole::NAMES.iter().map(|(name, _)| *name).collect();
    for role in role_items {
        let name = role.text()?;
        checks.one_of(role.value, name, &names);
        roles.extend(ChannelRole::from_name(name));
    }
    Ok(Channel {
        uuid: uuid.into(),
        name: name.into(),
        address: item.text("address")?.into(),
        schemes: schemes.map(Text::from).collect(),
        roles,
        parent: optional_channel_at(item, checks, "parent", ReferenceRules::GENERATION_14)?,
        country: item.text("country")?.into(),
        match_prefixes: item.texts("match_prefixes")?.map(Text::from).collect(),
        allow_international: item.boolean("allow_international")?,
    })
}

fn field(item: &Object<'_>, checks: &mut Checks) -> Result<Field, ReadError> {
    let key = required_text(item, checks, "key")?;
    let mut kind = item.text("type")?;
    if kind.is_empty() {
        kind = item.text("value_type")?;
    }
    checks.required(item.place("type"), kind);
    Ok(Field {
        uuid: item.text("uuid")?.into(),
        key: key.into(),
        name: item.text("name")?.into(),
        kind: FieldType::from_name(kind),
    })
}

fn global(item: &Object<'_>, checks: &mut Checks) -> Result<Global, ReadError> {
    let key = required_text(item, checks, "key")?;
    Ok(Global {
        key: key.into(),
        name: item.text("name")?.into(),
        value: item.text("value")?.into(),
    })
}

fn groups(
    object: &Object<'_>,
    checks: &mut Checks,
    rules: BundleRules,
    fields: &AssetSet<Field>,
) -> Result<AssetSet<Group>, ReadError> {
    let all: Vec<Arc<Group>> = items(object, "groups", |item| group(item, checks, rules, fields))?;
    let is_usable = |group: &Arc<Group>| {
        group
            .query
            .as_ref()
            .is_none_or(|query| query.parsed.is_ok())
    };
    Ok(all
        .into_iter()
        .filter(|group| !rules.drops_bad_groups || is_usable(group))
        .collect())
}

fn group(
    item: &Object<'_>,
    checks: &mut Checks,
    rules: BundleRules,
    fields: &AssetSet<Field>,
) -> Result<Group, ReadError> {
    let (uuid, name) = named(item, checks, rules.uuid)?;
    let text = item.text("query")?;
    let query = (!text.is_empty()).then(|| GroupQuery {
        text: text.into(),
        parsed: parse_group_query(text, rules.queries, fields),
    });
    Ok(Group {
        uuid: uuid.into(),
        name: name.into(),
        query,
    })
}

/// Queries of groups are parsed in the default environment, and know of nothing but fields.
fn parse_group_query(
    text: &str,
    dialect: &'static contactql::Dialect,
    fields: &AssetSet<Field>,
) -> Result<contactql::Query, contactql::QueryError> {
    let environment = Environment::default();
    // The time does not matter: it only decides the century of short years, and the date is read again when compared.
    let setting = contactql::Setting {
        environment: &environment,
        now: jiff::Timestamp::UNIX_EPOCH,
    };
    contactql::Query::parse(text, dialect, &setting, Some(&FieldResolver { fields }))
}

fn llm(item: &Object<'_>, checks: &mut Checks) -> Result<Llm, ReadError> {
    let (uuid, name) = named(item, checks, UuidRule::ANY)?;
    let role_items = item.list("roles")?;
    checks.min_items(item.place("roles"), role_items.clone().count(), 1);
    let names: Vec<&str> = LlmRole::NAMES.iter().map(|(name, _)| *name).collect();
    let mut roles = Vec::new();
    for role in role_items {
        let name = role.text()?;
        checks.one_of(role.value, name, &names);
        roles.extend(LlmRole::from_name(name));
    }
    Ok(Llm {
        uuid: uuid.into(),
        name: name.into(),
        kind: item.text("type")?.into(),
        roles,
    })
}

fn resthook(item: &Object<'_>, checks: &mut Checks) -> Result<Resthook, ReadError> {
    let slug = required_text(item, checks, "slug")?;
    let subscribers = item.optional_list("subscribers")?;
    checks.present(item.place("subscribers"), subscribers.as_ref());
    let mut urls = Vec::new();
    for subscriber in subscribers.unwrap_or_default() {
        let url = subscriber.text()?;
        checks.ensure(is_url(url), subscriber.value, "is not a valid URL");
        urls.push(url.into());
    }
    Ok(Resthook {
        slug: slug.into(),
        subscribers: urls,
    })
}

/// Whether a text is an absolute URL: a scheme, and something after it.
fn is_url(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else {
        return false;
    };
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter));
    is_scheme && !rest.trim_start_matches('/').is_empty() && !text.contains(char::is_whitespace)
}

fn user(item: &Object<'_>, checks: &mut Checks) -> Result<User, ReadError> {
    let uuid = required_text(item, checks, "uuid")?;
    let name = item.text("name")?;
    let email = required_text(item, checks, "email")?;
    Ok(User {
        uuid: uuid.into(),
        name: name.into(),
        email: email.into(),
    })
}

fn template(item: &Object<'_>, checks: &mut Checks) -> Result<Template, ReadError> {
    let (uuid, name) = named(item, checks, UuidRule::ANY)?;
    let translations = item
        .objects("translations")?
        .map(|item| translation(&item))
        .collect::<Result<_, _>>()?;
    Ok(Template {
        uuid: uuid.into(),
        name: name.into(),
        translations,
    })
}

fn translation(item: &Object<'_>) -> Result<TemplateTranslation, ReadError> {
    let mut unchecked = Checks::default();
    let channel = optional_channel_at(
        item,
        &mut unchecked,
        "channel",
        ReferenceRules::GENERATION_14,
    )?;
    let variable = |variable: &Object<'_>| {
        Ok(TemplateVariable {
            kind: variable.text("type")?.into(),
        })
    };
    Ok(TemplateTranslation {
        channel: channel.unwrap_or_else(|| crate::model::references::ChannelReference {
            uuid: "".into(),
            name: "".into(),
        }),
        locale: item.text("locale")?.into(),
        components: item
            .objects("components")?
            .map(|item| component(&item))
            .collect::<Result<_, _>>()?,
        variables: item
            .objects("variables")?
            .map(|item| variable(&item))
            .collect::<Result<_, ReadError>>()?,
    })
}

fn component(item: &Object<'_>) -> Result<TemplateComponent, ReadError> {
    let mut variables = IndexMap::new();
    if let Some(members) = item.object("variables")? {
        for (name, _) in members.members() {
            let index = usize::try_from(members.integer(name)?).unwrap_or(usize::MAX);
            variables.insert(Text::from(name), index);
        }
    }
    Ok(TemplateComponent {
        name: item.text("name")?.into(),
        kind: item.text("type")?.into(),
        content: item.text("content")?.into(),
        display: item.text("display")?.into(),
        variables,
    })
}

fn locations(
    object: &Object<'_>,
    checks: &mut Checks,
) -> Result<Vec<LocationHierarchy>, ReadError> {
    let mut hierarchies = Vec::new();
    for item in object.list("locations")? {
        let root = Object::new(item.value.as_root())?;
        checks.required(root.place("name"), root.text("name")?);
        hierarchies.push(LocationHierarchy::new(&location(&root, 1)?));
    }
    Ok(hierarchies)
}

fn location(item: &Object<'_>, depth: usize) -> Result<LocationSource, ReadError> {
    let mut children = item.objects("children")?.peekable();
    if depth >= MAX_LOCATION_DEPTH && children.peek().is_some() {
        let text = "a location hierarchy has four levels at most: country, state, district, ward";
        return Err(ReadError::other(item.place("children"), text));
    }
    Ok(LocationSource {
        name: item.text("name")?.into(),
        aliases: item.texts("aliases")?.map(Text::from).collect(),
        children: children
            .map(|child| location(&child, depth + 1))
            .collect::<Result<_, _>>()?,
    })
}
