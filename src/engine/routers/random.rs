//! `random`: any category.

use super::Choice;
use crate::engine::semantics::RandomChoiceRule;
use crate::engine::state::State;
use crate::model::flow::Router;

/// Chooses by chance, if there is anything to choose from.
pub(super) fn choose(state: &mut State, router: &Router) -> Option<Choice> {
    let count = router.categories.len();
    if count == 0 {
        return None;
    }
    let (index, operand) = match state.semantics.random_choice {
        RandomChoiceRule::WholeNumber => (state.random.below(count), None),
        RandomChoiceRule::Fraction => {
            let drawn = state.random.fraction();
            (place_of(drawn, count), Some(drawn.to_string().into()))
        }
    };
    let category = router.categories.get(index)?;
    Some(Choice {
        category: category.uuid.clone(),
        value: index.to_string().into(),
        operand,
        extra: None,
    })
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a fraction of a small whole number"
)]
fn place_of(fraction: f64, count: usize) -> usize {
    (fraction * count as f64) as usize
}
