//! Lines of the case blocks of the expression chapter, evaluated in the chapter's fixed context.

use flowdbg::excellent::{
    ContextObject, DateTime, Dialect, Escaping, GENERATION_12, GENERATION_14, Key, Map, Number,
    Object, Property, Text, Value as ExpressionValue, Zone,
};
use serde_json::{Map as JsonMap, Value, json};

use super::case::{Case, Data};
use super::expressions::{PromptingHost, Scene, environment, read_environment, type_name};

pub fn run(case: &Case, _data: &Data) -> Value {
    let dialect: &'static Dialect = if case.get("generation") == 12 {
        &GENERATION_12
    } else {
        &GENERATION_14
    };
    if case.text("mode") == "env" {
        return match read_environment(dialect, case.get("environment")) {
            Ok(environment) => json!({"environment": environment.to_json(dialect)}),
            Err(error) => json!({"error": error.to_string()}),
        };
    }
    let mut env = case.get("env").clone();
    if let (12, Some(members)) = (dialect.generation, env.as_object_mut()) {
        for (name, default) in [
            ("date_format", "YYYY-MM-DD"),
            ("time_format", "tt:mm"),
            ("timezone", "UTC"),
        ] {
            members.entry(name).or_insert_with(|| default.into());
        }
    }
    let scene = Scene {
        dialect,
        environment: environment(dialect, &env),
        context: context(dialect),
        host: PromptingHost::at(case.text("now")),
        budget: Scene::budget_of(case.get("budget")),
    };
    let template = case.text("template");
    let escaping = match case.text("mode") {
        "value" => {
            let evaluated = scene.value(template);
            let warnings: Vec<&str> = evaluated
                .warnings()
                .map(smol_str::SmolStr::as_str)
                .collect();
            return outcome(dialect, &evaluated.value, evaluated.error_text(), &warnings);
        }
        "url" => Escaping::Url,
        "cql" => Escaping::Query,
        _ => Escaping::None,
    };
    let evaluated = scene.text(template, escaping);
    let mut shown = JsonMap::new();
    shown.insert("text".into(), evaluated.text.clone().into());
    let warnings: Vec<&str> = evaluated
        .warnings()
        .map(smol_str::SmolStr::as_str)
        .collect();
    add_notes(&mut shown, evaluated.error_text(), &warnings);
    shown.into()
}

fn context(dialect: &Dialect) -> Object {
    let text = |text: &str| ExpressionValue::from(text);
    let number = |text: &str| ExpressionValue::from(Number::parse_decimal(text).unwrap());
    let mut root = Map::new();
    root.insert("city", text("Quito"));
    root.insert("amount", number("1234.5"));
    root.insert("nothing", ExpressionValue::Null);
    root.insert(
        "tags",
        vec![text("red"), ExpressionValue::Null, 3.into(), true.into()],
    );
    let mut shop = Map::new();
    shop.insert("Name", text("Luna"));
    shop.insert("open hours", 7);
    shop.insert("gap", ExpressionValue::Null);
    root.insert("shop", shop);
    root.insert("broken", ExpressionValue::error("kaput"));
    root.insert("ñandú", text("bird"));
    root.insert(
        "zero_dt",
        DateTime::from_epoch(-62_135_596_800, 0, Zone::utc()),
    );
    if dialect.generation == 14 {
        let mut boxed = Map::new().with_default("42");
        boxed.insert("Size", 9);
        root.insert("boxed", boxed);
        root.insert_deprecated("oldie", "vintage", "@oldie is deprecated");
        root.insert("_hidden", text("peek"));
    }
    Object::new(Root(root))
}

/// The root of the chapter's context.
#[derive(Debug)]
struct Root(Map);

impl ContextObject for Root {
    fn property(&self, key: Key<'_>) -> Option<Property> {
        self.0.property(key)
    }

    fn properties(&self) -> Vec<(Text, ExpressionValue)> {
        self.0.properties()
    }

    fn describe(&self) -> &'static str {
        "context"
    }
}

fn outcome(
    dialect: &Dialect,
    value: &ExpressionValue,
    error: Option<String>,
    warnings: &[&str],
) -> Value {
    let mut shown = JsonMap::new();
    let kind = match type_name(
        value,
        if dialect.generation == 12 {
            "map"
        } else {
            "object"
        },
    )
    .as_str()
    {
        "test_result" => "test".to_string(),
        "json_object" | "json_array" => "json".to_string(),
        other => other.to_string(),
    };
    let text = dialect
        .to_text(value)
        .map_or_else(|error| error.text().to_string(), Into::into);
    match kind.as_str() {
        "error" => {
            shown.insert("error".into(), text.into());
        }
        "array" | "object" | "map" | "test" => {
            let json = dialect.to_json(value).unwrap_or_default();
            shown.insert(
                "value".into(),
                serde_json::from_str(&json).unwrap_or_default(),
            );
        }
        "null" => {}
        _ => {
            shown.insert("value".into(), text.into());
        }
    }
    shown.insert("type".into(), kind.into());
    add_notes(&mut shown, error, warnings);
    shown.into()
}

fn add_notes(shown: &mut JsonMap<String, Value>, error: Option<String>, warnings: &[&str]) {
    if let Some(error) = error {
        shown.insert("error".into(), error.into());
    }
    if !warnings.is_empty() {
        shown.insert("warnings".into(), warnings.to_vec().into());
    }
}
