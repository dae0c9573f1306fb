//! Reads an answer to a wait as a person writes it on the command line or at the prompt.

use crate::engine::input::Answer;

/// A text is a message; `/timeout`, `/expire`, `/next` and `/dial STATUS SECONDS` are the other answers, and `//` at the
/// beginning stands for one `/`.
pub fn parse(text: &str) -> Result<Answer, String> {
    let Some(command) = text.strip_prefix('/') else {
        return Ok(message(text));
    };
    if command.starts_with('/') {
        return Ok(message(command));
    }
    let mut words = command.split_whitespace();
    let answer = match words.next().unwrap_or_default() {
        "timeout" => Answer::Timeout,
        "expire" => Answer::Expiration,
        "next" => Answer::Nothing,
        "dial" => dial(words.next(), words.next())?,
        other => {
            return Err(format!(
                "`/{other}` is no answer: /timeout, /expire, /next, /dial STATUS SECONDS, or a message (`//` for `/`)"
            ));
        }
    };
    match words.next() {
        Some(word) => Err(format!("`{word}` is one word too many in `{text}`")),
        None => Ok(answer),
    }
}

fn message(text: &str) -> Answer {
    Answer::Message {
        text: text.to_string(),
        attachments: Vec::new(),
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
            "/",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
