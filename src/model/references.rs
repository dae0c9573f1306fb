//! References: the small objects by which definitions and events name an asset.

use super::uuids::{
    ChannelUuid, ContactUuid, FlowUuid, GroupUuid, LabelUuid, LlmUuid, TemplateUuid, TopicUuid,
    UserUuid,
};
use crate::excellent::{Template, Text};

/// A group, by UUID or by a template that gives its name.
#[derive(Debug, Clone)]
pub enum GroupReference {
    /// This group.
    Uuid(GroupUuid, Text),
    /// The group whose name the template gives, whatever its case.
    NameMatch(Template),
}

/// A label, by UUID or by a template that gives its name.
#[derive(Debug, Clone)]
pub enum LabelReference {
    /// This label.
    Uuid(LabelUuid, Text),
    /// The label whose name the template gives, whatever its case.
    NameMatch(Template),
}

/// A user, by UUID or by a template that gives their e-mail address (14).
#[derive(Debug, Clone)]
pub enum UserReference {
    /// This user.
    Uuid(UserUuid, Text),
    /// The user whose e-mail address the template gives, whatever its case.
    EmailMatch(Template),
}

/// A flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowReference {
    /// Which.
    pub uuid: FlowUuid,
    /// Its name, as written.
    pub name: Text,
    /// Its revision; written in events and runs of generation 14 only.
    pub revision: Option<i64>,
}

/// A contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactReference {
    /// Which.
    pub uuid: ContactUuid,
    /// Its name, as written.
    pub name: Text,
}

/// A contact field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldReference {
    /// Which.
    pub key: Text,
    /// Its name, as written.
    pub name: Text,
}

macro_rules! named_reference {
    ($(#[$doc:meta])* $name:ident, $uuid:ty) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name {
            /// Which.
            pub uuid: $uuid,
            /// Its name, as written.
            pub name: Text,
        }
    };
}

named_reference!(/// A channel.
    ChannelReference, ChannelUuid);
named_reference!(/// A message template (14).
    TemplateReference, TemplateUuid);
named_reference!(/// A ticket topic (14).
    TopicReference, TopicUuid);
named_reference!(/// A language model (14).
    LlmReference, LlmUuid);
named_reference!(/// A group as events name it.
    NamedGroup, GroupUuid);
named_reference!(/// A label as events name it.
    NamedLabel, LabelUuid);
