//! What expressions refer to: fields, globals, and results of the run that started this one.

use crate::excellent::tree::{Kind as NodeKind, Program};
use crate::excellent::{Template, Text, Value};

use super::reference::{Kind, Reference};

/// Something an expression refers to.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// A field or a global.
    Reference(Reference),
    /// A result of the parent run, by key.
    ParentResult(Text),
}

/// What the expressions of a template refer to. Those that can't be parsed refer to nothing.
pub fn found_in(template: &Template) -> Vec<Found> {
    let mut found = Vec::new();
    for expression in template.expressions() {
        if let Ok(program) = &expression.program {
            walk(program, &mut found);
        }
    }
    found
}

/// Goes over an expression in the order of evaluation. There is one path at a time: a top-level name starts it anew,
/// whatever is looked up next makes it longer, even if it is looked up in something else.
fn walk(program: &Program, found: &mut Vec<Found>) {
    let mut path = Path::default();
    for node in program.nodes() {
        match &node.kind {
            NodeKind::Name(name) => path.start(&name.lowered, name.function.is_some()),
            NodeKind::NamedCall(name, _) => path.start(&name.lowered, true),
            NodeKind::Parameter { written, .. } => path.start(written, false),
            NodeKind::RootPath(whole) => {
                let mut keys = whole.split('.');
                path.start(keys.next().unwrap_or_default(), false);
                for key in keys {
                    path.lengthen(key);
                    found.extend(path.found());
                }
                continue;
            }
            NodeKind::Property(_, name) => path.lengthen(&name.written),
            NodeKind::Path(_, keys) => {
                for key in keys.split('.') {
                    path.lengthen(key);
                    found.extend(path.found());
                }
                continue;
            }
            NodeKind::Index(_, index) => {
                let Some(NodeKind::Literal(Value::Text(key))) =
                    program.node(*index).map(|node| &node.kind)
                else {
                    continue;
                };
                path.lengthen(key);
            }
            _ => continue,
        }
        found.extend(path.found());
    }
}

#[derive(Default)]
struct Path {
    keys: Vec<String>,
    is_function: bool,
}

impl Path {
    fn start(&mut self, name: &str, is_function: bool) {
        self.keys = vec![name.to_lowercase()];
        self.is_function = is_function;
    }

    fn lengthen(&mut self, key: &str) {
        self.keys.push(key.to_lowercase());
    }

    fn found(&self) -> Option<Found> {
        if self.is_function {
            return None;
        }
        let keys: Vec<&str> = self.keys.iter().map(String::as_str).collect();
        match keys.as_slice() {
            ["globals", key, ..] => Some(Found::Reference(Reference::new(Kind::Global, key, ""))),
            ["parent", "results", key, ..] => Some(Found::ParentResult((*key).into())),
            ["fields", key]
            | ["contact" | "parent" | "child", "fields", key]
            | ["parent" | "child", "contact", "fields", key] => {
                Some(Found::Reference(Reference::new(Kind::Field, key, "")))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::excellent::GENERATION_14;

    use super::*;

    /// What is found, as `field:age global:name parent:result`.
    fn found(template: &str) -> String {
        let found = found_in(&Template::parse(template, &GENERATION_14));
        let words = found.into_iter().map(|found| match found {
            Found::Reference(reference) => format!("{}:{}", reference.kind.as_str(), reference.id),
            Found::ParentResult(key) => format!("parent:{key}"),
        });
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn fields_are_found_wherever_they_hang() {
        assert_eq!(
            found("@fields.age @contact.fields.nick @(CHILD.contact.FIELDS.X)"),
            "field:age field:nick field:x"
        );
        assert_eq!(
            found("@(fields[\"Foo Bar\"]) @fields.a.b"),
            "field:foo bar field:a"
        );
        assert_eq!(
            found("@(foreach(results, (fields) => fields.x))"),
            "field:x"
        );
        assert_eq!(
            found("@(upper(fields).x) @(contact.fields[fields.inner])"),
            "field:x field:inner"
        );
    }

    #[test]
    fn what_only_looks_like_a_field_is_none() {
        for template in [
            "@(fields[lower(\"X\")])",
            "@results.fields.x",
            "@@fields.x",
            "@fields",
            "@(fields.a + )",
        ] {
            assert_eq!(found(template), "", "{template}");
        }
    }

    #[test]
    fn globals_and_parent_results_are_found_too() {
        assert_eq!(
            found("@globals.org @parent.results.age.value"),
            "global:org parent:age parent:age"
        );
    }
}
