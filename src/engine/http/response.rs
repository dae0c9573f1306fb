//! Answers: the text they are recorded by, and which of them generation 12 keeps the body of.

use std::fmt::Write as _;

use super::headers::{canonical_name, push_header};
use super::status::reason;
use crate::engine::effect::HttpResponse;

/// Media types whose bodies generation 12 keeps.
const TEXT_TYPES: [&str; 6] = [
    "application/json",
    "application/javascript",
    "application/xml",
    "text/html",
    "text/plain",
    "text/xml",
];

/// Headers that say how long the body is, which are written apart from the others.
const FRAMING_HEADERS: [&str; 3] = ["Content-Length", "Transfer-Encoding", "Trailer"];

/// How the end of a body is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Framing {
    /// It has this many bytes.
    Length(u64),
    /// It comes in chunks.
    Chunked,
    /// The server closes the connection.
    UntilClose,
    /// The client unzipped it, so the length told is of no use.
    Unzipped,
}

impl Framing {
    /// What the headers of an answer tell, for lack of that the length of its body.
    pub fn of(response: &HttpResponse) -> Self {
        let is_chunked = header(response, "Transfer-Encoding")
            .is_some_and(|coding| coding.eq_ignore_ascii_case("chunked"));
        if is_chunked {
            return Self::Chunked;
        }
        let told = header(response, "Content-Length").and_then(|length| length.trim().parse().ok());
        Self::Length(told.unwrap_or(response.body.len() as u64))
    }
}

/// The first value of a header, whatever the spelling of its name.
pub fn header<'a>(response: &'a HttpResponse, name: &str) -> Option<&'a str> {
    response
        .headers
        .iter()
        .find_map(|(known, value)| known.eq_ignore_ascii_case(name).then_some(&**value))
}

/// Status line and headers of an answer, up to and with the empty line.
pub fn head_trace(response: &HttpResponse, framing: Framing) -> String {
    let mut text = String::with_capacity(256 + response.body.len());
    let _ = write!(text, "{} {:03} ", response.protocol, response.status);
    text.push_str(reason(response.status));
    text.push_str("\r\n");
    let has_body = !matches!(response.status, 100..=199 | 204 | 304);
    match framing {
        Framing::Length(length) if length > 0 => {
            push_header(&mut text, "Content-Length", &length.to_string());
        }
        Framing::Chunked => text.push_str("Transfer-Encoding: chunked\r\n"),
        Framing::UntilClose => text.push_str("Connection: close\r\n"),
        Framing::Length(_) | Framing::Unzipped => {}
    }
    let mut headers: Vec<(String, &str)> = response
        .headers
        .iter()
        .map(|(name, value)| (canonical_name(name), &**value))
        .collect();
    headers.retain(|(name, _)| !FRAMING_HEADERS.contains(&name.as_str()));
    headers.sort_by(|left, right| left.0.cmp(&right.0));
    for (name, value) in headers {
        push_header(&mut text, &name, value);
    }
    if framing == Framing::Length(0) && has_body {
        text.push_str("Content-Length: 0\r\n");
    }
    text.push_str("\r\n");
    text
}

/// Whether generation 12 keeps the body of an answer: it is text of a known type.
pub fn has_text_body(response: &HttpResponse) -> bool {
    let Some(content_type) = header(response, "Content-Type") else {
        return false;
    };
    let media_type = content_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_lowercase();
    TEXT_TYPES.contains(&media_type.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn response(status: u16, headers: &[(&str, &str)], body: &str) -> HttpResponse {
        HttpResponse {
            protocol: "HTTP/1.1".into(),
            status,
            headers: headers
                .iter()
                .map(|(name, value)| ((*name).into(), (*value).into()))
                .collect(),
            body: body.as_bytes().into(),
            elapsed_ms: 0,
        }
    }

    fn head(status: u16, headers: &[(&str, &str)], body: &str) -> String {
        let response = response(status, headers, body);
        head_trace(&response, Framing::of(&response))
    }

    #[test]
    fn length_comes_first_unless_it_is_zero() {
        assert_eq!(
            head(200, &[("x-b", "2"), ("content-type", "text/plain")], "hi"),
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: text/plain\r\nX-B: 2\r\n\r\n"
        );
        assert_eq!(
            head(200, &[("X", "1")], ""),
            "HTTP/1.1 200 OK\r\nX: 1\r\nContent-Length: 0\r\n\r\n"
        );
        assert_eq!(head(204, &[], ""), "HTTP/1.1 204 No Content\r\n\r\n");
        assert_eq!(
            head(599, &[], "x"),
            "HTTP/1.1 599 \r\nContent-Length: 1\r\n\r\n"
        );
        assert_eq!(
            head(200, &[("Transfer-Encoding", "chunked")], "x"),
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        );
    }

    #[test]
    fn only_texts_are_kept() {
        let kept = |content_type: &str| {
            has_text_body(&response(200, &[("content-type", content_type)], ""))
        };
        assert!(kept("application/json"));
        assert!(kept("Text/HTML; charset=utf-8"));
        assert!(!kept("image/png"));
        assert!(!has_text_body(&response(200, &[], "")));
    }
}
