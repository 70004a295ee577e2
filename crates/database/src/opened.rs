//! The connections a session has opened, with the secrets that takes.

use sqlx::FromRow;
use uuid::Uuid;

use crate::{Database, Result, now};

/// A connection opened in a session.
#[derive(Clone, Debug, FromRow)]
pub struct Opened {
    /// Its own id, which outlives a change of the session's id.
    pub id: String,
    /// The connection's name.
    pub connection: String,
    /// Who opened it.
    pub person: String,
    /// `password`, `anyone` or `temporary`.
    pub person_kind: String,
}

impl Database {
    /// Notes that `session` has opened `connection`, in place of an earlier time.
    /// The same person keeps the id, and with it their unfinished transfers.
    pub async fn put_opened(
        &self,
        session: &str,
        connection: &str,
        person: &str,
        person_kind: &str,
        secret: Option<&[u8]>,
    ) -> Result<Opened> {
        let mut transaction = self.begin().await?;
        let earlier: Option<(String,)> = sqlx::query_as(
            "SELECT id FROM opened
             WHERE session = $1 AND connection = $2 AND person = $3 AND person_kind = $4",
        )
        .bind(session)
        .bind(connection)
        .bind(person)
        .bind(person_kind)
        .fetch_optional(&mut *transaction)
        .await?;
        let id = earlier.map_or_else(|| Uuid::new_v4().to_string(), |(id,)| id);
        let sealed = secret.map(|s| self.sealer.seal(&id, s)).transpose()?;
        sqlx::query("DELETE FROM opened WHERE session = $1 AND connection = $2")
            .bind(session)
            .bind(connection)
            .execute(&mut *transaction)
            .await?;
        sqlx::query(
            "INSERT INTO opened (id, session, connection, person, person_kind, sealed, opened_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(&id)
        .bind(session)
        .bind(connection)
        .bind(person)
        .bind(person_kind)
        .bind(sealed)
        .bind(now())
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(Opened {
            id,
            connection: connection.to_owned(),
            person: person.to_owned(),
            person_kind: person_kind.to_owned(),
        })
    }

    /// What `session` has open, oldest first.
    pub async fn opened(&self, session: &str) -> Result<Vec<Opened>> {
        let rows = sqlx::query_as(
            "SELECT id, connection, person, person_kind FROM opened
             WHERE session = $1 ORDER BY opened_at, connection",
        )
        .bind(session)
        .fetch_all(&self.pool)
        .await?;
        Ok(rows)
    }

    /// An opened connection by its own id.
    pub async fn opened_by_id(&self, id: &str) -> Result<Option<Opened>> {
        let row =
            sqlx::query_as("SELECT id, connection, person, person_kind FROM opened WHERE id = $1")
                .bind(id)
                .fetch_optional(&self.pool)
                .await?;
        Ok(row)
    }

    /// The secret that was kept with an opened connection.
    pub async fn opened_secret(&self, id: &str) -> Result<Option<Vec<u8>>> {
        let row: Option<(Option<Vec<u8>>,)> =
            sqlx::query_as("SELECT sealed FROM opened WHERE id = $1")
                .bind(id)
                .fetch_optional(&self.pool)
                .await?;
        match row {
            Some((Some(sealed),)) => Ok(Some(self.sealer.open(id, &sealed)?)),
            _ => Ok(None),
        }
    }

    /// Closes a connection in a session.
    pub async fn delete_opened(&self, session: &str, connection: &str) -> Result<()> {
        sqlx::query("DELETE FROM opened WHERE session = $1 AND connection = $2")
            .bind(session)
            .bind(connection)
            .execute(&self.pool)
            .await?;
        Ok(())
    }
}
