//! The command line: arguments, sub-commands, wiring, exit codes.

pub mod eval;
