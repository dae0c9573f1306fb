//! The expression language of flows: templates, values, operators, functions and router tests of both generations.

pub mod calendar;
pub mod case;
pub mod collation;
pub mod format;
pub mod pattern;
pub mod words;
