//! Users of the workspace, to whom tickets are assigned.

use super::asset_set::Asset;
use super::uuids::UserUuid;
use crate::excellent::Text;

/// A user. [`Asset::name`] is the e-mail address, which is what references look for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Its UUID, any text.
    pub uuid: UserUuid,
    /// The full name, which may be empty.
    pub name: Text,
    /// The e-mail address.
    pub email: Text,
}

impl Asset for User {
    type Id = UserUuid;

    fn id(&self) -> UserUuid {
        self.uuid.clone()
    }

    #[expect(
        clippy::misnamed_getters,
        reason = "users are found by their e-mail address"
    )]
    fn name(&self) -> &str {
        &self.email
    }
}
