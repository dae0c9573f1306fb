//! Calls: the check of the number of arguments, the wrapping of errors, and the budget, in one place.

use smallvec::SmallVec;
use std::sync::Arc;

use super::Evaluation;
use crate::excellent::error::Error;
use crate::excellent::function::{Arity, FunctionSpec};
use crate::excellent::tree::{Frame, Lambda};
use crate::excellent::value::{Function, Value};

impl Evaluation<'_> {
    /// Calls a function value; an error comes back wrapped with its name.
    pub fn invoke(&self, function: &Function, arguments: &[Value]) -> Value {
        match function {
            Function::Builtin(spec) => self.call(spec, arguments),
            Function::Lambda(lambda) => {
                let result = self.run_lambda(lambda, arguments);
                self.finish("<anon>", result)
            }
        }
    }

    /// Calls a built-in function or router test; an error comes back wrapped with its name.
    pub fn call(&self, spec: &FunctionSpec, arguments: &[Value]) -> Value {
        self.finish(spec.name, self.call_unwrapped(spec, arguments))
    }

    /// Calls a built-in function or router test; an error comes back as the function gives it, and nothing is charged.
    pub fn call_unwrapped(&self, spec: &FunctionSpec, arguments: &[Value]) -> Result<Value, Error> {
        spec.arity.check(arguments.len())?;
        (spec.body)(self, arguments)?.checked()
    }

    fn run_lambda(&self, lambda: &Lambda, arguments: &[Value]) -> Result<Value, Error> {
        Arity::Exactly(lambda.parameters).check(arguments.len())?;
        let frame = Frame {
            values: SmallVec::from(arguments),
            parent: lambda.scope.clone(),
        };
        self.run(&lambda.program, lambda.body, Some(&Arc::new(frame)))
            .checked()
    }

    fn finish(&self, name: &str, result: Result<Value, Error>) -> Value {
        match result {
            Ok(Value::Array(items)) => match self.exert(size_of_val(&*items)) {
                Ok(()) => self.charge(Value::Array(items)),
                Err(error) => Value::Error(error),
            },
            Ok(value) => self.charge(value),
            Err(error) => Value::Error(self.dialect.call_error(name, error)),
        }
    }

    /// Takes the cost of a result from the budget: the bytes of a text, 1 for anything else. When nothing is left the result
    /// is the budget error.
    pub(super) fn charge(&self, value: Value) -> Value {
        let cost = match &value {
            Value::Text(text) => i64::try_from(text.len()).unwrap_or(i64::MAX).max(1),
            _ => 1,
        };
        let left = self.budget.get().saturating_sub(cost);
        self.budget.set(left);
        if left < 0 {
            Value::Error(Error::too_complex())
        } else {
            value
        }
    }
}
