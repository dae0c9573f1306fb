//! Random numbers of routers and functions: a permuted congruential generator of 128 bits (the DXSM kind), which generation
//! 14 prescribes for seeded sessions.

const MULTIPLIER: u128 = (2_549_297_995_355_413_924 << 64) + 4_865_540_595_714_422_341;
const INCREMENT: u128 = (6_364_136_223_846_793_005 << 64) + 1_442_695_040_888_963_407;
const MIX: u64 = 0xda94_2042_e4dd_58b5;
/// 2 to the power of 53: the number of fractions drawn from.
const FRACTIONS: f64 = 9_007_199_254_740_992.0;

/// A source of random numbers: a value that moves on with every draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Random {
    state: u128,
}

impl Random {
    /// The source that follows from a seed.
    pub fn new(seed: u64) -> Self {
        Self {
            state: (u128::from(seed) << 64) | u128::from(seed),
        }
    }

    /// A number from 0 (included) to 1 (excluded).
    pub fn fraction(&mut self) -> f64 {
        // 53 bits fit a float exactly.
        #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
        let bits = (self.draw() & ((1 << 53) - 1)) as f64;
        bits / FRACTIONS
    }

    /// A whole number below `n`; 0 if there is none.
    pub fn below(&mut self, n: usize) -> usize {
        let n = n as u64;
        let drawn = self.draw().checked_rem(n).unwrap_or_default();
        usize::try_from(drawn).unwrap_or_default()
    }

    /// 64 random bits.
    pub fn draw(&mut self) -> u64 {
        self.state = self.state.wrapping_mul(MULTIPLIER).wrapping_add(INCREMENT);
        #[expect(
            clippy::cast_possible_truncation,
            reason = "the two halves of the state"
        )]
        let (mut high, low) = ((self.state >> 64) as u64, self.state as u64);
        high ^= high >> 32;
        high = high.wrapping_mul(MIX);
        high ^= high >> 48;
        high.wrapping_mul(low | 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(
        clippy::float_cmp,
        reason = "the format prescribes these numbers exactly"
    )]
    fn draws_the_fractions_the_format_prescribes() {
        let mut random = Random::new(123_456);
        assert_eq!(random.fraction(), 0.774_856_886_849_196);
        assert_eq!(random.fraction(), 0.534_256_878_522_180_6);
        assert_eq!(random.fraction(), 0.656_779_756_512_028);
    }

    #[test]
    fn below_nothing_is_zero() {
        assert_eq!(Random::new(1).below(0), 0);
    }
}
