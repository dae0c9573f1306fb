//! Makes the HTTP calls of a session for real: one request of the engine in, its answer out.
//!
//! One call is one hop. Redirects are handed to the engine, which asks for the next hop. Dropping the future cancels the
//! call.

use std::sync::Once;
use std::time::{Duration, Instant};

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Method, Response, redirect};

use crate::engine::effect::{HttpRequest, HttpResponse};
use crate::excellent::Text;

/// How long a call may take, connecting and reading included.
pub const TIMEOUT: Duration = Duration::from_secs(15);

/// Bytes read of a body when the engine sets no limit.
const MOST_BYTES: usize = 16 << 20;

/// Makes calls. Cloning it shares its connections.
#[derive(Debug, Clone)]
pub struct Client {
    inner: reqwest::Client,
    timeout: Duration,
}

impl Client {
    /// A client that gives up after [`TIMEOUT`].
    pub fn new() -> Result<Self, String> {
        Self::with_timeout(TIMEOUT)
    }

    /// A client that gives up after this long.
    pub fn with_timeout(timeout: Duration) -> Result<Self, String> {
        install_tls();
        let builder = reqwest::Client::builder()
            .redirect(redirect::Policy::none())
            .timeout(timeout);
        let inner = builder.build().map_err(|error| in_words(&error, timeout))?;
        Ok(Self { inner, timeout })
    }

    /// Makes one call. An error is the text the flow is told: why there was no answer.
    pub async fn call(&self, request: &HttpRequest) -> Result<HttpResponse, String> {
        let began = Instant::now();
        let method = Method::from_bytes(request.method.as_bytes())
            .map_err(|_| format!("{:?} is not an HTTP method", request.method))?;
        let mut call = self
            .inner
            .request(method, &*request.url)
            .headers(headers(request)?);
        if !request.body.is_empty() {
            call = call.body(request.body.to_string());
        }
        let response = call
            .send()
            .await
            .map_err(|error| in_words(&error, self.timeout))?;
        self.read(response, request.max_response_bytes, began).await
    }

    async fn read(
        &self,
        mut response: Response,
        most: Option<usize>,
        began: Instant,
    ) -> Result<HttpResponse, String> {
        let protocol = Text::from(format!("{:?}", response.version()));
        let status = response.status().as_u16();
        let headers = response.headers().iter().map(|(name, value)| {
            (
                canonical(name.as_str()).into(),
                String::from_utf8_lossy(value.as_bytes()).into(),
            )
        });
        let headers = headers.collect();
        // One byte beyond the limit, so that the engine sees that it was exceeded.
        let most = most.map_or(MOST_BYTES, |most| most.saturating_add(1));
        let mut body = Vec::new();
        while body.len() < most {
            let Some(chunk) = response
                .chunk()
                .await
                .map_err(|error| in_words(&error, self.timeout))?
            else {
                break;
            };
            body.extend_from_slice(&chunk);
        }
        body.truncate(most);
        let elapsed_ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        Ok(HttpResponse {
            protocol,
            status,
            headers,
            body: body.into(),
            elapsed_ms,
        })
    }
}

/// The headers to send. `Accept-Encoding` is left out: the body is wanted as it is.
fn headers(request: &HttpRequest) -> Result<HeaderMap, String> {
    let mut headers = HeaderMap::new();
    for (name, value) in &request.headers {
        let parsed = HeaderName::from_bytes(name.as_bytes())
            .ok()
            .zip(HeaderValue::from_str(value).ok());
        let (parsed, value) =
            parsed.ok_or_else(|| format!("{name}: {value:?} is not an HTTP header"))?;
        if !matches!(
            parsed.as_str(),
            "accept-encoding" | "content-length" | "host" | "transfer-encoding"
        ) {
            headers.append(parsed, value);
        }
    }
    Ok(headers)
}

/// A header name as the format writes it: `content-type` as `Content-Type`.
fn canonical(name: &str) -> String {
    let mut upper = true;
    let letters = name.chars().map(|letter| {
        let written = if upper {
            letter.to_ascii_uppercase()
        } else {
            letter
        };
        upper = letter == '-';
        written
    });
    letters.collect()
}

/// An error of the client with its causes, as one sentence.
fn in_words(error: &reqwest::Error, timeout: Duration) -> String {
    if error.is_timeout() {
        return format!("no answer within {} seconds", timeout.as_secs_f32());
    }
    let mut words = if error.is_connect() {
        "unable to connect to server".to_string()
    } else {
        error.to_string()
    };
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        let text = error.to_string();
        if !words.contains(&text) {
            words = format!("{words}: {text}");
        }
        cause = error.source();
    }
    words
}

fn install_tls() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Fails only if somebody else installed a provider, which then serves as well.
        drop(rustls::crypto::ring::default_provider().install_default());
    });
}

#[cfg(test)]
mod tests {
    use wiremock::matchers::{body_string, header, method, path};
    use wiremock::{Mock, MockServer, ResponseTemplate};

    use super::*;

    fn request(method: &str, url: String, body: &str) -> HttpRequest {
        HttpRequest {
            method: method.into(),
            url: url.into(),
            headers: vec![
                ("X-Api-Key".into(), "secret".into()),
                ("Accept-Encoding".into(), "gzip".into()),
            ],
            body: body.into(),
            ordinal: 0,
            max_response_bytes: None,
        }
    }

    fn run<T>(future: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap()
            .block_on(future)
    }

    #[test]
    fn sends_the_request_and_takes_the_answer() {
        run(async {
            let server = MockServer::start().await;
            let answer =
                ResponseTemplate::new(201).set_body_raw(r#"{"ok":true}"#, "application/json");
            let posted = Mock::given(method("POST"))
                .and(path("/orders"))
                .and(header("X-Api-Key", "secret"));
            posted
                .and(body_string("two seeds"))
                .respond_with(answer)
                .expect(1)
                .mount(&server)
                .await;

            let client = Client::new().unwrap();
            let url = format!("{}/orders#top", server.uri());
            let response = client
                .call(&request("POST", url, "two seeds"))
                .await
                .unwrap();
            assert_eq!((response.status, &*response.protocol), (201, "HTTP/1.1"));
            assert_eq!(&*response.body, br#"{"ok":true}"#);
            assert!(
                response
                    .headers
                    .contains(&("Content-Type".into(), "application/json".into()))
            );
        });
    }

    #[test]
    fn hands_redirects_to_the_engine() {
        run(async {
            let server = MockServer::start().await;
            let moved = ResponseTemplate::new(302).insert_header("Location", "/elsewhere");
            Mock::given(path("/"))
                .respond_with(moved)
                .mount(&server)
                .await;
            let response = Client::new()
                .unwrap()
                .call(&request("GET", server.uri(), ""))
                .await
                .unwrap();
            assert_eq!(response.status, 302);
            assert!(
                response
                    .headers
                    .contains(&("Location".into(), "/elsewhere".into()))
            );
        });
    }

    #[test]
    fn cuts_long_bodies_one_byte_beyond_the_limit() {
        run(async {
            let server = MockServer::start().await;
            let long = ResponseTemplate::new(200).set_body_string("x".repeat(100_000));
            Mock::given(path("/"))
                .respond_with(long)
                .mount(&server)
                .await;
            let limited = HttpRequest {
                max_response_bytes: Some(1000),
                ..request("GET", server.uri(), "")
            };
            let response = Client::new().unwrap().call(&limited).await.unwrap();
            assert_eq!(response.body.len(), 1001);
        });
    }

    #[test]
    fn gives_up_after_a_while() {
        run(async {
            let server = MockServer::start().await;
            let slow = ResponseTemplate::new(200).set_delay(Duration::from_secs(30));
            Mock::given(path("/"))
                .respond_with(slow)
                .mount(&server)
                .await;
            let client = Client::with_timeout(Duration::from_millis(50)).unwrap();
            let error = client
                .call(&request("GET", server.uri(), ""))
                .await
                .unwrap_err();
            assert_eq!(error, "no answer within 0.05 seconds");
        });
    }

    #[test]
    fn says_why_there_is_no_answer() {
        run(async {
            let client = Client::new().unwrap();
            let refused = client
                .call(&request("GET", "http://127.0.0.1:1/".into(), ""))
                .await
                .unwrap_err();
            assert!(
                refused.starts_with("unable to connect to server"),
                "{refused}"
            );
            let header = HttpRequest {
                headers: vec![("X".into(), "a\nb".into())],
                ..request("GET", "http://a/".into(), "")
            };
            assert_eq!(
                client.call(&header).await.unwrap_err(),
                r#"X: "a\nb" is not an HTTP header"#
            );
            assert!(
                client
                    .call(&request("GET", "not a url".into(), ""))
                    .await
                    .is_err()
            );
        });
    }
}
