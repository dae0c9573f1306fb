//! Actions that start flows, and the recipients of broadcasts and of new sessions.

use crate::excellent::Text;
use crate::model::action::{ActionKind, EnterFlow, Recipients, StartFlow, StartSession};
use crate::wire::definition::record::Record;
use crate::wire::definition::references;
use crate::wire::definition::rules::Rule::Max;

pub(super) fn enter_flow(record: &mut Record<'_>) -> ActionKind {
    ActionKind::EnterFlow(EnterFlow {
        flow: record.object("flow", references::flow),
        terminal: record.boolean("terminal"),
    })
}

pub(super) fn start_flow(record: &mut Record<'_>) -> ActionKind {
    let flow = record.object("flow", references::flow);
    ActionKind::StartFlow(StartFlow { flow })
}

pub(super) fn start_session(record: &mut Record<'_>) -> ActionKind {
    let recipients = recipients(record);
    ActionKind::StartSession(StartSession {
        recipients,
        flow: record.object("flow", references::flow),
        exclude_in_a_flow: record
            .optional_object("exclusions", |exclusions| exclusions.boolean("in_a_flow"))
            .unwrap_or_default(),
        create_contact: record.boolean("create_contact"),
    })
}

/// Who a message or a session is for. The generations declare the members in different order.
pub(super) fn recipients(record: &mut Record<'_>) -> Recipients {
    if record.is_12() {
        let urns = urns(record);
        let contacts = record.objects("contacts", &[], references::contact);
        let groups = references::groups(record, &[]);
        let legacy_vars = record.templates("legacy_vars", &[], &[]);
        return Recipients {
            groups,
            contacts,
            contact_query: None,
            urns,
            legacy_vars,
        };
    }
    Recipients {
        groups: references::groups(record, &[Max(100)]),
        contacts: record.objects("contacts", &[Max(100)], references::contact),
        contact_query: record.optional_template("contact_query", &[Max(10_000)]),
        urns: urns(record),
        legacy_vars: record.templates("legacy_vars", &[Max(100)], &[Max(1000)]),
    }
}

fn urns(record: &mut Record<'_>) -> Vec<Text> {
    record
        .texts("urns", &[Max(100)], &[])
        .into_iter()
        .map(Into::into)
        .collect()
}
