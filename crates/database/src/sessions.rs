//! People's sessions. The cookie's value is never stored, only its hash.

use sha2::{Digest, Sha256};
use sqlx::FromRow;

use crate::{Database, Result, now};

/// The hash under which a session is kept.
pub fn hash(secret: &str) -> String {
    let digest = Sha256::digest(secret.as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A session, as its person may see it from another.
#[derive(Clone, Debug, FromRow)]
pub struct Listed {
    /// The hash of its cookie.
    pub id: String,
    /// Seconds since 1970.
    pub created_at: i64,
    /// When it was last used.
    pub seen_at: i64,
    /// What its browser says it is.
    pub agent: String,
}

/// The sessions of whoever has proven to be the same person as in session `$1`: by a
/// password, or to an identity provider; and that one itself.
const THEIRS: &str = "SELECT id, created_at, seen_at, agent FROM sessions
     WHERE (id = $1
       OR id IN (SELECT b.session FROM sign_ins a JOIN sign_ins b
                 ON b.provider = a.provider AND b.subject = a.subject WHERE a.session = $1)
       OR id IN (SELECT b.session FROM opened a JOIN opened b
                 ON b.person = a.person AND b.person_kind = a.person_kind
                 WHERE a.session = $1 AND a.person_kind = 'password'))
       AND seen_at > $2 AND created_at > $3
     ORDER BY seen_at DESC, created_at DESC";

impl Database {
    /// The living sessions of the person of `id`, the last used first.
    pub async fn sessions_of(&self, id: &str, idle: i64, longest: i64) -> Result<Vec<Listed>> {
        let at = now();
        let found = sqlx::query_as(THEIRS)
            .bind(id)
            .bind(at - idle)
            .bind(at - longest)
            .fetch_all(&self.pool)
            .await?;
        Ok(found)
    }

    /// Begins a session whose cookie hashes to `id`.
    pub async fn create_session(&self, id: &str) -> Result<()> {
        sqlx::query("INSERT INTO sessions (id, created_at, seen_at) VALUES ($1, $2, $2)")
            .bind(id)
            .bind(now())
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Whether the session lives: used within `idle` seconds and begun within
    /// `longest`. Notes that it was used, by a browser that calls itself `agent`.
    pub async fn touch_session(
        &self,
        id: &str,
        agent: &str,
        idle: i64,
        longest: i64,
    ) -> Result<bool> {
        let at = now();
        let touched = sqlx::query(
            "UPDATE sessions SET seen_at = $1, agent = $5
             WHERE id = $2 AND seen_at > $3 AND created_at > $4",
        )
        .bind(at)
        .bind(id)
        .bind(at - idle)
        .bind(at - longest)
        .bind(agent)
        .execute(&self.pool)
        .await?;
        Ok(touched.rows_affected() == 1)
    }

    /// Gives the session another id: after a sign-in the old cookie is worth
    /// nothing.
    pub async fn rotate_session(&self, old: &str, new: &str) -> Result<()> {
        let mut transaction = self.begin().await?;
        for statement in [
            "UPDATE sessions SET id = $1 WHERE id = $2",
            "UPDATE opened SET session = $1 WHERE session = $2",
            "UPDATE sign_ins SET session = $1 WHERE session = $2",
        ] {
            sqlx::query(statement)
                .bind(new)
                .bind(old)
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Ends a session and forgets all it had opened.
    pub async fn delete_session(&self, id: &str) -> Result<()> {
        let statements = [
            "DELETE FROM opened WHERE session = $1",
            "DELETE FROM sign_ins WHERE session = $1",
            "DELETE FROM sessions WHERE id = $1",
        ];
        self.all_or_none(statements, id).await
    }

    /// Forgets the sessions that have ended. One that nobody has used for `idle` seconds is
    /// worth nothing to its browser any more, but what it has opened is kept until its jobs
    /// are over, or `longest` is.
    pub async fn sweep_sessions(&self, idle: i64, longest: i64) -> Result<u64> {
        let at = now();
        let mut transaction = self.begin().await?;
        let statement = "DELETE FROM sessions WHERE created_at <= $2 OR seen_at <= $1
             AND NOT EXISTS (SELECT 1 FROM jobs j JOIN opened o ON o.id IN (j.opened, j.target_opened)
                             WHERE o.session = sessions.id AND j.state IN ('queued', 'running'))";
        let ended = sqlx::query(statement)
            .bind(at - idle)
            .bind(at - longest)
            .execute(&mut *transaction)
            .await?
            .rows_affected();
        for statement in [
            "DELETE FROM opened WHERE session NOT IN (SELECT id FROM sessions)",
            "DELETE FROM sign_ins WHERE session NOT IN (SELECT id FROM sessions)",
        ] {
            sqlx::query(statement).execute(&mut *transaction).await?;
        }
        transaction.commit().await?;
        Ok(ended)
    }
}
