//! What a query is made of.

use super::dialect::Dialect;
use super::error::QueryError;
use super::evaluate::Setting;
use super::validate::Resolver;
use super::{parser, resolve, validate};
use crate::excellent::Text;

/// A parsed query. It prints ([`Display`](std::fmt::Display)) in normal form.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    pub(super) dialect: &'static Dialect,
    pub(super) root: Tree<Condition>,
}

impl Query {
    /// Parses a query, and checks it as far as its generation does so. Without a resolver fields, groups and flows are
    /// taken as they come.
    pub fn parse(
        text: &str,
        dialect: &'static Dialect,
        setting: &Setting<'_>,
        resolver: Option<&dyn Resolver>,
    ) -> Result<Self, QueryError> {
        let text = dialect.prepare(text, setting)?;
        let raw = parser::parse(&text, dialect)?;
        let root = raw.try_map(&mut |condition| resolve::resolve(condition, dialect, setting))?;
        let root = if dialect.simplifies {
            root.simplified()
        } else {
            root
        };
        let query = Self { dialect, root };
        if let Some(most) = dialect.max_conditions
            && query.root.conditions().count() > most
        {
            return Err(QueryError::TooComplex);
        }
        if dialect.validates {
            for condition in query.root.conditions() {
                validate::validate(condition, setting, resolver)?;
            }
        }
        Ok(query)
    }

    /// The language it is written in.
    pub fn dialect(&self) -> &'static Dialect {
        self.dialect
    }

    /// The conditions and how they are combined.
    pub fn root(&self) -> &Tree<Condition> {
        &self.root
    }
}

/// Conditions combined by AND and OR.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree<C> {
    /// A single condition.
    Condition(C),
    /// Two or more parts, evaluated from left to right.
    Combination(Connective, Vec<Tree<C>>),
}

/// What combines conditions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connective {
    /// All have to hold.
    And,
    /// One has to hold.
    Or,
}

/// A comparison of what a contact has with a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// What is looked at.
    pub property: Property,
    /// How it is compared.
    pub operator: Operator,
    /// What it is compared with. An empty text asks whether there is anything at all.
    pub value: String,
}

/// What a condition looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Property {
    /// Something that every contact has.
    Attribute(Attribute),
    /// The URNs of a scheme.
    Scheme(Text),
    /// A contact field.
    Field(Text),
    /// Not said (generation 12): such a condition can be parsed but not evaluated.
    Implicit,
}

/// What every contact has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the variants are the format's own names")]
pub enum Attribute {
    Uuid,
    Id,
    Ref,
    Name,
    Status,
    Language,
    Urn,
    Group,
    Flow,
    History,
    Tickets,
    CreatedOn,
    LastSeenOn,
}

/// How values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "they are what they are called")]
pub enum Operator {
    Equal,
    NotEqual,
    Contains,
    Greater,
    Less,
    GreaterOrEqual,
    LessOrEqual,
}

impl<C> Tree<C> {
    /// All conditions from left to right.
    pub fn conditions(&self) -> Box<dyn Iterator<Item = &C> + '_> {
        match self {
            Self::Condition(condition) => Box::new(std::iter::once(condition)),
            Self::Combination(_, parts) => Box::new(parts.iter().flat_map(Self::conditions)),
        }
    }

    /// The same tree with other conditions; the first error ends it.
    pub fn try_map<D, E>(self, convert: &mut impl FnMut(C) -> Result<D, E>) -> Result<Tree<D>, E> {
        Ok(match self {
            Self::Condition(condition) => Tree::Condition(convert(condition)?),
            Self::Combination(connective, parts) => Tree::Combination(
                connective,
                parts
                    .into_iter()
                    .map(|part| part.try_map(convert))
                    .collect::<Result<_, E>>()?,
            ),
        })
    }

    /// The same tree with combinations in others of their kind taken apart.
    #[must_use]
    pub fn simplified(self) -> Self {
        let Self::Combination(connective, parts) = self else {
            return self;
        };
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match part.simplified() {
                Self::Combination(inner, parts) if inner == connective => flat.extend(parts),
                other => flat.push(other),
            }
        }
        Self::Combination(connective, flat)
    }
}

impl Property {
    /// The key without what says of which kind it is.
    pub fn key(&self) -> &str {
        match self {
            Self::Attribute(attribute) => attribute.name(),
            Self::Scheme(key) | Self::Field(key) => key,
            Self::Implicit => "*",
        }
    }
}

impl Attribute {
    /// All attributes.
    pub const ALL: [Self; 13] = [
        Self::Uuid,
        Self::Id,
        Self::Ref,
        Self::Name,
        Self::Status,
        Self::Language,
        Self::Urn,
        Self::Group,
        Self::Flow,
        Self::History,
        Self::Tickets,
        Self::CreatedOn,
        Self::LastSeenOn,
    ];

    /// The name in queries.
    pub fn name(self) -> &'static str {
        match self {
            Self::Uuid => "uuid",
            Self::Id => "id",
            Self::Ref => "ref",
            Self::Name => "name",
            Self::Status => "status",
            Self::Language => "language",
            Self::Urn => "urn",
            Self::Group => "group",
            Self::Flow => "flow",
            Self::History => "history",
            Self::Tickets => "tickets",
            Self::CreatedOn => "created_on",
            Self::LastSeenOn => "last_seen_on",
        }
    }

    /// The attribute of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|attribute| attribute.name() == name)
    }
}

impl Operator {
    /// The operator of this spelling; words in any case.
    pub fn from_text(text: &str) -> Option<Self> {
        Some(match text {
            "=" => Self::Equal,
            "!=" => Self::NotEqual,
            "~" => Self::Contains,
            ">" => Self::Greater,
            "<" => Self::Less,
            ">=" => Self::GreaterOrEqual,
            "<=" => Self::LessOrEqual,
            word if word.eq_ignore_ascii_case("is") => Self::Equal,
            word if word.eq_ignore_ascii_case("has") => Self::Contains,
            _ => return None,
        })
    }

    /// The spelling in normal form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Contains => "~",
            Self::Greater => ">",
            Self::Less => "<",
            Self::GreaterOrEqual => ">=",
            Self::LessOrEqual => "<=",
        }
    }

    /// Whether it asks for an order and not just for equality.
    pub fn is_ordering(self) -> bool {
        matches!(
            self,
            Self::Greater | Self::Less | Self::GreaterOrEqual | Self::LessOrEqual
        )
    }

    /// Whether it is `=` or `!=`, which with an empty value ask whether there is anything at all.
    pub fn is_equality(self) -> bool {
        matches!(self, Self::Equal | Self::NotEqual)
    }
}
