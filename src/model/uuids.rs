//! Newtypes for the UUIDs of the format.
//!
//! Documents of some generations hold UUIDs of any case and version, so a UUID is kept as the text it was read as.
//! Whether a text is a UUID at all is the reader's business (see [`is_uuid`] and friends).

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::excellent::Text;

macro_rules! uuid_types {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes the text as it is.
            pub fn new(text: impl Into<Arc<str>>) -> Self {
                Self(text.into())
            }

            /// The text of the UUID.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Whether there is no UUID, as in a reference that names its target by other means.
            pub fn is_empty(&self) -> bool {
                self.0.is_empty()
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text.into())
            }
        }

        impl From<Text> for $name {
            fn from(text: Text) -> Self {
                Self(text.into())
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                &*self.0 == other
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

uuid_types! {
    /// A flow.
    FlowUuid
    /// A node of a flow.
    NodeUuid
    /// An exit of a node.
    ExitUuid
    /// An action of a node.
    ActionUuid
    /// A category of a router.
    CategoryUuid
    /// A case of a router.
    CaseUuid
    /// A session.
    SessionUuid
    /// A sprint: the work between two waits.
    SprintUuid
    /// A run of a flow.
    RunUuid
    /// A step in the path of a run.
    StepUuid
    /// An event.
    EventUuid
    /// A contact.
    ContactUuid
    /// A channel.
    ChannelUuid
    /// A group.
    GroupUuid
    /// A contact field.
    FieldUuid
    /// A label.
    LabelUuid
    /// A message.
    MsgUuid
    /// A message received.
    InputUuid
    /// A message template.
    TemplateUuid
    /// A ticket.
    TicketUuid
    /// A ticket topic.
    TopicUuid
    /// A user.
    UserUuid
    /// A language model.
    LlmUuid
    /// A campaign.
    CampaignUuid
    /// An opt-in.
    OptInUuid
    /// A call.
    CallUuid
    /// A broadcast.
    BroadcastUuid
}

/// Whether the text has the form `8-4-4-4-12`, hexadecimal digits of any case, any version.
pub fn is_uuid(text: &str) -> bool {
    has_uuid_form(text, |byte| byte.is_ascii_hexdigit())
}

/// Whether the text is a UUID of any version in lower case.
pub fn is_lower_uuid(text: &str) -> bool {
    has_uuid_form(text, |byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Whether the text is a UUID of version 4 in lower case.
pub fn is_lower_uuid4(text: &str) -> bool {
    let bytes = text.as_bytes();
    is_lower_uuid(text)
        && bytes.get(14) == Some(&b'4')
        && matches!(bytes.get(19), Some(b'8' | b'9' | b'a' | b'b'))
}

fn has_uuid_form(text: &str, is_digit: impl Fn(u8) -> bool) -> bool {
    let Ok(bytes) = <&[u8; 36]>::try_from(text.as_bytes()) else {
        return false;
    };
    let has_digits = |from: usize, to: usize| {
        let digits = bytes.get(from..to).unwrap_or_default();
        // To the end, which is faster than looking for the first that is none.
        digits.iter().fold(true, |all, byte| all & is_digit(*byte))
    };
    [bytes[8], bytes[13], bytes[18], bytes[23]] == [b'-'; 4]
        && has_digits(0, 8)
        && has_digits(9, 13)
        && has_digits(14, 18)
        && has_digits(19, 23)
        && has_digits(24, 36)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_uuids_by_form() {
        assert!(is_uuid("A0000000-0000-0000-0000-00000000000f"));
        assert!(!is_lower_uuid("A0000000-0000-0000-0000-00000000000f"));
        assert!(!is_lower_uuid4("a0000000-0000-1000-8000-00000000000f"));
        assert!(!is_lower_uuid4("a0000000-0000-4000-c000-00000000000f"));
        assert!(is_lower_uuid4("a0000000-0000-4000-8000-00000000000f"));
        assert!(!is_uuid("{a000000-0000-4000-8000-00000000000f"));
        assert!(!is_uuid(""));
    }
}
