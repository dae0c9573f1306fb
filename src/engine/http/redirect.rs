//! Redirects: which request follows an answer.

use super::request::Request;
use super::response::header;
use super::url::Url;
use crate::engine::effect::HttpResponse;

/// How many requests a call may make.
pub const MAX_HOPS: usize = 10;

/// Headers that are not handed on to another site.
const SENSITIVE: [&str; 6] = [
    "Authorization",
    "Www-Authenticate",
    "Cookie",
    "Cookie2",
    "Proxy-Authorization",
    "Proxy-Authenticate",
];

/// Headers that describe a body, and go with it.
const OF_BODY: [&str; 4] = [
    "Content-Encoding",
    "Content-Language",
    "Content-Location",
    "Content-Type",
];

/// The request that an answer sends the client on to; none if it is the last word.
///
/// `first` is the request the call began with, whose headers go along, `last` the one that was answered.
pub fn next_hop(
    first: &Request,
    last: &Request,
    response: &HttpResponse,
) -> Result<Option<Request>, String> {
    let keeps_method = match response.status {
        301..=303 => false,
        307 | 308 => true,
        _ => return Ok(None),
    };
    let Some(location) = header(response, "Location").filter(|location| !location.is_empty())
    else {
        return Ok(None);
    };
    let url = last
        .url
        .join(location)
        .map_err(|error| format!("failed to parse Location header {location:?}: {error}"))?;
    let method = if keeps_method || matches!(&*last.method, "GET" | "HEAD") {
        last.method.clone()
    } else {
        "GET".into()
    };
    let body = if keeps_method {
        last.body.clone()
    } else {
        "".into()
    };
    let mut next = Request {
        method,
        url,
        headers: first.headers.clone(),
        body,
    };
    if !is_same_site(&first.url, &next.url) {
        next.headers
            .retain(|(name, _)| !SENSITIVE.contains(&&**name));
    }
    if !keeps_method {
        next.headers.retain(|(name, _)| !OF_BODY.contains(&&**name));
    }
    add_referer(&mut next, last);
    Ok(Some(next))
}

fn add_referer(next: &mut Request, last: &Request) {
    let hides_origin = last.url.scheme == "https" && next.url.scheme == "http";
    if hides_origin {
        next.remove_header("Referer");
    } else if next.header("Referer").is_none() {
        next.add_header("Referer", &last.url.without_user().to_string());
    }
}

/// Whether a URL is at the host of another, or below it.
fn is_same_site(first: &Url, next: &Url) -> bool {
    let (parent, host) = (
        first.hostname().to_lowercase(),
        next.hostname().to_lowercase(),
    );
    host == parent
        || host
            .strip_suffix(&parent)
            .is_some_and(|rest| rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn post() -> Request {
        let mut request = Request::new("POST", Url::parse("http://a.test/do").unwrap());
        request.body = "x".into();
        request.add_header("Content-Type", "text/plain");
        request.add_header("Authorization", "secret");
        request
    }

    fn follow(request: &Request, status: u16, location: &str) -> Option<Request> {
        let response = HttpResponse {
            protocol: "HTTP/1.1".into(),
            status,
            headers: vec![("location".into(), location.into())],
            body: Vec::new().into(),
            elapsed_ms: 0,
        };
        next_hop(request, request, &response).unwrap()
    }

    #[test]
    fn most_redirects_turn_into_a_plain_get() {
        for status in [301, 302, 303] {
            let next = follow(&post(), status, "/next").unwrap();
            assert_eq!((&*next.method, &*next.body), ("GET", ""));
            assert_eq!(next.header("Content-Type"), None);
            assert_eq!(next.header("Authorization"), Some("secret"));
            assert_eq!(next.header("Referer"), Some("http://a.test/do"));
            assert_eq!(next.url.to_string(), "http://a.test/next");
        }
    }

    #[test]
    fn some_redirects_repeat_the_request() {
        let next = follow(&post(), 307, "http://b.test/").unwrap();
        assert_eq!((&*next.method, &*next.body), ("POST", "x"));
        assert_eq!(next.header("Authorization"), None);
    }

    #[test]
    fn other_answers_are_final() {
        assert_eq!(follow(&post(), 200, "/next"), None);
        assert_eq!(follow(&post(), 304, "/next"), None);
        assert_eq!(follow(&post(), 302, ""), None);
    }
}
