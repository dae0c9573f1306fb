//! The built-in functions, one table per generation.

use super::function::FunctionSpec;

/// Functions of generation 12.
pub static FUNCTIONS_12: &[FunctionSpec] = &[];

/// Functions of generation 14.
pub static FUNCTIONS_14: &[FunctionSpec] = &[];
