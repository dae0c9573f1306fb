//! A line of text being typed: the message at a wait, a search, a dialog's field.

use unicode_segmentation::UnicodeSegmentation;

/// A text with a cursor between two of its graphemes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LineInput {
    before: String,
    after: String,
}

/// Longest text that is taken, so that a pasted file does not become a message.
const MAX_BYTES: usize = 2 * 1024 * 1024;

impl LineInput {
    /// A text with the cursor at its end.
    pub fn with_text(text: &str) -> Self {
        Self {
            before: text.to_owned(),
            after: String::new(),
        }
    }

    /// The whole text.
    pub fn text(&self) -> String {
        format!("{}{}", self.before, self.after)
    }

    /// The text before the cursor.
    pub fn before(&self) -> &str {
        &self.before
    }

    /// The text after the cursor.
    pub fn after(&self) -> &str {
        &self.after
    }

    /// Whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.before.is_empty() && self.after.is_empty()
    }

    /// Takes the text out and leaves nothing.
    pub fn take(&mut self) -> String {
        let text = self.text();
        *self = Self::default();
        text
    }

    /// Types a text. What would make the line too long is dropped.
    pub fn insert(&mut self, text: &str) {
        if self.before.len() + self.after.len() + text.len() <= MAX_BYTES {
            self.before.push_str(text);
        }
    }

    /// Deletes the grapheme before the cursor.
    pub fn backspace(&mut self) {
        if let Some((at, _)) = self.before.grapheme_indices(true).next_back() {
            self.before.truncate(at);
        }
    }

    /// Deletes the grapheme after the cursor.
    pub fn delete(&mut self) {
        if let Some(first) = self.after.graphemes(true).next() {
            self.after.drain(..first.len());
        }
    }

    /// Deletes the word before the cursor.
    pub fn delete_word(&mut self) {
        let kept = self
            .before
            .trim_end()
            .rfind(char::is_whitespace)
            .map_or(0, |at| {
                at + self
                    .before
                    .get(at..)
                    .and_then(|rest| rest.chars().next())
                    .map_or(1, char::len_utf8)
            });
        self.before.truncate(kept);
    }

    /// Deletes everything before the cursor.
    pub fn delete_to_start(&mut self) {
        self.before.clear();
    }

    /// Moves the cursor one grapheme to the left.
    pub fn left(&mut self) {
        if let Some((at, _)) = self.before.grapheme_indices(true).next_back() {
            let moved = self.before.split_off(at);
            self.after.insert_str(0, &moved);
        }
    }

    /// Moves the cursor one grapheme to the right.
    pub fn right(&mut self) {
        if let Some(first) = self.after.graphemes(true).next().map(str::len) {
            self.before.extend(self.after.drain(..first));
        }
    }

    /// Moves the cursor to the start.
    pub fn home(&mut self) {
        self.after.insert_str(0, &self.before);
        self.before.clear();
    }

    /// Moves the cursor to the end.
    pub fn end(&mut self) {
        self.before.push_str(&self.after);
        self.after.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_by_grapheme() {
        let mut line = LineInput::with_text("ae\u{301}👩‍👩‍👧");
        line.backspace();
        assert_eq!(line.text(), "ae\u{301}");
        line.left();
        line.insert("x");
        assert_eq!(line.text(), "axe\u{301}");
        line.delete();
        assert_eq!(line.text(), "ax");
        line.home();
        line.delete();
        line.end();
        assert_eq!((line.before(), line.after()), ("x", ""));
    }

    #[test]
    fn words_are_deleted_with_the_space_after_them() {
        let mut line = LineInput::with_text("one two  ");
        line.delete_word();
        assert_eq!(line.text(), "one ");
        line.delete_word();
        assert_eq!(line.text(), "");
        line.delete_word();
        assert_eq!(line.text(), "");
    }

    #[test]
    fn taking_leaves_nothing() {
        let mut line = LineInput::with_text("hi");
        assert_eq!(line.take(), "hi");
        assert!(line.is_empty());
    }
}
