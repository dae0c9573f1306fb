//! Reading routers and categories of generation 14. The wait of a router becomes that of its node.

use serde_json::Value as Json;

use crate::model::definition_error::DefinitionError;
use crate::model::flow::{Case, Category, Generation, Router, RouterKind, SwitchRouter, Wait};
use crate::wire::definition::actions::{read_type, unknown_type};
use crate::wire::definition::record::Record;
use crate::wire::definition::rules::Rule::{
    Max, Min, Optional, Required, ResultCategory, ResultName, Uuid,
};

use super::wait::read_wait;

/// A router with the wait before it.
pub type WaitingRouter = (Router, Option<Wait>);

/// Reads a router: its own members, then its categories, then its wait.
pub fn read_router(json: &Json) -> Result<WaitingRouter, DefinitionError> {
    let type_name = read_type(json, Generation::V14)?;
    let mut record = Record::open(json, Generation::V14);
    let wait = record.raw("wait").map(|(_, wait)| wait);
    let result_name = record.text("result_name", &[Optional, ResultName]);
    let categories = record.elements("categories", &[Required, Min(1)]);
    let kind = match type_name {
        "switch" => RouterKind::Switch(read_switch(&mut record)),
        "random" => RouterKind::Random,
        other => return Err(unknown_type(other, Generation::V14)),
    };
    record.finish()?;
    let categories = categories.into_iter().map(|(pointer, json)| {
        read_category(json)
            .map_err(|error| error.prefixed("unable to read category: ").below(pointer))
    });
    let categories = categories.collect::<Result<_, _>>()?;
    let wait = wait.map(|json| {
        read_wait(json).map_err(|error| error.prefixed("unable to read wait: ").below("/wait"))
    });
    let result_name = (!result_name.is_empty()).then(|| result_name.into());
    Ok((
        Router {
            kind,
            result_name,
            categories,
        },
        wait.transpose()?,
    ))
}

fn read_category(json: &Json) -> Result<Category, DefinitionError> {
    let mut record = Record::open(json, Generation::V14);
    let category = Category {
        uuid: record.text("uuid", &[Required, Uuid]).into(),
        name: record.text("name", &[Required, ResultCategory]).into(),
        exit: record.text("exit_uuid", &[Required, Uuid]).into(),
    };
    record.finish().map(|()| category)
}

fn read_switch(record: &mut Record<'_>) -> SwitchRouter {
    let operand = record.template("operand", &[Required, Max(10_000)]);
    let cases = record.objects("cases", &[], read_case);
    let default = record.text("default_category_uuid", &[Optional, Uuid]);
    SwitchRouter {
        operand,
        cases,
        default_category: (!default.is_empty()).then(|| default.into()),
    }
}

/// Nothing is demanded here of the members of a case.
fn read_case(record: &mut Record<'_>) -> Case {
    Case {
        uuid: record.text("uuid", &[]).into(),
        test: record.text("type", &[]).into(),
        arguments: record.templates("arguments", &[], &[]),
        omit_operand: false,
        category: record.text("category_uuid", &[]).into(),
    }
}
