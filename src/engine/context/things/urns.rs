//! Addresses of generation 12: a list that can be looked up by index and by scheme.

use std::sync::Arc;

use super::contact::channel;
use crate::engine::context::{Surroundings, View, copied, view};
use crate::excellent::{ContextObject, JsonForm, Key, Object, Property, Text, Value};
use crate::model::contact::ContactUrn;

const HIDDEN: &str = "********";

/// A list of addresses as a value.
pub fn list_of(urns: Vec<ContactUrn>, around: &Arc<Surroundings>) -> Value {
    Value::Object(Object::new(UrnList {
        urns,
        around: around.clone(),
    }))
}

/// An address as a value.
pub fn value(urn: ContactUrn, around: &Arc<Surroundings>) -> Value {
    view(UrnThing {
        urn,
        around: around.clone(),
    })
}

#[derive(Debug)]
struct UrnList {
    urns: Vec<ContactUrn>,
    around: Arc<Surroundings>,
}

impl ContextObject for UrnList {
    fn property(&self, key: Key<'_>) -> Option<Property> {
        let scheme = key.written();
        if !self.around.semantics.urns.knows_scheme(scheme) {
            return None;
        }
        let of_scheme = self
            .urns
            .iter()
            .filter(|urn| urn.urn.scheme() == scheme)
            .cloned()
            .collect();
        Some(list_of(of_scheme, &self.around).into())
    }

    fn properties(&self) -> Vec<(Text, Value)> {
        Vec::new()
    }

    fn reduced(&self) -> Option<Value> {
        let texts: Vec<_> = self
            .urns
            .iter()
            .map(|urn| shown(urn, &self.around))
            .collect();
        Some(Value::array(texts))
    }

    fn type_name(&self) -> &'static str {
        "URNs"
    }

    fn length(&self) -> Option<usize> {
        Some(self.urns.len())
    }

    fn items(&self) -> Option<Vec<Value>> {
        Some(
            self.urns
                .iter()
                .map(|urn| value(urn.clone(), &self.around))
                .collect(),
        )
    }

    fn missing_text(&self, key: &str) -> Option<String> {
        Some(format!("no such URN scheme '{key}'"))
    }

    fn json_form(&self) -> JsonForm {
        JsonForm::Items
    }
}

#[derive(Debug)]
struct UrnThing {
    urn: ContactUrn,
    around: Arc<Surroundings>,
}

impl View for UrnThing {
    const TYPE: &'static str = "URN";
    const LISTED: &'static [&'static str] = &["display", "path", "scheme"];

    fn get(&self, name: &str) -> Option<Property> {
        let hidden = self.around.redacts_urns();
        let part = |part: &str| if hidden { copied(HIDDEN) } else { copied(part) };
        Some(match name {
            "scheme" => copied(self.urn.urn.scheme()).into(),
            "path" => part(self.urn.urn.path()).into(),
            "display" => part(self.urn.urn.display()).into(),
            "channel" => channel(self.urn.channel.as_ref()).into(),
            _ => return None,
        })
    }

    fn reduced(&self) -> Option<Value> {
        Some(shown(&self.urn, &self.around))
    }
}

/// The text of an address as it was read: a channel it was given since is not in it.
fn shown(urn: &ContactUrn, around: &Surroundings) -> Value {
    Value::Text(if around.redacts_urns() {
        Text::new_static(HIDDEN)
    } else {
        urn.urn.shared()
    })
}
