//! Character classes and escapes of a pattern.

use super::translate::push_literal;

/// ASCII classes by the names they have between `[:` and `:]`.
const POSIX: [&str; 14] = [
    "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct",
    "space", "upper", "word", "xdigit",
];

/// Translates a class; `text` follows its `[`. Gives the class and what follows its `]`.
pub(super) fn translate(text: &str) -> Option<(String, &str)> {
    let mut out = String::from("[");
    let mut rest = text;
    if let Some(negated) = rest.strip_prefix('^') {
        out.push('^');
        rest = negated;
    }
    let mut first = true;
    loop {
        if let Some(after) = rest.strip_prefix(']')
            && !first
        {
            out.push(']');
            return Some((out, after));
        }
        first = false;
        if let Some((class, after)) = posix(rest)? {
            out.push_str(&class);
            rest = after;
            continue;
        }
        if let Some(escape) = rest.strip_prefix('\\')
            && let Some((class, after)) = escaped_class(escape)
        {
            out.push_str(&class);
            rest = after;
            continue;
        }
        rest = range(&mut out, rest)?;
    }
}

/// One character, or two with `-` between.
fn range<'a>(out: &mut String, text: &'a str) -> Option<&'a str> {
    let (low, rest) = member(text)?;
    push_literal(out, low);
    let high = match rest.strip_prefix('-') {
        Some(after) if !after.starts_with(']') => Some(member(after)?),
        _ => None,
    };
    let Some((high, rest)) = high else {
        return Some(rest);
    };
    if high < low {
        return None;
    }
    out.push('-');
    push_literal(out, high);
    Some(rest)
}

fn member(text: &str) -> Option<(char, &str)> {
    if let Some(escape) = text.strip_prefix('\\') {
        return escaped_char(escape);
    }
    let mut chars = text.chars();
    chars.next().map(|c| (c, chars.as_str()))
}

/// `[:name:]` at the start of a text; `None` in place of all for a name that does not exist.
#[allow(
    clippy::option_option,
    reason = "outside: whether the pattern is one; inside: whether this is such a class"
)]
fn posix(text: &str) -> Option<Option<(String, &str)>> {
    let Some((inside, rest)) = text
        .strip_prefix("[:")
        .and_then(|inside| inside.split_once(":]"))
    else {
        return Some(None);
    };
    let name = inside.strip_prefix('^').unwrap_or(inside);
    POSIX
        .contains(&name)
        .then(|| Some((["[:", inside, ":]"].concat(), rest)))
}

/// A class written as an escape; `text` follows the `\`. The result can stand alone and within brackets.
pub(super) fn escaped_class(text: &str) -> Option<(String, &str)> {
    let mut chars = text.chars();
    let letter = chars.next()?;
    let rest = chars.as_str();
    let perl = match letter {
        'd' => "[0-9]",
        'D' => "[^0-9]",
        's' => "[\\t\\n\\x0C\\r\\x20]",
        'S' => "[^\\t\\n\\x0C\\r\\x20]",
        'w' => "[0-9A-Za-z_]",
        'W' => "[^0-9A-Za-z_]",
        'p' | 'P' => return unicode_class(letter, rest),
        _ => return None,
    };
    Some((perl.to_owned(), rest))
}

/// `\pL`, `\p{Greek}`, `\p{^Greek}` and the negations with `P`; `text` follows the letter.
fn unicode_class(letter: char, text: &str) -> Option<(String, &str)> {
    let (name, rest) = if let Some(named) = text.strip_prefix('{') {
        named.split_once('}')?
    } else {
        let length = text.chars().next()?.len_utf8();
        text.split_at_checked(length)?
    };
    let (name, inner_negated) = name
        .strip_prefix('^')
        .map_or((name, false), |name| (name, true));
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ' ');
    if name.is_empty() || !name.chars().all(is_name) {
        return None;
    }
    let escape = if (letter == 'P') == inner_negated {
        "\\p{"
    } else {
        "\\P{"
    };
    // Categories and scripts only: the `regex` crate knows other properties by name, too.
    let class = ["gc=", "sc="]
        .into_iter()
        .map(|property| [escape, property, name, "}"].concat())
        .find(|class| regex::Regex::new(class).is_ok())?;
    Some((class, rest))
}

/// An escape that stands for one character; `text` follows the `\`.
pub(super) fn escaped_char(text: &str) -> Option<(char, &str)> {
    let mut chars = text.chars();
    let letter = chars.next()?;
    let rest = chars.as_str();
    let c = match letter {
        'a' => '\x07',
        'f' => '\x0C',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\x0B',
        'x' => return hexadecimal(rest),
        '0'..='7' => return octal(text),
        _ if letter.is_ascii() && !letter.is_ascii_alphanumeric() => letter,
        _ => return None,
    };
    Some((c, rest))
}

/// Up to three octal digits. A single one other than 0 would refer to a group, which there is not.
fn octal(text: &str) -> Option<(char, &str)> {
    let count = text
        .bytes()
        .take(3)
        .take_while(|b| (b'0'..=b'7').contains(b))
        .count();
    if count == 1 && !text.starts_with('0') {
        return None;
    }
    let (digits, rest) = text.split_at_checked(count)?;
    let code = u32::from_str_radix(digits, 8).ok()?;
    char::from_u32(code).map(|c| (c, rest))
}

fn hexadecimal(text: &str) -> Option<(char, &str)> {
    let (digits, rest) = match text.strip_prefix('{') {
        Some(braced) => braced.split_once('}')?,
        None => text.split_at_checked(2)?,
    };
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let code = u32::from_str_radix(digits, 16).ok()?;
    char::from_u32(code).map(|c| (c, rest))
}
