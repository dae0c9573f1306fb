//! Answers to waits as a person writes them: a text is a message, and a slash begins what else there is.

use crate::engine::input::Answer;

/// What begins an attachment of a message.
const ATTACH: &str = "attach ";

/// A text is a message; `/attach TYPE:URL TEXT` is one with an attachment. `/timeout`, `/expire`, `/next` and
/// `/dial STATUS SECONDS` are the other answers, and `//` at the beginning stands for one `/`.
pub fn parse(text: &str) -> Result<Answer, String> {
    let Some(command) = text.strip_prefix('/') else {
        return Ok(message(text));
    };
    if command.starts_with('/') {
        return Ok(message(command));
    }
    if let Some(rest) = command.strip_prefix(ATTACH) {
        return attached(rest);
    }
    let mut words = command.split_whitespace();
    let answer = match words.next().unwrap_or_default() {
        "timeout" => Answer::Timeout,
        "expire" => Answer::Expiration,
        "next" => Answer::Nothing,
        "dial" => dial(words.next(), words.next())?,
        other => {
            return Err(format!(
                "`/{other}` is no answer: /timeout, /expire, /next, /dial STATUS SECONDS, /attach TYPE:URL, or a message (`//` for `/`)"
            ));
        }
    };
    match words.next() {
        Some(word) => Err(format!("`{word}` is one word too many in `{text}`")),
        None => Ok(answer),
    }
}

/// The text that [`parse`] makes the answer of.
pub fn written(answer: &Answer) -> String {
    match answer {
        Answer::Message { text, attachments } if attachments.is_empty() => {
            let slash = if text.starts_with('/') { "/" } else { "" };
            format!("{slash}{text}")
        }
        Answer::Message { text, attachments } => {
            let attached = attachments.iter().map(|it| format!("/{ATTACH}{it}"));
            let parts: Vec<String> = attached.chain([text.clone()]).collect();
            parts.join(" ").trim_end().to_string()
        }
        Answer::Timeout => "/timeout".to_string(),
        Answer::Expiration => "/expire".to_string(),
        Answer::Nothing => "/next".to_string(),
        Answer::Dial { status, duration } => format!("/dial {status} {duration}"),
    }
}

fn message(text: &str) -> Answer {
    Answer::Message {
        text: text.to_string(),
        attachments: Vec::new(),
    }
}

/// A message with the attachment a text begins with, and those that follow it.
fn attached(text: &str) -> Result<Answer, String> {
    let mut attachments = Vec::new();
    let mut rest = text.trim_start();
    loop {
        let (attachment, after) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let is_attachment = attachment
            .split_once(':')
            .is_some_and(|(kind, url)| !kind.is_empty() && !url.is_empty());
        if !is_attachment {
            return Err(format!(
                "`{attachment}` is no attachment, such as image/jpeg:https://example.com/a.jpg or geo:-1.95,30.06"
            ));
        }
        attachments.push(attachment.to_string());
        rest = after.trim_start();
        match rest
            .strip_prefix('/')
            .and_then(|rest| rest.strip_prefix(ATTACH))
        {
            Some(next) => rest = next.trim_start(),
            None => {
                return Ok(Answer::Message {
                    text: rest.to_string(),
                    attachments,
                });
            }
        }
    }
}

fn dial(status: Option<&str>, duration: Option<&str>) -> Result<Answer, String> {
    let status = status.unwrap_or("answered");
    if !["answered", "no_answer", "busy", "failed"].contains(&status) {
        return Err(format!(
            "`{status}` is not how a call ends: answered, no_answer, busy, failed"
        ));
    }
    let duration = duration.unwrap_or("0");
    let seconds = duration
        .parse()
        .map_err(|_| format!("`{duration}` is not a number of seconds"))?;
    Ok(Answer::Dial {
        status: status.to_string(),
        duration: seconds,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_messages() {
        assert_eq!(parse("I like blue!"), Ok(message("I like blue!")));
        assert_eq!(parse(""), Ok(message("")));
        assert_eq!(parse("//timeout"), Ok(message("/timeout")));
    }

    #[test]
    fn other_answers_begin_with_a_slash() {
        assert_eq!(parse("/timeout"), Ok(Answer::Timeout));
        assert_eq!(parse("/expire"), Ok(Answer::Expiration));
        assert_eq!(parse("/next"), Ok(Answer::Nothing));
        assert_eq!(
            parse("/dial busy 7"),
            Ok(Answer::Dial {
                status: "busy".into(),
                duration: 7
            })
        );
        assert_eq!(
            parse("/dial"),
            Ok(Answer::Dial {
                status: "answered".into(),
                duration: 0
            })
        );
    }

    #[test]
    fn what_is_neither_is_refused() {
        for text in [
            "/timeuot",
            "/timeout now",
            "/dial asleep",
            "/dial busy soon",
            "/attach photo.jpg",
            "/attach ",
            "/attach",
            "/",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn messages_may_have_attachments() {
        let with = |text: &str, attachments: &[&str]| {
            Ok(Answer::Message {
                text: text.into(),
                attachments: attachments.iter().map(ToString::to_string).collect(),
            })
        };
        assert_eq!(
            parse("/attach geo:-1.95,30.06"),
            with("", &["geo:-1.95,30.06"])
        );
        assert_eq!(
            parse("/attach image/png:http://x.example/a.png my  field"),
            with("my  field", &["image/png:http://x.example/a.png"])
        );
        assert_eq!(
            parse("/attach audio:http://x/a /attach video:http://x/b"),
            with("", &["audio:http://x/a", "video:http://x/b"])
        );
    }

    #[test]
    fn what_is_written_is_what_is_read() {
        for text in [
            "I like blue!",
            "//timeout",
            "/timeout",
            "/expire",
            "/next",
            "/dial busy 7",
            "/attach geo:1,2 here",
            "/attach geo:1,2 /attach geo:3,4",
            "",
        ] {
            assert_eq!(written(&parse(text).unwrap()), text);
        }
    }
}
