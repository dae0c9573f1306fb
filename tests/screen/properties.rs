//! What holds for every sequence of keys.

use proptest::prelude::*;

use super::stage::{Stage, debugger};
use flowdbg::debugger::EffectPolicy;

const SIZE: (u16, u16) = (120, 35);

fn stage(sample: &str) -> Stage {
    Stage::new(debugger(sample, EffectPolicy::Mock), SIZE)
}

/// What is seen but the line in which notices are said.
fn seen(stage: &Stage) -> Vec<String> {
    let text = stage.text();
    let mut rows: Vec<String> = text.lines().map(str::to_owned).collect();
    rows.remove(usize::from(SIZE.1) - 2);
    rows
}

fn sample() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "registration",
        "all_actions",
        "clinic_survey",
        "city_helpline",
    ])
}

fn keys(most: usize) -> impl Strategy<Value = Vec<&'static str>> {
    let key = prop::sample::select(vec![
        "s",
        "n",
        "o",
        "c",
        "S",
        "N",
        "O",
        "C",
        "[",
        "]",
        "{",
        "}",
        "1",
        "2",
        "3",
        "inext<enter>",
        "i42<enter>",
        "e<enter>",
        "e1<enter>",
        "t",
        "X",
        "b",
        "f",
        "+",
        "-",
        "L",
        "J",
        "z",
        "h",
        "j",
        "k",
        "l",
        "g",
        "G",
        "<tab>",
        "<esc>",
        "<up>",
        "<right>",
        "?",
        "<esc>",
        ":und<enter>",
        "T",
        "<alt-b>",
        "R",
        "wresults<enter>",
        "=1/0<enter>",
        "<esc>",
        "d",
        "<esc>",
        "/a<enter>",
    ]);
    prop::collection::vec(key, 0..most)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_key_crashes_the_screen(sample in sample(), keys in keys(40)) {
        let mut stage = stage(sample);
        for key in keys {
            stage.press(key);
            stage.text();
        }
    }

    #[test]
    fn forward_and_back_shows_the_same(sample in sample(), keys in keys(25)) {
        let mut stage = stage(sample);
        for key in keys {
            stage.press(key);
        }
        for _ in 0..3 {
            stage.press("<esc>");
        }
        let at = stage.model.debugger.current().id;
        stage.press("f");
        let before = seen(&stage);
        stage.press("s");
        if stage.model.debugger.current().id == at {
            prop_assert_eq!(seen(&stage), before);
            return Ok(());
        }
        stage.press("S");
        // What lies ahead is known now, so compare after a second time.
        let known = seen(&stage);
        stage.press("sS");
        prop_assert_eq!(seen(&stage), known);
        prop_assert_eq!(stage.model.debugger.current().id, at);
    }

    #[test]
    fn stepping_shows_what_running_shows(sample in sample(), answers in prop::collection::vec("[a-z]{1,6}|[1-9]", 0..4)) {
        let mut running = stage(sample);
        let mut stepping = stage(sample);
        running.press("c");
        step_to_wait(&mut stepping);
        for answer in answers {
            // Where nothing is waited for, an answer would be typed as commands.
            if running.model.facts.conversation.waits_for.is_none() {
                break;
            }
            let keys = format!("i{answer}<enter>");
            running.press(&keys);
            running.press("c");
            stepping.press(&keys);
            step_to_wait(&mut stepping);
        }
        prop_assert_eq!(
            running.model.debugger.state().session.contact.clone(),
            stepping.model.debugger.state().session.contact.clone()
        );
        running.press("<esc>f");
        stepping.press("<esc>f");
        prop_assert_eq!(seen(&running), seen(&stepping));
    }
}

fn step_to_wait(stage: &mut Stage) {
    for _ in 0..500 {
        let before = stage.model.debugger.current().id;
        stage.press("s");
        if stage.model.debugger.current().id == before {
            return;
        }
    }
}
