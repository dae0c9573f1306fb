//! Templates of generation 12 evaluated in a run of a fixture session.

use flowdbg::excellent::{Escaping, GENERATION_12, Template};
use serde_json::{Value, json};

use super::case::{Case, Data};
use super::v12_expressions::value_outcome;
use super::v12_sessions::play_to_end;

pub fn run(case: &Case, data: &Data) -> Value {
    let Some((state, assets)) = play_to_end(data.fixture(case.text("fixture"))) else {
        return json!({"error": "the fixture does not play"});
    };
    let run =
        usize::try_from(case.get("run").as_u64().unwrap_or_default()).expect("a small number");
    let template = Template::parse(case.text("template"), &GENERATION_12);
    let escaping = if case.get("url_encode") == &Value::Bool(true) {
        Escaping::Url
    } else {
        Escaping::None
    };
    state.with_run_setting(&assets, run, |setting| {
        if case.text("mode") == "value" {
            let evaluated = template.evaluate_value(setting);
            return value_outcome(&evaluated.value, evaluated.error_text());
        }
        let evaluated = template.evaluate_text(setting, escaping);
        json!({"text": evaluated.text, "error": evaluated.error_text()})
    })
}
