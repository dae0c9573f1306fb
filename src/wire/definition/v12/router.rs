//! Reading routers of generation 12, whose cases name exits. In memory each exit of the node becomes a category.

use serde_json::Value as Json;

use crate::model::definition_error::DefinitionError;
use crate::model::flow::{Case, Category, Exit, Generation, Router, RouterKind, SwitchRouter};
use crate::wire::definition::actions::{read_type, unknown_type};
use crate::wire::definition::record::Record;
use crate::wire::definition::rules::Rule::{Optional, Required, Uuid};

/// Reads the router of a node with these exits.
pub fn read_router(json: &Json, exits: &[Exit]) -> Result<Router, DefinitionError> {
    let type_name = read_type(json, Generation::V12)?;
    let located = |error: DefinitionError| {
        error
            .prefixed(format!("unable to read router[type={type_name}]: "))
            .below("/router")
    };
    let mut record = Record::open(json, Generation::V12);
    let result_name = record.text("result_name", &[]);
    let kind = match type_name {
        "switch" => RouterKind::Switch(read_switch(&mut record)),
        "first" => RouterKind::First,
        "random" => RouterKind::Random,
        "random_once" => RouterKind::RandomOnce {
            exit: record.text("exit", &[Required]).into(),
        },
        other => return Err(located(unknown_type(other, Generation::V12))),
    };
    record.finish().map_err(located)?;
    let result_name = (!result_name.is_empty()).then(|| result_name.into());
    Ok(Router {
        kind,
        result_name,
        categories: exits.iter().map(as_category).collect(),
    })
}

fn as_category(exit: &Exit) -> Category {
    Category {
        uuid: exit.uuid.as_str().into(),
        name: exit.name.clone(),
        exit: exit.uuid.clone(),
    }
}

fn read_switch(record: &mut Record<'_>) -> SwitchRouter {
    let default = record.text("default_exit_uuid", &[Optional, Uuid]);
    SwitchRouter {
        default_category: (!default.is_empty()).then(|| default.into()),
        operand: record.template("operand", &[Required]),
        cases: record.objects("cases", &[], read_case),
    }
}

/// Nothing is demanded of the members of a case.
fn read_case(record: &mut Record<'_>) -> Case {
    Case {
        uuid: record.text("uuid", &[]).into(),
        test: record.text("type", &[]).into(),
        arguments: record.templates("arguments", &[], &[]),
        omit_operand: record.boolean("omit_operand"),
        category: record.text("exit_uuid", &[]).into(),
    }
}
