//! Whole sessions of generation 14: a start, then any number of resumes.

use std::sync::Arc;

use flowdbg::engine::evaluate::Escaping;
use flowdbg::engine::input::{Clock, Start, UuidSource};
use flowdbg::engine::machine;
use flowdbg::engine::options::Options;
use flowdbg::engine::restore::{SessionHost, compact};
use flowdbg::engine::semantics::GENERATION_14;
use flowdbg::engine::state::{Segment, State};
use flowdbg::excellent::Text;
use flowdbg::excellent::{self, DateTime, Template, Zone};
use flowdbg::json::Document;
use flowdbg::model::assets::Assets;
use flowdbg::model::contact::Contact;
use flowdbg::model::event::Event;
use flowdbg::model::flow::Generation;
use flowdbg::wire::contact::{read_contact_14, write_contact_14};
use flowdbg::wire::json_writer::JsonWriter;
use flowdbg::wire::v14::read_session::{Companions, read_call, read_session};
use flowdbg::wire::v14::read_trigger::read_trigger;
use flowdbg::wire::v14::resume::read_resume;
use flowdbg::wire::v14::write_event::event_json;
use flowdbg::wire::v14::write_session::session_json;
use serde_json::{Map, Value, json};

use super::case::{Case, Data};
use super::case_assets::read_assets;
use super::expressions::read_environment;
use super::world::{CaseHost, World};

const NOW: &str = "2026-03-04T05:06:07.123456789Z";
const USER_AGENT: &str = "conformance/1.0";
const BLOCKED: [&str; 2] = ["blocked.example", "graph.facebook.com"];

/// Why an input was refused: where, the text, and its number.
struct Failure {
    at: &'static str,
    text: String,
    code: Option<u16>,
}

/// What a case is played with.
struct Player<'a> {
    case: &'a Value,
    world: World,
    assets: Assets,
    now: String,
}

/// Runs a case as a host does, that stores the session between calls.
pub fn run(case: &Case, data: &Data) -> Value {
    let mut outputs = Vec::new();
    let played = play(&case.json, data, &mut outputs);
    let mut outcome = Map::new();
    outcome.insert("outputs".into(), outputs.into());
    if let (Some((state, assets)), Some(templates)) = (played, case.get("evaluate").as_array()) {
        outcome.insert("evaluations".into(), evaluate(state, &assets, templates));
    }
    outcome.into()
}

fn play(case: &Value, data: &Data, outputs: &mut Vec<Value>) -> Option<(State, Assets)> {
    let started = (|| {
        let world = World::new(&case["http_mocks"], &case["options"], "HTTP/1.0");
        let assets = read_assets(&case["assets"], Generation::V14)
            .map_err(|text| failure("assets", text))?;
        let now = case["now"].as_str().unwrap_or(NOW).to_owned();
        let mut player = Player {
            case,
            world,
            assets,
            now,
        };
        let state = player.start(data)?;
        Ok((player, state))
    })();
    let (mut player, mut state) = match started {
        Ok(started) => started,
        Err(failure) => {
            outputs.push(failure_json(failure));
            return None;
        }
    };
    outputs.push(output_json(&state));
    for resume in case["resumes"].as_array().into_iter().flatten() {
        match player.resume(&state, resume) {
            Ok(resumed) => {
                state = resumed;
                outputs.push(output_json(&state));
            }
            Err(failure) => {
                let goes_on = failure.at == "resume";
                outputs.push(failure_json(failure));
                if !goes_on {
                    break;
                }
            }
        }
    }
    Some((state, player.assets))
}

impl Player<'_> {
    fn start(&mut self, data: &Data) -> Result<State, Failure> {
        let case = self.case;
        let environment = match &case["environment"] {
            Value::Null => excellent::Environment::default(),
            json => read_environment(&excellent::GENERATION_14, json)
                .map_err(|error| failure("environment", error.to_string()))?,
        };
        let contact = read_contact_14(Document::of(&case["contact"]).root(), &self.assets)
            .map_err(|error| failure("contact", error.to_string()))?;
        let call = match &case["call"] {
            Value::Null => None,
            json => Some(Arc::new(
                read_call(Document::of(json).root())
                    .map_err(|error| failure("start", error.to_string()))?,
            )),
        };
        let trigger = read_trigger(Document::of(&case["trigger"]).root(), &self.assets)
            .map_err(|error| failure("trigger", error.to_string()))?;
        let start = Start {
            trigger,
            environment: Some(Arc::new(environment)),
            contact: Some(Arc::new(contact)),
            call,
            caller_events: Vec::new(),
            options: Arc::new(options(&case["options"], data)),
            clock: self.clock(),
            uuids: UuidSource::Seeded(7),
            seed: 123_456,
        };
        let mut state =
            machine::start(&self.assets, start, &GENERATION_14).map_err(|error| Failure {
                at: "start",
                text: error.text,
                code: error.code,
            })?;
        self.run_sprint(&mut state, "start")?;
        Ok(state)
    }

    fn resume(&mut self, state: &State, input: &Value) -> Result<State, Failure> {
        if let Some(now) = input["now"].as_str() {
            now.clone_into(&mut self.now);
        }
        if !input["assets"].is_null() {
            self.assets = read_assets(&input["assets"], Generation::V14)
                .map_err(|text| failure("assets", text))?;
        }
        let mut session = state.session.clone();
        compact(&mut session);
        let text = session_json(&session);
        let stored = Document::parse(&text).unwrap();
        let companions = Companions {
            environment: session.environment.clone(),
            contact: session.contact.clone().unwrap(),
            call: session.call.clone(),
        };
        let session = read_session(stored.root(), &self.assets, &companions)
            .map_err(|error| failure("session", error.to_string()))?;
        let resume = read_resume(Document::of(&input["resume"]).root())
            .map_err(|error| failure("resume", error.to_string()))?;
        let restored = State::of_session(
            session,
            SessionHost {
                clock: self.clock(),
                ..state.host()
            },
        );
        let mut resumed =
            machine::resume(restored, &self.assets, resume).map_err(|error| Failure {
                at: "resume",
                text: error.text,
                code: error.code,
            })?;
        self.run_sprint(&mut resumed, "resume")?;
        Ok(resumed)
    }

    fn run_sprint(&mut self, state: &mut State, at: &'static str) -> Result<(), Failure> {
        self.world.set_now(&self.now);
        machine::run_sprint(state, &self.assets, &mut |effect| self.world.answer(effect)).map_err(
            |error| Failure {
                at,
                text: error.text,
                code: error.code,
            },
        )
    }

    fn clock(&self) -> Clock {
        Clock {
            now: DateTime::parse_iso(&self.now, &Zone::utc()).unwrap(),
            step_ms: 0,
        }
    }
}

fn options(given: &Value, data: &Data) -> Options {
    let defaults = Options::generation_14();
    let number = |key: &str, default: usize| {
        given[key]
            .as_u64()
            .map_or(default, |number| usize::try_from(number).unwrap())
    };
    let prompts = if given["prompts"].is_null() {
        &data.assets("v14")["prompts"]
    } else {
        &given["prompts"]
    };
    let texts = |list: &Value| -> Vec<Text> {
        list.as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(Text::from)
            .collect()
    };
    Options {
        max_steps_per_sprint: number("max_steps_per_sprint", defaults.max_steps_per_sprint),
        max_sprints_per_session: given["max_sprints_per_session"]
            .as_i64()
            .unwrap_or(defaults.max_sprints_per_session),
        max_runs_per_session: number("max_runs_per_session", defaults.max_runs_per_session),
        max_template_chars: number("max_template_chars", defaults.max_template_chars),
        max_name_chars: number("max_name_chars", defaults.max_name_chars),
        max_field_chars: number("max_field_chars", defaults.max_field_chars),
        max_result_chars: number("max_result_chars", defaults.max_result_chars),
        max_webhook_request_bytes: number("max_request_bytes", defaults.max_webhook_request_bytes),
        max_webhook_response_bytes: number(
            "max_response_bytes",
            defaults.max_webhook_response_bytes,
        ),
        evaluation_budget: given["evaluation_budget"]
            .as_u64()
            .unwrap_or(defaults.evaluation_budget),
        prompts: prompts
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, text)| {
                (
                    name.as_str().into(),
                    text.as_str().unwrap_or_default().into(),
                )
            })
            .collect(),
        user_agent: USER_AGENT.into(),
        blocked_hosts: BLOCKED.into_iter().map(Text::from).collect(),
        missing_services: texts(&given["no_services"]),
        host: Arc::new(CaseHost),
        ..defaults
    }
}

fn failure(at: &'static str, text: String) -> Failure {
    Failure {
        at,
        text,
        code: None,
    }
}

fn failure_json(failure: Failure) -> Value {
    let mut json = json!({"error": failure.text, "error_at": failure.at});
    if let Some(code) = failure.code {
        json["error_code"] = code.into();
    }
    json
}

fn output_json(state: &State) -> Value {
    json!({
        "events": state.sprint.events.iter().map(|event| parse(&event_json(event))).collect::<Vec<_>>(),
        "steps": state.sprint.events.iter().map(|event| step_json(state, event)).collect::<Vec<_>>(),
        "segments": state.sprint.segments.iter().map(segment_json).collect::<Vec<_>>(),
        "session": parse(&session_json(&state.session)),
        "contact": state.session.contact.as_deref().map(contact_json),
    })
}

fn parse(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn step_json(state: &State, event: &Event) -> Value {
    let Some(place) = &event.place else {
        return Value::Null;
    };
    let flow = state
        .run_by_uuid(&place.run)
        .map(|run| run.flow_reference.uuid.as_str());
    json!({"flow": flow, "node": place.node.as_str()})
}

fn segment_json(segment: &Segment) -> Value {
    let mut json = json!({
        "flow_uuid": segment.flow.as_str(),
        "node_uuid": segment.node.as_str(),
        "exit_uuid": segment.exit.as_str(),
        "destination_uuid": segment.destination.as_str(),
        "time": segment.time.to_rfc3339(),
    });
    if !segment.operand.is_empty() {
        json["operand"] = (&*segment.operand).into();
    }
    json
}

fn contact_json(contact: &Contact) -> Value {
    let mut writer = JsonWriter::with_capacity(1000);
    write_contact_14(&mut writer, contact);
    parse(&writer.into_string())
}

/// Templates evaluated in runs of the session, each logging what it has to say.
fn evaluate(mut state: State, assets: &Assets, templates: &[Value]) -> Value {
    let evaluations = templates.iter().map(|asked| {
        let run = usize::try_from(asked["run"].as_u64().unwrap_or_default()).unwrap();
        let template = Template::parse(
            asked["template"].as_str().unwrap_or_default(),
            &excellent::GENERATION_14,
        );
        let (evaluated, events) = state.evaluate_text(assets, run, &template, Escaping::None);
        let events: Vec<Value> = events
            .into_iter()
            .map(|kind| parse(&event_json(&state.new_event(kind))))
            .collect();
        json!({"text": &*evaluated.text, "ok": !evaluated.failed, "events": events})
    });
    evaluations.collect()
}
