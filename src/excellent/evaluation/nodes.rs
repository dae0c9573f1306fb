//! Walking the tree. A chain of operators, lookups or calls is walked along its left side in a loop, so only nesting, which
//! the parser bounds, needs the stack.

use std::sync::Arc;

use smallvec::SmallVec;

use super::Evaluation;
use super::lookups::Unknown;
use crate::excellent::dialect::Lookups;
use crate::excellent::error::Error;
use crate::excellent::object::Key;
use crate::excellent::tree::{Frame, Kind, Lambda, Name, NodeId, Program};
use crate::excellent::value::{Function, Value};

/// Deepest nesting of an evaluation, lambdas included.
const MAX_DEPTH: usize = 256;

/// Arguments of a call.
type Arguments = SmallVec<[Value; 4]>;

/// The values that the parts of an expression had, in the order in which they were found.
#[derive(Debug, Default)]
pub struct Trace {
    /// Part and value; a part inside of a lambda may have several.
    pub values: Vec<(NodeId, Value)>,
}

/// Most values that a trace keeps.
const MAX_TRACE: usize = 10_000;

type Scope<'s> = Option<&'s Arc<Frame>>;

impl Evaluation<'_> {
    /// The value of a program.
    pub fn evaluate(&self, program: &Arc<Program>) -> Value {
        self.run(program, program.root(), None)
    }

    pub(super) fn run(&self, program: &Arc<Program>, id: NodeId, scope: Scope<'_>) -> Value {
        let depth = self.depth.get();
        if depth >= MAX_DEPTH {
            return Value::Error(self.exhaust());
        }
        self.depth.set(depth + 1);
        let value = self.run_chain(program, id, scope);
        self.depth.set(depth);
        value
    }

    /// The value of a node: first the innermost left operand, then what is done with it, outwards.
    fn run_chain(&self, program: &Arc<Program>, id: NodeId, scope: Scope<'_>) -> Value {
        let mut chain: SmallVec<[NodeId; 8]> = SmallVec::new();
        let mut at = id;
        while let Some(left) = left_of(program, at) {
            chain.push(at);
            at = left;
        }
        let mut value = self.start(program, at, scope);
        self.note(at, &value);
        while let Some(outer) = chain.pop() {
            value = self.apply(program, outer, value, scope);
            self.note(outer, &value);
        }
        value
    }

    fn note(&self, id: NodeId, value: &Value) {
        if let Some(trace) = self.trace {
            let mut trace = trace.borrow_mut();
            if trace.values.len() < MAX_TRACE {
                trace.values.push((id, value.clone()));
            }
        }
    }

    /// A node without a left operand.
    fn start(&self, program: &Arc<Program>, id: NodeId, scope: Scope<'_>) -> Value {
        match program.kind(id) {
            Ok(Kind::Literal(value)) => value.clone(),
            Ok(Kind::Name(name)) => self.name(name),
            Ok(Kind::Parameter { up, slot, written }) => {
                parameter(scope, *up, *slot).unwrap_or_else(|| self.unknown_name(written).into())
            }
            Ok(Kind::RootPath(path)) => self.resolve_root(path).into(),
            Ok(Kind::NamedCall(name, arguments)) => match name.function {
                Some(spec) => self.call(spec, &self.arguments(program, arguments, scope)),
                None => Value::error(format!("no function with name '{}'", name.lowered)),
            },
            Ok(Kind::Lambda(parameters, body)) => {
                Value::Function(Function::Lambda(Arc::new(Lambda {
                    program: program.clone(),
                    parameters: parameters.len(),
                    body: *body,
                    scope: scope.cloned(),
                })))
            }
            Ok(_) => Value::error("expression without a start"),
            Err(error) => Value::Error(error),
        }
    }

    fn name(&self, name: &Name) -> Value {
        let (key, shown) = match self.dialect.lookups {
            Lookups::Paths => (Key::exact(&name.lowered), &name.lowered),
            Lookups::SingleKeys => (
                Key::ignoring_case(&name.written, &name.lowered),
                &name.written,
            ),
        };
        if let Some(value) = self.root_property(key) {
            return value;
        }
        match name.function {
            Some(spec) if self.dialect.lookups == Lookups::SingleKeys => {
                Value::Function(Function::Builtin(spec))
            }
            _ => self.unknown_name(shown).into(),
        }
    }

    /// What is done with the value of a node's left operand.
    fn apply(&self, program: &Arc<Program>, id: NodeId, left: Value, scope: Scope<'_>) -> Value {
        match program.kind(id) {
            Ok(Kind::Parentheses(_)) => left,
            Ok(Kind::Negate(_, times)) => self.negate(&left, *times),
            Ok(Kind::Binary(operator, _, right)) => {
                let right = self.run(program, *right, scope);
                self.operate(*operator, &left, &right)
            }
            Ok(Kind::Property(_, name)) => {
                let key = Key::ignoring_case(&name.written, &name.lowered);
                self.property_of(&left, key, Unknown::Refused).into()
            }
            Ok(Kind::Path(_, path)) => self.resolve(&left, path).into(),
            Ok(Kind::Index(_, index)) => {
                let index = self.run(program, *index, scope);
                self.indexed(&left, &index).into()
            }
            Ok(Kind::Call(callee, arguments)) => match &left {
                Value::Function(function) => {
                    self.invoke(function, &self.arguments(program, arguments, scope))
                }
                Value::Error(_) => left,
                _ => Value::error(format!("{} is not a function", program.canonical(*callee))),
            },
            Ok(_) => left,
            Err(error) => Value::Error(error),
        }
    }

    fn indexed(&self, container: &Value, index: &Value) -> Result<Value, Error> {
        if let Value::Error(error) = container {
            return Err(error.clone());
        }
        match self.dialect.lookups {
            Lookups::Paths => self.resolve(container, &self.text(index)?),
            Lookups::SingleKeys => self.look_up(container, index, Unknown::Null),
        }
    }

    fn arguments(&self, program: &Arc<Program>, nodes: &[NodeId], scope: Scope<'_>) -> Arguments {
        nodes
            .iter()
            .map(|id| self.run(program, *id, scope))
            .collect()
    }
}

fn parameter(scope: Scope<'_>, up: usize, slot: usize) -> Option<Value> {
    let mut frame = scope?;
    for _ in 0..up {
        frame = frame.parent.as_ref()?;
    }
    frame.values.get(slot).cloned()
}

/// The operand that a node starts with.
pub(in crate::excellent) fn left_of(program: &Program, id: NodeId) -> Option<NodeId> {
    match program.kind(id).ok()? {
        Kind::Parentheses(left)
        | Kind::Negate(left, _)
        | Kind::Binary(_, left, _)
        | Kind::Property(left, _)
        | Kind::Path(left, _)
        | Kind::Index(left, _)
        | Kind::Call(left, _) => Some(*left),
        Kind::Literal(_)
        | Kind::Name(_)
        | Kind::Parameter { .. }
        | Kind::RootPath(_)
        | Kind::NamedCall(..)
        | Kind::Lambda(..) => None,
    }
}
