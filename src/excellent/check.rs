//! What is wrong with a template that can be known without running it.

use std::ops::Range;

use super::datetime::Zone;
use super::dialect::{Dialect, Grammar};
use super::format::layout::{Fields, Kind as LayoutKind};
use super::format::names::Names;
use super::functions::is_unit;
use super::pattern::{Lines, Pattern};
use super::template::{Expression, Problem, Template};
use super::tree::{Kind, Name, NodeId, Program};
use super::value::Value;

/// Checks a template: syntax, names, functions, numbers of arguments, and literal layouts, patterns, units and zones. `knows`
/// says which top-level names, in lower case, the context has.
pub fn check(template: &Template, knows: &dyn Fn(&str) -> bool) -> Vec<Problem> {
    let mut problems = template.problems();
    for expression in template.expressions() {
        if let Ok(program) = &expression.program {
            Checker {
                dialect: template.dialect(),
                program,
                expression,
                knows,
                problems: &mut problems,
            }
            .check();
        }
    }
    problems.sort_by_key(|problem| problem.span.start);
    problems
}

struct Checker<'a> {
    dialect: &'static Dialect,
    program: &'a Program,
    expression: &'a Expression,
    knows: &'a dyn Fn(&str) -> bool,
    problems: &'a mut Vec<Problem>,
}

impl Checker<'_> {
    fn check(&mut self) {
        for at in 0..self.program.nodes.len() {
            let id = NodeId(u32::try_from(at).unwrap_or(u32::MAX));
            let Some(node) = self.program.node(id) else {
                continue;
            };
            match &node.kind {
                Kind::Name(name) => self.check_name(name, &node.span),
                Kind::RootPath(path) => self.check_root(path, &node.span),
                Kind::NamedCall(name, arguments) => match name.function {
                    Some(_) => self.check_call(name, arguments, &node.span),
                    None => self.report(
                        &node.span,
                        format!("there is no function `{}`", name.lowered),
                    ),
                },
                Kind::Call(callee, arguments) => {
                    if let Some(Kind::Name(name)) =
                        self.program.node(*callee).map(|node| &node.kind)
                    {
                        self.check_call(name, arguments, &node.span);
                    }
                }
                Kind::Literal(Value::Error(error)) => {
                    self.report(&node.span, error.text().to_string());
                }
                _ => {}
            }
        }
    }

    fn report(&mut self, span: &Range<usize>, text: String) {
        let start = self.expression.span.start + self.expression.offset;
        self.problems.push(Problem {
            span: start + span.start..start + span.end,
            text,
        });
    }

    fn check_name(&mut self, name: &Name, span: &Range<usize>) {
        let is_function =
            self.dialect.grammar == Grammar::FunctionValues && name.function.is_some();
        if !is_function && !(self.knows)(&name.lowered) {
            self.report(
                span,
                format!(
                    "`{}` is neither in the context nor a function",
                    name.written
                ),
            );
        }
    }

    fn check_root(&mut self, path: &str, span: &Range<usize>) {
        let top = path.split('.').next().unwrap_or_default();
        if !(self.knows)(top) {
            let text = format!("the context has no `{top}` (capital letters matter here)");
            self.report(span, text);
        }
    }

    fn check_call(&mut self, name: &Name, arguments: &[NodeId], span: &Range<usize>) {
        // A name of the context goes before a function of the same name.
        let shadowed =
            self.dialect.grammar == Grammar::FunctionValues && (self.knows)(&name.lowered);
        let Some(spec) = name.function.filter(|_| !shadowed) else {
            if (self.knows)(&name.lowered) {
                self.report(span, format!("`{}` is not a function", name.written));
            }
            return;
        };
        if !spec.arity.allows(arguments.len()) {
            let refusal = spec.arity.refusal(arguments.len());
            self.report(span, format!("`{}`: {refusal}", spec.name));
        }
        if let Some((at, kind)) = layout_argument(spec.name) {
            self.check_layout(spec.name, arguments.get(at), kind);
        }
        match spec.name {
            "regex_match" | "has_pattern" => self.check_text(arguments.get(1), |source| {
                let pattern = Pattern::new(source.trim(), Lines::Whole);
                (pattern.is_none()).then(|| format!("`{source}` is not a valid regular expression"))
            }),
            "datetime_add" | "datetime_diff" => self.check_text(arguments.get(2), |unit| {
                (!is_unit(unit)).then(|| format!("`{unit}` is not one of s, m, h, D, W, M, Y"))
            }),
            "format_datetime" | "parse_datetime" => {
                self.check_text(arguments.get(2), |zone| Zone::named(zone).err());
            }
            _ => {}
        }
    }

    /// Reports what `problem` finds in an argument that is a literal text.
    fn check_text(
        &mut self,
        argument: Option<&NodeId>,
        problem: impl FnOnce(&str) -> Option<String>,
    ) {
        if let Some((text, span)) = self.literal_text(argument)
            && let Some(problem) = problem(&text)
        {
            self.report(&span, problem);
        }
    }

    fn check_layout(&mut self, function: &str, argument: Option<&NodeId>, kind: LayoutKind) {
        let style = self.dialect.layouts;
        self.check_text(argument, |layout| {
            let checked = if function.starts_with("parse_") {
                style.check(layout, kind)
            } else {
                style
                    .write(layout, kind, &SOME_MOMENT, Names::english())
                    .map(drop)
            };
            checked.err().map(|error| error.to_string())
        });
    }

    fn literal_text(&self, id: Option<&NodeId>) -> Option<(String, Range<usize>)> {
        let node = self.program.node(*id?)?;
        match &node.kind {
            Kind::Literal(Value::Text(text)) => Some((text.to_string(), node.span.clone())),
            _ => None,
        }
    }
}

/// Any moment: layouts are tried on it.
const SOME_MOMENT: Fields = Fields {
    year: 2_000,
    month: 1,
    day: 1,
    weekday: 6,
    hour: 0,
    minute: 0,
    second: 0,
    nanosecond: 0,
    offset: 0,
};

/// Which argument of a function is a layout, and of what.
fn layout_argument(function: &str) -> Option<(usize, LayoutKind)> {
    match function {
        "format_date" => Some((1, LayoutKind::Date)),
        "format_time" | "parse_time" => Some((1, LayoutKind::Time)),
        "format_datetime" | "parse_datetime" => Some((1, LayoutKind::DateTime)),
        _ => None,
    }
}

#[cfg(test)]
#[expect(clippy::string_slice, reason = "spans of what was scanned")]
mod tests {
    use super::super::dialect::{GENERATION_12, GENERATION_14};
    use super::*;

    fn problems(template: &str, dialect: &'static Dialect) -> Vec<String> {
        let knows = |name: &str| matches!(name, "contact" | "results");
        check(&Template::parse(template, dialect), &knows)
            .into_iter()
            .map(|problem| format!("{}: {}", &template[problem.span], problem.text))
            .collect()
    }

    #[test]
    fn problems_are_located() {
        for (template, expected) in [
            ("a @contact.name @(upper(results.x))", &[][..]),
            (
                "@(foo(1))",
                &["foo: `foo` is neither in the context nor a function"],
            ),
            (
                "@(contat.name)",
                &["contat: `contat` is neither in the context nor a function"],
            ),
            (
                "x @(upper(1, 2))",
                &["upper(1, 2): `upper`: need 1 argument(s), got 2"],
            ),
            (
                "@(format_date(contact, \"YYY\"))",
                &["\"YYY\": 'YYY' is not valid in a date formatting layout"],
            ),
            (
                "@(has_pattern(contact, \"(a\"))",
                &["\"(a\": `(a` is not a valid regular expression"],
            ),
            (
                "@(1 + ) @(2 +)",
                &[": syntax error at ", ": syntax error at "],
            ),
            ("@(((x) => x)(1))", &[]),
            (
                "a @@(b @(contact",
                &["@(: `@(` is never closed, so it stays as it is"],
            ),
            (
                "@(contact(1))",
                &["contact(1): `contact` is not a function"],
            ),
            (
                "@(datetime_add(now(), 1, \"d\"))",
                &["\"d\": `d` is not one of s, m, h, D, W, M, Y"],
            ),
            (
                "@(format_datetime(now(), \"tt\", \"Quito\"))",
                &["\"Quito\": unknown time zone Quito"],
            ),
        ] {
            assert_eq!(problems(template, &GENERATION_14), expected, "{template}");
        }
    }

    #[test]
    fn functions_are_no_values_in_the_older_grammar() {
        assert_eq!(
            problems("@(nope(1))", &GENERATION_12),
            ["nope(1): there is no function `nope`"]
        );
        assert_eq!(
            problems("@(upper)", &GENERATION_12),
            ["upper: `upper` is neither in the context nor a function"]
        );
        assert_eq!(problems("@Contact.name", &GENERATION_12).len(), 1);
    }
}
