//! The one way by which text from a file, a person or the network reaches the terminal: whatever could move the cursor,
//! change colours, turn the direction of writing or hide is made visible.
//!
//! In goes any text, out comes text that is safe to print on one line: no control characters (so no escape sequences), no
//! bidirectional controls, no invisible characters other than the joiners that emoji and some scripts need.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The text with everything that is not plainly printable made visible, on one line.
///
/// Control characters below U+0020 become their pictures (`␛`, `␊`, `␉`), all others `<U+202E>`. Text without any of them,
/// which is nearly all text, is handed back as it is.
pub fn visible(text: &str) -> Cow<'_, str> {
    let Some(first) = first_hidden(text) else {
        return Cow::Borrowed(text);
    };
    let (clean, rest) = text.split_at(first);
    let mut shown = String::with_capacity(text.len() + 16);
    shown.push_str(clean);
    let mut before = clean.chars().next_back();
    let mut chars = rest.chars().peekable();
    while let Some(character) = chars.next() {
        if is_hidden(character, before, chars.peek().copied()) {
            push_visible(&mut shown, character);
        } else {
            shown.push(character);
        }
        before = Some(character);
    }
    Cow::Owned(shown)
}

/// The lines of a text, each of them [`visible`]. Line ends are `\n` or `\r\n`; a text without any is one line.
pub fn visible_lines(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    text.split('\n')
        .map(|line| visible(line.strip_suffix('\r').unwrap_or(line)))
}

/// Where the first character is that has to be made visible.
fn first_hidden(text: &str) -> Option<usize> {
    let plain = text
        .bytes()
        .take_while(|byte| matches!(byte, b' '..=b'~'))
        .count();
    let (_, rest) = text.split_at(plain);
    let mut before = None;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, character)) = chars.next() {
        let after = chars.peek().map(|&(_, after)| after);
        if is_hidden(character, before, after) {
            return Some(plain + at);
        }
        before = Some(character);
    }
    None
}

fn push_visible(shown: &mut String, character: char) {
    let picture = match u32::from(character) {
        code @ 0..=0x1f => char::from_u32(0x2400 + code),
        0x7f => Some('␡'),
        _ => None,
    };
    match picture {
        Some(picture) => shown.push(picture),
        // Writing to a String can't fail.
        None => drop(write!(shown, "<U+{:04X}>", u32::from(character))),
    }
}

/// Whether a character, between its neighbours, would act on the terminal or not be seen.
fn is_hidden(character: char, before: Option<char>, after: Option<char>) -> bool {
    match character {
        ' '..='~' => false,
        '\0'..='\x1f' | '\x7f'..='\u{9f}' => true,
        '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{34e}' => false,
        // Joiners: invisible, but part of how an emoji or a word is written.
        '\u{200c}' | '\u{200d}' => !joins(before, after),
        // Variation selectors choose between the shapes of the character before.
        '\u{fe0e}' | '\u{fe0f}' => before.is_none_or(|before| before.is_ascii_control()),
        other => is_invisible(other),
    }
}

fn joins(before: Option<char>, after: Option<char>) -> bool {
    let joinable = |character: char| {
        !character.is_ascii()
            && !matches!(character, '\u{200b}'..='\u{200f}')
            && (character.is_alphabetic() || character >= '\u{2190}' || is_mark(character))
    };
    before.is_some_and(joinable) && after.is_some_and(joinable)
}

/// Marks that may stand before a joiner: vowel signs and viramas of the scripts that use joiners.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{900}'..='\u{dff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

/// Characters that are there without being seen, or turn the direction of what follows.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180e}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0d}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shows(text: &str, shown: &str) {
        assert_eq!(visible(text), shown, "{text:?}");
    }

    fn unchanged(text: &str) {
        assert!(
            matches!(visible(text), Cow::Borrowed(same) if same == text),
            "{text:?}"
        );
    }

    #[test]
    fn plain_text_is_handed_back() {
        unchanged("");
        unchanged("Hi Ben! What is your favourite colour?");
        unchanged("São Tomé, Ελλάδα, 日本語, العربية, עברית");
        unchanged("e\u{301} and ❤\u{fe0f}");
    }

    #[test]
    fn control_characters_become_pictures() {
        shows("\x1b[31mred\x1b[0m", "␛[31mred␛[0m");
        shows("a\nb\tc\r\0", "a␊b␉c␍␀");
        shows("back\x08\x7f", "back␈␡");
        shows("\u{9b}31m and \u{90}", "<U+009B>31m and <U+0090>");
    }

    #[test]
    fn direction_controls_are_shown() {
        shows("user\u{202e}gnp.exe", "user<U+202E>gnp.exe");
        shows("\u{2066}x\u{2069}\u{200f}", "<U+2066>x<U+2069><U+200F>");
    }

    #[test]
    fn invisible_characters_are_shown() {
        shows("pay\u{200b}pal", "pay<U+200B>pal");
        shows("\u{feff}start", "<U+FEFF>start");
        shows("soft\u{ad}hyphen", "soft<U+00AD>hyphen");
        shows("tag\u{e0041}", "tag<U+E0041>");
        shows("a\u{2028}b", "a<U+2028>b");
    }

    #[test]
    fn joiners_stay_where_they_join() {
        unchanged("👩\u{200d}👩\u{200d}👧 and 🏳\u{fe0f}\u{200d}🌈");
        unchanged("می\u{200c}خواهم");
        unchanged("क\u{94d}\u{200d}ष");
        shows("a\u{200d}b", "a<U+200D>b");
        shows("\u{200c}", "<U+200C>");
    }

    #[test]
    fn lines_are_split_before_they_are_made_visible() {
        let lines: Vec<_> = visible_lines("one\r\ntwo\n\nfour\x07").collect();
        assert_eq!(lines, ["one", "two", "", "four␇"]);
    }

    #[test]
    fn nothing_that_acts_on_a_terminal_is_left() {
        let every: String = (0..=0x10_ffff).filter_map(char::from_u32).collect();
        let shown = visible(&every);
        assert!(!shown.chars().any(char::is_control));
        assert!(!shown.contains(['\u{202e}', '\u{2066}', '\u{200b}', '\u{feff}']));
        assert_eq!(visible(&shown), shown, "what is visible stays as it is");
    }
}
