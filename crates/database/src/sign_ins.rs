//! Who has signed in at which identity provider, in a session; and the sign-ins
//! that are under way.

use sqlx::FromRow;
use uuid::Uuid;

use crate::{Database, Result, now};

/// A person who has signed in at an identity provider.
#[derive(Clone, Debug, FromRow)]
pub struct SignIn {
    /// Its own id, which outlives a change of the session's id.
    pub id: String,
    /// The identity provider's name.
    pub provider: String,
    /// Who that is to the provider.
    pub subject: String,
    /// Their name.
    pub person: String,
    /// The groups that the provider puts them in, as JSON.
    groups: String,
}

impl SignIn {
    /// The groups that the provider puts them in.
    pub fn groups(&self) -> Vec<String> {
        read_groups(&self.groups)
    }
}

/// What is noted when somebody has signed in.
#[derive(Clone, Copy, Debug)]
pub struct Arrival<'a> {
    /// The identity provider's name.
    pub provider: &'a str,
    /// Who that is to the provider.
    pub subject: &'a str,
    /// Their name.
    pub person: &'a str,
    /// The groups that the provider puts them in.
    pub groups: &'a [String],
}

pub(crate) fn read_groups(text: &str) -> Vec<String> {
    serde_json::from_str(text).unwrap_or_default()
}

const COLUMNS: &str = "id, provider, subject, person, groups";

impl Database {
    /// Notes that somebody has signed in, in place of an earlier time. The same
    /// subject keeps the id, and with it what they have opened.
    pub async fn put_sign_in(
        &self,
        session: &str,
        arrival: Arrival<'_>,
        secret: &[u8],
    ) -> Result<SignIn> {
        let Arrival {
            provider,
            subject,
            person,
            groups,
        } = arrival;
        let groups = serde_json::to_string(groups).unwrap_or_else(|_| "[]".to_owned());
        let mut transaction = self.begin().await?;
        let earlier: Option<(String, String)> =
            sqlx::query_as("SELECT id, subject FROM sign_ins WHERE session = $1 AND provider = $2")
                .bind(session)
                .bind(provider)
                .fetch_optional(&mut *transaction)
                .await?;
        let id = match earlier {
            Some((id, who)) if who == subject => id,
            Some((id, _)) => {
                // Somebody else: what the first had opened is theirs alone.
                sqlx::query("DELETE FROM opened WHERE sign_in = $1")
                    .bind(&id)
                    .execute(&mut *transaction)
                    .await?;
                Uuid::new_v4().to_string()
            }
            None => Uuid::new_v4().to_string(),
        };
        let sealed = self.sealer.seal(&id, secret)?;
        sqlx::query("DELETE FROM sign_ins WHERE session = $1 AND provider = $2")
            .bind(session)
            .bind(provider)
            .execute(&mut *transaction)
            .await?;
        sqlx::query(
            "INSERT INTO sign_ins
             (id, session, provider, subject, person, groups, sealed, signed_in_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(&id)
        .bind(session)
        .bind(provider)
        .bind(subject)
        .bind(person)
        .bind(&groups)
        .bind(sealed)
        .bind(now())
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(SignIn {
            id,
            provider: provider.to_owned(),
            subject: subject.to_owned(),
            person: person.to_owned(),
            groups,
        })
    }

    /// Who has signed in at `provider`, in this session.
    pub async fn sign_in(&self, session: &str, provider: &str) -> Result<Option<SignIn>> {
        let statement =
            format!("SELECT {COLUMNS} FROM sign_ins WHERE session = $1 AND provider = $2");
        let row = sqlx::query_as(sqlx::AssertSqlSafe(statement))
            .bind(session)
            .bind(provider)
            .fetch_optional(&self.pool)
            .await?;
        Ok(row)
    }

    /// All sign-ins of a session.
    pub async fn sign_ins(&self, session: &str) -> Result<Vec<SignIn>> {
        let statement =
            format!("SELECT {COLUMNS} FROM sign_ins WHERE session = $1 ORDER BY signed_in_at");
        let rows = sqlx::query_as(sqlx::AssertSqlSafe(statement))
            .bind(session)
            .fetch_all(&self.pool)
            .await?;
        Ok(rows)
    }

    /// A sign-in by its own id.
    pub async fn sign_in_by_id(&self, id: &str) -> Result<Option<SignIn>> {
        let statement = format!("SELECT {COLUMNS} FROM sign_ins WHERE id = $1");
        let row = sqlx::query_as(sqlx::AssertSqlSafe(statement))
            .bind(id)
            .fetch_optional(&self.pool)
            .await?;
        Ok(row)
    }

    /// The secret that was kept with a sign-in.
    pub async fn sign_in_secret(&self, id: &str) -> Result<Option<Vec<u8>>> {
        let statement = "SELECT sealed FROM sign_ins WHERE id = $1";
        self.unsealed(statement, id).await
    }

    /// Keeps another secret with a sign-in: the provider gave new tokens.
    pub async fn set_sign_in_secret(&self, id: &str, secret: &[u8]) -> Result<()> {
        let sealed = self.sealer.seal(id, secret)?;
        sqlx::query("UPDATE sign_ins SET sealed = $1 WHERE id = $2")
            .bind(sealed)
            .bind(id)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Forgets a sign-in, and what was opened with it.
    pub async fn delete_sign_in(&self, id: &str) -> Result<()> {
        let statements = [
            "DELETE FROM opened WHERE sign_in = $1",
            "DELETE FROM sign_ins WHERE id = $1",
        ];
        self.all_or_none(statements, id).await
    }

    /// Notes a sign-in that has been begun in the browser whose cookie hashes to
    /// `browser`.
    pub async fn put_pending(&self, id: &str, browser: &str, secret: &[u8]) -> Result<()> {
        sqlx::query("INSERT INTO pending (id, browser, sealed, begun_at) VALUES ($1, $2, $3, $4)")
            .bind(id)
            .bind(browser)
            .bind(self.sealer.seal(id, secret)?)
            .bind(now())
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// What was noted of a sign-in begun within `longest` seconds. It can be
    /// taken once, and only by the browser that began it: another one's try
    /// leaves it there.
    pub async fn take_pending(
        &self,
        id: &str,
        browser: &str,
        longest: i64,
    ) -> Result<Option<Vec<u8>>> {
        let row: Option<(Vec<u8>,)> = sqlx::query_as(
            "DELETE FROM pending WHERE id = $1 AND browser = $2 AND begun_at > $3
             RETURNING sealed",
        )
        .bind(id)
        .bind(browser)
        .bind(now() - longest)
        .fetch_optional(&self.pool)
        .await?;
        row.map(|(sealed,)| Ok(self.sealer.open(id, &sealed)?))
            .transpose()
    }

    /// Forgets the sign-ins begun more than `longest` seconds ago.
    pub async fn sweep_pending(&self, longest: i64) -> Result<()> {
        sqlx::query("DELETE FROM pending WHERE begun_at <= $1")
            .bind(now() - longest)
            .execute(&self.pool)
            .await?;
        Ok(())
    }
}
