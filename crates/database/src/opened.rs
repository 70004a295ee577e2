//! The connections a session has opened, with the secrets that takes.

use sqlx::FromRow;
use uuid::Uuid;

use crate::sign_ins::read_groups;
use crate::{Database, DatabaseError, Result, now};

/// A connection opened in a session.
#[derive(Clone, Debug, FromRow)]
pub struct Opened {
    /// Its own id, which outlives a change of the session's id.
    pub id: String,
    /// The connection's name; empty where an administrator has signed in for none.
    pub connection: String,
    /// The ARN of the role that was chosen; empty where the connection has but one.
    pub role: String,
    /// Who opened it.
    pub person: String,
    /// `password`, `anyone`, `temporary`, `identity-provider` or `saml`.
    pub person_kind: String,
    /// The sign-in it stands on, if it stands on one.
    pub sign_in: Option<String>,
    /// The groups of that sign-in, as JSON.
    groups: Option<String>,
    /// Who that sign-in says it is to its provider.
    subject: Option<String>,
}

impl Opened {
    /// Nobody's, for a role that is the server's own.
    pub fn by_nobody(id: &str, connection: &str, person: &str) -> Self {
        Self {
            id: id.to_owned(),
            connection: connection.to_owned(),
            role: String::new(),
            person: person.to_owned(),
            person_kind: String::new(),
            sign_in: None,
            groups: None,
            subject: None,
        }
    }

    /// What tells this person from all others of the connection, in whatever session;
    /// nothing where they have not proven who they are: the name of a session is chosen by
    /// whoever takes on a role.
    pub fn proven(&self) -> Option<&str> {
        match self.person_kind.as_str() {
            "password" => Some(&self.person),
            "identity-provider" | "saml" => self.subject.as_deref(),
            _ => None,
        }
    }

    /// The groups of the sign-in it stands on.
    pub fn groups(&self) -> Vec<String> {
        self.groups.as_deref().map(read_groups).unwrap_or_default()
    }
}

/// What is noted when a connection is opened.
#[derive(Clone, Copy, Debug)]
pub struct Opening<'a> {
    /// The connection's name, or nothing.
    pub connection: &'a str,
    /// The role that was chosen, or nothing.
    pub role: &'a str,
    /// Who opens it.
    pub person: &'a str,
    /// How they have proven themselves.
    pub person_kind: &'a str,
    /// The sign-in it stands on.
    pub sign_in: Option<&'a str>,
}

const SELECT: &str =
    "SELECT o.id, o.connection, o.role, o.person, o.person_kind, o.sign_in, s.groups, s.subject
     FROM opened o LEFT JOIN sign_ins s ON s.id = o.sign_in";

impl Database {
    /// Notes that `session` has opened a role of a connection, in place of an
    /// earlier time. The same person keeps the id, and with it their unfinished
    /// transfers.
    pub async fn put_opened(
        &self,
        session: &str,
        opening: Opening<'_>,
        secret: Option<&[u8]>,
    ) -> Result<Opened> {
        let mut transaction = self.begin().await?;
        let earlier: Option<(String,)> = sqlx::query_as(
            "SELECT id FROM opened
             WHERE session = $1 AND connection = $2 AND role = $3 AND person = $4
               AND person_kind = $5",
        )
        .bind(session)
        .bind(opening.connection)
        .bind(opening.role)
        .bind(opening.person)
        .bind(opening.person_kind)
        .fetch_optional(&mut *transaction)
        .await?;
        let id = earlier.map_or_else(|| Uuid::new_v4().to_string(), |(id,)| id);
        let sealed = secret.map(|s| self.sealer.seal(&id, s)).transpose()?;
        sqlx::query("DELETE FROM opened WHERE session = $1 AND connection = $2 AND role = $3")
            .bind(session)
            .bind(opening.connection)
            .bind(opening.role)
            .execute(&mut *transaction)
            .await?;
        sqlx::query(
            "INSERT INTO opened
             (id, session, connection, role, person, person_kind, sign_in, sealed, opened_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(&id)
        .bind(session)
        .bind(opening.connection)
        .bind(opening.role)
        .bind(opening.person)
        .bind(opening.person_kind)
        .bind(opening.sign_in)
        .bind(sealed)
        .bind(now())
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        let opened = self.opened_by_id(&id).await?;
        opened.ok_or(DatabaseError::Sql(sqlx::Error::RowNotFound))
    }

    /// What `session` has open, oldest first.
    pub async fn opened(&self, session: &str) -> Result<Vec<Opened>> {
        // The rowid tells those of one second apart.
        let statement = format!("{SELECT} WHERE o.session = $1 ORDER BY o.opened_at, o.rowid");
        let rows = sqlx::query_as(sqlx::AssertSqlSafe(statement))
            .bind(session)
            .fetch_all(&self.pool)
            .await?;
        Ok(rows)
    }

    /// An opened connection by its own id.
    pub async fn opened_by_id(&self, id: &str) -> Result<Option<Opened>> {
        let statement = format!("{SELECT} WHERE o.id = $1");
        let row = sqlx::query_as(sqlx::AssertSqlSafe(statement))
            .bind(id)
            .fetch_optional(&self.pool)
            .await?;
        Ok(row)
    }

    /// The secret that was kept with an opened connection.
    pub async fn opened_secret(&self, id: &str) -> Result<Option<Vec<u8>>> {
        let statement = "SELECT sealed FROM opened WHERE id = $1";
        self.unsealed(statement, id).await
    }

    /// Closes what was opened under this id.
    pub async fn delete_opened(&self, session: &str, id: &str) -> Result<()> {
        sqlx::query("DELETE FROM opened WHERE session = $1 AND id = $2")
            .bind(session)
            .bind(id)
            .execute(&self.pool)
            .await?;
        Ok(())
    }
}
