//! Regular expressions and templates of language models.

use super::arguments::Arguments;
use crate::excellent::error::Error;
use crate::excellent::evaluation::Evaluation;
use crate::excellent::pattern::{Lines, compile};
use crate::excellent::value::{Text, Value};

type Result<T = Value> = std::result::Result<T, Error>;

/// What the use of a pattern counts for, as it may have to be compiled.
pub(in crate::excellent) const PATTERN_EFFORT: usize = 1 << 12;

/// `regex_match(text, pattern [, group])`: a group of the first match.
pub(super) fn regex_match(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let (text, pattern) = (arguments.text(0)?, arguments.text(1)?);
    let group = if arguments.count() > 2 {
        arguments.integer(2)?
    } else {
        0
    };
    evaluation.exert(PATTERN_EFFORT)?;
    let pattern =
        compile(&pattern, Lines::Each).ok_or_else(|| Error::new("invalid regular expression"))?;
    let found = pattern.first_match(&text).unwrap_or_default();
    match usize::try_from(group)
        .ok()
        .and_then(|group| found.get(group))
    {
        Some(group) => Ok(group.unwrap_or_default().into()),
        None => Err(Error::new("invalid regular expression group")),
    }
}

/// `prompt(name, any...)`: a text template that the host knows, with the arguments put in.
pub(super) fn prompt(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let name = arguments.text(0)?;
    // An error stands in the prompt with its text.
    let filled: Vec<Text> = (1..arguments.count())
        .map(|index| {
            arguments
                .text(index)
                .unwrap_or_else(|error| error.shared_text())
        })
        .collect();
    let Some(template) = arguments.host().prompt(&name) else {
        return Err(Error::new(format!("unknown LLM prompt {name}")));
    };
    match fill(&template, &filled) {
        Some(text) => Ok(text.into()),
        None => Err(Error::new("unable to render LLM prompt")),
    }
}

/// Puts arguments in place of `{{ .arg1 }}` and so on; `None` if something else stands between the braces.
fn fill(template: &str, arguments: &[Text]) -> Option<String> {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        let (inside, following) = after.split_once("}}")?;
        let name = inside.trim().strip_prefix('.')?;
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
        if !is_name {
            return None;
        }
        let number = name
            .strip_prefix("arg")
            .filter(|number| !number.starts_with('0'));
        let index = number
            .and_then(|number| number.parse::<usize>().ok())
            .and_then(|number| number.checked_sub(1));
        out.push_str(before);
        out.push_str(
            index
                .and_then(|index| arguments.get(index))
                .map_or("<no value>", Text::as_str),
        );
        rest = following;
    }
    out.push_str(rest);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::super::facts::fourteen;
    use super::*;

    #[test]
    fn groups_of_a_match() {
        fourteen(r#"regex_match("ID: AB-77", "([a-z]+)-(\d+)", 2)"#, "77");
        fourteen(r#"regex_match("b", "(a)?b", 1)"#, "");
        fourteen(
            r#"regex_match("abc", "x")"#,
            "error calling regex_match(...): invalid regular expression group",
        );
        fourteen(
            r#"regex_match("abc", "(a", 0)"#,
            "error calling regex_match(...): invalid regular expression",
        );
        fourteen(
            r#"prompt("sum")"#,
            "error calling prompt(...): unknown LLM prompt sum",
        );
    }

    #[test]
    fn prompts() {
        let arguments = [Text::new("a"), Text::new("b")];
        assert_eq!(
            fill("{{ .arg2 }} of {{.arg1}}!", &arguments).as_deref(),
            Some("b of a!")
        );
        assert_eq!(
            fill("{{ .arg3 }}{{ .x }}", &arguments).as_deref(),
            Some("<no value><no value>")
        );
        assert_eq!(fill("{{ if }}", &arguments), None);
        assert_eq!(fill("{{ .arg1", &arguments), None);
    }
}
