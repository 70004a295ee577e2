//! What Wardrobe remembers: sessions, opened connections, transfers, archives, jobs, the audit.
//!
//! Knows no AWS. Secrets are sealed before they reach a row, and a session's id
//! is kept only as its hash.

pub mod archives;
pub mod audit;
pub mod jobs;
pub mod opened;
pub mod seal;
pub mod sessions;
pub mod sign_ins;
pub mod transfers;
mod whose;

use std::str::FromStr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use sqlx::SqlitePool;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

pub use seal::{SealError, Sealer};

/// Why the database did not do it.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// The URL names no database we know.
    #[error("{0:?} is not a database: write sqlite:PATH")]
    Url(String),
    /// What SQLite said.
    #[error("database: {0}")]
    Sql(#[from] sqlx::Error),
    /// The tables could not be brought up to date.
    #[error("database migration: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// A sealed secret cannot be opened.
    #[error(transparent)]
    Seal(#[from] SealError),
}

/// What every fallible function here returns.
pub type Result<T> = std::result::Result<T, DatabaseError>;

/// The open database. Cheap to clone.
#[derive(Clone)]
pub struct Database {
    pool: SqlitePool,
    sealer: Sealer,
}

impl Database {
    /// Opens or makes the database at `url` (`sqlite:PATH`) and brings its tables
    /// up to date.
    pub async fn open(url: &str, sealer: Sealer) -> Result<Self> {
        let path = url
            .strip_prefix("sqlite:")
            .filter(|path| !path.is_empty())
            .ok_or_else(|| DatabaseError::Url(url.to_owned()))?;
        let options = SqliteConnectOptions::from_str("sqlite:")?
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Normal)
            .busy_timeout(Duration::from_secs(5));
        let pool = SqlitePoolOptions::new()
            .max_connections(4)
            .connect_with(options)
            .await?;
        sqlx::migrate!().run(&pool).await?;
        Ok(Self { pool, sealer })
    }

    /// Begins a transaction that will write. SQLite would not let one that has
    /// only read begin to write after another has written.
    async fn begin(&self) -> Result<sqlx::Transaction<'static, sqlx::Sqlite>> {
        Ok(self.pool.begin_with("BEGIN IMMEDIATE").await?)
    }

    /// The secret that was sealed for the row `id`, which `statement` reads.
    async fn unsealed(&self, statement: &'static str, id: &str) -> Result<Option<Vec<u8>>> {
        let row: Option<(Option<Vec<u8>>,)> = sqlx::query_as(statement)
            .bind(id)
            .fetch_optional(&self.pool)
            .await?;
        match row {
            Some((Some(sealed),)) => Ok(Some(self.sealer.open(id, &sealed)?)),
            _ => Ok(None),
        }
    }

    /// Runs all of these with `id`, or none.
    async fn all_or_none<const N: usize>(
        &self,
        statements: [&'static str; N],
        id: &str,
    ) -> Result<()> {
        let mut transaction = self.begin().await?;
        for statement in statements {
            sqlx::query(statement)
                .bind(id)
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Whether it answers.
    pub async fn ping(&self) -> Result<()> {
        sqlx::query("SELECT 1").execute(&self.pool).await?;
        Ok(())
    }

    /// Closes it; what was written is in the file then.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

/// Seconds since 1970.
pub fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |d| i64::try_from(d.as_secs()).unwrap_or(i64::MAX))
}
