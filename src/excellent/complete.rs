//! What could stand at a place of a template: paths of the context that exist right now, with their values, and functions.

use std::ops::Range;

use super::case;
use super::convert::reduced;
use super::dialect::{Dialect, Lookups};
use super::help::Help;
use super::host::Setting;
use super::object::Key;
use super::value::Value;

/// Something that could stand at a place of a template.
#[derive(Clone, Debug)]
pub struct Completion {
    /// What to put in place of `replaces`.
    pub text: String,
    /// Bytes of the template that it takes the place of: what has been typed of the word so far.
    pub replaces: Range<usize>,
    /// What it is.
    pub kind: CompletionKind,
}

/// What a completion is.
#[derive(Clone, Debug)]
pub enum CompletionKind {
    /// A top-level name or property, with its value right now.
    Path(Value),
    /// A function or router test.
    Function(&'static Help),
}

/// Most completions of one place.
const MAX_COMPLETIONS: usize = 500;

/// What could stand at `cursor`, a byte offset into a template: first what the context has, then functions. Nothing outside
/// of `@…` and `@( … )`.
pub fn complete(
    template: &str,
    cursor: usize,
    dialect: &'static Dialect,
    setting: &Setting<'_>,
) -> Vec<Completion> {
    let Some(before) = template.get(..cursor) else {
        return Vec::new();
    };
    let Some(place) = Place::find(before) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let (container, typed) = match place.path.rsplit_once('.') {
        Some((container, typed)) => (Some(container), typed),
        None => (None, place.path),
    };
    let replaces = cursor - typed.len()..cursor;
    let typed = case::to_lower(typed);
    let mut add = |name: &str, kind: CompletionKind| {
        let fits = case::to_lower(name).starts_with(&*typed)
            && name.chars().all(|c| c.is_alphanumeric() || c == '_');
        if fits && !name.is_empty() && found.len() < MAX_COMPLETIONS {
            found.push(Completion {
                text: name.to_string(),
                replaces: replaces.clone(),
                kind,
            });
        }
    };
    let properties = match container {
        None => setting.context.properties(),
        Some(path) => properties_at(path, dialect, setting),
    };
    for (name, value) in properties {
        add(&name, CompletionKind::Path(value));
    }
    if container.is_none() && place.in_expression {
        for help in dialect.help() {
            add(help.name, CompletionKind::Function(help));
        }
    }
    found
}

/// Where the cursor is.
struct Place<'a> {
    /// The dotted path right before the cursor.
    path: &'a str,
    in_expression: bool,
}

impl<'a> Place<'a> {
    fn find(before: &'a str) -> Option<Self> {
        let is_path = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
        let start = before
            .char_indices()
            .rev()
            .take_while(|(_, c)| is_path(*c))
            .last()
            .map_or(before.len(), |(at, _)| at);
        let (rest, path) = before.split_at_checked(start)?;
        if in_open_expression(rest) {
            return Some(Self {
                path,
                in_expression: true,
            });
        }
        let marks = rest.chars().rev().take_while(|c| *c == '@').count();
        (marks % 2 == 1).then_some(Self {
            path,
            in_expression: false,
        })
    }
}

/// Whether a template ends within an expression, and not within a text of it.
fn in_open_expression(template: &str) -> bool {
    let (mut depth, mut quoted, mut previous) = (0usize, false, ' ');
    for c in template.chars() {
        match c {
            '"' if depth > 0 && (!quoted || previous != '\\') => quoted = !quoted,
            '(' if !quoted && (depth > 0 || previous == '@') => depth += 1,
            ')' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        // Of `@@` the second does not start anything.
        previous = if c == '@' && previous == '@' && depth == 0 {
            ' '
        } else {
            c
        };
    }
    depth > 0 && !quoted
}

fn properties_at(
    path: &str,
    dialect: &'static Dialect,
    setting: &Setting<'_>,
) -> Vec<(super::Text, Value)> {
    let mut steps = path.split('.');
    let mut value = steps
        .next()
        .and_then(|name| property(dialect, setting.context, name));
    for name in steps {
        value = value.and_then(|value| match &value {
            Value::Object(object) => property(dialect, &**object, name)
                .or_else(|| object.items()?.get(name.parse::<usize>().ok()?).cloned()),
            Value::Array(items) => items.get(name.parse::<usize>().ok()?).cloned(),
            _ => None,
        });
    }
    match value {
        Some(Value::Object(object)) if object.items().is_none() => object.properties(),
        Some(other) => match reduced(&other) {
            Value::Object(object) => object.properties(),
            _ => Vec::new(),
        },
        None => Vec::new(),
    }
}

fn property(dialect: &Dialect, object: &dyn super::ContextObject, name: &str) -> Option<Value> {
    let lowered = case::to_lower(name);
    let key = match dialect.lookups {
        Lookups::Paths => Key::exact(name),
        Lookups::SingleKeys => Key::ignoring_case(name, &lowered),
    };
    object.property(key).map(|property| property.value)
}

#[cfg(test)]
mod tests {
    use super::super::dialect::GENERATION_14;
    use super::super::environment::Environment;
    use super::super::host::StillHost;
    use super::super::object::Map;
    use super::*;

    fn complete_at_end(template: &str) -> Vec<String> {
        let mut contact = Map::new();
        contact.insert("name", "Ana");
        contact.insert("language", "por");
        let mut context = Map::new();
        context.insert("contact", contact);
        context.insert("child", Value::Null);
        let (environment, host) = (
            Environment::default(),
            StillHost {
                now: jiff::Timestamp::UNIX_EPOCH,
                random: 0.5,
            },
        );
        let setting = Setting::new(&context, &environment, &host);
        complete(template, template.len(), &GENERATION_14, &setting)
            .into_iter()
            .map(|completion| completion.text)
            .collect()
    }

    #[test]
    fn paths_and_functions() {
        assert_eq!(complete_at_end("Hi @c"), ["child", "contact"]);
        assert_eq!(complete_at_end("Hi @Contact.N"), ["name"]);
        assert_eq!(complete_at_end("@(upper(contact."), ["language", "name"]);
        assert_eq!(complete_at_end("@(text_sl"), ["text_slice"]);
        assert_eq!(complete_at_end("@(1) @contact.x.y"), [""; 0]);
    }

    #[test]
    fn nothing_in_plain_text() {
        for template in ["c", "Hi @@c", "mail@ c", "@(\"c", "@(1) c"] {
            assert_eq!(complete_at_end(template), [""; 0], "{template}");
        }
    }
}
