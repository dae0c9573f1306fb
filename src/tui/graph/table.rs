//! A vector indexed by number that cannot be read outside its bounds.

use std::ops::{Index, IndexMut};

/// A vector for the graph algorithms, which index by node number all the time. An index outside the
/// table gives a spare value instead of ending the program.
#[derive(Debug, Clone, Default)]
pub struct Table<T> {
    rows: Vec<T>,
    spare: T,
}

impl<T: Clone> Table<T> {
    /// A table of `length` rows, all `value`.
    pub fn of(value: T, length: usize) -> Self {
        Self {
            rows: vec![value.clone(); length],
            spare: value,
        }
    }

    /// Adds a row and gives its index.
    pub fn push(&mut self, value: T) -> usize {
        self.rows.push(value);
        self.rows.len() - 1
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether the table has no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.rows.iter()
    }

    /// The rows as a slice.
    pub fn rows(&self) -> &[T] {
        &self.rows
    }
}

impl<T> Index<usize> for Table<T> {
    type Output = T;

    fn index(&self, index: usize) -> &T {
        self.rows.get(index).unwrap_or(&self.spare)
    }
}

impl<T> IndexMut<usize> for Table<T> {
    fn index_mut(&mut self, index: usize) -> &mut T {
        self.rows.get_mut(index).unwrap_or(&mut self.spare)
    }
}

impl<'a, T: Clone> IntoIterator for &'a Table<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
