//! The gap between two layers: lines that run sideways there each get a row (a track) of their own.

use std::collections::BTreeMap;

/// Lines that join in a gap because they lead to the same place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Net {
    /// Columns at which lines come from above.
    pub tops: Vec<i32>,
    /// Columns at which lines go on below.
    pub bottoms: Vec<i32>,
}

impl Net {
    fn span(&self) -> (i32, i32) {
        let columns = || self.tops.iter().chain(&self.bottoms).copied();
        (columns().min().unwrap_or(0), columns().max().unwrap_or(0))
    }

    fn is_straight(&self) -> bool {
        let (first, last) = self.span();
        first == last
    }
}

/// More nets than this in one gap are not compared pair by pair.
const COMPARED: usize = 160;

/// Who must be above whom in a gap.
struct Precedence {
    /// For each net, the nets that must be above it so that no two lines lie on each other.
    must: Vec<Vec<usize>>,
    /// For each net, the nets that are better above it because fewer lines cross then.
    should: Vec<Vec<usize>>,
}

/// The track of each net, counted from the top, and the number of tracks. Straight nets have none.
pub fn assign(nets: &[Net]) -> (Vec<Option<usize>>, usize) {
    let precedence = precedence(nets);
    let spans: Vec<(i32, i32)> = nets.iter().map(Net::span).collect();
    let mut tracks: Vec<Option<usize>> = vec![None; nets.len()];
    let mut open: Vec<usize> = (0..nets.len())
        .filter(|&net| !nets.get(net).is_none_or(Net::is_straight))
        .collect();
    open.sort_by_key(|&net| spans.get(net));
    let mut track = 0;
    while !open.is_empty() {
        let chosen = choose(&open, &spans, &precedence);
        for &net in &chosen {
            if let Some(slot) = tracks.get_mut(net) {
                *slot = Some(track);
            }
        }
        open.retain(|net| !chosen.contains(net));
        track += 1;
    }
    (tracks, track)
}

/// The nets for the next track: of those that nothing open must be above, as many as fit beside each other.
fn choose(open: &[usize], spans: &[(i32, i32)], precedence: &Precedence) -> Vec<usize> {
    let waits = |rules: &[Vec<usize>], net: usize| {
        rules
            .get(net)
            .is_some_and(|above| above.iter().any(|other| open.contains(other)))
    };
    let free = |strict: bool| -> Vec<usize> {
        let fits = |&&net: &&usize| {
            !(waits(&precedence.must, net) || strict && waits(&precedence.should, net))
        };
        open.iter().filter(fits).copied().collect()
    };
    let mut ready = free(true);
    if ready.is_empty() {
        ready = free(false);
        ready.truncate(1);
    }
    if ready.is_empty() {
        ready.extend(open.first());
    }
    let mut chosen = Vec::new();
    let mut end = i32::MIN;
    for net in ready {
        if let Some(&(first, last)) = spans.get(net)
            && first > end
        {
            chosen.push(net);
            end = last.saturating_add(1);
        }
    }
    chosen
}

fn precedence(nets: &[Net]) -> Precedence {
    let mut rules = Precedence {
        must: vec![Vec::new(); nets.len()],
        should: vec![Vec::new(); nets.len()],
    };
    let mut coming: BTreeMap<i32, Vec<usize>> = BTreeMap::new();
    for (index, net) in nets.iter().enumerate() {
        for &column in &net.tops {
            coming.entry(column).or_default().push(index);
        }
    }
    for (index, net) in nets.iter().enumerate() {
        let above = net
            .bottoms
            .iter()
            .filter_map(|column| coming.get(column))
            .flatten();
        if let Some(must) = rules.must.get_mut(index) {
            must.extend(above.filter(|&&other| other != index));
        }
    }
    if nets.len() <= COMPARED {
        compare(nets, &mut rules.should);
    }
    rules
}

fn compare(nets: &[Net], should: &mut [Vec<usize>]) {
    for (first, a) in nets.iter().enumerate() {
        for (second, b) in nets.iter().enumerate().skip(first + 1) {
            let (a_above, b_above) = (crossings(a, b), crossings(b, a));
            let (above, below) = if a_above < b_above {
                (first, second)
            } else {
                (second, first)
            };
            if a_above != b_above
                && let Some(rules) = should.get_mut(below)
            {
                rules.push(above);
            }
        }
    }
}

/// How many lines cross when `upper` runs above `lower`.
fn crossings(upper: &Net, lower: &Net) -> usize {
    let within = |columns: &[i32], (first, last): (i32, i32)| {
        columns
            .iter()
            .filter(|&&column| column >= first && column <= last)
            .count()
    };
    if upper.is_straight() || lower.is_straight() {
        return 0;
    }
    within(&lower.tops, upper.span()) + within(&upper.bottoms, lower.span())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn net(top: i32, bottom: i32) -> Net {
        Net {
            tops: vec![top],
            bottoms: vec![bottom],
        }
    }

    #[test]
    fn straight_lines_need_no_track() {
        assert_eq!(assign(&[net(4, 4), net(9, 9)]), (vec![None, None], 0));
    }

    #[test]
    fn lines_beside_each_other_share_a_track() {
        assert_eq!(assign(&[net(0, 4), net(9, 6)]), (vec![Some(0), Some(0)], 1));
    }

    #[test]
    fn of_two_lines_to_the_right_the_right_one_runs_above() {
        assert_eq!(
            assign(&[net(0, 10), net(4, 20)]),
            (vec![Some(1), Some(0)], 2)
        );
    }

    #[test]
    fn a_line_that_ends_where_another_starts_runs_below() {
        assert_eq!(assign(&[net(0, 10), net(10, 20)]).0, [Some(1), Some(0)]);
    }

    #[test]
    fn lines_that_each_must_be_above_the_other_are_placed_all_the_same() {
        assert_eq!(assign(&[net(0, 10), net(10, 0)]).1, 2);
    }
}
