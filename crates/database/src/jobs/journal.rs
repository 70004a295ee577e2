//! What of a job was handed out, what is over, and what came of it.

use sqlx::FromRow;

use super::LEASE;
use crate::{Database, Result, now};

/// Failures are brought back to be tried again so many a page.
const PAGE: i64 = 1000;

/// What was handed out and is not over.
#[derive(Clone, Debug, FromRow)]
pub struct Page {
    /// Of this job.
    pub number: i64,
    /// A JSON array, in the server's own words.
    pub entries: String,
}

/// Counts since the last page that was over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Objects done.
    pub done: i64,
    /// Objects failed.
    pub failed: i64,
    /// Bytes of those done.
    pub bytes: i64,
}

/// One object that is not done.
#[derive(Clone, Debug, Default)]
pub struct Failed {
    /// As in its page, as JSON.
    pub entry: String,
    /// Its key.
    pub key: String,
    /// One word for why.
    pub code: String,
    /// Why.
    pub message: String,
    /// All there is to say of it, as JSON; kept of some only.
    pub error: Option<String>,
}

/// The same, kept.
#[derive(Clone, Debug, FromRow)]
pub struct Failure {
    /// Where it is kept; they are in this order.
    pub rowid: i64,
    /// The object's key.
    pub object_key: String,
    /// One word for why.
    pub code: String,
    /// Why.
    pub message: String,
    /// All there is to say of it, as JSON; kept of some only.
    pub error: Option<String>,
}

impl Database {
    /// What was handed out of a job and is not over.
    pub async fn job_pages(&self, id: &str) -> Result<Vec<Page>> {
        let pages =
            sqlx::query_as("SELECT number, entries FROM job_pages WHERE job = $1 ORDER BY number");
        Ok(pages.bind(id).fetch_all(&self.pool).await?)
    }

    /// Notes that `node` lives and how far it has come with what is under way. Answers what
    /// it is wished to do; nothing at all where the job is another's.
    pub async fn beat_job(&self, id: &str, node: &str, more: Progress) -> Result<Option<String>> {
        let wish: Option<(String,)> = sqlx::query_as(
            "UPDATE jobs SET lease_until = $3, more_done = $4, more_failed = $5, more_bytes = $6
             WHERE id = $1 AND node = $2 RETURNING wish",
        )
        .bind(id)
        .bind(node)
        .bind(now() + LEASE)
        .bind(more.done)
        .bind(more.failed)
        .bind(more.bytes)
        .fetch_optional(&self.pool)
        .await?;
        Ok(wish.map(|(wish,)| wish))
    }

    /// Notes how many objects there are in all.
    pub async fn count_job(&self, id: &str, total: i64) -> Result<()> {
        sqlx::query("UPDATE jobs SET total = $2 WHERE id = $1")
            .bind(id)
            .bind(total)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Notes a page, and that the listing goes on at `reach`, before any of it is begun.
    /// Whether the job still is that node's.
    pub async fn hand_out(
        &self,
        id: &str,
        node: &str,
        page: Option<&Page>,
        reach: &str,
        listed: bool,
    ) -> Result<bool> {
        let mut transaction = self.begin().await?;
        let ours =
            sqlx::query("UPDATE jobs SET reach = $3, listed = $4 WHERE id = $1 AND node = $2")
                .bind(id)
                .bind(node)
                .bind(reach)
                .bind(listed)
                .execute(&mut *transaction)
                .await?
                .rows_affected()
                == 1;
        if !ours {
            return Ok(false);
        }
        if let Some(page) = page {
            sqlx::query("INSERT INTO job_pages (job, number, entries) VALUES ($1, $2, $3)")
                .bind(id)
                .bind(page.number)
                .bind(&page.entries)
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// Notes what came of the page `number`: so much is over, this has failed, and `left`
    /// of it was not begun; and how far what else is under way has come. Whether the job
    /// still is that node's: else nothing is noted.
    pub async fn settle(
        &self,
        (id, node, number): (&str, &str, i64),
        over: Progress,
        failed: &[Failed],
        left: Option<&str>,
        more: Progress,
    ) -> Result<bool> {
        let mut transaction = self.begin().await?;
        let ours = sqlx::query(
            "UPDATE jobs SET done = done + $3, failed = failed + $4, bytes = bytes + $5,
                             more_done = $6, more_failed = $7, more_bytes = $8
             WHERE id = $1 AND node = $2",
        )
        .bind(id)
        .bind(node)
        .bind(over.done)
        .bind(over.failed)
        .bind(over.bytes)
        .bind(more.done)
        .bind(more.failed)
        .bind(more.bytes)
        .execute(&mut *transaction)
        .await?
        .rows_affected()
            == 1;
        if !ours {
            return Ok(false);
        }
        let page = match left {
            Some(_) => "UPDATE job_pages SET entries = $3 WHERE job = $1 AND number = $2",
            None => "DELETE FROM job_pages WHERE job = $1 AND number = $2",
        };
        let page = sqlx::query(page).bind(id).bind(number);
        let page = match left {
            Some(left) => page.bind(left),
            None => page,
        };
        page.execute(&mut *transaction).await?;
        for failed in failed {
            sqlx::query(
                "INSERT INTO job_failures (job, entry, object_key, code, message, error)
                 VALUES ($1, $2, $3, $4, $5, $6)",
            )
            .bind(id)
            .bind(&failed.entry)
            .bind(&failed.key)
            .bind(&failed.code)
            .bind(&failed.message)
            .bind(&failed.error)
            .execute(&mut *transaction)
            .await?;
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// At most `most` failures of a job, behind the one kept at `after`.
    pub async fn job_failures(&self, id: &str, after: i64, most: i64) -> Result<Vec<Failure>> {
        let rows = sqlx::query_as(
            "SELECT rowid, object_key, code, message, error FROM job_failures
             WHERE job = $1 AND rowid > $2 ORDER BY rowid LIMIT $3",
        )
        .bind(id)
        .bind(after)
        .bind(most)
        .fetch_all(&self.pool)
        .await?;
        Ok(rows)
    }

    /// Lets a job go on that nobody runs; what has failed is tried again. Whether it may:
    /// one that is done to the last object or was cancelled may not.
    pub async fn resume_job(&self, id: &str) -> Result<bool> {
        let mut transaction = self.begin().await?;
        let resumed = sqlx::query(
            "UPDATE jobs SET state = 'queued', error = NULL, ended_at = NULL, wish = '',
                             lease_until = 0, failed = 0
             WHERE id = $1 AND (state IN ('paused', 'failed', 'needs-sign-in')
                                OR state = 'done' AND failed > 0)",
        )
        .bind(id)
        .execute(&mut *transaction)
        .await?;
        if resumed.rows_affected() == 0 {
            // One that is about to pause goes on instead.
            let stays = sqlx::query(
                "UPDATE jobs SET wish = ''
                 WHERE id = $1 AND state IN ('queued', 'running') AND wish != 'cancel'",
            );
            let stays = stays.bind(id).execute(&mut *transaction).await?;
            transaction.commit().await?;
            return Ok(stays.rows_affected() == 1);
        }
        loop {
            let failed: Vec<(i64, String)> = sqlx::query_as(
                "SELECT rowid, entry FROM job_failures WHERE job = $1 ORDER BY rowid LIMIT $2",
            )
            .bind(id)
            .bind(PAGE)
            .fetch_all(&mut *transaction)
            .await?;
            let Some((last, _)) = failed.last() else {
                break;
            };
            let entries: Vec<&str> = failed.iter().map(|(_, entry)| entry.as_str()).collect();
            sqlx::query(
                "INSERT INTO job_pages (job, number, entries)
                 SELECT $1, COALESCE(MAX(number), 0) + 1, $2 FROM job_pages WHERE job = $1",
            )
            .bind(id)
            .bind(format!("[{}]", entries.join(",")))
            .execute(&mut *transaction)
            .await?;
            sqlx::query("DELETE FROM job_failures WHERE job = $1 AND rowid <= $2")
                .bind(id)
                .bind(last)
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
        Ok(true)
    }
}
