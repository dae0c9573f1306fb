//! Answers that generation 12's engine gives itself instead of making a call: configured mocks, and webhooks switched off.

use super::request::Request;
use super::response::Framing;
use super::sniff::content_type;
use crate::engine::effect::HttpResponse;
use crate::engine::options::Options;

/// The answer to a request that is not to be made; none if it is. The end of its body is marked by the end of the connection.
pub fn answer(options: &Options, request: &Request) -> Option<(HttpResponse, Framing)> {
    if options.webhook_mocks.is_empty() && !options.disable_webhooks {
        return None;
    }
    let url = request.url.to_string();
    let is_for = |mock_method: &str, mock_url: &str| {
        same(mock_method, &request.method) && same(mock_url, &url)
    };
    if let Some(mock) = options
        .webhook_mocks
        .iter()
        .find(|mock| is_for(&mock.method, &mock.url))
    {
        return Some((response(mock.status, &mock.body), Framing::UntilClose));
    }
    options
        .disable_webhooks
        .then(|| (response(200, "DISABLED"), Framing::UntilClose))
}

fn same(left: &str, right: &str) -> bool {
    left.to_lowercase() == right.to_lowercase()
}

fn response(status: u16, body: &str) -> HttpResponse {
    HttpResponse {
        protocol: "HTTP/1.1".into(),
        status,
        headers: vec![("Content-Type".into(), content_type(body.as_bytes()).into())],
        body: body.as_bytes().into(),
        elapsed_ms: 0,
    }
}
