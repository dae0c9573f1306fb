//! The flowdbg program. Everything is in the library; this only hands over.

fn main() {}
