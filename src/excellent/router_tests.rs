//! The router tests, one table per generation. They can be called as functions too.

use super::function::FunctionSpec;

/// Router tests of generation 12.
pub static TESTS_12: &[FunctionSpec] = &[];

/// Router tests of generation 14.
pub static TESTS_14: &[FunctionSpec] = &[];
