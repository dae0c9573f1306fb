//! Prepared answers of the outside world: what a mocks file says, and what is answered without one.
//!
//! A mocks file is a JSON object:
//!
//! ```json
//! {
//!   "http": {
//!     "https://api.example.com/user?id=1": [
//!       {"status": 200, "headers": {"Content-Type": "application/json"}, "body": {"name": "Ben"}},
//!       {"status": 503, "body": "busy"}
//!     ],
//!     "POST https://api.example.com/orders": {"status": 201}
//!   },
//!   "default": {"status": 200, "body": "{}"},
//!   "email": {"error": "mailbox full"},
//!   "llm": {"output": "Yes"}
//! }
//! ```
//!
//! A URL, alone or after a method, has one answer or a list of them, given in order; the last one is given again when they
//! are used up. Status 0 is a connection that fails. A body is text, or JSON that is sent as its text. `default` answers all
//! other URLs. A file without `http`, `default`, `email` and `llm` is read as the content of `http`.

use std::collections::BTreeMap;
use std::path::Path;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value as Json};

use crate::engine::effect::{
    AirtimeRequest, AirtimeTransfer, Effect, HttpRequest, HttpResponse, LlmRequest, LlmResponse,
    Reply,
};
use crate::excellent::Text;

use super::moment::Exchange;

/// What a connection that fails is told as.
const NO_CONNECTION: &str = "unable to connect to server";

/// Prepared answers.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mocks {
    /// Answers by URL, or by method and URL with a space between.
    #[serde(default)]
    pub http: BTreeMap<String, Answers>,
    /// The answer to all other URLs.
    #[serde(default)]
    pub default: HttpMock,
    /// How e-mails fare.
    #[serde(default)]
    pub email: EmailMock,
    /// How language models answer.
    #[serde(default)]
    pub llm: LlmMock,
}

/// One answer, or several in order.
#[derive(Debug, Clone, PartialEq)]
pub enum Answers {
    /// In order, the last one again and again.
    Several(Vec<HttpMock>),
    /// Always this one.
    One(HttpMock),
}

// By hand, so that the error is that of the answer and not that neither variant fits.
impl<'de> Deserialize<'de> for Answers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = Json::deserialize(deserializer)?;
        let answers = if json.is_array() {
            serde_json::from_value(json).map(Self::Several)
        } else {
            serde_json::from_value(json).map(Self::One)
        };
        answers.map_err(D::Error::custom)
    }
}

/// An answer of a server.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HttpMock {
    /// Status code; 0 is a connection that fails.
    pub status: u16,
    /// Headers, a text or a list of texts each.
    pub headers: Map<String, Json>,
    /// Text as it is, any other JSON as its text.
    pub body: Json,
}

impl Default for HttpMock {
    fn default() -> Self {
        Self {
            status: 200,
            headers: Map::new(),
            body: Json::from("{}"),
        }
    }
}

/// How e-mails fare.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EmailMock {
    /// Why they can't be sent; none: they can.
    pub error: Option<String>,
}

/// How language models answer.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LlmMock {
    /// Why they don't.
    pub error: Option<String>,
    /// What they answer; none: their input.
    pub output: Option<String>,
}

/// Why a mocks file can't be used.
#[derive(Debug, thiserror::Error)]
pub enum MocksError {
    /// It can't be read.
    #[error("{path}: can't be read: {source}")]
    Unreadable {
        /// The file.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// It is no mocks file.
    #[error("{path}: not a mocks file: {source}")]
    Invalid {
        /// The file.
        path: String,
        /// What is wrong, and where.
        source: serde_json::Error,
    },
}

impl Mocks {
    /// Reads a mocks file.
    pub fn read(path: &Path) -> Result<Self, MocksError> {
        let shown = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|source| MocksError::Unreadable {
            path: shown.clone(),
            source,
        })?;
        Self::parse(&text).map_err(|source| MocksError::Invalid {
            path: shown,
            source,
        })
    }

    /// Reads the text of a mocks file.
    pub fn parse(text: &str) -> Result<Self, serde_json::Error> {
        let members: Map<String, Json> = serde_json::from_str(text)?;
        let sections = ["http", "default", "email", "llm"];
        if members.is_empty() || members.keys().any(|key| sections.contains(&key.as_str())) {
            return serde_json::from_str(text);
        }
        Ok(Self {
            http: serde_json::from_str(text)?,
            ..Self::default()
        })
    }

    /// The prepared answer to a request, given the requests that were answered before it on the same line. There is always
    /// one: what is not in the file gets the default.
    pub fn reply<'e>(&self, effect: &Effect, before: impl Iterator<Item = &'e Exchange>) -> Reply {
        match effect {
            Effect::Http(request) => self.http_reply(request, before),
            Effect::Email(_) => Reply::Email(self.email.error.clone().map_or(Ok(()), Err)),
            Effect::Airtime(request) => Reply::Airtime(transfer(request)),
            Effect::Llm(request) => Reply::Llm(self.llm_reply(request)),
        }
    }

    /// Whether the file has an answer to this request of its own.
    pub fn knows(&self, request: &HttpRequest) -> bool {
        self.answers(request).is_some()
    }

    fn answers(&self, request: &HttpRequest) -> Option<&Answers> {
        let with_method = format!("{} {}", request.method, request.url);
        self.http
            .get(&with_method)
            .or_else(|| self.http.get(&*request.url))
    }

    fn http_reply<'e>(
        &self,
        request: &HttpRequest,
        before: impl Iterator<Item = &'e Exchange>,
    ) -> Reply {
        let mock = match self.answers(request) {
            None => &self.default,
            Some(Answers::One(mock)) => mock,
            Some(Answers::Several(mocks)) => {
                let same = |exchange: &&Exchange| match &exchange.effect {
                    Effect::Http(other) => {
                        other.method == request.method && other.url == request.url
                    }
                    _ => false,
                };
                let calls = before.filter(same).count();
                mocks.get(calls).or(mocks.last()).unwrap_or(&self.default)
            }
        };
        Reply::Http(mock.response())
    }

    fn llm_reply(&self, request: &LlmRequest) -> Result<LlmResponse, String> {
        if let Some(error) = &self.llm.error {
            return Err(error.clone());
        }
        let output = self
            .llm
            .output
            .as_deref()
            .map_or_else(|| request.input.clone(), Text::from);
        Ok(LlmResponse {
            output,
            input_tokens: 0,
            output_tokens: 0,
            elapsed_ms: 0,
        })
    }
}

impl HttpMock {
    /// The answer as the engine takes it.
    pub fn response(&self) -> Result<HttpResponse, String> {
        if self.status == 0 {
            return Err(NO_CONNECTION.to_string());
        }
        let body = match &self.body {
            Json::String(text) => text.clone(),
            Json::Null => String::new(),
            json => json.to_string(),
        };
        let headers = self.headers.iter().flat_map(|(name, value)| {
            let values: Vec<String> = match value {
                Json::Array(values) => values.iter().map(header_text).collect(),
                value => vec![header_text(value)],
            };
            values
                .into_iter()
                .map(|value| (Text::from(name.as_str()), Text::from(value)))
        });
        let mut headers: Vec<(Text, Text)> = headers.collect();
        let typed = headers
            .iter()
            .any(|(name, _)| name.eq_ignore_ascii_case("content-type"));
        if !typed && !body.is_empty() {
            let is_json = serde_json::from_str::<serde::de::IgnoredAny>(&body).is_ok();
            let content_type = if is_json {
                "application/json"
            } else {
                "text/plain; charset=utf-8"
            };
            headers.push(("Content-Type".into(), content_type.into()));
        }
        Ok(HttpResponse {
            protocol: "HTTP/1.1".into(),
            status: self.status,
            headers,
            body: body.into_bytes().into(),
            elapsed_ms: 0,
        })
    }
}

fn header_text(value: &Json) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_string)
}

/// The first amount is transferred.
fn transfer(request: &AirtimeRequest) -> Result<AirtimeTransfer, String> {
    let (currency, amount) = request.amounts.first().ok_or("no amount given")?.clone();
    Ok(AirtimeTransfer {
        external_id: "MOCK-1".into(),
        currency,
        amount,
        http_logs: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::debugger::moment::ReplySource;

    fn get(url: &str) -> Effect {
        Effect::Http(HttpRequest {
            method: "GET".into(),
            url: url.into(),
            headers: Vec::new(),
            body: "".into(),
            ordinal: 0,
            max_response_bytes: None,
        })
    }

    /// Status and body of the answers to calls made one after the other.
    fn answers(mocks: &str, urls: &[&str]) -> Vec<(u16, String)> {
        let mocks = Mocks::parse(mocks).unwrap();
        let mut before = Vec::new();
        let mut answers = Vec::new();
        for url in urls {
            let effect = get(url);
            let reply = mocks.reply(&effect, before.iter());
            answers.push(match &reply {
                Reply::Http(Ok(answer)) => (
                    answer.status,
                    String::from_utf8(answer.body.to_vec()).unwrap(),
                ),
                Reply::Http(Err(text)) => (0, text.clone()),
                other => panic!("{other:?}"),
            });
            before.push(Exchange {
                effect,
                reply,
                source: ReplySource::Mock,
            });
        }
        answers
    }

    #[test]
    fn without_a_file_everything_is_answered() {
        assert_eq!(answers("{}", &["http://a/"]), [(200, "{}".to_string())]);
    }

    #[test]
    fn answers_are_given_in_order_and_the_last_again() {
        let mocks = r#"{"http": {"http://a/": [{"status": 200, "body": "one"}, {"status": 500, "body": {"two": 2}}]}}"#;
        let expected = [
            (200, "one".to_string()),
            (500, r#"{"two":2}"#.to_string()),
            (500, r#"{"two":2}"#.to_string()),
        ];
        assert_eq!(answers(mocks, &["http://a/"; 3]), expected);
    }

    #[test]
    fn the_method_may_be_named() {
        let mocks = r#"{"http": {"GET http://a/": {"status": 201, "body": ""}, "http://a/": {"status": 202}}}"#;
        assert_eq!(answers(mocks, &["http://a/"]), [(201, String::new())]);
    }

    #[test]
    fn status_zero_is_a_failed_connection() {
        assert_eq!(
            answers(r#"{"http://a/": {"status": 0}}"#, &["http://a/"]),
            [(0, NO_CONNECTION.to_string())]
        );
    }

    #[test]
    fn what_is_misspelled_is_refused() {
        let error = Mocks::parse(r#"{"http": {}, "defualt": {}}"#)
            .unwrap_err()
            .to_string();
        assert!(error.contains("defualt"), "{error}");
    }
}
