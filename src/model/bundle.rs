//! The assets of a workspace other than its flows.

use super::asset_set::AssetSet;
use super::campaign::Campaign;
use super::channel::Channel;
use super::field::{Field, FieldType};
use super::global::Global;
use super::group::Group;
use super::label::Label;
use super::llm::Llm;
use super::location::LocationHierarchy;
use super::optin::OptIn;
use super::resthook::Resthook;
use super::template::Template;
use super::topic::Topic;
use super::user::User;

/// Everything that flows refer to, but the flows themselves.
#[derive(Clone, Debug, Default)]
pub struct Bundle {
    /// Campaigns (generation 14).
    pub campaigns: AssetSet<Campaign>,
    /// Channels; their order matters when one is chosen.
    pub channels: AssetSet<Channel>,
    /// Contact fields.
    pub fields: AssetSet<Field>,
    /// Globals (generation 14).
    pub globals: AssetSet<Global>,
    /// Groups.
    pub groups: AssetSet<Group>,
    /// Labels.
    pub labels: AssetSet<Label>,
    /// Language models (generation 14).
    pub llms: AssetSet<Llm>,
    /// Hierarchies of locations, of which only the first is ever used.
    pub locations: Vec<LocationHierarchy>,
    /// Opt-ins (generation 14).
    pub optins: AssetSet<OptIn>,
    /// Resthooks.
    pub resthooks: AssetSet<Resthook>,
    /// Message templates (generation 14).
    pub templates: AssetSet<Template>,
    /// Ticket topics (generation 14).
    pub topics: AssetSet<Topic>,
    /// Users (generation 14).
    pub users: AssetSet<User>,
}

impl Bundle {
    /// The hierarchy in which locations are looked up.
    pub fn location_hierarchy(&self) -> Option<&LocationHierarchy> {
        self.locations.first()
    }

    /// The first field of a type, in the order of the bundle. Districts are looked for in the state that this field
    /// of the contact holds, and wards in the district.
    pub fn first_field_of(&self, kind: &FieldType) -> Option<&Field> {
        self.fields
            .iter()
            .find(|field| field.kind == *kind)
            .map(std::convert::AsRef::as_ref)
    }
}
