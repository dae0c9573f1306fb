//! Actions that save results and local variables.

use crate::model::action::{ActionKind, LocalOperation, SetRunLocal, SetRunResult};
use crate::wire::definition::record::Record;
use crate::wire::definition::rules::Rule::{
    self, LocalName, Max, Optional, Required, ResultCategory, ResultName,
};

pub(super) fn set_run_local(record: &mut Record<'_>) -> ActionKind {
    ActionKind::SetRunLocal(SetRunLocal {
        local: record.text("local", &[Required, LocalName]).into(),
        value: record.template("value", &[Max(1000)]),
        operation: match record.text("operation", &[Required, Rule::LocalOperation]) {
            "increment" => LocalOperation::Increment,
            "clear" => LocalOperation::Clear,
            _ => LocalOperation::Set,
        },
    })
}

pub(super) fn set_run_result(record: &mut Record<'_>) -> ActionKind {
    let value_rules: &[Rule] = if record.is_12() {
        &[Required]
    } else {
        &[Max(10_000)]
    };
    ActionKind::SetRunResult(SetRunResult {
        name: record.text("name", &[Required, ResultName]).into(),
        value: record.template("value", value_rules),
        category: record.text("category", &[Optional, ResultCategory]).into(),
    })
}
