//! Environments from and to JSON, with the texts that each generation has about invalid ones.

use serde_json::{Map, Value, json};

use super::{Collation, Environment, NumberFormat, RedactionPolicy};
use crate::excellent::datetime::Zone;
use crate::excellent::dialect::{Dialect, Environments};
use crate::excellent::format::layout::{Kind, Style};
use crate::excellent::value::Text;
use crate::json::Json;

/// Why an environment cannot be read: all problems of its fields, or that of its time zone.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct EnvironmentError(String);

/// The members of the JSON object, and the problems found so far.
struct Fields<'a> {
    object: Json<'a>,
    problems: Vec<String>,
}

impl<'a> Fields<'a> {
    fn get(&self, name: &str) -> Option<Json<'a>> {
        self.object.get(name).filter(|value| !value.is_null())
    }

    fn text(&mut self, name: &str) -> Option<&'a str> {
        let value = self.get(name)?;
        if let Some(text) = value.as_str() {
            return Some(text);
        }
        self.problems
            .push(format!("field '{name}' must be a string"));
        None
    }

    fn texts(&mut self, name: &str) -> Vec<Text> {
        let items = self.get(name).and_then(Json::items).into_iter().flatten();
        items.filter_map(Json::as_str).map(Text::from).collect()
    }

    fn complain(&mut self, name: &str, problem: &str) {
        self.problems.push(format!("field '{name}' {problem}"));
    }
}

impl Environment {
    /// Reads an environment. `knows_language` says whether a text is a language code.
    pub fn read(
        dialect: &Dialect,
        json: Json<'_>,
        knows_language: &dyn Fn(&str) -> bool,
    ) -> Result<Self, EnvironmentError> {
        let mut fields = Fields {
            object: json,
            problems: Vec::new(),
        };
        match dialect.environments {
            Environments::Complete => read_complete(&mut fields),
            Environments::Defaulted => read_defaulted(&mut fields, knows_language),
        }
    }

    /// The JSON form, with every default written out.
    pub fn to_json(&self, dialect: &Dialect) -> Value {
        match dialect.environments {
            Environments::Complete => self.complete_json(),
            Environments::Defaulted => self.defaulted_json(),
        }
    }

    fn complete_json(&self) -> Value {
        let mut json = json!({
            "date_format": self.date_format.as_str(),
            "time_format": self.time_format.as_str(),
            "timezone": self.base_zone().name(),
            "languages": self.languages.iter().map(Text::as_str).collect::<Vec<_>>(),
            "redaction_policy": self.policy_name(),
        });
        if let (Some(members), Some(extensions)) = (json.as_object_mut(), &self.extensions) {
            members.insert("extensions".into(), extensions.clone());
        }
        json
    }

    fn defaulted_json(&self) -> Value {
        let mut members = Map::new();
        let mut add = |name: &str, value: Value| members.insert(name.into(), value);
        add("date_format", self.date_format.as_str().into());
        add("time_format", self.time_format.as_str().into());
        add("timezone", self.base_zone().name().into());
        if !self.languages.is_empty() {
            let codes: Vec<&str> = self.languages.iter().map(Text::as_str).collect();
            add("allowed_languages", codes.into());
        }
        let format = &self.number_format;
        add(
            "number_format",
            json!({
                "decimal_symbol": format.decimal_symbol.as_str(),
                "digit_grouping_symbol": format.digit_grouping_symbol.as_str(),
            }),
        );
        if let Some(country) = &self.default_country {
            add("default_country", country.as_str().into());
        }
        let collation = match self.input_collation {
            Collation::Default => "default",
            Collation::Confusables => "confusables",
            Collation::ArabicVariants => "arabic_variants",
        };
        add("input_collation", collation.into());
        add("redaction_policy", self.policy_name().into());
        add("obfuscation_key", self.obfuscation_key.to_vec().into());
        members.into()
    }

    fn policy_name(&self) -> &'static str {
        match self.redaction_policy {
            _ if self.redaction_policy_is_empty => "",
            RedactionPolicy::None => "none",
            RedactionPolicy::Urns => "urns",
        }
    }
}

/// Generation 12: formats and zone are required.
fn read_complete(fields: &mut Fields<'_>) -> Result<Environment, EnvironmentError> {
    let mut formats = Vec::new();
    for (name, kind, word) in [
        ("date_format", Kind::Date, "date"),
        ("time_format", Kind::Time, "time"),
    ] {
        let format = fields.text(name).unwrap_or_default();
        if format.is_empty() {
            fields.complain(name, "is required");
        } else if Style::Joined.check(format, kind).is_err() {
            fields.complain(name, &format!("is not a valid {word} format"));
        }
        formats.push(Text::from(format));
    }
    let zone = fields.text("timezone").unwrap_or_default();
    if zone.is_empty() {
        fields.complain("timezone", "is required");
    }
    let (redaction_policy, _) = read_policy(fields);
    let timezone = finish(fields, zone)?;
    let mut formats = formats.into_iter();
    Ok(Environment {
        date_format: formats.next().unwrap_or_default(),
        time_format: formats.next().unwrap_or_default(),
        timezone,
        languages: fields.texts("languages"),
        redaction_policy,
        extensions: fields.get("extensions").map(Json::to_value),
        ..Environment::default()
    })
}

/// Generation 14: everything has a default.
fn read_defaulted(
    fields: &mut Fields<'_>,
    knows_language: &dyn Fn(&str) -> bool,
) -> Result<Environment, EnvironmentError> {
    let mut environment = Environment::default();
    for (name, kind, word) in [
        ("date_format", Kind::Date, "date"),
        ("time_format", Kind::Time, "time"),
    ] {
        let Some(format) = fields.text(name).map(Text::from) else {
            continue;
        };
        if !format.is_empty() && Style::Sequences.check(&format, kind).is_err() {
            fields.complain(name, &format!("is not a valid {word} format"));
        }
        match kind {
            Kind::Date => environment.date_format = format,
            _ => environment.time_format = format,
        }
    }
    environment.languages = fields.texts("allowed_languages");
    for (at, code) in environment.languages.iter().enumerate() {
        if !knows_language(code) {
            fields.complain(
                &format!("allowed_languages[{at}]"),
                "is not a valid language code",
            );
        }
    }
    environment.number_format = read_number_format(fields.get("number_format"));
    environment.default_country = fields
        .text("default_country")
        .filter(|c| !c.is_empty())
        .map(Text::from);
    if environment
        .default_country
        .as_ref()
        .is_some_and(|country| country.chars().count() != 2)
    {
        fields.complain("default_country", "is not a valid country code");
    }
    environment.input_collation = read_collation(fields);
    (
        environment.redaction_policy,
        environment.redaction_policy_is_empty,
    ) = read_policy(fields);
    if let Some(words) = fields.get("obfuscation_key").and_then(Json::items) {
        let mut words = words.map(|word| word.as_i64().and_then(|word| u32::try_from(word).ok()));
        environment.obfuscation_key = std::array::from_fn(|_| words.next().flatten().unwrap_or(0));
    }
    let zone = fields.text("timezone").unwrap_or_default();
    environment.timezone = finish(fields, zone)?;
    Ok(environment)
}

fn read_number_format(json: Option<Json<'_>>) -> NumberFormat {
    let mut format = NumberFormat::default();
    let member = |name| {
        json.and_then(|json| json.get(name))
            .and_then(Json::as_str)
            .map(Text::from)
    };
    if let Some(symbol) = member("decimal_symbol") {
        format.decimal_symbol = symbol;
    }
    if let Some(symbol) = member("digit_grouping_symbol") {
        format.digit_grouping_symbol = symbol;
    }
    format
}

fn read_collation(fields: &mut Fields<'_>) -> Collation {
    match fields.text("input_collation") {
        None | Some("" | "default") => Collation::Default,
        Some("confusables") => Collation::Confusables,
        Some("arabic_variants") => Collation::ArabicVariants,
        Some(_) => {
            let choices = "failed tag 'eq=default|eq=confusables|eq=arabic_variants'";
            fields.complain("input_collation", choices);
            Collation::Default
        }
    }
}

/// The policy, and whether it was given as an empty text.
fn read_policy(fields: &mut Fields<'_>) -> (RedactionPolicy, bool) {
    match fields.text("redaction_policy") {
        None | Some("none") => (RedactionPolicy::None, false),
        Some("") => (RedactionPolicy::None, true),
        Some("urns") => (RedactionPolicy::Urns, false),
        Some(_) => {
            fields.complain("redaction_policy", "failed tag 'eq=none|eq=urns'");
            (RedactionPolicy::None, false)
        }
    }
}

fn finish(fields: &Fields<'_>, zone: &str) -> Result<Zone, EnvironmentError> {
    if fields.problems.is_empty() {
        Zone::named(zone).map_err(EnvironmentError)
    } else {
        Err(EnvironmentError(fields.problems.join(", ")))
    }
}
