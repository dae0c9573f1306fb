//! Where the machine takes time and identities from: its own state.

use super::input::{Clock, UuidSource};
use super::state::State;
use crate::excellent::{DateTime, Text};

const NANOS_OF_MILLI: i128 = 1_000_000;

impl State {
    /// Reads the clock, which moves on by its step.
    pub fn now(&mut self) -> DateTime {
        self.clock.read()
    }

    /// A new UUID of version 4.
    pub fn new_uuid(&mut self) -> Text {
        self.uuids.next_uuid()
    }
}

impl Clock {
    /// What it shows; it then moves on by its step.
    pub fn read(&mut self) -> DateTime {
        if self.step_ms == 0 {
            return self.now.clone();
        }
        let next = self
            .now
            .plus_nanos(i128::from(self.step_ms) * NANOS_OF_MILLI);
        std::mem::replace(&mut self.now, next)
    }
}

impl UuidSource {
    /// The next UUID.
    pub fn next_uuid(&mut self) -> Text {
        match self {
            Self::Counting(made) => {
                *made += 1;
                let text = counted_uuid(*made);
                std::str::from_utf8(&text).unwrap_or_default().into()
            }
            Self::Seeded(state) => {
                let (high, low) = (split_mix(state), split_mix(state));
                let bits = ((u128::from(high) << 64) | u128::from(low)).to_be_bytes();
                let uuid = uuid::Builder::from_random_bytes(bits).into_uuid();
                Text::from(
                    &*uuid
                        .hyphenated()
                        .encode_lower(&mut uuid::Uuid::encode_buffer()),
                )
            }
        }
    }
}

/// `00000000-0000-4000-8000-000000000001` and so on.
fn counted_uuid(number: u64) -> [u8; 36] {
    let mut text = *b"00000000-0000-4000-8000-000000000000";
    let mut rest = number;
    for digit in text.iter_mut().rev().take(12) {
        if rest == 0 {
            break;
        }
        *digit += u8::try_from(rest % 10).unwrap_or_default();
        rest /= 10;
    }
    text
}

/// One draw of the `SplitMix64` generator.
fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut bits = *state;
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts() {
        let mut uuids = UuidSource::Counting(0);
        assert_eq!(&*uuids.next_uuid(), "00000000-0000-4000-8000-000000000001");
        let mut uuids = UuidSource::Counting(123_456_789_010);
        assert_eq!(&*uuids.next_uuid(), "00000000-0000-4000-8000-123456789011");
    }

    #[test]
    fn a_seed_gives_the_same_uuids_of_version_4_again() {
        let (mut a, mut b) = (UuidSource::Seeded(7), UuidSource::Seeded(7));
        let first = a.next_uuid();
        assert_eq!(first, b.next_uuid());
        assert_ne!(first, a.next_uuid());
        assert!(crate::model::uuids::is_lower_uuid4(&first));
    }
}
