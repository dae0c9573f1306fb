//! Text measured as the terminal shows it: by grapheme cluster and display width.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// What stands for text that was cut off.
pub const ELLIPSIS: &str = "…";

/// The number of terminal columns a text takes.
pub fn width(text: &str) -> usize {
    graphemes(text).map(|(_, width)| width).sum()
}

/// The grapheme clusters of a text, each with its columns. Clusters that take no column, and
/// line ends, are left out: a cell cannot show them.
pub fn graphemes(text: &str) -> impl Iterator<Item = (&str, usize)> {
    text.graphemes(true).filter_map(|grapheme| {
        let columns = grapheme.width().min(2);
        let control = grapheme.chars().any(char::is_control);
        (columns > 0 && !control).then_some((grapheme, columns))
    })
}

/// The text, or as much of it as fits in `columns` with an ellipsis at the end.
pub fn clip(text: &str, columns: usize) -> String {
    let mut clipped = String::new();
    let mut used = 0;
    let mut fallback = (0, 0);
    for (grapheme, wide) in graphemes(text) {
        if used < columns {
            fallback = (clipped.len(), used);
        }
        if used + wide > columns {
            let (bytes, at) = fallback;
            clipped.truncate(bytes);
            if at < columns {
                clipped.push_str(ELLIPSIS);
            }
            return clipped;
        }
        clipped.push_str(grapheme);
        used += wide;
    }
    clipped
}

/// The text cut or filled with spaces to exactly `columns`.
pub fn fit(text: &str, columns: usize) -> String {
    let mut fitted = clip(text, columns);
    let used = width(&fitted);
    fitted.extend(std::iter::repeat_n(' ', columns.saturating_sub(used)));
    fitted
}

/// The text as lines of at most `columns`, broken at spaces where there are any. Line ends in the
/// text start a new line.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(2);
    text.split('\n')
        .flat_map(|line| wrap_line(line, columns))
        .collect()
}

fn wrap_line(line: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut current = String::new();
    let mut used = 0;
    for word in line.split_inclusive(' ') {
        let whole = width(word.trim_end());
        if used > 0 && used + whole > columns {
            lines.push(std::mem::take(&mut current).trim_end().to_owned());
            used = 0;
        }
        for (grapheme, wide) in graphemes(word) {
            if used + wide > columns {
                if grapheme == " " {
                    continue;
                }
                lines.push(std::mem::take(&mut current));
                used = 0;
            }
            current.push_str(grapheme);
            used += wide;
        }
    }
    lines.push(current.trim_end().to_owned());
    lines
}

/// The first `limit` lines' worth of a text on one line: line ends become a visible mark.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len().min(4096));
    for part in text.split(['\n', '\r']).filter(|part| !part.is_empty()) {
        if !line.is_empty() {
            line.push_str(" ⏎ ");
        }
        line.push_str(part.trim());
        if line.len() > 4096 {
            break;
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_counts_columns_not_characters() {
        assert_eq!(width("abc"), 3);
        assert_eq!(width("日本"), 4);
        assert_eq!(width("e\u{301}"), 1);
        assert_eq!(width("👩‍👩‍👧"), 2);
        assert_eq!(width("a\u{7}b"), 2);
    }

    #[test]
    fn clip_keeps_what_fits() {
        assert_eq!(clip("hello", 5), "hello");
        assert_eq!(clip("hello!", 5), "hell…");
        assert_eq!(clip("日本語", 5), "日本…");
        assert_eq!(clip("日本語", 4), "日…");
        assert_eq!(clip("hello", 0), "");
    }

    #[test]
    fn fit_fills_to_the_column() {
        assert_eq!(fit("日本語", 4), "日… ");
        assert_eq!(fit("ab", 4), "ab  ");
    }

    #[test]
    fn wrap_breaks_at_spaces_and_inside_long_words() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("abcdefgh ij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrap("a\n\nb", 4), ["a", "", "b"]);
    }

    #[test]
    fn one_line_marks_line_ends() {
        assert_eq!(one_line("a\r\nb\n"), "a ⏎ b");
    }
}
