//! URLs as the format's HTTP client understands them: lenient where browsers are strict, and written back in a fixed form
//! that is what gets recorded.

use super::escape::{EscapeError, Part, normalise, push_escaped, unescape};

/// A parsed URL. Parts are kept in the form in which they are written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Url {
    /// Lower-case scheme; empty for a relative reference.
    pub scheme: String,
    /// What follows the scheme when it doesn't begin with a slash (`mailto:a@b`); empty otherwise.
    pub opaque: String,
    /// User name and password, unescaped.
    pub user: Option<UserInfo>,
    /// Host, perhaps with a port, unescaped.
    pub host: String,
    /// Escaped path.
    pub path: String,
    /// Query as written, without the question mark; `Some("")` for a bare question mark.
    pub query: Option<String>,
    /// Escaped fragment.
    pub fragment: String,
    /// Whether a path follows the scheme with no `//` between them.
    omits_host: bool,
}

/// Credentials in a URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserInfo {
    /// User name.
    pub name: Vec<u8>,
    /// Password, if there is a colon.
    pub password: Option<Vec<u8>>,
}

/// Why a text is not a URL.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("parse {url:?}: {problem}")]
pub struct UrlError {
    /// The text.
    pub url: String,
    /// What is wrong with it.
    pub problem: String,
}

impl Url {
    /// Parses a URL or a relative reference.
    pub fn parse(text: &str) -> Result<Self, UrlError> {
        let (before, fragment) = text.split_once('#').unwrap_or((text, ""));
        let failed = |problem: String| UrlError {
            url: text.to_owned(),
            problem,
        };
        let mut url = parse_without_fragment(before).map_err(failed)?;
        url.fragment = normalise(fragment, Part::Fragment)
            .map_err(describe)
            .map_err(failed)?;
        Ok(url)
    }

    /// The host without port and brackets.
    pub fn hostname(&self) -> &str {
        if let Some(rest) = self.host.strip_prefix('[') {
            return rest.split_once(']').map_or(rest, |(host, _)| host);
        }
        match self.host.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
            _ => &self.host,
        }
    }

    /// What stands in the request line: path and query.
    pub fn target(&self) -> String {
        let mut target = if !self.opaque.is_empty() {
            self.opaque.clone()
        } else if self.path.is_empty() {
            "/".to_owned()
        } else {
            self.path.clone()
        };
        if let Some(query) = &self.query {
            target.push('?');
            target.push_str(query);
        }
        target
    }

    /// The URL a reference (a `Location`) names, seen from this one.
    pub fn join(&self, reference: &str) -> Result<Self, UrlError> {
        let mut joined = Self::parse(reference)?;
        if !joined.scheme.is_empty() && joined.scheme != self.scheme
            || !joined.host.is_empty()
            || joined.user.is_some()
        {
            if joined.scheme.is_empty() {
                joined.scheme.clone_from(&self.scheme);
            }
            joined.path = without_dots(&joined.path);
            return Ok(joined);
        }
        let absolute = !joined.scheme.is_empty();
        joined.scheme.clone_from(&self.scheme);
        if absolute || !joined.opaque.is_empty() {
            joined.path = without_dots(&joined.path);
            return Ok(joined);
        }
        if joined.path.is_empty() && joined.query.is_none() {
            joined.query.clone_from(&self.query);
            if joined.fragment.is_empty() {
                joined.fragment.clone_from(&self.fragment);
            }
        }
        joined.host.clone_from(&self.host);
        joined.user.clone_from(&self.user);
        joined.path = without_dots(&merged(&self.path, &joined.path));
        Ok(joined)
    }

    /// The same URL without credentials.
    pub fn without_user(&self) -> Self {
        Self {
            user: None,
            ..self.clone()
        }
    }
}

impl std::fmt::Display for Url {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.to_text())
    }
}

impl Url {
    /// The URL as it is written.
    pub fn to_text(&self) -> String {
        let mut text = String::with_capacity(64 + self.query.as_ref().map_or(0, String::len));
        if !self.scheme.is_empty() {
            text.push_str(&self.scheme);
            text.push(':');
        }
        if self.opaque.is_empty() {
            self.push_authority(&mut text);
            if !self.host.is_empty() && !self.path.is_empty() && !self.path.starts_with('/') {
                text.push('/');
            }
            text.push_str(&self.path);
        } else {
            text.push_str(&self.opaque);
        }
        if let Some(query) = &self.query {
            text.push('?');
            text.push_str(query);
        }
        if !self.fragment.is_empty() {
            text.push('#');
            text.push_str(&self.fragment);
        }
        text
    }

    fn push_authority(&self, text: &mut String) {
        let nothing = self.host.is_empty() && self.user.is_none();
        if nothing && (self.scheme.is_empty() || self.omits_host || self.path.is_empty()) {
            return;
        }
        text.push_str("//");
        if let Some(user) = &self.user {
            push_escaped(text, &user.name, Part::User);
            if let Some(password) = &user.password {
                text.push(':');
                push_escaped(text, password, Part::User);
            }
            text.push('@');
        }
        push_escaped(text, self.host.as_bytes(), Part::Host);
    }
}

/// The sentence for a broken escape.
fn describe(error: EscapeError) -> String {
    match error {
        EscapeError::Escape(text) => format!("invalid URL escape {text:?}"),
        EscapeError::Host(text) => format!("invalid character {text:?} in host name"),
    }
}

fn parse_without_fragment(text: &str) -> Result<Url, String> {
    if text.bytes().any(|byte| byte < b' ' || byte == 0x7f) {
        return Err("net/url: invalid control character in URL".to_owned());
    }
    let (scheme, rest) = split_scheme(text)?;
    let (rest, query) = match rest.split_once('?') {
        Some((rest, query)) => (rest, Some(query.to_owned())),
        None => (rest, None),
    };
    let mut url = Url {
        scheme: scheme.to_ascii_lowercase(),
        query,
        ..Url::default()
    };
    if !rest.starts_with('/') {
        if !url.scheme.is_empty() {
            rest.clone_into(&mut url.opaque);
            return Ok(url);
        }
        if rest
            .split('/')
            .next()
            .is_some_and(|segment| segment.contains(':'))
        {
            return Err("first path segment in URL cannot contain colon".to_owned());
        }
    }
    let has_authority =
        rest.starts_with("//") && (!url.scheme.is_empty() || !rest.starts_with("///"));
    let path = match rest.strip_prefix("//").filter(|_| has_authority) {
        Some(after) => {
            let end = after.find('/').unwrap_or(after.len());
            let (authority, path) = after.split_at(end);
            parse_authority(authority, &mut url)?;
            path
        }
        None => rest,
    };
    url.omits_host = !has_authority && !url.scheme.is_empty();
    url.path = normalise(path, Part::Path).map_err(describe)?;
    Ok(url)
}

/// Splits `scheme:rest`; no scheme if the text does not begin like one.
fn split_scheme(text: &str) -> Result<(&str, &str), String> {
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' => {}
            b'0'..=b'9' | b'+' | b'-' | b'.' if at > 0 => {}
            b':' if at == 0 => return Err("missing protocol scheme".to_owned()),
            b':' => return Ok(text.split_once(':').unwrap_or(("", text))),
            _ => break,
        }
    }
    Ok(("", text))
}

fn parse_authority(authority: &str, url: &mut Url) -> Result<(), String> {
    let (user, host) = match authority.rsplit_once('@') {
        Some((user, host)) => (Some(user), host),
        None => (None, authority),
    };
    url.host = parse_host(host)?;
    if let Some(user) = user {
        let allowed =
            |byte: u8| byte.is_ascii_alphanumeric() || b"-._:~!$&'()*+,;=%@".contains(&byte);
        if !user.bytes().all(allowed) {
            return Err("net/url: invalid userinfo".to_owned());
        }
        let (name, password) = match user.split_once(':') {
            Some((name, password)) => (
                name,
                Some(unescape(password, Part::User).map_err(describe)?),
            ),
            None => (user, None),
        };
        url.user = Some(UserInfo {
            name: unescape(name, Part::User).map_err(describe)?,
            password,
        });
    }
    Ok(())
}

fn parse_host(host: &str) -> Result<String, String> {
    let port = if host.starts_with('[') {
        let (_, after) = host.rsplit_once(']').ok_or("missing ']' in host")?;
        after
    } else {
        host.rfind(':')
            .and_then(|at| host.get(at..))
            .unwrap_or_default()
    };
    let valid_port = port.is_empty()
        || port
            .strip_prefix(':')
            .is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    if !valid_port {
        return Err(format!("invalid port {port:?} after host"));
    }
    let plain = unescape(host, Part::Host).map_err(describe)?;
    let plain = String::from_utf8_lossy(&plain).into_owned();
    // A colon without a port is dropped when the request is made.
    Ok(plain.strip_suffix(':').map(str::to_owned).unwrap_or(plain))
}

/// A relative path seen from the path of a base URL.
fn merged(base: &str, path: &str) -> String {
    if path.is_empty() {
        base.to_owned()
    } else if path.starts_with('/') {
        path.to_owned()
    } else {
        let directory = base
            .rfind('/')
            .and_then(|at| base.get(..=at))
            .unwrap_or_default();
        format!("{directory}{path}")
    }
}

/// The path with `.` and `..` segments resolved; always absolute unless empty.
fn without_dots(path: &str) -> String {
    if path.is_empty() {
        return String::new();
    }
    let mut kept: Vec<&str> = Vec::new();
    let mut ends_in_directory = false;
    for segment in path.strip_prefix('/').unwrap_or(path).split('/') {
        ends_in_directory = matches!(segment, "." | "..");
        match segment {
            "." => {}
            ".." => {
                kept.pop();
            }
            segment => kept.push(segment),
        }
    }
    let mut resolved = format!("/{}", kept.join("/"));
    if ends_in_directory && !resolved.ends_with('/') {
        resolved.push('/');
    }
    resolved
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str, expected: &str) {
        assert_eq!(Url::parse(text).unwrap().to_string(), expected, "{text}");
    }

    fn target(text: &str, expected: &str) {
        assert_eq!(Url::parse(text).unwrap().target(), expected, "{text}");
    }

    fn broken(text: &str, problem: &str) {
        assert_eq!(Url::parse(text).unwrap_err().problem, problem, "{text}");
    }

    fn joined(base: &str, reference: &str, expected: &str) {
        assert_eq!(
            Url::parse(base)
                .unwrap()
                .join(reference)
                .unwrap()
                .to_string(),
            expected,
            "{base} + {reference}"
        );
    }

    #[test]
    fn urls_are_written_in_a_fixed_form() {
        written(
            "http://api.test/do?a=b c#frag",
            "http://api.test/do?a=b c#frag",
        );
        written("HTTP://API.test/do", "http://API.test/do");
        written("http://api.test/sp ace", "http://api.test/sp%20ace");
        written("http://api.test/é", "http://api.test/%C3%A9");
        written("http://api.test:/x", "http://api.test/x");
        written("http://api.test?", "http://api.test?");
        written("http://u:p%40@api.test", "http://u:p%40@api.test");
        written("http://", "http:");
        written("http:///x", "http:///x");
        written("http:/x", "http:/x");
        written("//api.test/x", "//api.test/x");
        written("nope", "nope");
        written("foo bar", "foo%20bar");
        written("mailto:a@b", "mailto:a@b");
        written("http://bücher.test/", "http://b%C3%BCcher.test/");
        written("http://[::1]:80/", "http://[::1]:80/");
    }

    #[test]
    fn targets_leave_the_query_alone() {
        target("http://api.test", "/");
        target("http://api.test?q=é x", "/?q=é x");
        target("http://api.test/a b?c#d", "/a%20b?c");
    }

    #[test]
    fn what_is_no_url() {
        broken(":xxxx", "missing protocol scheme");
        broken("http://a b/x", "invalid character \" \" in host name");
        broken("http://api.test/%zz", "invalid URL escape \"%zz\"");
        broken("http://[::1", "missing ']' in host");
        broken("http://api.test:8x/", "invalid port \":8x\" after host");
        broken("http://a\nb/", "net/url: invalid control character in URL");
        broken("1a:b", "first path segment in URL cannot contain colon");
        broken("http://us er@api.test/", "net/url: invalid userinfo");
    }

    #[test]
    fn hostnames_have_no_port() {
        let host = |text: &str| Url::parse(text).unwrap().hostname().to_owned();
        assert_eq!(host("http://api.test:80/"), "api.test");
        assert_eq!(host("http://[::1]:80/"), "::1");
        assert_eq!(host("http://API.test."), "API.test.");
    }

    #[test]
    fn references_are_seen_from_their_base() {
        joined("http://a.test/b/c?d#e", "/next", "http://a.test/next");
        joined("http://a.test/b/c", "next?x=1", "http://a.test/b/next?x=1");
        joined("http://a.test/b/c", "../up", "http://a.test/up");
        joined("http://a.test/b/c", "./", "http://a.test/b/");
        joined("http://a.test/b/c", "//b.test/x", "http://b.test/x");
        joined("http://a.test/b/c", "https://b.test", "https://b.test");
        joined("http://a.test", "x", "http://a.test/x");
        joined("http://a.test/b?c", "", "http://a.test/b?c");
        joined("http://a.test/b?c", "?d", "http://a.test/b?d");
    }
}
