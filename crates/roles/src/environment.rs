//! Environment variables: the process's own, or a given set.

use std::collections::BTreeMap;

/// Where sources look up `AWS_…` variables. Being a value, two connections of
/// one process can have different ones, and tests need not touch the process.
#[derive(Clone, Default)]
pub struct Environment {
    given: Option<BTreeMap<String, String>>,
}

impl Environment {
    /// The variables of this process, looked up when asked for.
    pub fn process() -> Self {
        Self::default()
    }

    /// Exactly these variables and no others.
    pub fn of<K: Into<String>, V: Into<String>>(
        variables: impl IntoIterator<Item = (K, V)>,
    ) -> Self {
        let pairs = variables.into_iter().map(|(k, v)| (k.into(), v.into()));
        Self {
            given: Some(pairs.collect()),
        }
    }

    /// A variable's value; an empty one counts as unset, as in AWS's SDKs.
    pub fn get(&self, name: &str) -> Option<String> {
        match &self.given {
            Some(given) => given.get(name).cloned(),
            None => std::env::var(name).ok(),
        }
        .filter(|value| !value.trim().is_empty())
    }
}
