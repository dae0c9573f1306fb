//! Keys as they are written in the table of commands: `s`, `S`, `ctrl-c`, `f5`, `shift-f11`, `tab`, `esc`.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// The name of a key press. Shift is part of a letter's case and named for other keys only.
pub fn name(event: KeyEvent) -> String {
    let mut name = String::new();
    let base = match event.code {
        KeyCode::Char(' ') => "space".to_owned(),
        KeyCode::Char(character) => character.to_string(),
        KeyCode::F(number) => format!("f{number}"),
        KeyCode::Enter => "enter".to_owned(),
        KeyCode::Esc => "esc".to_owned(),
        KeyCode::Tab => "tab".to_owned(),
        KeyCode::BackTab => return "shift-tab".to_owned(),
        KeyCode::Backspace => "backspace".to_owned(),
        KeyCode::Delete => "delete".to_owned(),
        KeyCode::Left => "left".to_owned(),
        KeyCode::Right => "right".to_owned(),
        KeyCode::Up => "up".to_owned(),
        KeyCode::Down => "down".to_owned(),
        KeyCode::Home => "home".to_owned(),
        KeyCode::End => "end".to_owned(),
        KeyCode::PageUp => "pageup".to_owned(),
        KeyCode::PageDown => "pagedown".to_owned(),
        _ => "unknown".to_owned(),
    };
    if event.modifiers.contains(KeyModifiers::CONTROL) {
        name.push_str("ctrl-");
    }
    if event.modifiers.contains(KeyModifiers::ALT) {
        name.push_str("alt-");
    }
    if event.modifiers.contains(KeyModifiers::SHIFT) && !matches!(event.code, KeyCode::Char(_)) {
        name.push_str("shift-");
    }
    name.push_str(&base);
    name
}

/// The name of a key as people read it: `Shift-F11`, `Ctrl-C`, `Tab`.
pub fn label(name: &str) -> String {
    if name.chars().count() == 1 {
        return name.to_owned();
    }
    let capital = |part: &str| {
        let mut characters = part.chars();
        characters
            .next()
            .map(|first| first.to_uppercase().chain(characters).collect::<String>())
            .unwrap_or_default()
    };
    name.split('-').map(capital).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(code: KeyCode, modifiers: KeyModifiers) -> String {
        name(KeyEvent::new(code, modifiers))
    }

    #[test]
    fn keys_have_names() {
        assert_eq!(named(KeyCode::Char('S'), KeyModifiers::SHIFT), "S");
        assert_eq!(named(KeyCode::Char('c'), KeyModifiers::CONTROL), "ctrl-c");
        assert_eq!(named(KeyCode::F(11), KeyModifiers::SHIFT), "shift-f11");
        assert_eq!(named(KeyCode::BackTab, KeyModifiers::SHIFT), "shift-tab");
        assert_eq!(named(KeyCode::Char(' '), KeyModifiers::NONE), "space");
    }

    #[test]
    fn labels_are_what_people_read() {
        assert_eq!(label("shift-f11"), "Shift-F11");
        assert_eq!(label("ctrl-c"), "Ctrl-C");
        assert_eq!(label("s"), "s");
        assert_eq!(label("tab"), "Tab");
    }
}
