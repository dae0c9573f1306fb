//! A growing text with an upper bound: a value in which the same part stands many times could print without end.

use std::fmt::{self, Write};

/// Longest text that a conversion makes; beyond it the expression is too complex.
pub(super) const MAX_TEXT_BYTES: usize = 32 << 20;

/// Deepest nesting of arrays and objects that is written.
pub(super) const MAX_DEPTH: usize = 400;

/// A text that refuses to grow beyond [`MAX_TEXT_BYTES`].
#[derive(Default)]
pub(super) struct Bounded(pub String);

impl Write for Bounded {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if self.0.len() + text.len() > MAX_TEXT_BYTES {
            return Err(fmt::Error);
        }
        self.0.push_str(text);
        Ok(())
    }
}
