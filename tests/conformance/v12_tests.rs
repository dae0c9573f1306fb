//! Router tests of generation 12, called with an operand and arguments in the first run of a fixture session.

use flowdbg::excellent::GENERATION_12;
use flowdbg::excellent::json::parse_document;
use serde_json::{Value, json};

use super::case::{Case, Data};
use super::router_tests::{call, outcome_json};
use super::v12_sessions::play_to_end;

pub fn run(case: &Case, data: &Data) -> Value {
    let mut input = data.fixture(case.text("fixture")).clone();
    if !case.get("env").is_null() {
        input["trigger"]["environment"] = case.get("env").clone();
    }
    let Some((state, assets)) = play_to_end(&input) else {
        return json!({"error": "the fixture does not play"});
    };
    let read = |json: &Value| parse_document(&json.to_string().into()).expect("JSON is JSON");
    let called = state.with_run_setting(&assets, 0, |setting| {
        call(case, &GENERATION_12, *setting, &read)
    });
    match called {
        Ok(outcome) => outcome_json(&GENERATION_12, &outcome, "map"),
        Err(error) => json!({"error": error.text()}),
    }
}
