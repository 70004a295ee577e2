//! Who changed what, through which role, and what came of it.

use sqlx::FromRow;

use crate::{Database, Result};

/// One record.
#[derive(Clone, Debug, FromRow, PartialEq, Eq)]
pub struct Record {
    /// Seconds since 1970.
    pub at: i64,
    /// Who asked.
    pub person: String,
    /// Through which connection.
    pub connection: String,
    /// As whom AWS saw it: the caller's ARN.
    pub caller: String,
    /// The operation's id in the contract.
    pub operation: String,
    /// On what.
    pub resource: String,
    /// `ok`, or the error's code.
    pub outcome: String,
    /// Ours, also in the answer and the log.
    pub request_id: String,
}

impl Database {
    /// Writes a record.
    pub async fn record(&self, record: &Record) -> Result<()> {
        sqlx::query(
            "INSERT INTO audit (at, person, connection, caller, operation, resource, outcome, request_id)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(record.at)
        .bind(&record.person)
        .bind(&record.connection)
        .bind(&record.caller)
        .bind(&record.operation)
        .bind(&record.resource)
        .bind(&record.outcome)
        .bind(&record.request_id)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// The newest records, newest first.
    pub async fn records(&self, limit: i64) -> Result<Vec<Record>> {
        let rows = sqlx::query_as("SELECT * FROM audit ORDER BY at DESC, rowid DESC LIMIT $1")
            .bind(limit)
            .fetch_all(&self.pool)
            .await?;
        Ok(rows)
    }
}
