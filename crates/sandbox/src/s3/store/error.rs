//! What can go wrong in the store.

use s3s::{S3Error, S3ErrorCode};

/// A refusal in S3's terms, or a failure of the disk.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The request cannot be granted in the present state.
    #[error("{0}")]
    Refused(S3Error),
    /// The database file failed.
    #[error("database: {0}")]
    Database(redb::Error),
    /// A blob file failed.
    #[error("blob: {0}")]
    Io(#[from] std::io::Error),
    /// A record cannot be read.
    #[error("record: {0}")]
    Record(#[from] serde_json::Error),
    /// What was to be committed together with it failed, and so it was not either.
    #[error("not committed")]
    Undone,
    /// A task was cut short by the end of the runtime.
    #[error("stopped: {0}")]
    Stopped(#[from] tokio::task::JoinError),
}

impl From<S3Error> for StoreError {
    fn from(error: S3Error) -> Self {
        Self::Refused(error)
    }
}

macro_rules! from_redb {
    ($($error:ident),*) => {$(
        impl From<redb::$error> for StoreError {
            fn from(error: redb::$error) -> Self {
                Self::Database(error.into())
            }
        }
    )*};
}
from_redb!(
    DatabaseError,
    TransactionError,
    TableError,
    StorageError,
    CommitError
);

impl From<StoreError> for S3Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Refused(error) => error,
            other => S3Error::with_source(S3ErrorCode::InternalError, Box::new(other)),
        }
    }
}
