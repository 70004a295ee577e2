//! Uploads in parts that have begun and not ended.

use sqlx::FromRow;

use crate::opened::Opened;
use crate::whose::{THEIRS, theirs};
use crate::{Database, Result, now};

/// An upload in parts.
#[derive(Clone, Debug, FromRow)]
pub struct Transfer {
    /// Ours.
    pub id: String,
    /// The opened connection it belongs to.
    pub opened: String,
    /// That connection's name.
    pub connection: String,
    /// Where it goes.
    pub bucket: String,
    /// The key it will have.
    pub object_key: String,
    /// S3's id.
    pub upload_id: String,
    /// Bytes in all.
    pub size: i64,
    /// Bytes of each part but the last.
    pub part_size: i64,
    /// 1: never over another object.
    pub create_only: i64,
    /// Seconds since 1970.
    pub created_at: i64,
    /// When it was last heard of, in seconds since 1970.
    pub touched_at: i64,
    /// The role it was begun in; empty where the connection has but one.
    pub role: String,
    /// Who began it, as [`Opened::proven`] has it; empty where nobody has proven anything.
    pub person: String,
    /// How they had proven themselves.
    pub person_kind: String,
}

impl Database {
    /// Notes a new transfer.
    pub async fn create_transfer(&self, transfer: &Transfer) -> Result<()> {
        sqlx::query(
            "INSERT INTO transfers (id, opened, connection, bucket, object_key, upload_id, size,
                                    part_size, create_only, created_at, touched_at, role,
                                    person, person_kind)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        )
        .bind(&transfer.id)
        .bind(&transfer.opened)
        .bind(&transfer.connection)
        .bind(&transfer.bucket)
        .bind(&transfer.object_key)
        .bind(&transfer.upload_id)
        .bind(transfer.size)
        .bind(transfer.part_size)
        .bind(transfer.create_only)
        .bind(transfer.created_at)
        .bind(transfer.touched_at)
        .bind(&transfer.role)
        .bind(&transfer.person)
        .bind(&transfer.person_kind)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// A transfer of this opened connection, or one that the same person began in the same
    /// role in another session: it belongs to this one then. Nobody else's is found, and
    /// nothing of other sessions where people have not proven who they are.
    pub async fn transfer(&self, opened: &Opened, id: &str) -> Result<Option<Transfer>> {
        let statement =
            format!("UPDATE transfers SET opened = $1 WHERE {THEIRS} AND id = $7 RETURNING *");
        let query = sqlx::query_as(sqlx::AssertSqlSafe(statement));
        let row = theirs(query, opened)
            .bind(id)
            .fetch_optional(&self.pool)
            .await?;
        Ok(row)
    }

    /// All transfers that `transfer` would find, oldest first.
    pub async fn transfers(&self, opened: &Opened) -> Result<Vec<Transfer>> {
        let statement = format!("SELECT * FROM transfers WHERE {THEIRS} ORDER BY created_at");
        let query = sqlx::query_as(sqlx::AssertSqlSafe(statement));
        Ok(theirs(query, opened).fetch_all(&self.pool).await?)
    }

    /// Those that belong to this opened connection, and end with it.
    pub async fn transfers_of(&self, opened: &str) -> Result<Vec<Transfer>> {
        let rows = sqlx::query_as("SELECT * FROM transfers WHERE opened = $1")
            .bind(opened)
            .fetch_all(&self.pool)
            .await?;
        Ok(rows)
    }

    /// Notes that a transfer is alive.
    pub async fn touch_transfer(&self, id: &str) -> Result<()> {
        sqlx::query("UPDATE transfers SET touched_at = $1 WHERE id = $2")
            .bind(now())
            .bind(id)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Forgets a transfer that has ended.
    pub async fn delete_transfer(&self, id: &str) -> Result<()> {
        sqlx::query("DELETE FROM transfers WHERE id = $1")
            .bind(id)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Transfers not heard of for `idle` seconds.
    pub async fn idle_transfers(&self, idle: i64) -> Result<Vec<Transfer>> {
        let rows = sqlx::query_as("SELECT * FROM transfers WHERE touched_at <= $1")
            .bind(now() - idle)
            .fetch_all(&self.pool)
            .await?;
        Ok(rows)
    }
}
