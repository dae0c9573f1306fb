//! A whole call: its hops one after the other, until an answer is the last word.

use super::redirect::{MAX_HOPS, next_hop};
use super::request::Request;
use super::response::Framing;
use crate::engine::effect::HttpResponse;

/// A call that was made.
#[derive(Debug, Clone)]
pub struct Call {
    /// The request it began with.
    pub first: Request,
    /// The request of the last hop.
    pub last: Request,
    /// What came back, or why nothing did, in the words of the format's client.
    pub outcome: Result<Answer, String>,
    /// How long all of it took.
    pub elapsed_ms: u64,
}

/// The answer to the last hop.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The answer.
    pub response: HttpResponse,
    /// How the end of its body is known.
    pub framing: Framing,
}

/// Makes a call by handing each of its requests to `send`, which answers it, says why it failed, or stops the call.
///
/// `prepare` gets each request before it is sent.
pub fn make<Stop>(
    first: Request,
    prepare: impl Fn(&mut Request),
    mut send: impl FnMut(&Request) -> Result<Result<Answer, String>, Stop>,
) -> Result<Call, Stop> {
    let mut last = first.clone();
    let mut elapsed_ms = 0_u64;
    for hop in 1.. {
        prepare(&mut last);
        let answer = match send(&last)? {
            Ok(answer) => answer,
            Err(problem) => {
                let outcome = Err(last.failure(&problem));
                return Ok(Call {
                    first,
                    last,
                    outcome,
                    elapsed_ms,
                });
            }
        };
        elapsed_ms = elapsed_ms.saturating_add(answer.response.elapsed_ms);
        let next = match next_hop(&first, &last, &answer.response) {
            Ok(None) => {
                return Ok(Call {
                    first,
                    last,
                    outcome: Ok(answer),
                    elapsed_ms,
                });
            }
            Ok(Some(next)) if hop < MAX_HOPS => next.check().map(|()| next),
            Ok(Some(next)) => Err(next.failure(&format!("stopped after {MAX_HOPS} redirects"))),
            Err(problem) => Err(last.failure(&problem)),
        };
        match next {
            Ok(next) => last = next,
            Err(problem) => {
                return Ok(Call {
                    first,
                    last,
                    outcome: Err(problem),
                    elapsed_ms,
                });
            }
        }
    }
    // Not reached: the loop is left at the tenth hop at the latest.
    Ok(Call {
        outcome: Err(first.failure("no request was made")),
        last,
        first,
        elapsed_ms,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::http::url::Url;

    fn answer(status: u16, location: &str) -> Answer {
        let response = HttpResponse {
            protocol: "HTTP/1.1".into(),
            status,
            headers: vec![("Location".into(), location.into())],
            body: Vec::new().into(),
            elapsed_ms: 5,
        };
        Answer {
            framing: Framing::of(&response),
            response,
        }
    }

    fn make_call(send: impl FnMut(&Request) -> Result<Result<Answer, String>, ()>) -> Call {
        make(
            Request::new("GET", Url::parse("http://a.test/0").unwrap()),
            |_| {},
            send,
        )
        .unwrap()
    }

    #[test]
    fn redirects_are_followed_to_the_end() {
        let call = make_call(|request| {
            Ok(Ok(answer(
                if request.url.path == "/0" { 302 } else { 200 },
                "/1",
            )))
        });
        assert_eq!(
            (call.first.url.to_string(), call.last.url.to_string()),
            ("http://a.test/0".into(), "http://a.test/1".into())
        );
        assert_eq!(
            (call.outcome.unwrap().response.status, call.elapsed_ms),
            (200, 10)
        );
    }

    #[test]
    fn circles_are_left() {
        let mut sent = 0;
        let call = make_call(|_| {
            sent += 1;
            Ok(Ok(answer(302, "/0")))
        });
        assert_eq!(
            call.outcome.unwrap_err(),
            "Get \"http://a.test/0\": stopped after 10 redirects"
        );
        assert_eq!(sent, 10);
    }

    #[test]
    fn failures_tell_method_and_url() {
        let call = make_call(|_| Ok(Err("unable to connect to server".into())));
        assert_eq!(
            call.outcome.unwrap_err(),
            "Get \"http://a.test/0\": unable to connect to server"
        );
    }
}
