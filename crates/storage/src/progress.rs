//! What work on many objects reports as it goes.

use crate::StorageError;

/// One step of work on many objects.
#[derive(Clone, Debug)]
pub enum Step {
    /// So many more objects, and their bytes, are done.
    Done {
        /// Objects since the last step.
        objects: u64,
        /// Their bytes, where known.
        bytes: u64,
    },
    /// One object is not done, and nothing of it is lost.
    Failed {
        /// Its key.
        key: String,
        /// Why.
        error: StorageError,
    },
}
