//! Patterns that were compiled lately, so that a case that is tried again and again is compiled once.

use std::cell::RefCell;

use super::{Lines, Pattern};

/// How many patterns a thread keeps.
const CAPACITY: usize = 64;

struct Entry {
    pattern: String,
    lines: Lines,
    compiled: Option<Pattern>,
}

thread_local! {
    /// The patterns used last stand last.
    static RECENT: RefCell<Vec<Entry>> = const { RefCell::new(Vec::new()) };
}

/// Compiles a pattern, or takes it from those compiled lately; `None` if it is none.
pub fn compile(pattern: &str, lines: Lines) -> Option<Pattern> {
    RECENT.with_borrow_mut(|recent| {
        let known = recent
            .iter()
            .rposition(|entry| entry.lines == lines && entry.pattern == pattern);
        let entry = match known {
            Some(at) => recent.remove(at),
            None => Entry {
                pattern: pattern.to_owned(),
                lines,
                compiled: Pattern::new(pattern, lines),
            },
        };
        let compiled = entry.compiled.clone();
        if recent.len() >= CAPACITY {
            recent.remove(0);
        }
        recent.push(entry);
        compiled
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_compiled_once() {
        let first = compile("a+b", Lines::Each).unwrap();
        let second = compile("a+b", Lines::Each).unwrap();
        assert!(std::sync::Arc::ptr_eq(&first.0, &second.0));
        assert!(!std::sync::Arc::ptr_eq(
            &first.0,
            &compile("a+b", Lines::Whole).unwrap().0
        ));
        assert!(compile("a(", Lines::Each).is_none());
    }

    #[test]
    fn the_memory_is_bounded() {
        for n in 0..CAPACITY * 2 {
            compile(&format!("x{n}"), Lines::Whole);
        }
        RECENT.with_borrow(|recent| assert_eq!(recent.len(), CAPACITY));
    }
}
