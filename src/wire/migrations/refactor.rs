//! Changing the expressions of a template, and leaving everything else of it as it is written.

use crate::excellent::template::Expression;
use crate::excellent::tree::{Kind, Program};
use crate::excellent::{GENERATION_14, Template, Value};

/// How long a key that is looked up in `results` may be, in characters.
const MAX_RESULT_KEY: usize = 64;

/// A change of expressions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// `webhook` becomes `webhook.json`, also where it is the parameter of an anonymous function.
    WebhookJson,
    /// Keys looked up by a dot in `results` (spelled like that) are cut to 64 characters.
    ShortResultKeys,
}

/// The template with the change made wherever it applies. An expression that is changed is written anew as a whole; one
/// that can't be parsed is kept.
pub fn refactor(template: &str, change: Change) -> String {
    let parsed = Template::parse_with(template, &GENERATION_14, &|name| name == change.root());
    let mut refactored = String::with_capacity(template.len());
    let mut copied = 0;
    for expression in parsed.expressions() {
        let Some(changed) = change_expression(expression, change) else {
            continue;
        };
        refactored.push_str(
            template
                .get(copied..expression.span.start)
                .unwrap_or_default(),
        );
        refactored.push_str(&changed);
        copied = expression.span.end;
    }
    refactored.push_str(template.get(copied..).unwrap_or_default());
    refactored
}

/// The expression written anew; none if the change does not apply to it.
fn change_expression(expression: &Expression, change: Change) -> Option<String> {
    let program = expression.program.as_ref().ok()?;
    if !program
        .nodes()
        .iter()
        .any(|node| change.replacement(&node.kind, program).is_some())
    {
        return None;
    }
    let text = program.canonical_with(program.root(), &|kind| {
        change.replacement(kind, program).or_else(|| match kind {
            Kind::Literal(Value::Error(_)) => Some("ERROR".to_string()),
            _ => None,
        })
    });
    let is_identifier = !expression.source.starts_with("@(");
    Some(if is_identifier {
        format!("@{text}")
    } else {
        format!("@({text})")
    })
}

impl Change {
    /// The only top-level name that makes an identifier of `@name.path`.
    fn root(self) -> &'static str {
        match self {
            Self::WebhookJson => "webhook",
            Self::ShortResultKeys => "results",
        }
    }

    /// What is written for a node to which the change applies.
    fn replacement(self, kind: &Kind, program: &Program) -> Option<String> {
        match self {
            Self::WebhookJson => (written_name(kind)?.to_lowercase() == self.root())
                .then(|| "webhook.json".to_string()),
            Self::ShortResultKeys => {
                let Kind::Property(container, key) = kind else {
                    return None;
                };
                let container = written_name(&program.node(*container)?.kind)?;
                let is_long = key.written.chars().count() > MAX_RESULT_KEY;
                (container == self.root() && is_long).then(|| {
                    let short: String = key.written.chars().take(MAX_RESULT_KEY).collect();
                    format!("{container}.{short}")
                })
            }
        }
    }
}

/// The name of a top-level name or parameter, as written.
fn written_name(kind: &Kind) -> Option<&str> {
    match kind {
        Kind::Name(name) => Some(&name.written),
        Kind::Parameter { written, .. } => Some(written),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn webhook(template: &str) -> String {
        refactor(template, Change::WebhookJson)
    }

    #[test]
    fn what_does_not_change_is_kept_as_written() {
        for template in [
            "@( if( true , 1 , 2 ) )",
            "@(webhook.a + )",
            "@webhookx",
            "@@webhook @(foo.webhook)",
            "bob@example.org @results.x",
            "@(webhook",
        ] {
            assert_eq!(webhook(template), template);
        }
    }

    #[test]
    fn webhook_becomes_webhook_json() {
        for (template, expected) in [
            ("@(if(webhook,1,2))", "@(if(webhook.json, 1, 2))"),
            (
                "Hi @(upper(webhook.a) & \" \" & WEBHOOK.b) @( 1 )",
                "Hi @(upper(webhook.json.a) & \" \" & webhook.json.b) @( 1 )",
            ),
            ("@webhook.a.0.b", "@webhook.json.a.0.b"),
            ("@(webhook.json)", "@(webhook.json.json)"),
            (
                "@((webhook) => webhook.a)",
                "@((webhook) => webhook.json.a)",
            ),
            ("@(webhook + 1.50+2.0)", "@(webhook.json + 1.5 + 2)"),
            (
                "@(foreach(webhook,(X)=>X.foo))",
                "@(foreach(webhook.json, (X) => x.foo))",
            ),
            (
                "@(webhook & \"a\\d\" & \"\\x41\")",
                "@(webhook.json & \"a\\\\d\" & \"A\")",
            ),
        ] {
            assert_eq!(webhook(template), expected);
        }
    }

    #[test]
    fn result_keys_are_cut() {
        let (long, short) = ("k".repeat(70), "k".repeat(64));
        let cut = |template: String| refactor(&template, Change::ShortResultKeys);
        assert_eq!(
            cut(format!("@results.{long}.value")),
            format!("@results.{short}.value")
        );
        assert_eq!(
            cut(format!("@( results.{long}+1 )")),
            format!("@(results.{short} + 1)")
        );
        for kept in [
            format!("@(results[\"{long}\"])"),
            format!("@RESULTS.{long}"),
            format!("@(run.results.{long})"),
        ] {
            assert_eq!(cut(kept.clone()), kept);
        }
    }
}
