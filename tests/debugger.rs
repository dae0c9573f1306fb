//! The debugger driven by commands: where it stops, why, and what is there afterwards.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::needless_pass_by_value,
    reason = "tests may fail by panicking: that is how they say no"
)]

#[path = "debugger/scene.rs"]
mod scene;

use flowdbg::debugger::breakpoint::Place;
use flowdbg::debugger::command::{Command, Edit, OnChange, Reach, Refusal};
use flowdbg::debugger::moment::{Ahead, MomentId, ReplySource};
use flowdbg::debugger::stop::Stop;
use flowdbg::debugger::{Debugger, EffectPolicy, Settings};
use flowdbg::engine::effect::Reply;
use flowdbg::engine::input::Answer;
use flowdbg::tui::facts::action::CaseMark;
use flowdbg::tui::facts::routes::came_by;
use flowdbg::wire::v14::write_event::event_json;
use flowdbg::wire::v14::write_session::session_json;

use scene::{
    ask_colour, ask_for_a_date, endless, parent_and_child, say, start, start_with, webhook,
};

/// Does a command that is expected to be done, and gives the reason for the stop in words.
fn does(debugger: &mut Debugger, command: Command) -> String {
    debugger.perform(command).unwrap().stop.to_string()
}

fn refuses(debugger: &mut Debugger, command: Command) -> Refusal {
    let before = debugger.current().id;
    let refusal = debugger.perform(command).unwrap_err();
    assert_eq!(
        debugger.current().id,
        before,
        "a refused command moves nothing"
    );
    refusal
}

/// The types of the events up to the current moment.
fn events(debugger: &Debugger) -> Vec<String> {
    debugger
        .events()
        .iter()
        .map(|(_, event)| event.kind.type_name().to_string())
        .collect()
}

fn result(debugger: &Debugger, key: &str) -> String {
    let run = debugger.state().current_run().unwrap();
    run.results
        .get(key)
        .map(|result| result.value.to_string())
        .unwrap_or_default()
}

#[test]
fn begins_before_the_first_step() {
    let mut debugger = start(ask_colour());
    assert_eq!(debugger.stop(), &Stop::Start);
    assert_eq!(
        refuses(&mut debugger, Command::Back(Reach::MicroStep)),
        Refusal::AtStart
    );
    assert_eq!(
        does(&mut debugger, Command::Forward(Reach::MicroStep)),
        "stepped"
    );
    assert_eq!(
        does(&mut debugger, Command::Back(Reach::MicroStep)),
        "at the start"
    );
}

#[test]
fn continues_to_the_wait_and_on_to_the_end() {
    let mut debugger = start(ask_colour());
    assert_eq!(
        does(&mut debugger, Command::Forward(Reach::Stop)),
        "waits for a message"
    );
    let refusal = refuses(&mut debugger, Command::Forward(Reach::MicroStep));
    assert_eq!(refusal, Refusal::Waits("a message".to_string()));
    assert_eq!(does(&mut debugger, Command::Answer(say("blue"))), "stepped");
    assert_eq!(
        does(&mut debugger, Command::Forward(Reach::Stop)),
        "session completed"
    );
    assert_eq!(result(&debugger, "colour"), "blue");
    let refusal = refuses(&mut debugger, Command::Forward(Reach::Stop));
    assert_eq!(refusal, Refusal::Over("completed".to_string()));
    assert_eq!(
        refuses(&mut debugger, Command::Answer(say("red"))),
        Refusal::NotWaiting
    );
}

#[test]
fn steps_from_node_to_node_and_back() {
    let mut debugger = start(ask_colour());
    does(&mut debugger, Command::Forward(Reach::Node));
    let first = debugger.current().id;
    assert!(debugger.current().is_arrival());
    does(&mut debugger, Command::Forward(Reach::Stop));
    does(&mut debugger, Command::Answer(say("blue")));
    does(&mut debugger, Command::Forward(Reach::Node));
    assert!(debugger.current().is_arrival() && debugger.current().id != first);
    does(&mut debugger, Command::Back(Reach::Node));
    assert_eq!(debugger.current().id, first);
}

#[test]
fn walks_known_moments_without_running_them_again() {
    let mut debugger = start(ask_colour());
    does(&mut debugger, Command::Forward(Reach::Stop));
    does(&mut debugger, Command::Answer(say("blue")));
    does(&mut debugger, Command::Forward(Reach::Stop));
    let (count, end) = (debugger.timeline().len(), debugger.current().id);
    does(&mut debugger, Command::ToStart);
    assert_eq!(
        does(&mut debugger, Command::Forward(Reach::Stop)),
        "waits for a message"
    );
    assert_eq!(
        does(&mut debugger, Command::Forward(Reach::Stop)),
        "session completed"
    );
    assert_eq!(
        (debugger.timeline().len(), debugger.current().id),
        (count, end)
    );
    assert_eq!(
        does(&mut debugger, Command::Back(Reach::Stop)),
        "waits for a message"
    );
    does(&mut debugger, Command::ToEnd);
    assert_eq!(debugger.current().id, end);
}

#[test]
fn another_answer_in_the_past_makes_a_branch() {
    let mut debugger = start(ask_colour());
    does(&mut debugger, Command::Forward(Reach::Stop));
    let wait = debugger.current().id;
    does(&mut debugger, Command::Answer(say("blue")));
    does(&mut debugger, Command::Forward(Reach::Stop));
    let old_end = debugger.current().id;
    does(&mut debugger, Command::GoTo(wait));
    let changes = debugger.perform(Command::Answer(say("green"))).unwrap();
    assert!(changes.new_branch.is_some());
    does(&mut debugger, Command::Forward(Reach::Stop));
    assert_eq!(result(&debugger, "colour"), "green");
    assert_eq!(debugger.timeline().branches().len(), 2);

    does(&mut debugger, Command::GoTo(old_end));
    assert_eq!(
        result(&debugger, "colour"),
        "blue",
        "the old branch is still there"
    );
    does(&mut debugger, Command::GoTo(wait));
    let count = debugger.timeline().len();
    let changes = debugger.perform(Command::Answer(say("green"))).unwrap();
    assert_eq!(
        (changes.new_branch, debugger.timeline().len()),
        (None, count),
        "the known answer is the known branch"
    );
}

#[test]
fn an_edited_answer_keeps_the_later_ones_for_replay() {
    let mut debugger = start(scene::ask_twice());
    does(&mut debugger, Command::Forward(Reach::Stop));
    does(&mut debugger, Command::Answer(say("Ana")));
    let answered = debugger.current().id;
    does(&mut debugger, Command::Forward(Reach::Stop));
    does(&mut debugger, Command::Answer(say("blue")));
    does(&mut debugger, Command::Forward(Reach::Stop));

    does(
        &mut debugger,
        Command::Edit(answered, Edit::Answer(say("Ben"))),
    );
    let changes = debugger.perform(Command::Replay(answered)).unwrap();
    assert_eq!(
        (changes.replayed, changes.stop.to_string().as_str()),
        (1, "session completed")
    );
    assert_eq!(
        (result(&debugger, "name"), result(&debugger, "colour")),
        ("Ben".into(), "blue".into())
    );
}

#[test]
fn replay_ends_where_an_answer_no_longer_fits() {
    let mut debugger = start(scene::ask_twice());
    does(&mut debugger, Command::Forward(Reach::Stop));
    does(&mut debugger, Command::Answer(say("Ana")));
    let answered = debugger.current().id;
    does(&mut debugger, Command::Forward(Reach::Stop));
    does(&mut debugger, Command::Answer(say("blue")));

    does(
        &mut debugger,
        Command::Edit(answered, Edit::Answer(Answer::Expiration)),
    );
    let changes = debugger.perform(Command::Replay(answered)).unwrap();
    assert_eq!(changes.replayed, 0);
    assert!(
        matches!(changes.stop, Stop::NoLongerFits(_)),
        "{}",
        changes.stop
    );
}

#[test]
fn stops_at_a_request_and_goes_on_with_the_answer() {
    let mut debugger = start(webhook());
    assert_eq!(
        does(&mut debugger, Command::Forward(Reach::Stop)),
        "needs an answer to GET http://api.example/age"
    );
    let before = debugger.current().id;
    assert!(matches!(
        refuses(&mut debugger, Command::Forward(Reach::Stop)),
        Refusal::NeedsReply(_)
    ));
    let wrong = Command::Reply(Reply::Email(Ok(())), ReplySource::Person);
    assert!(matches!(
        refuses(&mut debugger, wrong),
        Refusal::WrongReply(_)
    ));

    let suggested = debugger.suggested_reply().unwrap();
    does(
        &mut debugger,
        Command::Reply(suggested, ReplySource::Person),
    );
    assert_eq!(debugger.current().parent, Some(before));
    does(&mut debugger, Command::Forward(Reach::Stop));
    assert!(events(&debugger).contains(&"webhook_called".to_string()));
}

#[test]
fn an_edited_reply_makes_a_branch() {
    let settings = Settings {
        effects: EffectPolicy::Mock,
        ..Settings::default()
    };
    let mut debugger = start_with(webhook(), settings);
    assert_eq!(
        does(&mut debugger, Command::Forward(Reach::Stop)),
        "session completed"
    );
    let called = debugger
        .timeline()
        .moments()
        .find(|moment| !moment.replies.is_empty())
        .unwrap()
        .id;
    let failed = Edit::Reply(
        0,
        Reply::Http(Err("unable to connect to server".to_string())),
    );
    let changes = debugger.perform(Command::Edit(called, failed)).unwrap();
    assert!(changes.new_branch.is_some());
    assert_ne!(debugger.current().id, called);
    let wrong = Edit::Reply(5, Reply::Http(Err(String::new())));
    assert_eq!(
        refuses(&mut debugger, Command::Edit(called, wrong)),
        Refusal::NothingToEdit
    );
}

#[test]
fn steps_over_and_out_of_a_subflow() {
    let mut debugger = start(parent_and_child());
    while debugger.current().run_depth() == 0 {
        does(&mut debugger, Command::Forward(Reach::MicroStep));
    }
    let entered = debugger.current().id;
    assert_eq!(does(&mut debugger, Command::Forward(Reach::Out)), "stepped");
    assert_eq!(debugger.current().run_depth(), 0);
    assert_eq!(
        refuses(&mut debugger, Command::Forward(Reach::Out)),
        Refusal::NotInSubflow
    );
    does(&mut debugger, Command::GoTo(entered));
    does(&mut debugger, Command::Back(Reach::Out));
    assert_eq!(debugger.current().run_depth(), 0);
    does(&mut debugger, Command::ToStart);
    does(&mut debugger, Command::Forward(Reach::Node));
    does(&mut debugger, Command::Forward(Reach::Node));
    assert_eq!(
        debugger.current().run_depth(),
        0,
        "nodes of the subflow are run through"
    );
}

#[test]
fn breakpoints_stop_where_they_are() {
    let mut debugger = start(ask_colour());
    let node = scene::node_of_thanks();
    does(
        &mut debugger,
        Command::AddBreakpoint(Place::Node(node.clone()), String::new()),
    );
    does(&mut debugger, Command::Forward(Reach::Stop));
    does(&mut debugger, Command::Answer(say("blue")));
    let stop = does(&mut debugger, Command::Forward(Reach::Stop));
    assert!(stop.starts_with("breakpoint 1 at node"), "{stop}");
    assert!(debugger.current().is_arrival());

    let id = debugger.breakpoints()[0].id;
    does(&mut debugger, Command::ToStart);
    does(&mut debugger, Command::ToggleBreakpoint(id));
    does(&mut debugger, Command::Forward(Reach::Stop));
    assert_eq!(
        does(&mut debugger, Command::Forward(Reach::Stop)),
        "session completed"
    );
    does(&mut debugger, Command::RemoveBreakpoint(id));
    assert_eq!(
        refuses(&mut debugger, Command::RemoveBreakpoint(id)),
        Refusal::Unknown("breakpoint")
    );
}

#[test]
fn a_condition_decides_whether_a_breakpoint_stops() {
    for (condition, stops) in [
        ("results.colour = \"blue\"", true),
        ("results.colour = \"red\"", false),
        ("1 / 0", true),
    ] {
        let mut debugger = start(ask_colour());
        let place = Place::Node(scene::node_of_thanks());
        does(
            &mut debugger,
            Command::AddBreakpoint(place, condition.to_string()),
        );
        does(&mut debugger, Command::Forward(Reach::Stop));
        does(&mut debugger, Command::Answer(say("blue")));
        let stop = does(&mut debugger, Command::Forward(Reach::Stop));
        assert_eq!(stop.starts_with("breakpoint"), stops, "{condition}: {stop}");
    }
    let bad = Command::AddBreakpoint(Place::Event("error".to_string()), "1 +".to_string());
    assert!(matches!(
        refuses(&mut start(ask_colour()), bad),
        Refusal::BadExpression { .. }
    ));
}

#[test]
fn a_watch_stops_when_its_value_changes() {
    let mut debugger = start(ask_colour());
    does(
        &mut debugger,
        Command::AddWatch("results.colour.value".to_string(), OnChange::Stop),
    );
    does(&mut debugger, Command::Forward(Reach::Stop));
    does(&mut debugger, Command::Answer(say("blue")));
    let stop = does(&mut debugger, Command::Forward(Reach::Stop));
    assert!(
        stop.starts_with("watch changed: results.colour.value was"),
        "{stop}"
    );
    assert!(stop.ends_with("is \"blue\""), "{stop}");
}

#[test]
fn differences_are_named() {
    let mut debugger = start(ask_colour());
    does(&mut debugger, Command::Forward(Reach::Stop));
    let wait = debugger.current().id;
    does(&mut debugger, Command::Answer(say("blue")));
    does(&mut debugger, Command::Forward(Reach::Stop));
    let differences = debugger.diff(wait, debugger.current().id);
    let colour = differences
        .iter()
        .find(|difference| difference.name == "colour")
        .unwrap();
    assert_eq!(
        (colour.before.as_deref(), colour.after.as_deref()),
        (None, Some("blue (All Responses)"))
    );
    assert!(debugger.diff(wait, wait).is_empty());
}

#[test]
fn a_flow_without_end_is_left_after_so_many_steps() {
    let settings = Settings {
        step_limit: 50,
        ..Settings::default()
    };
    let mut debugger = start_with(endless(), settings);
    let stop = does(&mut debugger, Command::Forward(Reach::Stop));
    assert_eq!(stop, "no stop after 50 steps; continue to go on");
    assert_eq!(debugger.current().distance, 50);
}

#[test]
fn stepping_equals_running_to_the_wait() {
    let mut stepped = start(scene::ask_twice());
    let mut run = start(scene::ask_twice());
    for text in ["Ana", "blue"] {
        while matches!(stepped.current().ahead, Ahead::Open) {
            does(&mut stepped, Command::Forward(Reach::MicroStep));
        }
        does(&mut run, Command::Forward(Reach::Stop));
        assert_eq!(fingerprint(&stepped), fingerprint(&run));
        does(&mut stepped, Command::Answer(say(text)));
        does(&mut run, Command::Answer(say(text)));
    }
}

#[test]
fn forward_and_back_is_the_identity() {
    let mut debugger = start(scene::ask_twice());
    does(&mut debugger, Command::Forward(Reach::Stop));
    does(&mut debugger, Command::Answer(say("Ana")));
    does(&mut debugger, Command::Forward(Reach::Stop));
    for index in 1..debugger.timeline().len() {
        let id = debugger.timeline().moments().nth(index).unwrap().id;
        does(&mut debugger, Command::GoTo(id));
        let here = fingerprint(&debugger);
        does(&mut debugger, Command::Back(Reach::MicroStep));
        does(&mut debugger, Command::Forward(Reach::MicroStep));
        assert_eq!((debugger.current().id, fingerprint(&debugger)), (id, here));
    }
    assert_eq!(debugger.timeline().branches().len(), 1);
    assert_eq!(debugger.timeline().moment(MomentId::START).distance, 0);
}

/// Everything of a state that matters, as text.
fn fingerprint(debugger: &Debugger) -> String {
    let events: String = debugger
        .current()
        .events
        .iter()
        .map(|event| event_json(event))
        .collect();
    format!(
        "{} {:?} {events}",
        session_json(&debugger.state().session),
        debugger.state().position.next
    )
}

#[test]
fn every_case_says_what_it_makes_of_the_operand() {
    let mut debugger = start(ask_for_a_date());
    does(&mut debugger, Command::Forward(Reach::Stop));
    does(&mut debugger, Command::Answer(say("2030-01-02")));
    does(&mut debugger, Command::Forward(Reach::MicroStep));
    let route = came_by(&debugger).unwrap();
    assert_eq!(
        route.operand,
        Some(("@input.text".to_string(), "\"2030-01-02\"".to_string()))
    );
    let marks: Vec<CaseMark> = route.cases.iter().map(|(mark, _)| *mark).collect();
    assert_eq!(
        marks,
        [
            CaseMark::Taken,
            CaseMark::WouldMatch,
            CaseMark::No,
            CaseMark::Default
        ],
        "{:?}",
        route.cases
    );
}
