//! Replies to requests of the outside world, as a person words them: a status and a body.

use crate::engine::effect::{AirtimeTransfer, Effect, HttpResponse, LlmResponse, Reply};

/// A reply in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplyWords {
    /// Status of the answer; `0` is a connection that fails. For other requests than HTTP calls: `ok` or `fail`.
    pub status: String,
    /// Body of the answer, or what went wrong.
    pub body: String,
}

impl ReplyWords {
    /// The words for a reply; without one, those for an empty answer.
    pub fn of(reply: Option<&Reply>) -> Self {
        let (status, body) = match reply {
            Some(Reply::Http(Ok(response))) => (
                response.status.to_string(),
                String::from_utf8_lossy(&response.body).into_owned(),
            ),
            Some(Reply::Http(Err(text))) => ("0".to_owned(), text.clone()),
            Some(Reply::Email(Err(text)) | Reply::Llm(Err(text)) | Reply::Airtime(Err(text))) => {
                ("fail".to_owned(), text.clone())
            }
            Some(Reply::Llm(Ok(response))) => ("ok".to_owned(), response.output.to_string()),
            Some(_) => ("ok".to_owned(), String::new()),
            None => ("200".to_owned(), "{}".to_owned()),
        };
        Self { status, body }
    }

    /// The reply to a request, or why the words can't be one. An HTTP answer has the headers of the suggested one.
    pub fn reply(self, effect: &Effect, suggested: Option<&Reply>) -> Result<Reply, String> {
        let body = self.body;
        let status = self.status.trim();
        let outcome = || match status.to_lowercase().as_str() {
            "ok" | "" | "yes" | "200" => Ok(true),
            "fail" | "no" | "0" => Ok(false),
            other => Err(format!("'{other}' is neither ok nor fail")),
        };
        match effect {
            Effect::Http(_) => http_reply(status, body, suggested),
            Effect::Email(_) => Ok(Reply::Email(if outcome()? { Ok(()) } else { Err(body) })),
            Effect::Llm(_) if outcome()? => Ok(Reply::Llm(Ok(LlmResponse {
                output: body.into(),
                input_tokens: 0,
                output_tokens: 0,
                elapsed_ms: 0,
            }))),
            Effect::Llm(_) => Ok(Reply::Llm(Err(body))),
            Effect::Airtime(request) if outcome()? => {
                let (currency, amount) = request
                    .amounts
                    .first()
                    .cloned()
                    .ok_or_else(|| "the action names no amount to transfer".to_owned())?;
                Ok(Reply::Airtime(Ok(AirtimeTransfer {
                    external_id: "flowdbg".into(),
                    currency,
                    amount,
                    http_logs: Vec::new(),
                })))
            }
            Effect::Airtime(_) => Ok(Reply::Airtime(Err(body))),
        }
    }
}

fn http_reply(status: &str, body: String, suggested: Option<&Reply>) -> Result<Reply, String> {
    let code: u16 = status.parse().map_err(|_| {
        format!("'{status}' is no status; use 200, 404, ... or 0 for no connection")
    })?;
    if code == 0 {
        let text = if body.is_empty() {
            "unable to connect to server".to_owned()
        } else {
            body
        };
        return Ok(Reply::Http(Err(text)));
    }
    if !(100..=599).contains(&code) {
        return Err(format!(
            "{code} is no status of HTTP; use 200, 404, ... or 0 for no connection"
        ));
    }
    let headers = match suggested {
        Some(Reply::Http(Ok(response))) => response.headers.clone(),
        _ => vec![("Content-Type".into(), "application/json".into())],
    };
    Ok(Reply::Http(Ok(HttpResponse {
        protocol: "HTTP/1.1".into(),
        status: code,
        headers,
        body: body.into_bytes().into(),
        elapsed_ms: 0,
    })))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::effect::{EmailRequest, HttpRequest};

    fn call() -> Effect {
        Effect::Http(HttpRequest {
            method: "GET".into(),
            url: "http://x.example/".into(),
            headers: Vec::new(),
            body: "".into(),
            ordinal: 0,
            max_response_bytes: None,
        })
    }

    fn email() -> Effect {
        Effect::Email(EmailRequest {
            addresses: Vec::new(),
            subject: "".into(),
            body: "".into(),
        })
    }

    fn reply(effect: &Effect, status: &str, body: &str) -> Result<Reply, String> {
        let words = ReplyWords {
            status: status.to_owned(),
            body: body.to_owned(),
        };
        words.reply(effect, None)
    }

    #[test]
    fn a_status_and_a_body_make_an_answer() {
        let Ok(Reply::Http(Ok(response))) = reply(&call(), " 404 ", "no") else {
            panic!("an answer")
        };
        assert_eq!((response.status, &*response.body), (404, b"no".as_slice()));
        let failed = reply(&call(), "0", "");
        assert_eq!(
            failed,
            Ok(Reply::Http(Err("unable to connect to server".to_owned())))
        );
        assert_eq!(reply(&email(), "ok", ""), Ok(Reply::Email(Ok(()))));
        let refused = Reply::Email(Err("full".to_owned()));
        assert_eq!(reply(&email(), "fail", "full"), Ok(refused));
    }

    #[test]
    fn what_is_no_status_is_refused_in_words() {
        let why = |effect: &Effect, status: &str| reply(effect, status, "").unwrap_err();
        assert!(why(&call(), "abc").contains("'abc' is no status"));
        assert!(why(&call(), "999").contains("999 is no status of HTTP"));
        assert!(why(&email(), "perhaps").contains("'perhaps' is neither ok nor fail"));
    }

    #[test]
    fn the_words_of_a_reply_make_the_same_reply() {
        let suggested = Reply::Http(Ok(HttpResponse {
            protocol: "HTTP/1.1".into(),
            status: 503,
            headers: vec![("Retry-After".into(), "5".into())],
            body: b"busy".as_slice().into(),
            elapsed_ms: 0,
        }));
        let words = ReplyWords::of(Some(&suggested));
        assert_eq!((&*words.status, &*words.body), ("503", "busy"));
        assert_eq!(words.reply(&call(), Some(&suggested)), Ok(suggested));
        let words = ReplyWords::of(None);
        assert_eq!((&*words.status, &*words.body), ("200", "{}"));
    }
}
