//! The types that setters of lists and maps accept.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};

/// A value that can be converted into a list of `T`.
///
/// It is implemented for arrays, slices, `Vec` and the sets of the standard library, with items of type `T`
/// or any type that converts into it. Unlike with `IntoIterator`, the empty array `[]` needs no type
/// annotation. Collect an iterator into a `Vec` first.
///
/// ```
/// use huaweicloud_types::IntoList;
///
/// fn tags(tags: impl IntoList<String>) -> Vec<String> {
///     tags.into_list()
/// }
///
/// assert_eq!(tags(["a", "b"]), ["a", "b"]);
/// assert_eq!(tags(vec!["a".to_owned()]), ["a"]);
/// assert!(tags([]).is_empty());
/// ```
pub trait IntoList<T> {
    /// Converts into the list.
    fn into_list(self) -> Vec<T>;
}

/// A value that can be converted into a map from strings to `T`.
///
/// It is implemented for arrays and `Vec`s of pairs, and for the maps of the standard library.
///
/// ```
/// use huaweicloud_types::IntoMap;
/// use std::collections::HashMap;
///
/// fn labels(labels: impl IntoMap<i64>) -> HashMap<String, i64> {
///     labels.into_map()
/// }
///
/// assert_eq!(labels([("a", 1), ("b", 2)]).len(), 2);
/// assert!(labels([]).is_empty());
/// ```
pub trait IntoMap<T> {
    /// Converts into the map.
    fn into_map(self) -> HashMap<String, T>;
}

/// The empty array has items of type `T` itself, so that the type of `[]` is unambiguous.
impl<T> IntoList<T> for [T; 0] {
    fn into_list(self) -> Vec<T> {
        Vec::new()
    }
}

impl<T> IntoMap<T> for [(String, T); 0] {
    fn into_map(self) -> HashMap<String, T> {
        HashMap::new()
    }
}

macro_rules! arrays {
    ($($length:literal)*) => { $(
        impl<T, U: Into<T>> IntoList<T> for [U; $length] {
            fn into_list(self) -> Vec<T> {
                self.into_iter().map(Into::into).collect()
            }
        }

        impl<T, K: Into<String>, U: Into<T>> IntoMap<T> for [(K, U); $length] {
            fn into_map(self) -> HashMap<String, T> {
                map(self)
            }
        }
    )* };
}

arrays! {
    1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32
}

macro_rules! lists {
    ($($kind:ident)*) => { $(
        impl<T, U: Into<T>> IntoList<T> for $kind<U> {
            fn into_list(self) -> Vec<T> {
                self.into_iter().map(Into::into).collect()
            }
        }
    )* };
}

lists!(Vec VecDeque BTreeSet);

impl<T, U: Into<T>, S> IntoList<T> for HashSet<U, S> {
    fn into_list(self) -> Vec<T> {
        self.into_iter().map(Into::into).collect()
    }
}

impl<T, U: Clone + Into<T>> IntoList<T> for &[U] {
    fn into_list(self) -> Vec<T> {
        self.iter().cloned().map(Into::into).collect()
    }
}

impl<T, U: Clone + Into<T>> IntoList<T> for &Vec<U> {
    fn into_list(self) -> Vec<T> {
        self.as_slice().into_list()
    }
}

impl<T, U: Clone + Into<T>, const N: usize> IntoList<T> for &[U; N] {
    fn into_list(self) -> Vec<T> {
        self.as_slice().into_list()
    }
}

impl<T, K: Into<String>, U: Into<T>> IntoMap<T> for Vec<(K, U)> {
    fn into_map(self) -> HashMap<String, T> {
        map(self)
    }
}

impl<T, K: Into<String>, U: Into<T>> IntoMap<T> for BTreeMap<K, U> {
    fn into_map(self) -> HashMap<String, T> {
        map(self)
    }
}

impl<T, K: Into<String>, U: Into<T>, S> IntoMap<T> for HashMap<K, U, S> {
    fn into_map(self) -> HashMap<String, T> {
        map(self)
    }
}

fn map<T, K: Into<String>, U: Into<T>>(
    entries: impl IntoIterator<Item = (K, U)>,
) -> HashMap<String, T> {
    let entries = entries.into_iter();
    entries
        .map(|(key, value)| (key.into(), value.into()))
        .collect()
}
