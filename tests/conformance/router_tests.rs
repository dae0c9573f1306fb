//! What the two families of router tests share: reading the arguments of a case, calling the test, showing what it found.

use flowdbg::excellent::{
    Dialect, Error, Evaluation, Host, Locations, Outcome, Setting, Template,
    Value as ExpressionValue,
};
use flowdbg::model::location::{KnownLocations, LocationHierarchy, LocationSource, Search};
use serde_json::{Value, json};

use super::case::Case;
use super::expressions::{PromptingHost, type_name};

/// Clock and locations of a case.
pub struct TestHost<'a> {
    pub clock: PromptingHost,
    pub locations: Option<KnownLocations<'a>>,
}

impl Host for TestHost<'_> {
    fn now(&self) -> jiff::Timestamp {
        self.clock.now()
    }

    fn random(&self) -> f64 {
        self.clock.random()
    }

    fn locations(&self) -> Option<&dyn Locations> {
        self.locations
            .as_ref()
            .map(|locations| locations as &dyn Locations)
    }
}

/// The hierarchy that a JSON object describes.
pub fn hierarchy(json: &Value) -> Option<LocationHierarchy> {
    json.is_object()
        .then(|| LocationHierarchy::new(&location(json)))
}

fn location(json: &Value) -> LocationSource {
    let list = |name: &str| json[name].as_array().cloned().unwrap_or_default();
    LocationSource {
        name: json["name"].as_str().unwrap_or_default().into(),
        aliases: list("aliases")
            .iter()
            .filter_map(|alias| alias.as_str().map(Into::into))
            .collect(),
        children: list("children").iter().map(location).collect(),
    }
}

pub fn known(hierarchy: Option<&LocationHierarchy>, search: Search) -> Option<KnownLocations<'_>> {
    hierarchy.map(|hierarchy| KnownLocations { hierarchy, search })
}

/// Calls the test of a case; `read` makes a value of a JSON argument. What it found, or its error without the name of the
/// test.
pub fn call(
    case: &Case,
    dialect: &'static Dialect,
    setting: Setting<'_>,
    read: &dyn Fn(&Value) -> ExpressionValue,
) -> Result<Outcome, Error> {
    let argument = |json: &Value| {
        if let Some(source) = json.get("$expr").and_then(Value::as_str) {
            let template = Template::parse(&format!("@({source})"), dialect);
            return template.evaluate_value(&setting).value;
        }
        read(json.get("$json").unwrap_or(json))
    };
    let operand = case.json.get("operand");
    let rest = case.get("args").as_array().into_iter().flatten();
    let arguments: Vec<ExpressionValue> = operand.into_iter().chain(rest).map(argument).collect();
    let test = dialect
        .test(case.text("test"))
        .ok_or_else(|| Error::new("no such test"))?;
    let value = Evaluation::new(setting, dialect).call_unwrapped(test, &arguments)?;
    Outcome::of_value(&value).ok_or_else(|| Error::new("no outcome"))
}

/// What a test found, in the form of the data.
pub fn outcome_json(dialect: &Dialect, outcome: &Outcome, map: &'static str) -> Value {
    let Some(matched) = &outcome.matched else {
        return json!({"match": false});
    };
    if let ExpressionValue::Error(error) = matched {
        return json!({"match": true, "type": "error", "value": error.text()});
    }
    let text = dialect
        .to_text(matched)
        .unwrap_or_else(|error| error.shared_text());
    let mut json = json!({
        "match": true,
        "type": type_name(matched, map),
        "value": text.as_str(),
        "json": dialect.to_json(matched).unwrap_or_else(|error| error.text().into()),
    });
    if let Some(extra) = &outcome.extra {
        let extra = ExpressionValue::from(extra.clone());
        json["extra"] = dialect.to_json(&extra).unwrap_or_default().into();
    }
    json
}
