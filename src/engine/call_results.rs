//! Results that generation 12 reads out of the recorded text of a call.

use super::results::result_key;
use super::state::State;
use crate::excellent::Text;
use crate::model::event::ResultChange;
use crate::model::event::{Event, HttpLog};

/// The status of a call that went well.
const SUCCESS: &str = "success";

/// The call a resthook's result tells of: the last that failed, else the last.
pub(super) fn telling_call(calls: &[HttpLog]) -> Option<&HttpLog> {
    calls
        .iter()
        .rev()
        .find(|call| &*call.status != SUCCESS)
        .or_else(|| calls.last())
}

impl State {
    /// Saves a call as a result, as of the time of its event; without a call it counts as a success.
    pub(super) fn save_call(
        &mut self,
        run: usize,
        event: &Event,
        name: &Text,
        call: Option<&HttpLog>,
    ) {
        let result = call.map_or_else(|| without_call(name), |call| result_of(name, call));
        let node = event
            .place
            .as_ref()
            .map(|place| place.node.clone())
            .unwrap_or_default();
        let key = result_key(self.semantics, name);
        self.store_result(run, &key, node, result, event.created_on.clone());
    }
}

fn without_call(name: &Text) -> ResultChange {
    ResultChange {
        name: name.clone(),
        category: Text::new_static("Success"),
        ..ResultChange::default()
    }
}

fn result_of(name: &Text, call: &HttpLog) -> ResultChange {
    let status = call.response.split(' ').nth(1).unwrap_or_default();
    let digits = status.bytes().take_while(u8::is_ascii_digit).count();
    let status = status.get(..digits).unwrap_or_default();
    let category = if status.len() == 3 && status.starts_with('2') {
        "Success"
    } else {
        "Failure"
    };
    let method = call.request.split(' ').next().unwrap_or_default();
    let body = call
        .response
        .split_once("\r\n\r\n")
        .map_or("", |(_, body)| body);
    ResultChange {
        name: name.clone(),
        value: status.into(),
        category: Text::new_static(category),
        category_localized: Text::default(),
        input: Some([method, " ", &call.url].concat().into()),
        extra: Some(as_json(body)),
        previous: None,
    }
}

/// A body as it is if it is JSON, else as a JSON text.
fn as_json(body: &str) -> Text {
    if serde_json::from_str::<serde::de::IgnoredAny>(body).is_ok() {
        return body.into();
    }
    serde_json::Value::from(body).to_string().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(response: &str) -> HttpLog {
        HttpLog {
            url: "http://h.example/x".into(),
            status_code: None,
            status: SUCCESS.into(),
            request: "GET /x HTTP/1.1\r\nHost: h.example\r\n\r\n".into(),
            response: response.into(),
            elapsed_ms: 0,
            retries: 0,
            request_size: 0,
            response_size: 0,
        }
    }

    #[test]
    fn a_result_is_read_out_of_the_recorded_texts() {
        let result = result_of(
            &"Hook".into(),
            &call("HTTP/1.1 404 Not Found\r\nA: b\r\n\r\n{\"a\":1}"),
        );
        assert_eq!((&*result.value, &*result.category), ("404", "Failure"));
        assert_eq!(result.input.as_deref(), Some("GET http://h.example/x"));
        assert_eq!(result.extra.as_deref(), Some("{\"a\":1}"));
    }

    #[test]
    fn a_body_that_is_no_json_is_a_text() {
        let result = result_of(&"Hook".into(), &call("HTTP/1.1 200 OK\r\n\r\n"));
        assert_eq!(result.extra.as_deref(), Some("\"\""));
        assert_eq!(&*result.category, "Success");
    }
}
