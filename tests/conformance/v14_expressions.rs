//! Templates of generation 14 evaluated against a JSON context.

use flowdbg::excellent::{
    Escaping, EvaluatedValue, GENERATION_14, TemplateError, Value as ExpressionValue,
};
use serde_json::{Value, json};

use super::case::{Case, Data};
use super::expressions::{PromptingHost, Scene, environment, type_name, value_context};

const NOW: &str = "2026-03-04T05:06:07.123456789Z";

pub fn run(case: &Case, data: &Data) -> Value {
    let scene = Scene {
        dialect: &GENERATION_14,
        environment: environment(&GENERATION_14, case.get("env")),
        context: value_context(&GENERATION_14, &case.compact("context")),
        host: PromptingHost {
            prompts: data.assets("v14")["prompts"].clone(),
            ..PromptingHost::at(NOW)
        },
        budget: Scene::budget_of(case.get("budget")),
    };
    let template = case.text("template");
    if case.text("mode") == "value" {
        return value_outcome(&scene, &scene.value(template));
    }
    let escaping = match case.text("escaping") {
        "url" => Escaping::Url,
        "json" => Escaping::Json,
        "contactql" => Escaping::Query,
        _ => Escaping::None,
    };
    let evaluated = scene.text(template, escaping);
    json!({
        "text": evaluated.text,
        "errors": evaluated.errors().map(error_json).collect::<Vec<_>>(),
        "warnings": evaluated.warnings().map(smol_str::SmolStr::as_str).collect::<Vec<_>>(),
    })
}

fn error_json(error: &TemplateError) -> Value {
    json!({"expression": error.expression.as_str(), "text": error.error.text()})
}

fn value_outcome(scene: &Scene, evaluated: &EvaluatedValue) -> Value {
    let value = &evaluated.value;
    let mut outcome = if let ExpressionValue::Error(error) = value {
        json!({"type": "error", "error": error.text()})
    } else {
        let text = GENERATION_14
            .to_text(value)
            .map_or_else(|error| error.text().to_string(), Into::into);
        let formatted = scene.formatted(value);
        let mut outcome = json!({
            "type": type_name(value, "object"),
            "json": GENERATION_14.to_json(value).unwrap_or_else(|error| error.text().to_string()),
        });
        if formatted != text {
            outcome["formatted"] = formatted.into();
        }
        outcome["text"] = text.into();
        outcome
    };
    let errors: Vec<Value> = evaluated.errors().map(error_json).collect();
    if !errors.is_empty() {
        outcome["errors"] = errors.into();
    }
    let warnings: Vec<&str> = evaluated
        .warnings()
        .map(smol_str::SmolStr::as_str)
        .collect();
    if !warnings.is_empty() {
        outcome["warnings"] = warnings.into();
    }
    outcome
}
