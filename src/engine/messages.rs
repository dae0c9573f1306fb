//! The content of messages to send: texts, attachments and quick replies, translated and evaluated.

use super::action_context::ActionContext;
use super::evaluate::Escaping;
use super::localization::{self, Languages};
use super::semantics::ContentRule;
use crate::excellent::{Template, Text};
use crate::model::action::MessageContent;
use crate::model::event::{MessageTexts, QuickReply};

/// Bytes of an attachment (14).
const MAX_ATTACHMENT_BYTES: usize = 2048;
/// Characters of the text of a quick reply (14).
const MAX_QUICK_REPLY_CHARS: usize = 64;
/// Characters of what comes with a quick reply (14).
const MAX_QUICK_REPLY_EXTRA_CHARS: usize = 1000;
/// What an attachment may be said to be, apart from a content type.
const ATTACHMENT_KINDS: [&str; 6] = [
    "image",
    "audio",
    "video",
    "application",
    "geo",
    "unavailable",
];

/// Content ready to be sent.
#[derive(Debug, Clone, Default)]
pub struct EvaluatedContent {
    /// The texts.
    pub texts: MessageTexts,
    /// The language they are in; empty if there is nothing to tell it from.
    pub language: Text,
}

/// Evaluates the content of the current action in the first language of the run that there is, or in `only` that language,
/// else in that of the flow.
pub fn evaluate(
    context: &mut ActionContext<'_>,
    message: &MessageContent,
    only: Option<&str>,
) -> EvaluatedContent {
    let languages = match only {
        Some(language) => Languages::from_slice(&[language]),
        None => context.languages(),
    };
    let (semantics, flow, item) = (
        context.semantics(),
        context.flow,
        context.action.uuid.as_str(),
    );
    let text = localization::text(semantics, flow, &languages, item, "text", &message.text);
    let attachments = localization::list(
        semantics,
        flow,
        &languages,
        item,
        "attachments",
        &message.attachments,
    );
    let replies = localization::list(
        semantics,
        flow,
        &languages,
        item,
        "quick_replies",
        &message.quick_replies,
    );
    drop(languages);
    context.note_translation("text", text.is_short);
    context.note_translation("attachments", attachments.is_short);
    context.note_translation("quick_replies", replies.is_short);
    let first = [
        (!text.text.is_empty(), &text.translated_to),
        (!attachments.texts.is_empty(), &attachments.translated_to),
        (!replies.texts.is_empty(), &replies.translated_to),
    ];
    let language = match first.into_iter().find(|(is_there, _)| *is_there) {
        Some((_, Some(language))) => language.clone(),
        Some((_, None)) => flow.language.clone(),
        None => Text::default(),
    };
    let text = context.evaluate_text(text.text).text;
    let attachments = attachments
        .texts
        .iter()
        .filter_map(|template| attachment(context, template))
        .collect();
    let quick_replies = replies
        .texts
        .iter()
        .filter_map(|template| quick_reply(context, template))
        .collect();
    let texts = MessageTexts {
        text,
        attachments,
        quick_replies,
    };
    EvaluatedContent { texts, language }
}

/// Evaluates what fills the variables of a message template (14).
pub fn template_variables(context: &mut ActionContext<'_>, message: &MessageContent) -> Vec<Text> {
    message
        .template_variables
        .iter()
        .map(|template| context.evaluate_text(template).text)
        .collect()
}

fn attachment(context: &mut ActionContext<'_>, template: &Template) -> Option<Text> {
    match context.semantics().content {
        ContentRule::Unchecked => {
            let attachment = context.evaluate_escaped(template, Escaping::Url);
            if attachment.text.is_empty() && !attachment.failed {
                context.log_error("attachment text evaluated to empty string, skipping");
                return None;
            }
            Some(attachment.text)
        }
        ContentRule::Checked => {
            let attachment = context.evaluate_text(template).text;
            let attachment = attachment.trim();
            if !is_attachment(attachment) {
                context.log_error("Attachment evaluated to invalid value and will be ignored");
                return None;
            }
            if attachment.len() > MAX_ATTACHMENT_BYTES {
                let problem = format!(
                    "Evaluated attachment is longer than the {MAX_ATTACHMENT_BYTES} limit and will be ignored"
                );
                context.log_error(problem);
                return None;
            }
            Some(attachment.into())
        }
    }
}

fn quick_reply(context: &mut ActionContext<'_>, template: &Template) -> Option<QuickReply> {
    let reply = context.evaluate_text(template);
    match context.semantics().content {
        ContentRule::Unchecked if reply.text.is_empty() && !reply.failed => {
            context.log_error("quick reply text evaluated to empty string, skipping");
            None
        }
        ContentRule::Unchecked => Some(QuickReply {
            kind: Text::new_static("text"),
            text: reply.text,
            extra: Text::default(),
        }),
        ContentRule::Checked if reply.text.is_empty() => {
            context.log_error("Quick reply evaluated to empty string and will be ignored");
            None
        }
        ContentRule::Checked => Some(parse_quick_reply(&reply.text)),
    }
}

/// Whether the text is `type:url` with a type that is known or looks like a content type (14).
pub fn is_attachment(text: &str) -> bool {
    let Some((kind, url)) = text.split_once(':') else {
        return false;
    };
    let kind = kind.to_lowercase();
    !url.is_empty() && (ATTACHMENT_KINDS.contains(&kind.as_str()) || is_content_type(&kind))
}

fn is_content_type(text: &str) -> bool {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    text.split_once('/').is_some_and(|(kind, subtype)| {
        !kind.is_empty()
            && kind.bytes().all(is_word)
            && !subtype.is_empty()
            && subtype
                .bytes()
                .all(|byte| is_word(byte) || b"-+.".contains(&byte))
    })
}

/// Reads a quick reply: an optional type in angle brackets, the text, and what follows `<extra>` (14).
pub fn parse_quick_reply(text: &str) -> QuickReply {
    if let Some(prompt) = text.strip_prefix("<location>") {
        return reply_of("location", prompt, "");
    }
    let (kind, rest) = ["form", "url"]
        .into_iter()
        .find_map(|kind| {
            let rest = text
                .strip_prefix('<')?
                .strip_prefix(kind)?
                .strip_prefix('>')?;
            Some((kind, rest))
        })
        .unwrap_or(("text", text));
    let (shown, extra) = rest.split_once("<extra>").unwrap_or((rest, ""));
    reply_of(kind, shown, extra)
}

fn reply_of(kind: &str, text: &str, extra: &str) -> QuickReply {
    use super::http::body::ellipsize;
    QuickReply {
        kind: kind.into(),
        text: ellipsize(text, MAX_QUICK_REPLY_CHARS).into(),
        extra: ellipsize(extra, MAX_QUICK_REPLY_EXTRA_CHARS).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(text: &str, kind: &str, shown: &str, extra: &str) {
        let expected = QuickReply {
            kind: kind.into(),
            text: shown.into(),
            extra: extra.into(),
        };
        assert_eq!(parse_quick_reply(text), expected, "{text}");
    }

    #[test]
    fn quick_replies_may_tell_more_than_a_text() {
        reply("Yes", "text", "Yes", "");
        reply(" ", "text", " ", "");
        reply("Yes<extra>a<extra>b", "text", "Yes", "a<extra>b");
        reply(
            "<url>Open<extra>http://a.test",
            "url",
            "Open",
            "http://a.test",
        );
        reply("<form>Fill", "form", "Fill", "");
        reply("<location>Where<extra>x", "location", "Where<extra>x", "");
        reply("<other>x", "text", "<other>x", "");
        reply(&"x".repeat(65), "text", &("x".repeat(61) + "..."), "");
    }

    #[test]
    fn attachments_begin_with_a_type() {
        for text in [
            "image:x",
            "IMAGE/PNG:http://x",
            "audio/x-wav:y",
            "geo:1,2",
            "unavailable:http://x:y",
        ] {
            assert!(is_attachment(text), "{text}");
        }
        for text in [
            "",
            "image",
            "image:",
            "picture:x",
            "http://x",
            "a/b/c:x",
            "/png:x",
            "é/x:y",
        ] {
            assert!(!is_attachment(text), "{text}");
        }
    }
}
