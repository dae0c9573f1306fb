//! Tests on the words of a text. Words are compared by the environment's collation; a match is made of the words as they
//! were typed, with one space between.

use std::borrow::Cow;

use super::{Result, answer};
use crate::excellent::evaluation::Evaluation;
use crate::excellent::functions::Arguments;
use crate::excellent::outcome::Outcome;
use crate::excellent::value::Value;

/// A word as it stands and as it is compared.
struct Word<'a> {
    typed: &'a str,
    key: Cow<'a, str>,
}

fn words<'a>(evaluation: &Evaluation<'_>, text: &'a str) -> Vec<Word<'a>> {
    let collation = evaluation.environment().input_collation;
    evaluation
        .dialect()
        .words
        .words(text)
        .map(|typed| Word {
            typed,
            key: collation.key(typed),
        })
        .collect()
}

fn matching<'a>(words: impl Iterator<Item = &'a Word<'a>>) -> Outcome {
    Outcome::matching(words.map(|word| word.typed).collect::<Vec<_>>().join(" "))
}

/// Compares the words of the operand with those of the argument.
fn compare_words(
    evaluation: &Evaluation<'_>,
    values: &[Value],
    compare: fn(&[Word<'_>], &[Word<'_>]) -> Option<Outcome>,
) -> Result {
    let arguments = Arguments::new(evaluation, values);
    let (text, wanted) = (arguments.text(0)?, arguments.text(1)?);
    let (words, wanted) = (words(evaluation, &text), words(evaluation, &wanted));
    evaluation.exert(words.len().saturating_mul(wanted.len()))?;
    answer(evaluation, compare(&words, &wanted))
}

fn holds(words: &[Word<'_>], wanted: &Word<'_>) -> bool {
    words.iter().any(|word| word.key == wanted.key)
}

/// At least one of the words; the match is all of them, in the order of the text.
pub(super) fn has_any_word(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    compare_words(evaluation, values, |words, wanted| {
        let mut found = words.iter().filter(|word| holds(wanted, word)).peekable();
        found.peek().is_some().then(|| matching(found))
    })
}

/// All of the words, in any order and with others between.
pub(super) fn has_all_words(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    compare_words(evaluation, values, |words, wanted| {
        let all = wanted.iter().all(|word| holds(words, word));
        all.then(|| matching(words.iter().filter(|word| holds(wanted, word))))
    })
}

/// The words one after the other. A word that breaks a phrase is not tried as the beginning of another: `a a b` does not
/// have the phrase `a b`.
pub(super) fn has_phrase(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    compare_words(evaluation, values, |words, wanted| {
        let mut matched = 0;
        for (place, word) in words.iter().enumerate() {
            if matched == wanted.len() {
                break;
            }
            matched = if wanted.get(matched).is_some_and(|next| next.key == word.key) {
                matched + 1
            } else {
                0
            };
            if matched == wanted.len() {
                return Some(matching(
                    words.iter().take(place + 1).skip(place + 1 - matched),
                ));
            }
        }
        wanted.is_empty().then(|| Outcome::matching(""))
    })
}

/// The words one after the other, and nothing else.
pub(super) fn has_only_phrase(evaluation: &Evaluation<'_>, values: &[Value]) -> Result {
    compare_words(evaluation, values, |words, wanted| {
        let same = words.len() == wanted.len()
            && words
                .iter()
                .zip(wanted)
                .all(|(word, other)| word.key == other.key);
        same.then(|| matching(words.iter()))
    })
}

#[cfg(test)]
mod tests {
    use crate::excellent::environment::Collation;
    use crate::excellent::functions::facts::{both, environment, evaluate_in, fourteen, twelve};
    use crate::excellent::{Environment, GENERATION_14};

    #[test]
    fn words_in_texts() {
        both(r#"has_any_word("a b a b c", "a b c").match"#, "a b a b c");
        both(
            r#"has_all_words("  Hi  THERE ", "hi there").match"#,
            "Hi THERE",
        );
        both(
            r#"has_all_words("hi", "") & has_phrase("hi", "") & has_only_phrase("", "")"#,
            "truetruetrue",
        );
        both(
            r#"has_only_phrase("a.b", "a b").match & has_only_phrase("a b c", "a b")"#,
            "a bfalse",
        );
        both(r#"has_any_word("it's", "its")"#, "false");
    }

    #[test]
    fn a_word_that_breaks_a_phrase_does_not_begin_another() {
        both(
            r#"has_phrase("a b a b c", "a b c") & has_phrase("a a b", "a b")"#,
            "falsefalse",
        );
        both(
            r#"has_phrase("ab ab", "ab").match & has_phrase("x A b y", "a b").match"#,
            "abA b",
        );
    }

    #[test]
    fn marks_belong_to_words_in_one_generation() {
        twelve(r#"has_any_word("e\u0301t", "e").match"#, "e");
        fourteen(r#"has_any_word("e\u0301t", "e")"#, "false");
    }

    #[test]
    fn collations() {
        let with = |input_collation| Environment {
            input_collation,
            ..environment()
        };
        let test =
            |collation, expression| evaluate_in(&with(collation), &GENERATION_14, expression);
        assert_eq!(
            test(
                Collation::Confusables,
                r#"has_any_word("rnodern 0n", "modern on").match"#
            ),
            "rnodern 0n"
        );
        assert_eq!(
            test(
                Collation::Confusables,
                r#"has_any_word("Modern", "modern")"#
            ),
            "false"
        );
        assert_eq!(
            test(
                Collation::ArabicVariants,
                r#"has_any_word("٤٢", "۴۲").match"#
            ),
            "٤٢"
        );
    }
}
