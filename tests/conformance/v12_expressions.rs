//! Templates of generation 12 evaluated against a JSON context.

use flowdbg::excellent::{Escaping, GENERATION_12, Value as ExpressionValue};
use serde_json::{Value, json};

use super::case::{Case, Data};
use super::expressions::{PromptingHost, Scene, environment, raw_context, type_name};

const NOW: &str = "2018-07-06T12:30:00.123456789Z";

pub fn run(case: &Case, _data: &Data) -> Value {
    let context = match case.get("context_raw") {
        Value::String(raw) => raw.clone(),
        _ if case.get("context").is_null() => "{}".into(),
        _ => case.compact("context"),
    };
    let scene = Scene {
        dialect: &GENERATION_12,
        environment: environment(&GENERATION_12, case.get("env")),
        context: raw_context(&context),
        host: PromptingHost::at(NOW),
        budget: Scene::budget_of(&Value::Null),
    };
    let template = case.text("template");
    if case.text("mode") == "value" {
        let evaluated = scene.value(template);
        return value_outcome(&evaluated.value, evaluated.error_text());
    }
    let escaping = if case.get("url_encode") == &Value::Bool(true) {
        Escaping::Url
    } else {
        Escaping::None
    };
    let evaluated = scene.text(template, escaping);
    json!({"text": evaluated.text, "error": evaluated.error_text()})
}

/// A value as `expect` of generation 12 shows it.
pub fn value_outcome(value: &ExpressionValue, error: Option<String>) -> Value {
    if let ExpressionValue::Error(error) = value {
        return json!({"type": "error", "error": error.text()});
    }
    let shown = |result: Result<String, flowdbg::excellent::Error>| match result {
        Ok(text) => text,
        Err(error) => format!("error: {error}"),
    };
    let mut outcome = json!({
        "type": type_name(value, "map"),
        "text": shown(GENERATION_12.to_text(value).map(Into::into)),
        "json": shown(GENERATION_12.to_json(value)),
    });
    if let Some(error) = error {
        outcome["error"] = error.into();
    }
    outcome
}
