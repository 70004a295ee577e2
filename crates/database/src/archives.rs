//! What is to be downloaded as one archive, from the asking until the download.

use crate::{Database, Result, now};

/// How many seconds one is remembered.
pub const LIFE: i64 = 60 * 60;
/// How many of an opened connection are remembered: the newest.
const KEPT: i64 = 20;

impl Database {
    /// Notes what the archive `id` is to hold, in the caller's own words.
    pub async fn create_archive(&self, opened: &str, id: &str, selection: &str) -> Result<()> {
        let mut transaction = self.begin().await?;
        sqlx::query(
            "INSERT INTO archives (id, opened, selection, created_at) VALUES ($1, $2, $3, $4)",
        )
        .bind(id)
        .bind(opened)
        .bind(selection)
        .bind(now())
        .execute(&mut *transaction)
        .await?;
        sqlx::query(
            "DELETE FROM archives WHERE opened = $1 AND rowid NOT IN
             (SELECT rowid FROM archives WHERE opened = $1 ORDER BY rowid DESC LIMIT $2)",
        )
        .bind(opened)
        .bind(KEPT)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// What an archive of this opened connection is to hold; nobody else's is found, and
    /// none that is older than [`LIFE`].
    pub async fn archive(&self, opened: &str, id: &str) -> Result<Option<String>> {
        let row: Option<(String,)> = sqlx::query_as(
            "SELECT selection FROM archives WHERE id = $1 AND opened = $2 AND created_at > $3",
        )
        .bind(id)
        .bind(opened)
        .bind(now() - LIFE)
        .fetch_optional(&self.pool)
        .await?;
        Ok(row.map(|(selection,)| selection))
    }

    /// Forgets the archives that are older than [`LIFE`], or whose connection is closed.
    pub async fn sweep_archives(&self) -> Result<u64> {
        let swept = sqlx::query(
            "DELETE FROM archives
             WHERE created_at <= $1 OR opened NOT IN (SELECT id FROM opened)",
        )
        .bind(now() - LIFE)
        .execute(&self.pool)
        .await?;
        Ok(swept.rows_affected())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Sealer;
    use crate::opened::Opening;

    #[tokio::test]
    async fn an_archive_is_forgotten_after_an_hour_and_with_its_connection() {
        let directory = tempfile::tempdir().unwrap();
        let sealer = Sealer::from_file(&directory.path().join("key")).unwrap();
        let url = format!("sqlite:{}", directory.path().join("db").display());
        let database = Database::open(&url, sealer).await.unwrap();
        let opening = Opening {
            connection: "studio",
            role: "",
            person: "ada",
            person_kind: "anyone",
            sign_in: None,
        };
        let opened = database.put_opened("s", opening, None).await.unwrap();
        for (id, of) in [
            ("old", &opened.id),
            ("new", &opened.id),
            ("closed", &"x".to_owned()),
        ] {
            database.create_archive(of, id, "{}").await.unwrap();
        }
        sqlx::query("UPDATE archives SET created_at = $1 WHERE id = 'old'")
            .bind(now() - LIFE)
            .execute(&database.pool)
            .await
            .unwrap();
        // Also before the sweep comes by.
        let found = |id: &'static str| database.archive(&opened.id, id);
        assert_eq!(found("old").await.unwrap(), None);
        assert_eq!(database.sweep_archives().await.unwrap(), 2);
        assert_eq!(found("new").await.unwrap().as_deref(), Some("{}"));
    }
}
