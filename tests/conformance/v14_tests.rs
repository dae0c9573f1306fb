//! Router tests of generation 14, called with an operand and arguments.

use flowdbg::excellent::json::parse_strict;
use flowdbg::excellent::{GENERATION_14, Map, Setting};
use flowdbg::model::location::Search;
use serde_json::{Value, json};

use super::case::{Case, Data};
use super::expressions::{PromptingHost, environment};
use super::router_tests::{TestHost, call, hierarchy, known, outcome_json};

const NOW: &str = "2026-03-04T05:06:07.123456789Z";

pub fn run(case: &Case, data: &Data) -> Value {
    let name = case.get("locations").as_str().unwrap_or("terra");
    let hierarchy = hierarchy(&data.assets("v14")["locations"][name]);
    let host = TestHost {
        clock: PromptingHost::at(NOW),
        locations: known(hierarchy.as_ref(), Search::GENERATION_14),
    };
    let environment = environment(&GENERATION_14, case.get("env"));
    let read =
        |json: &Value| parse_strict(&GENERATION_14, &json.to_string()).expect("JSON is JSON");
    let context = Map::new();
    let setting = Setting::new(&context, &environment, &host);
    match call(case, &GENERATION_14, setting, &read) {
        Ok(outcome) => outcome_json(&GENERATION_14, &outcome, "object"),
        Err(error) => {
            json!({"error": GENERATION_14.call_error(case.text("test"), error).text()})
        }
    }
}
