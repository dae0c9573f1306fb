//! Requests: the plain value of one hop and the text it is recorded by.

use super::headers::{canonical_name, is_valid_name, is_valid_value, push_header, wire_value};
use super::url::Url;
use crate::engine::effect::HttpRequest;
use crate::excellent::Text;

/// Headers the client writes itself, whatever the flow says.
const OWN_HEADERS: [&str; 5] = [
    "Host",
    "User-Agent",
    "Content-Length",
    "Transfer-Encoding",
    "Trailer",
];

/// One hop of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Method in upper case.
    pub method: Text,
    /// Where to.
    pub url: Url,
    /// Headers, names in canonical form.
    pub headers: Vec<(Text, Text)>,
    /// Body; empty: none.
    pub body: Text,
}

impl Request {
    /// A request without headers and body.
    pub fn new(method: &str, url: Url) -> Self {
        Self {
            method: method.to_uppercase().into(),
            url,
            headers: Vec::new(),
            body: Text::default(),
        }
    }

    /// The first value of a header; none if it is absent.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find_map(|(known, value)| (&**known == name).then_some(&**value))
    }

    /// Adds a header beside those there are.
    pub fn add_header(&mut self, name: &str, value: &str) {
        self.headers
            .push((canonical_name(name).into(), value.into()));
    }

    /// Sets a header, whatever it was.
    pub fn set_header(&mut self, name: &str, value: &str) {
        let name = canonical_name(name);
        self.headers.retain(|(known, _)| **known != *name);
        self.headers.push((name.into(), value.into()));
    }

    /// Takes a header away.
    pub fn remove_header(&mut self, name: &str) {
        let name = canonical_name(name);
        self.headers.retain(|(known, _)| **known != *name);
    }

    /// Why this can't even be sent, in the words of the format's client.
    pub fn check(&self) -> Result<(), String> {
        let problem = self.problem();
        problem.map_or(Ok(()), |problem| Err(self.failure(&problem)))
    }

    /// The text of an error of this request: method, URL (without password) and what happened.
    pub fn failure(&self, problem: &str) -> String {
        let mut url = self.url.clone();
        if let Some(password) = url.user.as_mut().and_then(|user| user.password.as_mut()) {
            *password = b"***".to_vec();
        }
        let mut method = self.method.to_lowercase();
        if let Some(first) = method.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        format!("{method} {:?}: {problem}", url.to_string())
    }

    fn problem(&self) -> Option<String> {
        let is_http = matches!(self.url.scheme.as_str(), "http" | "https");
        if is_http {
            for (name, value) in &self.headers {
                if !is_valid_name(name) {
                    return Some(format!("net/http: invalid header field name {name:?}"));
                }
                if !is_valid_value(value) {
                    return Some(format!("net/http: invalid header field value for {name:?}"));
                }
            }
        } else {
            return Some(format!("unsupported protocol scheme {:?}", self.url.scheme));
        }
        self.url
            .host
            .is_empty()
            .then(|| "http: no Host in request URL".to_owned())
    }

    /// The request as it goes over the wire.
    pub fn trace(&self) -> String {
        let mut text = String::with_capacity(256 + self.body.len());
        let target = self.url.target();
        for part in [&self.method, " ", &target, " HTTP/1.1\r\n"] {
            text.push_str(part);
        }
        text.push_str("Host: ");
        text.push_str(&self.url.host);
        text.push_str("\r\n");
        if let Some(agent) = self.header("User-Agent").filter(|agent| !agent.is_empty()) {
            push_header(&mut text, "User-Agent", agent);
        }
        let announces_length =
            !self.body.is_empty() || matches!(&*self.method, "POST" | "PUT" | "PATCH");
        if announces_length {
            push_header(&mut text, "Content-Length", &self.body.len().to_string());
        }
        let mut others: Vec<_> = self
            .headers
            .iter()
            .filter(|(name, _)| !OWN_HEADERS.contains(&&**name))
            .collect();
        others.sort_by(|left, right| left.0.cmp(&right.0));
        for (name, value) in others {
            push_header(&mut text, name, value);
        }
        let offers_gzip = self.header("Accept-Encoding").is_none()
            && self.header("Range").is_none()
            && &*self.method != "HEAD";
        if offers_gzip {
            text.push_str("Accept-Encoding: gzip\r\n");
        }
        text.push_str("\r\n");
        text.push_str(&self.body);
        text
    }

    /// The request as an effect: the `ordinal`-th of its action, whose answer is of interest up to a number of bytes.
    pub fn effect(&self, ordinal: usize, max_response_bytes: Option<usize>) -> HttpRequest {
        HttpRequest {
            method: self.method.clone(),
            url: self.url.to_text().into(),
            headers: self
                .headers
                .iter()
                .map(|(name, value)| (name.clone(), sent_value(value)))
                .collect(),
            body: self.body.clone(),
            ordinal,
            max_response_bytes,
        }
    }

    /// Puts the credentials of the URL into a header, unless the flow gave one.
    pub fn authorize_by_url(&mut self) {
        use base64::Engine as _;
        let Some(user) = self
            .url
            .user
            .clone()
            .filter(|_| self.header("Authorization").is_none())
        else {
            return;
        };
        let mut credentials = user.name;
        credentials.push(b':');
        credentials.extend(user.password.unwrap_or_default());
        let encoded = base64::engine::general_purpose::STANDARD.encode(credentials);
        self.add_header("Authorization", &format!("Basic {encoded}"));
    }
}

/// A value as it is sent.
fn sent_value(value: &Text) -> Text {
    let sent = wire_value(value);
    if sent.len() == value.len() && *sent == **value {
        value.clone()
    } else {
        sent.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(method: &str, url: &str) -> Request {
        Request::new(method, Url::parse(url).unwrap())
    }

    #[test]
    fn traces_follow_a_fixed_order() {
        let mut post = request("post", "http://u:p@api.test:8080/a b?c=d#e");
        post.set_header("x-b", " 2 ");
        post.set_header("X-A", "1");
        post.set_header("host", "other");
        post.set_header("User-Agent", "me/1");
        post.body = "héllo".into();
        assert_eq!(
            post.trace(),
            "POST /a%20b?c=d HTTP/1.1\r\nHost: api.test:8080\r\nUser-Agent: me/1\r\nContent-Length: 6\r\n\
             X-A: 1\r\nX-B: 2\r\nAccept-Encoding: gzip\r\n\r\nhéllo"
        );
    }

    #[test]
    fn lengths_are_told_where_a_body_is_expected() {
        assert!(
            request("PUT", "http://a.test")
                .trace()
                .contains("Content-Length: 0\r\n")
        );
        assert!(
            !request("DELETE", "http://a.test")
                .trace()
                .contains("Content-Length")
        );
        assert!(
            !request("HEAD", "http://a.test")
                .trace()
                .contains("Accept-Encoding")
        );
    }

    #[test]
    fn credentials_of_the_url_become_a_header() {
        let mut get = request("GET", "http://user:pw@api.test/");
        get.authorize_by_url();
        assert_eq!(get.header("Authorization"), Some("Basic dXNlcjpwdw=="));
    }

    #[test]
    fn what_cannot_be_sent() {
        let problem = |url: &str| request("GET", url).check().unwrap_err();
        assert_eq!(
            problem("foo bar"),
            "Get \"foo%20bar\": unsupported protocol scheme \"\""
        );
        assert_eq!(
            problem("http:///x"),
            "Get \"http:///x\": http: no Host in request URL"
        );
        let mut get = request("GET", "http://a.test/");
        get.add_header("X Foo:", "1");
        assert_eq!(
            get.check().unwrap_err(),
            "Get \"http://a.test/\": net/http: invalid header field name \"X Foo:\""
        );
    }
}
