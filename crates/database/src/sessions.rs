//! People's sessions. The cookie's value is never stored, only its hash.

use sha2::{Digest, Sha256};

use crate::{Database, Result, now};

/// The hash under which a session is kept.
pub fn hash(secret: &str) -> String {
    let digest = Sha256::digest(secret.as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Database {
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
    /// `longest`. Notes that it was used.
    pub async fn touch_session(&self, id: &str, idle: i64, longest: i64) -> Result<bool> {
        let at = now();
        let touched = sqlx::query(
            "UPDATE sessions SET seen_at = $1 WHERE id = $2 AND seen_at > $3 AND created_at > $4",
        )
        .bind(at)
        .bind(id)
        .bind(at - idle)
        .bind(at - longest)
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
