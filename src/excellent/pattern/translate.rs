//! Reading a pattern by the rules of RE2 and writing it in the notation of the `regex` crate.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::class;

/// A repetition may not be larger, nor the product of repetitions within each other.
const MAX_REPEAT: u32 = 1000;

/// The pattern in the other notation, or `None` if it is none.
pub(super) fn translate(pattern: &str) -> Option<String> {
    let mut translator = Translator {
        rest: pattern,
        out: String::with_capacity(pattern.len() + 16),
        after: After::Nothing,
        repeats: 1,
        groups: vec![1],
        names: HashSet::new(),
    };
    translator.run()?;
    (translator.groups.len() == 1).then_some(translator.out)
}

/// What stands before the next character: whether it can be repeated.
#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    /// The start of the pattern, of a group or of an alternative.
    Nothing,
    /// Something that can be repeated.
    Item,
    /// A repetition.
    Repetition,
}

struct Translator<'a> {
    rest: &'a str,
    out: String,
    after: After,
    /// How often counted repetitions within each other repeat the innermost part of the last item.
    repeats: u32,
    /// The most of these in each open group; the first one is the pattern itself.
    groups: Vec<u32>,
    names: HashSet<&'a str>,
}

impl<'a> Translator<'a> {
    fn run(&mut self) -> Option<()> {
        while let Some(c) = self.take() {
            match c {
                '(' => self.group()?,
                ')' => {
                    self.note_repeats();
                    let most = self.groups.pop().filter(|_| !self.groups.is_empty())?;
                    self.item(")");
                    self.repeats = most;
                }
                '|' => {
                    self.out.push('|');
                    self.after = After::Nothing;
                }
                '*' | '+' | '?' => self.repetition(&String::from(c))?,
                '{' => self.brace()?,
                '[' => {
                    let (class, rest) = class::translate(self.rest)?;
                    self.rest = rest;
                    self.item(&class);
                }
                '\\' => self.escape()?,
                '^' | '$' | '.' => self.item(c.encode_utf8(&mut [0; 4])),
                _ => self.literal(c),
            }
        }
        Some(())
    }

    fn take(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let c = chars.next()?;
        self.rest = chars.as_str();
        Some(c)
    }

    fn item(&mut self, text: &str) {
        self.out.push_str(text);
        self.after = After::Item;
        self.note_repeats();
    }

    fn literal(&mut self, c: char) {
        self.item("");
        push_literal(&mut self.out, c);
    }

    /// Ends the last item as far as repetitions are concerned.
    fn note_repeats(&mut self) {
        let repeats = std::mem::replace(&mut self.repeats, 1);
        if let Some(most) = self.groups.last_mut() {
            *most = repeats.max(*most);
        }
    }

    /// What follows `(`.
    fn group(&mut self) -> Option<()> {
        self.note_repeats();
        self.groups.push(1);
        self.after = After::Nothing;
        let Some(special) = self.rest.strip_prefix('?') else {
            self.out.push('(');
            return Some(());
        };
        if let Some(named) = special
            .strip_prefix("P<")
            .or_else(|| special.strip_prefix('<'))
        {
            let (name, rest) = named.split_once('>')?;
            let is_name =
                !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
            if !is_name || !self.names.insert(name) {
                return None;
            }
            self.rest = rest;
            self.out.push('(');
            return Some(());
        }
        self.flags(special)
    }

    /// What follows `(?`: flags, then `:` or `)`.
    fn flags(&mut self, special: &'a str) -> Option<()> {
        let end = special.find([':', ')'])?;
        let (flags, rest) = special.split_at_checked(end)?;
        let (on, off) = flags
            .split_once('-')
            .map_or((flags, None), |(on, off)| (on, Some(off)));
        let known = |flags: &str| flags.chars().all(|c| matches!(c, 'i' | 'm' | 's' | 'U'));
        if !known(on) || off.is_some_and(|off| off.is_empty() || !known(off)) {
            return None;
        }
        let closes = rest.starts_with(')');
        self.rest = rest.get(1..)?;
        if closes {
            self.groups.pop();
        }
        if !(flags.is_empty() && closes) {
            let _ = write!(self.out, "(?{}", distinct(on));
            if let Some(off) = off {
                let _ = write!(self.out, "-{}", distinct(off));
            }
            self.out.push(if closes { ')' } else { ':' });
        }
        Some(())
    }

    /// `operator` and a `?` that may make it lazy.
    fn repetition(&mut self, operator: &str) -> Option<()> {
        if self.after != After::Item {
            return None;
        }
        self.out.push_str(operator);
        if let Some(rest) = self.rest.strip_prefix('?') {
            self.rest = rest;
            self.out.push('?');
        }
        self.after = After::Repetition;
        Some(())
    }

    /// `{n}`, `{n,}` or `{n,m}`; a brace that begins anything else is literal.
    fn brace(&mut self) -> Option<()> {
        let Some((least, most, rest)) = counts(self.rest) else {
            self.literal('{');
            return Some(());
        };
        let most_allowed = most.unwrap_or(least);
        if least > MAX_REPEAT || most_allowed > MAX_REPEAT || most_allowed < least {
            return None;
        }
        let length = self.rest.len() - rest.len();
        let operator = ["{", self.rest.get(..length)?].concat();
        self.rest = rest;
        self.repetition(&operator)?;
        // What is repeated at most once adds nothing; what is repeated never counts no longer.
        self.repeats = match most.unwrap_or(least) {
            0 => 1,
            times => self.repeats.saturating_mul(times),
        };
        (self.repeats <= MAX_REPEAT).then_some(())
    }

    /// What follows `\`.
    fn escape(&mut self) -> Option<()> {
        if let Some(quoted) = self.rest.strip_prefix('Q') {
            let (literal, rest) = quoted.split_once("\\E").unwrap_or((quoted, ""));
            for c in literal.chars() {
                self.literal(c);
            }
            self.rest = rest;
            return Some(());
        }
        if let Some((class, rest)) = class::escaped_class(self.rest) {
            self.rest = rest;
            self.item(&class);
            return Some(());
        }
        let anchor = match self.rest.chars().next()? {
            'A' => "\\A",
            'z' => "\\z",
            'b' => "(?-u:\\b)",
            'B' => "(?-u:\\B)",
            _ => {
                let (c, rest) = class::escaped_char(self.rest)?;
                self.rest = rest;
                self.literal(c);
                return Some(());
            }
        };
        self.take();
        self.item(anchor);
        Some(())
    }
}

/// A flag may be given more than once, but is written once.
fn distinct(flags: &str) -> String {
    "imsU"
        .chars()
        .filter(|flag| flags.contains(*flag))
        .collect()
}

/// Reads what follows `{`: the least count, the most if one is named (after `,` without a number there is no most), and
/// what follows `}`.
fn counts(text: &str) -> Option<(u32, Option<u32>, &str)> {
    let (inside, rest) = text.split_once('}')?;
    let number = |digits: &str| {
        let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        let unpadded = digits.len() == 1 || !digits.starts_with('0');
        (plain && unpadded).then(|| digits.parse().unwrap_or(u32::MAX))
    };
    match inside.split_once(',') {
        None => Some((number(inside)?, None, rest)),
        Some((least, "")) => Some((number(least)?, None, rest)),
        Some((least, most)) => Some((number(least)?, Some(number(most)?), rest)),
    }
}

/// Writes a character that stands for itself.
pub(super) fn push_literal(out: &mut String, c: char) {
    if c.is_ascii() && !c.is_ascii_alphanumeric() {
        let _ = write!(out, "\\x{:02X}", u32::from(c));
    } else {
        out.push(c);
    }
}
