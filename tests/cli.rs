//! The program as it is called from a shell: what it prints, and what its exit code says.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail by panicking: that is how they say no"
)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

const REGISTRATION: &str = "sample_flows/registration.json";
const CLINIC: &str = "sample_flows/clinic_survey.json";
const AMINA: &str = "sample_flows/contacts/amina.json";

/// What a call of the program came to.
struct Outcome {
    code: i32,
    out: String,
    err: String,
}

fn call(arguments: &[&str], input: &str) -> Outcome {
    let mut child = Command::new(env!("CARGO_BIN_EXE_flowdbg"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that has refused its arguments does not read what is typed.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    Outcome {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn run(file: &str, more: &[&str]) -> Outcome {
    let fixed = ["run", file, "--now", "2026-03-04T05:06:07Z", "--seed", "7"];
    call(&[&fixed[..], more].concat(), "")
}

/// A file with this content, in a folder of the test's own.
fn file(name: &str, content: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, content).unwrap();
    path
}

/// One line on stderr, nothing on stdout, exit code 2.
fn refuses(arguments: &[&str], sentence: &str) {
    let outcome = call(arguments, "");
    assert_eq!(outcome.code, 2, "{arguments:?}: {}", outcome.err);
    assert_eq!(outcome.out, "", "{arguments:?}");
    assert_eq!(
        outcome.err.lines().count(),
        1,
        "{arguments:?}: {}",
        outcome.err
    );
    assert!(
        outcome.err.contains(sentence),
        "{arguments:?}: {}",
        outcome.err
    );
}

#[test]
fn bad_files_are_told_in_one_sentence() {
    let name = |path: &PathBuf| path.to_str().unwrap().to_string();
    let broken = name(&file("broken.json", "{\"a\":"));
    let contact = name(&file("contact.json", "{\"uuid\": \"x\"}"));
    let dance = json!({"uuid": "36f675cc-81e7-4ef5-a8e2-5d940ed90475", "name": "Dance", "language": "eng",
        "type": "messaging", "nodes": [{"uuid": "46f675cc-81e7-4ef5-a8e2-5d940ed90475",
        "actions": [{"type": "dance", "uuid": "56f675cc-81e7-4ef5-a8e2-5d940ed90475"}]}]});
    let dance = name(&file("dance.json", &dance.to_string()));
    let trigger = name(&file("trigger.json", "{\"type\": \"manual\"}"));
    let environment = name(&file("environment.json", "{\"date_format\": \"x\"}"));
    let mocks = name(&file(
        "mocks.json",
        "{\"http\": {\"https://a.example\": {\"stat\": 1}}}",
    ));
    refuses(&["nowhere.json"], "nowhere.json: there is no such file");
    refuses(
        &["run", "nowhere.json"],
        "nowhere.json: there is no such file",
    );
    refuses(&["src"], "src: this is a directory, not a file");
    refuses(&[&broken], "it is not valid JSON: EOF");
    refuses(&[&contact], "this is not a flow");
    refuses(&[&dance], "at /nodes/0/actions/0/type: flow 'Dance'");
    refuses(
        &[REGISTRATION, "--contact", &contact],
        "at /uuid: unable to read contact",
    );
    refuses(
        &[REGISTRATION, "--trigger", &trigger],
        "at /flow: field 'flow' is required",
    );
    refuses(
        &[CLINIC, "--environment", &environment],
        "field 'date_format'",
    );
    refuses(&[CLINIC, "--mocks", &mocks], "unknown field `stat`");
    refuses(&["eval", "x", "--context", &broken], "it is not valid JSON");
}

#[test]
fn bad_arguments_are_told_in_one_sentence() {
    refuses(
        &[REGISTRATION, "--flow", "Nobody"],
        "there is no flow 'Nobody' in it; it has: Registration",
    );
    refuses(
        &[CLINIC, "--now", "yesterday"],
        "--now: `yesterday` is not an instant",
    );
    refuses(&[CLINIC, "--language", "klingon"], "--language: `klingon`");
    refuses(
        &["run", CLINIC, "--input", "/never"],
        "--input: `/never` is no answer",
    );
    refuses(&[CLINIC], "the screen needs a terminal");
}

#[test]
fn the_exit_code_says_how_the_session_ended() {
    let waiting = run(REGISTRATION, &["--contact", AMINA, "--input", "English"]);
    assert_eq!(waiting.code, 3, "{}", waiting.err);
    assert!(
        waiting.out.contains("> message \"English\""),
        "{}",
        waiting.out
    );
    assert!(
        waiting.err.ends_with("waits for a message\n"),
        "{}",
        waiting.err
    );
    let other = run(
        CLINIC,
        &[
            "--contact",
            AMINA,
            "--input",
            "Something else",
            "--input",
            "A lift",
            "--input",
            "more",
        ],
    );
    assert_eq!(other.code, 0, "{}", other.err);
    assert!(
        other
            .err
            .contains("session completed\n2 inputs were not asked for"),
        "{}",
        other.err
    );
    let asked = run(
        CLINIC,
        &[
            "--contact",
            AMINA,
            "--http",
            "ask",
            "--input",
            "Antenatal",
            "--input",
            "2026-06-01",
            "--input",
            "23",
        ],
    );
    assert_eq!(asked.code, 5, "{}", asked.err);
    assert!(
        asked
            .err
            .contains("needs an answer to POST https://clinic.example"),
        "{}",
        asked.err
    );
}

#[test]
fn the_same_arguments_give_the_same_bytes() {
    let arguments = ["--contact", AMINA, "--json", "--input", "Vaccines"];
    let (first, second) = (run(CLINIC, &arguments), run(CLINIC, &arguments));
    assert_eq!(first.out, second.out);
    let events: Vec<Value> = first
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let types: Vec<&str> = events
        .iter()
        .map(|event| event["type"].as_str().unwrap())
        .collect();
    assert!(
        types.contains(&"msg_created") && types.contains(&"run_result_changed"),
        "{types:?}"
    );
}

#[test]
fn a_message_can_start_the_session_in_both_generations() {
    // In generation 12 it is an event of the caller, in 14 the trigger, and the wait of the first node is over before it
    // begins.
    let twelve = call(
        &["--plain", REGISTRATION, "--message", "Good morning"],
        "c\nprint run.input.text\n",
    );
    assert!(
        twelve.out.contains("\"Good morning\""),
        "{}{}",
        twelve.out,
        twelve.err
    );
    let fourteen = run(CLINIC, &["--contact", AMINA, "--message", "Vaccines"]);
    assert!(
        fourteen.out.contains("Service = Vaccines (Vaccines)"),
        "{}{}",
        fourteen.out,
        fourteen.err
    );
}

#[test]
fn live_calls_are_really_made() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let server = runtime.block_on(wiremock::MockServer::start());
    let answer = wiremock::ResponseTemplate::new(201).set_body_json(json!({"number": "B-9"}));
    runtime.block_on(
        wiremock::Mock::given(wiremock::matchers::method("POST"))
            .respond_with(answer)
            .mount(&server),
    );
    let source = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(CLINIC)).unwrap();
    let live = file(
        "live.json",
        &source.replace("https://clinic.example", &server.uri()),
    );
    let inputs = [
        "--contact",
        AMINA,
        "--http",
        "live",
        "--input",
        "Antenatal",
        "--input",
        "2026-06-01",
        "--input",
        "23",
    ];
    let outcome = run(live.to_str().unwrap(), &inputs);
    assert!(
        outcome.out.contains("Your number is B-9."),
        "{}{}",
        outcome.out,
        outcome.err
    );
    let requests = runtime.block_on(server.received_requests()).unwrap();
    assert_eq!(requests.len(), 1);
    assert_eq!(requests[0].headers["x-clinic"], "nyamata");
}

#[test]
fn the_prompt_steps_goes_back_and_edits() {
    let script = "c\nsay 1\nc\nsay 2026-06-01\nc\nsay 23\nc\nreply 500 broken\nc\nedit 201 {\"number\": \"C-3\"}\nc\ntalk\nbranches\nC\nwhere\nnonsense\nq\n";
    let outcome = call(
        &[
            "--plain",
            CLINIC,
            "--contact",
            AMINA,
            "--now",
            "2026-03-04T05:06:07Z",
            "--seed",
            "7",
        ],
        script,
    );
    assert_eq!(outcome.code, 0, "{}", outcome.err);
    for expected in [
        "* waits for a message  (moment",
        "1:[Antenatal]",
        "* needs an answer to POST https://clinic.example/registrations",
        "new branch 1",
        "Your number is C-3.",
        "there is no command `nonsense`",
    ] {
        assert!(
            outcome.out.contains(expected),
            "{expected}\n{}",
            outcome.out
        );
    }
}

#[test]
fn the_prompt_shows_no_control_characters() {
    let outcome = call(
        &["--plain", REGISTRATION, "--contact", AMINA],
        "c\nsay \u{1b}[31mred\u{7}\nc\ntalk\n",
    );
    assert!(
        !outcome.out.contains('\u{1b}') && !outcome.out.contains('\u{7}'),
        "{:?}",
        outcome.out
    );
    assert!(outcome.out.contains("␛[31mred␇"), "{}", outcome.out);
}

#[test]
fn templates_are_evaluated_and_explained() {
    let context = file("context.json", r#"{"contact": {"name": "Ben"}, "n": 3}"#);
    let context = context.to_str().unwrap();
    let outcome = call(
        &[
            "eval",
            "Hi @contact.name: @(n + 1)",
            "--context",
            context,
            "--explain",
        ],
        "",
    );
    assert_eq!((outcome.code, outcome.err.as_str()), (0, ""));
    assert!(outcome.out.starts_with("Hi Ben: 4\n"), "{}", outcome.out);
    assert!(
        outcome.out.contains("  n + 1 = 4\n    n = 3\n    1 = 1\n"),
        "{}",
        outcome.out
    );
    let failing = call(&["eval", "@(1 / 0)", "--json"], "");
    let json: Value = serde_json::from_str(&failing.out).unwrap();
    assert_eq!(json["errors"][0]["text"], "division by zero");
    assert_eq!(failing.code, 2);
}

#[test]
fn flows_that_cannot_be_read_are_told() {
    let flow = |uuid: &str, name: &str, action: &str| {
        json!({"uuid": uuid, "name": name, "language": "eng", "type": "messaging",
            "nodes": [{"uuid": "a58be63b-907d-4a1a-856b-0bb5579d7507",
                "actions": [{"uuid": "8eebd020-1af5-431c-b943-aa670fc74da9", "type": action,
                    "name": "Size", "value": "42"}],
                "exits": [{"uuid": "c58be63b-907d-4a1a-856b-0bb5579d7507"}]}]})
    };
    let flows = json!({"flows": [
        flow("76f0a02f-3b75-4b86-9064-e9195e1b3a02", "Shoes", "set_run_result"),
        flow("86f0a02f-3b75-4b86-9064-e9195e1b3a02", "Old shoes", "measure_feet"),
    ]});
    let path = file("half_readable.json", &flows.to_string());
    let path = path.to_str().unwrap();
    let told = "not readable: flow Old shoes at /flows/1/nodes/0/actions/0/type: ";
    let outcome = run(path, &[]);
    assert_eq!(outcome.code, 0, "{}", outcome.err);
    assert!(outcome.err.contains(told), "{}", outcome.err);
    let outcome = call(&["--plain", path], "");
    assert!(outcome.out.contains(told), "{}", outcome.out);
}
