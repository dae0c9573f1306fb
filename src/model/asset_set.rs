//! All assets of one kind, in the order of the bundle, found by identity or by name.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What an asset needs for being kept in an [`AssetSet`].
pub trait Asset {
    /// What identifies the asset: a UUID or a key.
    type Id: Clone + Ord;

    /// The identity of this asset.
    fn id(&self) -> Self::Id;

    /// The name by which people and `name_match` references find the asset.
    fn name(&self) -> &str;
}

/// The assets of one kind. Of two with the same identity a lookup finds the last, while a walk sees both.
#[derive(Clone, Debug)]
pub struct AssetSet<T: Asset> {
    items: Vec<Arc<T>>,
    by_id: BTreeMap<T::Id, usize>,
}

impl<T: Asset> Default for AssetSet<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            by_id: BTreeMap::new(),
        }
    }
}

impl<T: Asset> AssetSet<T> {
    /// The asset with this identity.
    pub fn get<Q>(&self, id: &Q) -> Option<&Arc<T>>
    where
        T::Id: Borrow<Q>,
        Q: Ord + ?Sized,
    {
        self.by_id.get(id).and_then(|&index| self.items.get(index))
    }

    /// Adds an asset, unless there is one with its identity. Says whether it did.
    pub fn add(&mut self, asset: T) -> bool {
        let id = asset.id();
        if self.by_id.contains_key(&id) {
            return false;
        }
        self.by_id.insert(id, self.items.len());
        self.items.push(Arc::new(asset));
        true
    }

    /// The first asset whose name equals the given one without regard to case.
    pub fn find_by_name(&self, name: &str) -> Option<&Arc<T>> {
        let wanted = name.to_lowercase();
        self.items
            .iter()
            .find(|item| item.name().to_lowercase() == wanted)
    }

    /// All assets in the order of the bundle.
    pub fn iter(&self) -> std::slice::Iter<'_, Arc<T>> {
        self.items.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

impl<T: Asset> FromIterator<Arc<T>> for AssetSet<T> {
    fn from_iter<I: IntoIterator<Item = Arc<T>>>(iter: I) -> Self {
        let items: Vec<_> = iter.into_iter().collect();
        let by_id = items
            .iter()
            .enumerate()
            .map(|(index, item)| (item.id(), index))
            .collect();
        Self { items, by_id }
    }
}

impl<T: Asset> FromIterator<T> for AssetSet<T> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self {
        iter.into_iter().map(Arc::new).collect()
    }
}

impl<'a, T: Asset> IntoIterator for &'a AssetSet<T> {
    type Item = &'a Arc<T>;
    type IntoIter = std::slice::Iter<'a, Arc<T>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::label::Label;

    fn label(uuid: &str, name: &str) -> Label {
        Label {
            uuid: uuid.into(),
            name: name.into(),
        }
    }

    #[test]
    fn finds_the_last_by_id_and_the_first_by_name() {
        let labels: AssetSet<_> = [label("1", "Spam"), label("2", "SPAM"), label("1", "Ham")]
            .into_iter()
            .collect();
        assert_eq!(&*labels.get("1").unwrap().name, "Ham");
        assert_eq!(labels.find_by_name("spam").unwrap().uuid, *"1");
        assert_eq!(labels.len(), 3);
        assert!(labels.get("3").is_none());
    }
}
