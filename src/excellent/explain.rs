//! Why a template gives what it gives: every part of every expression with where it stands and the value it had. The parts
//! are one flat list, outer before inner, so that a face can fold and unfold them and even a long expression needs no deep
//! stack.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::evaluation::{Evaluation, Trace};
use super::host::Setting;
use super::template::{Evaluated, Expression, Note, Template};
use super::tree::{Kind, Name, NodeId, Program};
use super::value::{Text, Value};

/// The explanation of a template.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// What the template gives as text, with its errors and warnings.
    pub evaluated: Evaluated,
    /// What it gives as a value, as operands of routers are evaluated.
    pub value: Value,
    /// The parts of its expressions, each before the parts it is made of.
    pub steps: Vec<Step>,
}

/// A part of an expression.
#[derive(Clone, Debug)]
pub struct Step {
    /// Index of the part around it; None for a whole expression.
    pub parent: Option<usize>,
    /// How many parts are around it.
    pub depth: usize,
    /// Where it stands in the template, in bytes.
    pub span: Range<usize>,
    /// What it is.
    pub kind: StepKind,
    /// The values it had: one, several within a lambda that was called more than once, none if it was never reached. A
    /// failed part has an error value.
    pub values: Vec<Value>,
}

/// What a part of an expression is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// A text, number, `true`, `false` or `null`.
    Literal,
    /// A name: of the context, of a parameter, or of a function.
    Name,
    /// A property or an item of something.
    Lookup,
    /// An operator, as written.
    Operator(&'static str),
    /// A call of a function; its arguments are the parts it is made of.
    Call {
        /// The function's name; None where an expression gave the function: that is the first part then.
        function: Option<Text>,
    },
    /// An anonymous function.
    Lambda,
    /// Something that cannot be parsed.
    Broken,
}

impl Step {
    /// The part as written, in the template that was explained.
    pub fn source<'t>(&self, template: &'t Template) -> &'t str {
        template.source().get(self.span.clone()).unwrap_or_default()
    }
}

/// Most parts that an explanation lists.
const MAX_STEPS: usize = 10_000;

/// Explains a template. It is evaluated once: clock and chance are those of the result that is shown.
pub fn explain(template: &Template, setting: &Setting<'_>) -> Explanation {
    let mut steps = Vec::new();
    let mut last = Value::Null;
    let evaluated = template.evaluate_text_by(|expression, notes| {
        let (value, warnings) = explain_expression(template, expression, setting, &mut steps);
        notes.extend(warnings.into_iter().map(Note::Warning));
        last = value.clone();
        value
    });
    let value = if template.is_single_expression() {
        last
    } else {
        without_margins(template.source(), &evaluated.text).into()
    };
    Explanation {
        evaluated,
        value,
        steps,
    }
}

/// The text of a template without the white space that stands around the template itself.
fn without_margins<'t>(source: &str, text: &'t str) -> &'t str {
    let leading = source.len() - source.trim_start().len();
    let trailing = source.len() - source.trim_end().len();
    let text = text.get(leading..).unwrap_or_default();
    text.get(..text.len().saturating_sub(trailing))
        .unwrap_or_default()
}

/// Lists the parts of an expression; its value and warnings.
fn explain_expression(
    template: &Template,
    expression: &Expression,
    setting: &Setting<'_>,
    steps: &mut Vec<Step>,
) -> (Value, Vec<Text>) {
    let program = match &expression.program {
        Ok(program) => program,
        Err(error) => {
            let value = Value::error(error.text());
            steps.push(Step {
                parent: None,
                depth: 0,
                span: expression.span.clone(),
                kind: StepKind::Broken,
                values: vec![value.clone()],
            });
            return (value, Vec::new());
        }
    };
    let trace = RefCell::new(Trace::default());
    let evaluation = Evaluation::traced(*setting, template.dialect(), &trace);
    let value = evaluation.evaluate(program);
    let warnings = evaluation.take_warnings();
    let mut values: HashMap<NodeId, Vec<Value>> = HashMap::new();
    for (id, value) in trace.take().values {
        values.entry(id).or_default().push(value);
    }
    Listing {
        program,
        expression,
        values,
    }
    .list(steps);
    (value, warnings)
}

struct Listing<'a> {
    program: &'a Arc<Program>,
    expression: &'a Expression,
    values: HashMap<NodeId, Vec<Value>>,
}

impl Listing<'_> {
    fn list(&mut self, steps: &mut Vec<Step>) {
        let mut waiting = vec![(self.program.root(), None, 0)];
        while let Some((id, parent, depth)) = waiting.pop() {
            if steps.len() >= MAX_STEPS {
                return;
            }
            let Some(node) = self.program.node(id) else {
                continue;
            };
            // Parentheses only group: the part within says it all.
            if let Kind::Parentheses(inner) = node.kind {
                waiting.push((inner, parent, depth));
                continue;
            }
            let start = self.expression.span.start + self.expression.offset;
            steps.push(Step {
                parent,
                depth,
                span: start + node.span.start..start + node.span.end,
                kind: self.kind(&node.kind),
                values: self.values.remove(&id).unwrap_or_default(),
            });
            let at = steps.len() - 1;
            waiting.extend(
                self.children(&node.kind)
                    .into_iter()
                    .rev()
                    .map(|child| (child, Some(at), depth + 1)),
            );
        }
    }

    fn kind(&self, kind: &Kind) -> StepKind {
        match kind {
            Kind::Literal(_) => StepKind::Literal,
            Kind::Name(_) | Kind::Parameter { .. } | Kind::RootPath(_) | Kind::Parentheses(_) => {
                StepKind::Name
            }
            Kind::Negate(..) => StepKind::Operator("-"),
            Kind::Binary(operator, ..) => StepKind::Operator(operator.symbol()),
            Kind::Property(..) | Kind::Path(..) | Kind::Index(..) => StepKind::Lookup,
            Kind::Call(callee, _) => StepKind::Call {
                function: self.named_function(*callee),
            },
            Kind::NamedCall(name, _) => StepKind::Call {
                function: Some(name.lowered.clone()),
            },
            Kind::Lambda(..) => StepKind::Lambda,
        }
    }

    /// The name of the function that a callee is.
    fn named_function(&self, callee: NodeId) -> Option<Text> {
        match &self.program.node(callee)?.kind {
            Kind::Name(Name {
                function: Some(_),
                lowered,
                ..
            }) => Some(lowered.clone()),
            _ => None,
        }
    }

    fn children(&self, kind: &Kind) -> Vec<NodeId> {
        match kind {
            Kind::Literal(_) | Kind::Name(_) | Kind::Parameter { .. } | Kind::RootPath(_) => {
                Vec::new()
            }
            Kind::Parentheses(of)
            | Kind::Negate(of, _)
            | Kind::Property(of, _)
            | Kind::Path(of, _)
            | Kind::Lambda(_, of) => vec![*of],
            Kind::Binary(_, left, right) | Kind::Index(left, right) => vec![*left, *right],
            Kind::NamedCall(_, arguments) => arguments.to_vec(),
            Kind::Call(callee, arguments) => {
                let callee = self.named_function(*callee).is_none().then_some(*callee);
                callee
                    .into_iter()
                    .chain(arguments.iter().copied())
                    .collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::dialect::{GENERATION_12, GENERATION_14};
    use super::super::environment::Environment;
    use super::super::host::StillHost;
    use super::super::object::Map;
    use super::*;

    fn explained(template: &Template) -> Explanation {
        let mut context = Map::new();
        context.insert("age", 23);
        let (environment, host) = (
            Environment::default(),
            StillHost {
                now: jiff::Timestamp::UNIX_EPOCH,
                random: 0.5,
            },
        );
        explain(template, &Setting::new(&context, &environment, &host))
    }

    fn steps(template: &str, dialect: &'static super::super::Dialect) -> Vec<String> {
        let template = Template::parse_with(template, dialect, &|name| name == "age");
        explained(&template)
            .steps
            .iter()
            .map(|step| {
                let values: Vec<_> = step
                    .values
                    .iter()
                    .map(|value| {
                        dialect
                            .to_text(value)
                            .unwrap_or_else(|error| error.shared_text())
                    })
                    .collect();
                format!(
                    "{}{} = {}",
                    " ".repeat(step.depth),
                    step.source(&template),
                    values.join(" ")
                )
            })
            .collect()
    }

    #[test]
    fn every_part_has_its_value() {
        assert_eq!(
            steps("a @age @(max(age + 1, (2)))", &GENERATION_14),
            [
                "age = 23",
                "max(age + 1, (2)) = 24",
                " age + 1 = 24",
                "  age = 23",
                "  1 = 1",
                " 2 = 2"
            ]
        );
        assert_eq!(
            steps("@(max(age, 1 / 0))", &GENERATION_12),
            [
                "max(age, 1 / 0) = error calling MAX: division by zero",
                " age = 23",
                " 1 / 0 = division by zero",
                "  1 = 1",
                "  0 = 0"
            ]
        );
    }

    #[test]
    fn parts_of_lambdas_have_a_value_for_each_call() {
        let steps = steps("@(foreach(array(1, 2), (x) => x * age))", &GENERATION_14);
        assert!(
            steps.contains(&"  x * age = 23 46".to_string()),
            "{steps:?}"
        );
    }

    #[test]
    fn a_long_sum_is_explained_without_copies_of_its_parts() {
        let sum = format!("@(1{})", " + 1".repeat(50_000));
        let template = Template::parse(&sum, &GENERATION_14);
        assert_eq!(explained(&template).steps.len(), MAX_STEPS);
    }

    #[test]
    fn values_are_those_of_the_text() {
        let template = |source| Template::parse_with(source, &GENERATION_14, &|name| name == "age");
        let single = explained(&template(" @(age + 1)\n"));
        assert!(matches!(&single.value, Value::Number(number) if *number == 24.into()));
        assert_eq!(single.evaluated.text, " 24\n");
        let several = explained(&template(" @age @(1/0) "));
        assert_eq!(several.evaluated.errors().count(), 1);
        assert!(matches!(&several.value, Value::Text(text) if text == "23 "));
    }

    #[test]
    fn broken_expressions_say_so() {
        assert_eq!(
            steps("@(1 +)", &GENERATION_14),
            ["@(1 +) = syntax error at "]
        );
    }
}
