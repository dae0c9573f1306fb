//! Only ASCII reaches the screen: whatever else was drawn gets a stand-in. The panes choose better ones for most of their
//! glyphs; this is the net below them, and above all for text from outside.

use ratatui::buffer::Buffer;
use unicode_normalization::UnicodeNormalization;

/// What stands for what has no stand-in of its own.
const UNKNOWN: char = '?';

/// Replaces every cell that is not ASCII.
pub fn reduce(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        if !cell.symbol().is_ascii() {
            let plain = stand_in(cell.symbol());
            cell.set_char(plain);
        }
    }
}

fn stand_in(symbol: &str) -> char {
    let base = symbol.nfd().next().unwrap_or(UNKNOWN);
    match base {
        ascii if ascii.is_ascii() => ascii,
        '…' | '·' => '.',
        '→' | '▶' | '›' => '>',
        '⏎' | '␊' => '/',
        '×' => 'x',
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '–' | '—' | '─' | '━' | '═' | '╌' => '-',
        '│' | '┃' | '║' | '╎' => '|',
        '▼' => 'v',
        '↑' => '^',
        '\u{2500}'..='\u{257f}' => '+',
        _ => UNKNOWN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_lose_their_accents_and_the_rest_becomes_a_mark() {
        let shown: String = ["é", "n", "…", "日", "e\u{301}", "╬"]
            .map(stand_in)
            .iter()
            .collect();
        assert_eq!(shown, "en.?e+");
    }
}
