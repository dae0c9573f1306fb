//! The whole screen, without a terminal: keys typed at sample flows, and what is seen then.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs,
    reason = "tests may fail by panicking: that is how they say no"
)]

use std::collections::BTreeSet;

use flowdbg::debugger::EffectPolicy;
use flowdbg::tui::message::{Msg, Task};
use flowdbg::tui::model::{Model, Preferences};
use flowdbg::tui::theme::{Theme, ThemeName};
use insta::assert_snapshot;
use ratatui::style::Color;
use stage::{Stage, debugger, sample};

#[path = "screen/answers.rs"]
mod answers;
#[path = "screen/hostile.rs"]
mod hostile;
#[path = "screen/idle_actions_14.rs"]
mod idle_actions_14;
#[path = "screen/properties.rs"]
mod properties;
#[path = "screen/stage.rs"]
mod stage;

const SMALL: (u16, u16) = (80, 24);
const MIDDLE: (u16, u16) = (120, 35);
const LARGE: (u16, u16) = (200, 60);
const SIZES: [(u16, u16); 3] = [SMALL, MIDDLE, LARGE];
const SAMPLES: [&str; 4] = [
    "registration",
    "all_actions",
    "clinic_survey",
    "city_helpline",
];

#[test]
fn the_start() {
    for size in SIZES {
        let name = format!("start_{}x{}", size.0, size.1);
        assert_snapshot!(name, sample("clinic_survey", size).text());
    }
}

#[test]
fn the_first_wait() {
    for size in SIZES {
        let name = format!("wait_{}x{}", size.0, size.1);
        assert_snapshot!(name, sample("clinic_survey", size).keys("c").text());
    }
}

#[test]
fn an_action_that_changed_the_contact() {
    for size in SIZES {
        let name = format!("action_{}x{}", size.0, size.1);
        assert_snapshot!(name, sample("clinic_survey", size).keys("c1ssss").text());
    }
}

#[test]
fn every_pane_is_a_tab_on_a_small_screen() {
    for (pane, name) in (1..=7).zip([
        "flow",
        "action",
        "contact",
        "results",
        "context",
        "events",
        "conversation",
    ]) {
        let stage = sample("registration", SMALL).keys(&format!("cired<enter>nn{pane}"));
        assert_snapshot!(format!("tab_{name}"), stage.text());
    }
}

#[test]
fn help_and_palette() {
    assert_snapshot!("help_80x24", sample("registration", SMALL).keys("?").text());
    assert_snapshot!(
        "help_200x60",
        sample("registration", LARGE).keys("?").text()
    );
    assert_snapshot!(
        "palette",
        sample("registration", MIDDLE).keys(":bra").text()
    );
}

#[test]
fn an_edited_answer_makes_a_branch_and_the_old_one_stays() {
    let stage = sample("clinic_survey", MIDDLE).keys("c2c{e<ctrl-u>vaccines please<enter>c");
    assert_snapshot!("branch", stage.text());
    assert_eq!(stage.model.debugger.timeline().branches().len(), 2);
    let back = stage.keys("<alt-b>");
    assert!(back.text().contains("main"));
}

#[test]
fn a_wait_says_where_silence_leads() {
    let stage = sample("all_actions", LARGE).keys("c");
    let text = stage.text();
    assert!(text.contains("nothing within 1 h → No reply"), "{text}");
}

#[test]
fn a_request_opens_a_dialog() {
    let mut stage = sample("all_actions", MIDDLE);
    until_dialog(&mut stage);
    assert_snapshot!("request", stage.text());
    stage.press("<ctrl-u>503<tab><ctrl-u>busy");
    assert_snapshot!("request_answered", stage.text());
    let asked = stage.model.debugger.current().id;
    stage.press("<enter>");
    assert_ne!(stage.model.debugger.current().id, asked, "{}", stage.text());
    let events = &stage.model.facts.events;
    assert!(
        events.iter().any(|event| event.summary.contains("503")),
        "{events:?}"
    );
}

#[test]
fn the_names_of_templates_are_not_cut() {
    let scrolled = |stage: &mut Stage| {
        stage.press("2");
        let mut seen = stage.text();
        for _ in 0..20 {
            stage.press("j");
            seen.push_str(&stage.text());
        }
        seen
    };
    for size in [MIDDLE, LARGE] {
        let mut stage = sample("all_actions", size).keys("ss");
        let seen = scrolled(&mut stage);
        assert!(seen.contains("quick_replies[0] Maize"), "{seen}");
        until_dialog(&mut stage);
        stage.press("<esc>");
        let seen = scrolled(&mut stage);
        assert!(seen.contains("headers[Content-Type]"), "{seen}");
    }
}

/// Steps, answering waits by "yes", until a dialog is open.
fn until_dialog(stage: &mut Stage) {
    for _ in 0..200 {
        if !stage.model.overlays.is_empty() {
            return;
        }
        stage.press(if stage.model.facts.conversation.waits_for.is_some() {
            "iyes<enter>"
        } else {
            "s"
        });
    }
    panic!("no request was made:\n{}", stage.text());
}

#[test]
fn a_live_call_can_be_cancelled_and_its_answer_is_taken() {
    let mut stage = Stage::new(debugger("all_actions", EffectPolicy::Live), MIDDLE);
    for _ in 0..200 {
        if stage.model.call.is_some() {
            break;
        }
        stage.press(if stage.model.facts.conversation.waits_for.is_some() {
            "iyes<enter>"
        } else {
            "s"
        });
    }
    let Some(Task::Call { .. }) = stage.tasks.pop() else {
        panic!("no call was made")
    };
    stage.send(Msg::Tick(3_400));
    assert!(stage.text().contains("3.4 s"), "{}", stage.text());
    stage.press("<esc>");
    assert_eq!(stage.tasks.pop(), Some(Task::CancelCall));
    assert!(stage.text().contains("was cancelled"));
    // The answer of a call that was cancelled comes too late.
    let before = stage.model.debugger.current().id;
    stage.send(Msg::Called {
        id: 1,
        result: Err("late".to_owned()),
    });
    assert_eq!(stage.model.debugger.current().id, before);
    stage.press("r");
    let Some(Task::Call { id, .. }) = stage.tasks.pop() else {
        panic!("no call was made again")
    };
    stage.send(Msg::Called {
        id,
        result: Err("no route to host".to_owned()),
    });
    assert_ne!(stage.model.debugger.current().id, before);
}

#[test]
fn all_actions_say_in_words_what_they_did() {
    let mut stage = Stage::new(debugger("all_actions", EffectPolicy::Mock), LARGE);
    let mut seen = BTreeSet::new();
    for _ in 0..300 {
        if stage.model.facts.conversation.waits_for.is_some() {
            stage.press("iyes<enter>");
        } else {
            stage.press("s");
        }
        let action = &stage.model.facts.action;
        if action.done && action.place.contains(" of ") {
            assert!(!action.words.is_empty() && !action.outcome.is_empty());
            seen.insert(action.type_name.clone());
        }
        stage.text();
    }
    assert_eq!(seen.len(), 17, "{seen:?}");
}

#[test]
fn every_sample_can_be_walked_at_every_size() {
    for name in SAMPLES {
        for size in SIZES {
            let mut stage = Stage::new(debugger(name, EffectPolicy::Mock), size);
            for _ in 0..25 {
                stage.press("c");
                assert!(!stage.text().is_empty());
                stage.press(if stage.model.facts.conversation.quick_replies.is_empty() {
                    "i24<enter>"
                } else {
                    "1"
                });
                assert!(!stage.text().is_empty());
            }
        }
    }
}

#[test]
fn ascii_means_ascii() {
    let preferences = Preferences {
        ascii: true,
        ..Preferences::default()
    };
    let debugger = debugger("registration", EffectPolicy::Ask);
    let stage = Stage::preferring(debugger, MIDDLE, preferences).keys("cired<enter>nn");
    assert_snapshot!("ascii", stage.text());
    for keys in ["", "?", "<esc>:", "<esc>z", "2J", "5"] {
        let text = Stage::preferring(
            stage::debugger("registration", EffectPolicy::Ask),
            MIDDLE,
            preferences,
        )
        .keys(&format!("cired<enter>nn{keys}"))
        .text();
        let odd: String = text.chars().filter(|c| !c.is_ascii()).collect();
        assert_eq!(odd, "", "after {keys}:\n{text}");
    }
}

#[test]
fn no_colour_means_no_colour() {
    let preferences = Preferences {
        theme: ThemeName::Plain,
        ascii: false,
    };
    let stage = Stage::preferring(
        debugger("registration", EffectPolicy::Ask),
        LARGE,
        preferences,
    );
    for cell in &stage.keys("cired<enter>nn2J").buffer().content {
        assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset));
    }
}

#[test]
fn colours_have_a_meaning() {
    let theme = Theme::named(ThemeName::Dark);
    let inks = [
        (theme.text, 't'),
        (theme.dim, '.'),
        (theme.border, ','),
        (theme.here, 'H'),
        (theme.changed, 'C'),
        (theme.wait, 'W'),
        (theme.press, 'P'),
        (theme.error, 'E'),
    ];
    let stage = sample("clinic_survey", MIDDLE).keys("c1ssss");
    let buffer = stage.buffer();
    let letter = |cell: &ratatui::buffer::Cell| {
        if cell.symbol() == " " {
            return ' ';
        }
        let known = inks.iter().find(|(style, _)| style.fg == Some(cell.fg));
        known.map_or('?', |(_, letter)| *letter)
    };
    let rows = buffer.content.chunks(usize::from(MIDDLE.0));
    let map: Vec<String> = rows
        .map(|row| {
            row.iter()
                .map(letter)
                .collect::<String>()
                .trim_end()
                .to_owned()
        })
        .collect();
    assert_snapshot!("colours", map.join("\n"));
}

#[test]
fn themes_change_colours_and_nothing_else() {
    let mut stage = sample("clinic_survey", MIDDLE).keys("c1ssss");
    let rows = |stage: &Stage| -> Vec<String> {
        let text = stage.text();
        text.lines()
            .take(MIDDLE.1 as usize - 2)
            .map(str::to_owned)
            .collect()
    };
    let before = rows(&stage);
    for _ in ThemeName::ALL {
        stage.press("T");
        assert_eq!(rows(&stage), before);
    }
}

#[test]
fn a_terminal_can_have_any_size() {
    let mut stage = sample("clinic_survey", SMALL).keys("c1ssss?");
    for keys in ["", "<esc>", ":", "<esc>z", "5"] {
        stage.press(keys);
        for width in (1..230).step_by(19) {
            for height in (1..70).step_by(7) {
                stage.resize(width, height);
                stage.text();
            }
        }
    }
    stage.resize(50, 10);
    assert!(
        stage
            .text()
            .contains("50x10 is too small: flowdbg needs 60x16"),
        "{}",
        stage.text()
    );
    stage.press("q");
    assert_eq!(stage.tasks.pop(), Some(Task::Quit));
}

#[test]
fn resizing_there_and_back_changes_nothing() {
    let mut stage = sample("clinic_survey", MIDDLE).keys("c1ssss");
    let before = stage.text();
    for (width, height) in SIZES.into_iter().chain([MIDDLE]) {
        stage.resize(width, height);
        stage.text();
    }
    assert_eq!(stage.text(), before);
}

#[test]
fn keys_that_do_nothing_say_why() {
    for (keys, why) in [
        ("S", "this is the start"),
        ("i", "the session does not wait here"),
        ("o", "no other flow waits for this one"),
        ("r", "no action asks the outside world"),
        ("e", "nothing was answered yet"),
        ("]", "nothing is known beyond this moment"),
        ("W", "nothing is watched"),
        ("%", "% does nothing"),
        ("cs", "the session waits"),
        ("<alt-b>", "there is one branch only"),
        ("/zzzz<enter>", "zzzz"),
    ] {
        let text = sample("clinic_survey", MIDDLE).keys(keys).text();
        assert!(text.contains(why), "after {keys}:\n{text}");
    }
}

#[test]
fn function_keys_work_as_in_other_debuggers() {
    let by_letter = sample("clinic_survey", MIDDLE).keys("c").text();
    assert_eq!(
        sample("clinic_survey", MIDDLE).keys("<f5>").text(),
        by_letter
    );
}

#[test]
fn what_was_made_up_is_listed() {
    let flow = serde_json::json!({
        "uuid": "76f0a02f-3b75-4b86-9064-e9195e1b3a02", "name": "Lonely", "language": "eng", "type": "messaging",
        "nodes": [{"uuid": "a58be63b-907d-4a1a-856b-0bb5579d7507", "actions": [{
            "uuid": "8eebd020-1af5-431c-b943-aa670fc74da9", "type": "set_contact_field",
            "field": {"key": "shoe_size", "name": "Shoe size"}, "value": "42"}]}]
    });
    let opened = flowdbg::wire::open::open(&flow).unwrap();
    let stage = Stage::new(stage::debugger_of(opened, EffectPolicy::Ask), MIDDLE);
    assert!(stage.text().contains("field Shoe size"), "{}", stage.text());
    let text = stage.keys("A").text();
    assert!(text.contains("Assumed: not in the file, made up"), "{text}");
}

#[test]
fn flows_that_cannot_be_read_are_told() {
    let action = |kind: &str| {
        serde_json::json!({"uuid": "8eebd020-1af5-431c-b943-aa670fc74da9", "type": kind,
            "field": {"key": "shoe_size", "name": "Shoe size"}, "value": "42"})
    };
    let flow = |uuid: &str, name: &str, kind: &str| {
        serde_json::json!({
            "uuid": uuid, "name": name, "language": "eng", "type": "messaging",
            "nodes": [{"uuid": "a58be63b-907d-4a1a-856b-0bb5579d7507", "actions": [action(kind)],
                "exits": [{"uuid": "c58be63b-907d-4a1a-856b-0bb5579d7507"}]}]
        })
    };
    let file = serde_json::json!({"flows": [
        flow("76f0a02f-3b75-4b86-9064-e9195e1b3a02", "Shoes", "set_contact_field"),
        flow("86f0a02f-3b75-4b86-9064-e9195e1b3a02", "Old \u{1b}[31mshoes", "measure_feet"),
    ]});
    let opened = flowdbg::wire::open::open(&file).unwrap();
    let unreadable = opened.unreadable.clone();
    let debugger = stage::debugger_of(opened, EffectPolicy::Ask);
    let model = Model::new(debugger, unreadable, Preferences::default(), MIDDLE);
    let stage = Stage::of(model);
    assert_snapshot!("unreadable", stage.text());
    let stage = stage.keys("A");
    assert_snapshot!("unreadable_reasons", stage.text());
    // Once something is stepped to, the pane is about that.
    let text = stage.keys("<esc>s").text();
    assert!(!text.contains("can't be read"), "{text}");
}

#[test]
fn the_context_can_leave_out_what_is_empty() {
    let mut stage = sample("clinic_survey", MIDDLE).keys("c5");
    stage.press("/contact<enter><enter>");
    let empty = |stage: &Stage| {
        let lines = stage.model.facts.context.iter();
        lines.filter(|line| line.is_empty).count()
    };
    let all = stage.model.facts.context.len();
    assert!(empty(&stage) > 0);
    let selected = |stage: &Stage| {
        let line = &stage.model.facts.context[stage.model.context.selected];
        line.path.clone()
    };
    assert_eq!(selected(&stage), "contact");
    stage.press("E");
    assert_eq!(empty(&stage), 0);
    assert_eq!(selected(&stage), "contact");
    assert!(
        stage.text().contains("without the empty"),
        "{}",
        stage.text()
    );
    // It stays so at other moments.
    stage.press("S");
    assert_eq!(empty(&stage), 0);
    stage.press("cE");
    assert_eq!(stage.model.facts.context.len(), all);
    assert!(!stage.text().contains("without the empty"));
}

#[test]
fn x_says_why_a_node_was_left() {
    let waiting = sample("clinic_survey", MIDDLE).keys("cx");
    assert_snapshot!("explain_wait", waiting.text());
    let left = waiting.keys("<esc>1ssss/which service<enter>x");
    assert_snapshot!("explain_node", left.text());
    let text = sample("clinic_survey", MIDDLE).keys("ssx").text();
    assert!(text.contains("no router of this node"), "{text}");
}

#[test]
fn x_shows_what_a_call_sent_and_got() {
    let mut stage = sample("all_actions", MIDDLE);
    until_dialog(&mut stage);
    stage.press("<tab><ctrl-u>{\"left\": [3]}<enter>6x");
    assert_snapshot!("explain_call", stage.text());
    stage.press("<esc>kx");
    let text = stage.text();
    assert!(text.contains("\"type\": \"run_result_changed\""), "{text}");
}

#[test]
fn expressions_are_explained_by_their_parts() {
    let stage = sample("clinic_survey", MIDDLE).keys("c=upper(contact.name) & (1/0)<enter>");
    let text = stage.text();
    assert!(text.contains("└ contact.name = \"Amina Diallo\""), "{text}");
    assert!(
        text.contains("└ upper(contact.name) = \"AMINA DIALLO\""),
        "{text}"
    );
    assert!(text.contains("1/0") && text.contains("✖"), "{text}");
    let text = stage.keys("<esc>5/contact<enter>x").text();
    assert!(
        text.contains("@(contact)") && text.contains("(object)"),
        "{text}"
    );
}

#[test]
fn x_lists_what_changed_the_contact_and_the_results() {
    let stage = Stage::new(debugger("all_actions", EffectPolicy::Mock), MIDDLE);
    let stage = stage.keys("3x");
    assert!(
        stage
            .text()
            .contains("nothing was changed up to this moment"),
        "{}",
        stage.text()
    );
    let stage = stage.keys("cimaize<enter>c2i2<enter>c3x");
    assert_snapshot!("explain_contact", stage.text());
    let stage = stage.keys("<esc>4x");
    assert_snapshot!("explain_results", stage.text());
}

#[test]
fn moments_are_compared_across_branches() {
    let mut stage = sample("registration", MIDDLE).keys("D");
    assert!(
        stage.text().contains("no moment is marked"),
        "{}",
        stage.text()
    );
    stage.press("cired<enter>cm");
    let marked = stage.model.debugger.current().id;
    stage.press("D");
    assert!(stage.text().contains("this is the marked moment"));
    stage.press("e<ctrl-u>blue<enter>c");
    assert_ne!(stage.model.debugger.current().id, marked);
    stage.press("D");
    assert_snapshot!("compare", stage.text());
}

#[test]
fn a_session_that_breaks_off_says_why_in_the_action_pane() {
    let flow = serde_json::json!({
        "uuid": "76f0a02f-3b75-4b86-9064-e9195e1b3a02", "name": "Break", "language": "eng", "type": "messaging",
        "nodes": [{"uuid": "a58be63b-907d-4a1a-856b-0bb5579d7507", "actions": [
            {"uuid": "8eebd020-1af5-431c-b943-aa670fc74da1", "type": "set_run_result", "name": "Crop",
                "value": "@contact.fields.crop"},
            {"uuid": "8eebd020-1af5-431c-b943-aa670fc74da2", "type": "send_broadcast", "text": "News",
                "legacy_vars": ["no number"]}],
            "exits": [{"uuid": "c58be63b-907d-4a1a-856b-0bb5579d7507"}]}]
    });
    let opened = flowdbg::wire::open::open(&flow).unwrap();
    let stage = Stage::new(stage::debugger_of(opened, EffectPolicy::Ask), MIDDLE);
    let stage = stage.keys("sss");
    assert!(stage.text().contains("= (empty)"), "{}", stage.text());
    assert_snapshot!("broken_off", stage.keys("s").text());
}
