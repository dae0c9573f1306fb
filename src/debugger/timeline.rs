//! The timeline: a flat list of moments, each with its parent and the child visited last. Going back and forth are walks
//! over indices; a change in the past adds moments and takes none away.

use super::moment::{Moment, MomentId};

/// The place of a branch in the timeline's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BranchId(pub(super) usize);

impl BranchId {
    /// The branch everything begins on.
    pub const MAIN: Self = Self(0);

    /// Its number, from 0 in the order of creation.
    pub fn index(self) -> usize {
        self.0
    }
}

/// A line of moments that were first reached one after the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    /// Its place in the list.
    pub id: BranchId,
    /// What people call it.
    pub name: String,
    /// The first moment that is its own.
    pub first: MomentId,
    /// The last moment reached on it.
    pub tip: MomentId,
}

/// All moments of a debugging session, and the branches they are on.
#[derive(Debug, Clone)]
pub struct Timeline {
    moments: Vec<Moment>,
    branches: Vec<Branch>,
    start: Moment,
}

impl Timeline {
    /// A timeline of one moment, whose identity is [`MomentId::START`].
    pub(super) fn new(start: Moment) -> Self {
        let main = Branch {
            id: BranchId::MAIN,
            name: "main".to_string(),
            first: MomentId::START,
            tip: MomentId::START,
        };
        Self {
            moments: Vec::new(),
            branches: vec![main],
            start,
        }
    }

    /// How many moments there are on all branches.
    pub fn len(&self) -> usize {
        self.moments.len() + 1
    }

    /// Never: there is always the start.
    pub fn is_empty(&self) -> bool {
        false
    }

    /// Whether there is such a moment.
    pub fn contains(&self, id: MomentId) -> bool {
        id.0 < self.len()
    }

    /// A moment. Identities of moments of another timeline give the start.
    pub fn moment(&self, id: MomentId) -> &Moment {
        id.0.checked_sub(1)
            .and_then(|index| self.moments.get(index))
            .unwrap_or(&self.start)
    }

    pub(super) fn moment_mut(&mut self, id: MomentId) -> &mut Moment {
        match id
            .0
            .checked_sub(1)
            .and_then(|index| self.moments.get_mut(index))
        {
            Some(moment) => moment,
            None => &mut self.start,
        }
    }

    /// All moments in the order in which they were first reached.
    pub fn moments(&self) -> impl Iterator<Item = &Moment> {
        std::iter::once(&self.start).chain(&self.moments)
    }

    /// All branches in the order of their creation.
    pub fn branches(&self) -> &[Branch] {
        &self.branches
    }

    /// A branch.
    pub fn branch(&self, id: BranchId) -> Option<&Branch> {
        self.branches.get(id.0)
    }

    /// Gives a branch another name.
    pub(super) fn rename(&mut self, id: BranchId, name: String) -> bool {
        self.branches
            .get_mut(id.0)
            .map(|branch| branch.name = name)
            .is_some()
    }

    /// Adds a moment after its parent: on the parent's branch if it is the first one there, else on a new branch.
    pub(super) fn push(
        &mut self,
        parent: MomentId,
        build: impl FnOnce(MomentId, BranchId, usize) -> Moment,
    ) -> MomentId {
        let id = MomentId(self.len());
        let before = self.moment(parent);
        let distance = before.distance + 1;
        let same_branch = self
            .branch(before.branch)
            .filter(|branch| branch.tip == parent);
        let branch = match same_branch.map(|branch| branch.id) {
            Some(branch) => branch,
            None => self.fork(id),
        };
        if let Some(branch) = self.branches.get_mut(branch.0) {
            branch.tip = id;
        }
        self.moment_mut(parent).last_child = Some(id);
        self.moments.push(build(id, branch, distance));
        id
    }

    fn fork(&mut self, first: MomentId) -> BranchId {
        let id = BranchId(self.branches.len());
        self.branches.push(Branch {
            id,
            name: format!("branch {}", id.0 + 1),
            first,
            tip: first,
        });
        id
    }

    /// The moments directly after one, in the order of their creation.
    pub fn children(&self, id: MomentId) -> impl Iterator<Item = &Moment> {
        self.moments
            .iter()
            .filter(move |moment| moment.parent == Some(id))
    }

    /// The first moment directly after one of which this holds.
    pub(super) fn child_where(
        &self,
        id: MomentId,
        holds: impl Fn(&Moment) -> bool,
    ) -> Option<MomentId> {
        self.children(id)
            .find(|child| holds(child))
            .map(|child| child.id)
    }

    /// The moment and those before it, the latest first.
    pub fn back_from(&self, id: MomentId) -> impl Iterator<Item = &Moment> {
        std::iter::successors(Some(self.moment(id)), |moment| {
            moment.parent.map(|parent| self.moment(parent))
        })
    }

    /// The moments from the start to this one, both included.
    pub fn path_to(&self, id: MomentId) -> Vec<MomentId> {
        let mut path: Vec<_> = self.back_from(id).map(|moment| moment.id).collect();
        path.reverse();
        path
    }

    /// The moments after this one on the line visited last, without itself.
    pub fn ahead_of(&self, id: MomentId) -> impl Iterator<Item = &Moment> {
        std::iter::successors(self.moment(id).last_child, |id| self.moment(*id).last_child)
            .map(|id| self.moment(id))
    }

    /// The whole line a moment is on: from the start to it and on along the children visited last.
    pub fn line_through(&self, id: MomentId) -> Vec<MomentId> {
        let mut line = self.path_to(id);
        line.extend(self.ahead_of(id).map(|moment| moment.id));
        line
    }

    /// Makes the way from the start to a moment the one visited last.
    pub(super) fn visit(&mut self, id: MomentId) {
        let mut child = id;
        while let Some(parent) = self.moment(child).parent {
            self.moment_mut(parent).last_child = Some(child);
            child = parent;
        }
    }
}
