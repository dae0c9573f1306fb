//! The families of conformance cases: where the cases of each are, what runs them, how they are compared.

use std::path::Path;

use serde_json::{Value, json};

pub mod case;
pub mod case_blocks;
pub mod compare;
pub mod pool;
pub mod uuids;

pub mod case_assets;
pub mod world;

mod expressions;
mod no_crash;
mod queries;
mod router_tests;
mod spec_expressions;
mod v12_contactql;
mod v12_definitions;
mod v12_expression_migrations;
mod v12_expressions;
mod v12_migrations;
mod v12_run_expressions;
mod v12_sessions;
mod v12_tests;
mod v14_contactql;
mod v14_definitions;
mod v14_expressions;
mod v14_legacy_templates;
mod v14_migrations;
mod v14_modifiers;
mod v14_sessions;
mod v14_tests;

use case::{Case, Data};
use compare::Verdict;

/// Makes of a case what the reference's answer is written as: a value of the shape of the case's `expect`.
pub type Run = fn(&Case, &Data) -> Value;

/// Compares what was made of a case with what is expected.
pub type Compare = fn(&Case, &Data, Value) -> Verdict;

/// Where the cases of a family are.
pub enum Source {
    /// A `.jsonl` file, one case per line.
    Lines(&'static str),
    /// A folder, one case per `.json` file.
    Folder(&'static str),
    /// The case blocks of a Markdown file.
    Blocks(&'static str),
}

/// One row of the table.
pub struct Family {
    pub name: &'static str,
    pub source: Source,
    /// Whether a case of the source belongs to this family.
    pub holds: fn(&Case) -> bool,
    pub run: Run,
    pub compare: Compare,
}

/// All families, in the order of the table.
pub static FAMILIES: &[Family] = &[
    lines(
        "v12/expressions",
        "v12/expressions.jsonl",
        v12_expressions::run,
        compare::v12,
    ),
    lines(
        "v12/run_expressions",
        "v12/run_expressions.jsonl",
        v12_run_expressions::run,
        compare::v12,
    ),
    lines("v12/tests", "v12/tests.jsonl", v12_tests::run, compare::v12),
    lines(
        "v12/contactql",
        "v12/contactql.jsonl",
        v12_contactql::run,
        compare::v12,
    ),
    folder(
        "v12/definitions",
        "v12/definitions",
        v12_definitions::run,
        compare::v12,
    ),
    folder(
        "v12/migrations",
        "v12/migrations",
        v12_migrations::run,
        compare::v12,
    ),
    lines(
        "v12/expression_migrations",
        "v12/expression_migrations.jsonl",
        v12_expression_migrations::run,
        compare::v12,
    ),
    Family {
        holds: |case| !is_extension(case),
        ..folder(
            "v12/sessions",
            "v12/sessions",
            v12_sessions::run,
            compare::v12,
        )
    },
    lines(
        "v12/no_crash",
        "v12/no_crash.jsonl",
        no_crash::run_v12,
        compare::any_error,
    ),
    Family {
        holds: is_extension,
        ..folder(
            "v12/extension",
            "v12/sessions",
            v12_sessions::run,
            compare::v12,
        )
    },
    lines(
        "v14/expressions",
        "v14/expressions.jsonl",
        v14_expressions::run,
        compare::v14,
    ),
    lines("v14/tests", "v14/tests.jsonl", v14_tests::run, compare::v14),
    lines(
        "v14/contactql",
        "v14/contactql.jsonl",
        v14_contactql::run,
        compare::v14,
    ),
    folder(
        "v14/definitions",
        "v14/definitions",
        v14_definitions::run,
        compare::v14,
    ),
    folder(
        "v14/migrations",
        "v14/migrations",
        v14_migrations::run,
        compare::v14,
    ),
    lines(
        "v14/legacy_templates",
        "v14/legacy_templates.jsonl",
        v14_legacy_templates::run,
        compare::v14,
    ),
    lines(
        "v14/modifiers",
        "v14/modifiers.jsonl",
        v14_modifiers::run,
        compare::v14,
    ),
    folder(
        "v14/sessions",
        "v14/sessions",
        v14_sessions::run,
        compare::v14,
    ),
    lines(
        "v14/no_crash",
        "v14/no_crash.jsonl",
        no_crash::run_v14,
        compare::any_error,
    ),
    Family {
        name: "spec/expressions",
        source: Source::Blocks("../spec/expressions.md"),
        holds: |_| true,
        run: spec_expressions::run,
        compare: compare::case_block,
    },
];

impl Family {
    /// Reads the family's cases from a data folder.
    pub fn cases(&self, root: &Path) -> Vec<Case> {
        let mut cases = match self.source {
            Source::Lines(file) => case::from_lines(&root.join(file)),
            Source::Folder(folder) => case::from_folder(&root.join(folder)),
            Source::Blocks(file) => case_blocks::from_markdown(&root.join(file)),
        };
        cases.retain(self.holds);
        cases
    }
}

/// What a family without a runner makes of every case. It equals no expected outcome.
pub fn no_runner() -> Value {
    json!("no runner")
}

/// The family with this name.
pub fn family(name: &str) -> Option<&'static Family> {
    FAMILIES.iter().find(|family| family.name == name)
}

const fn lines(name: &'static str, file: &'static str, run: Run, compare: Compare) -> Family {
    Family {
        name,
        source: Source::Lines(file),
        holds: |_| true,
        run,
        compare,
    }
}

const fn folder(name: &'static str, folder: &'static str, run: Run, compare: Compare) -> Family {
    Family {
        name,
        source: Source::Folder(folder),
        holds: |_| true,
        run,
        compare,
    }
}

/// Sessions that use what an extension of the reference adds to the format.
fn is_extension(case: &Case) -> bool {
    let about = case.get("about");
    let tags = about
        .as_array()
        .map_or(std::slice::from_ref(about), Vec::as_slice);
    tags.iter()
        .any(|tag| tag.as_str() == Some("extension transferto"))
}
