//! Opens what a session is debugged with: the file, the contact, the environment, the trigger and the mocks.

use std::path::Path;
use std::sync::Arc;

use serde_json::Value as Json;

use super::arguments::{HttpMode, SessionArguments};
use super::demo;
use super::error::InputError;
use super::files::read_json;
use crate::debugger::mocks::{Mocks, MocksError};
use crate::debugger::starts::Setup;
use crate::debugger::{Debugger, EffectPolicy, Settings};
use crate::engine::advance::EngineError;
use crate::engine::input::{Clock, Start};
use crate::engine::options::Options;
use crate::engine::semantics::Semantics;
use crate::excellent::{DateTime, Environment, Zone};
use crate::model::assets::Assets;
use crate::model::contact::Contact;
use crate::model::flow::{Flow, Generation};
use crate::model::language::Languages;
use crate::model::references::FlowReference;
use crate::model::session::Trigger;
use crate::wire::open::{OpenError, Opened, UnreadableFlow};
use crate::wire::{assumed, by_generation, open, reader::ReadError};

mod made_up;

/// By how much the clock moves on each reading unless it was set to an instant, so that events can be told apart.
const CLOCK_STEP_MS: i64 = 250;

/// A session that is ready to be debugged.
#[derive(Debug)]
pub struct OpenedSession {
    /// What it runs on.
    pub assets: Arc<Assets>,
    /// Flows of the file that can't be read.
    pub unreadable: Vec<UnreadableFlow>,
    start: Start,
    semantics: &'static Semantics,
    settings: Settings,
}

/// Opens a file, or the demo, and prepares the session the arguments describe.
pub fn open(
    file: Option<&Path>,
    arguments: &SessionArguments,
) -> Result<OpenedSession, InputError> {
    let mut opened = match file {
        Some(path) => open::open_file(path).map_err(|error| of_file(path, &error))?,
        None => demo::open().map_err(|error| InputError::plain(error.to_string()))?,
    };
    let trigger_json = read_optional(arguments.trigger.as_deref())?;
    let wanted = arguments
        .flow
        .clone()
        .or_else(|| flow_of(trigger_json.as_ref()));
    let flow =
        opened
            .flow(wanted.as_deref())
            .map_err(|error| match (file, &arguments.trigger) {
                (_, Some(path)) if arguments.flow.is_none() => of_file(path, &error),
                (Some(path), _) => of_file(path, &error),
                (None, _) => InputError::plain(error.to_string()),
            })?;
    let semantics = Semantics::of(flow.generation);
    let clock = clock(arguments)?;
    let contact = contact(file, arguments, &mut opened, &flow, &clock.now)?;
    let environment = environment(arguments, &opened.assets, &flow)?;
    let trigger = match (&arguments.trigger, trigger_json) {
        (Some(path), Some(json)) => Some(trigger(path, &json, &opened.assets, flow.generation)?),
        _ => None,
    };
    let seed = arguments.seed.unwrap_or_else(any_seed);
    let setup = Setup {
        flow: FlowReference {
            uuid: flow.uuid.clone(),
            name: flow.name.clone(),
            revision: None,
        },
        trigger,
        call: made_up::call(&flow, &contact, &opened.assets),
        contact: Arc::new(contact),
        environment: Arc::new(environment),
        message: arguments.message.clone(),
        clock,
        seed,
        options: Arc::new(Options::of(flow.generation)),
    };
    Ok(OpenedSession {
        assets: Arc::new(opened.assets),
        unreadable: opened.unreadable,
        start: setup.start(semantics),
        semantics,
        settings: settings(file, arguments)?,
    })
}

impl OpenedSession {
    /// What is to be told of the file: the flows that can't be read, and what was made up.
    pub fn notes(&self) -> Vec<String> {
        let unreadable = self.unreadable.iter().map(|flow| {
            let (name, pointer, problem) = (&flow.name, &flow.pointer, &flow.problem);
            format!("not readable: flow {name} at {pointer}: {problem}")
        });
        let assumed = self.assets.assumed.iter().map(|asset| {
            let (kind, name, reason) = (&asset.kind, &asset.name, &asset.reason);
            format!("assumed: {kind} {name} ({reason})")
        });
        unreadable.chain(assumed).collect()
    }

    /// The debugger at the start of the session. The engine may refuse the trigger or the flow.
    pub fn debugger(&self) -> Result<Debugger, InputError> {
        let refused = |error: EngineError| InputError::plain(error.text);
        Debugger::new(
            self.assets.clone(),
            self.start.clone(),
            self.semantics,
            self.settings.clone(),
        )
        .map_err(refused)
    }
}

fn of_file(path: &Path, error: &OpenError) -> InputError {
    InputError::file(path, error.pointer(), error.to_string())
}

fn unreadable(path: &Path) -> impl Fn(ReadError) -> InputError {
    move |error| InputError::file(path, error.pointer(), error.brief())
}

/// Reads a JSON file, if there is to be one.
fn read_optional(path: Option<&Path>) -> Result<Option<Json>, InputError> {
    path.map(read_json).transpose()
}

/// The flow a trigger starts.
fn flow_of(trigger: Option<&Json>) -> Option<String> {
    trigger?.pointer("/flow/uuid")?.as_str().map(str::to_string)
}

fn clock(arguments: &SessionArguments) -> Result<Clock, InputError> {
    let Some(text) = &arguments.now else {
        let now = DateTime::from_timestamp(jiff::Timestamp::now(), Zone::utc());
        return Ok(Clock {
            now,
            step_ms: CLOCK_STEP_MS,
        });
    };
    let now = DateTime::parse_iso(text, &Zone::utc()).ok_or_else(|| {
        InputError::argument("--now")(format!(
            "`{text}` is not an instant, such as 2026-03-04T05:06:07Z"
        ))
    })?;
    Ok(Clock { now, step_ms: 0 })
}

fn any_seed() -> u64 {
    uuid::Uuid::new_v4().as_u64_pair().0
}

fn contact(
    file: Option<&Path>,
    arguments: &SessionArguments,
    opened: &mut Opened,
    flow: &Flow,
    now: &DateTime,
) -> Result<Contact, InputError> {
    let mut contact = match (&arguments.contact, file) {
        (Some(path), _) => {
            let json = read_json(path)?;
            assumed::for_contact(&mut opened.assets, &json);
            by_generation::read_contact(&json, &opened.assets, flow.generation)
                .map_err(unreadable(path))?
        }
        (None, None) => demo::contact(&mut opened.assets, flow.generation)
            .map_err(|error| InputError::plain(error.to_string()))?,
        (None, Some(_)) => made_up::contact(flow, &mut opened.assets, now),
    };
    if let Some(code) = &arguments.language {
        let code = Languages::GENERATION_14.parse(code).map_err(|_| {
            InputError::argument("--language")(format!(
                "`{code}` is not an ISO 639-3 code, such as eng"
            ))
        })?;
        contact.language = code.as_str().into();
    }
    Ok(contact)
}

fn environment(
    arguments: &SessionArguments,
    assets: &Assets,
    flow: &Flow,
) -> Result<Environment, InputError> {
    match &arguments.environment {
        Some(path) => by_generation::read_environment(&read_json(path)?, flow.generation)
            .map_err(unreadable(path)),
        None => Ok(made_up::environment(flow, assets)),
    }
}

fn trigger(
    path: &Path,
    json: &Json,
    assets: &Assets,
    generation: Generation,
) -> Result<Trigger, InputError> {
    by_generation::read_trigger(json, assets, generation).map_err(unreadable(path))
}

fn settings(file: Option<&Path>, arguments: &SessionArguments) -> Result<Settings, InputError> {
    let mocks = match (&arguments.mocks, file) {
        (Some(path), _) => Mocks::read(path).map_err(|error| match error {
            MocksError::Unreadable { source, .. } => {
                InputError::file(path, "", open::OpenProblem::from(source).to_string())
            }
            MocksError::Invalid { source, .. } => {
                InputError::file(path, "", format!("not a mocks file: {source}"))
            }
        })?,
        (None, None) => demo::mocks().map_err(|error| InputError::plain(error.to_string()))?,
        (None, Some(_)) => Mocks::default(),
    };
    let effects = match arguments.http.unwrap_or(HttpMode::Ask) {
        HttpMode::Ask => EffectPolicy::Ask,
        HttpMode::Mock => EffectPolicy::Mock,
        HttpMode::Live => EffectPolicy::Live,
    };
    Ok(Settings {
        effects,
        mocks,
        ..Settings::default()
    })
}
