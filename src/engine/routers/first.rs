//! `first` (12): the first exit.

use super::Choice;
use crate::model::flow::Router;

/// Chooses the first exit, if there is one.
pub(super) fn choose(router: &Router) -> Option<Choice> {
    let category = router.categories.first()?;
    Some(Choice {
        category: category.uuid.clone(),
        ..Choice::default()
    })
}
