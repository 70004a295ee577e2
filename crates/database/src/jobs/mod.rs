//! Long work on many objects, and its journal.
//!
//! What is to be done is listed and handed out page by page. A page is noted before any
//! of it is begun and crossed out when all of it is over, in one transaction with what
//! came of it: so whoever goes on after a crash has the pages that may have been begun,
//! the place where the listing goes on, and counts that are right. A job belongs to the
//! node that holds its lease; one whose lease has run out is anybody's.

mod journal;
#[cfg(test)]
mod tests;

use sqlx::FromRow;

pub use journal::{Failed, Failure, Page, Progress};

use crate::opened::Opened;
use crate::whose::{THEIRS, theirs};
use crate::{Database, Result, now};

/// How many jobs of one person run at once; the others are queued.
const AT_ONCE: i64 = 2;
/// For how many seconds a node may be silent before another takes its jobs.
pub const LEASE: i64 = 6;
/// For how many seconds a job that is over is remembered.
pub const LIFE: i64 = 24 * 60 * 60;
/// For how many seconds one is remembered that nobody goes on with.
const WAIT: i64 = 30 * LIFE;

/// A job. Texts that only the server reads are in its own words.
#[derive(Clone, Debug, Default, FromRow)]
pub struct Job {
    /// Ours.
    pub id: String,
    /// The opened connection it belongs to.
    pub opened: String,
    /// That connection's name.
    pub connection: String,
    /// The role it was begun in; empty where the connection has but one.
    pub role: String,
    /// Who began it, as [`Opened::proven`] has it.
    pub person: String,
    /// How they had proven themselves.
    pub person_kind: String,
    /// What was opened to write, where that is another role; else empty.
    pub target_opened: String,
    /// The name of its connection.
    pub target_connection: String,
    /// Its role.
    pub target_role: String,
    /// Who had opened it.
    pub target_person: String,
    /// How they had proven themselves.
    pub target_person_kind: String,
    /// `delete`, `copy`, …
    pub kind: String,
    /// 1: only find out what would happen.
    pub dry_run: i64,
    /// What to do.
    pub wanted: String,
    /// How many things that names.
    pub items: i64,
    /// Where, for people.
    pub source: String,
    /// Where to, for people.
    pub target: Option<String>,
    /// `queued`, `running`, `paused`, `needs-sign-in`, `done`, `cancelled` or `failed`.
    pub state: String,
    /// `pause` or `cancel`, for the node that runs it; else empty.
    pub wish: String,
    /// Why it does not go on.
    pub error: Option<String>,
    /// Where the listing goes on.
    pub reach: String,
    /// 1: all of it has been handed out.
    pub listed: i64,
    /// Objects in all, once counted.
    pub total: Option<i64>,
    /// Objects done, without those on their way.
    pub done: i64,
    /// Objects failed, likewise.
    pub failed: i64,
    /// Bytes done, likewise.
    pub bytes: i64,
    /// Of pages that are not over.
    pub more_done: i64,
    /// Likewise.
    pub more_failed: i64,
    /// Likewise.
    pub more_bytes: i64,
    /// Seconds since 1970.
    pub created_at: i64,
    /// When it began to run.
    pub started_at: Option<i64>,
    /// When it came to its end.
    pub ended_at: Option<i64>,
}

/// Whose jobs take turns: a person's, or where nobody has proven who they are, those of
/// what was opened.
fn owner(opened: &Opened) -> String {
    match opened.proven() {
        Some(person) => format!("{} {person}", opened.person_kind),
        None => opened.id.clone(),
    }
}

impl Job {
    /// The same, as work of whoever has opened this.
    #[must_use]
    pub fn by(self, opened: &Opened) -> Self {
        Self {
            opened: opened.id.clone(),
            connection: opened.connection.clone(),
            role: opened.role.clone(),
            person: opened.proven().unwrap_or_default().to_owned(),
            person_kind: opened.person_kind.clone(),
            ..self
        }
    }

    /// The same, writing in the role of another connection.
    #[must_use]
    pub fn writing_by(self, opened: &Opened) -> Self {
        Self {
            target_opened: opened.id.clone(),
            target_connection: opened.connection.clone(),
            target_role: opened.role.clone(),
            target_person: opened.proven().unwrap_or_default().to_owned(),
            target_person_kind: opened.person_kind.clone(),
            ..self
        }
    }
}

impl Database {
    /// Notes a new job of whoever has opened this; it is queued.
    pub async fn create_job(&self, job: &Job, opened: &Opened) -> Result<()> {
        sqlx::query(
            "INSERT INTO jobs (id, opened, connection, role, person, person_kind, owner,
                               target_opened, target_connection, target_role, target_person,
                               target_person_kind, kind, dry_run, wanted, items, source, target,
                               state, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
                     $18, 'queued', $19)",
        )
        .bind(&job.id)
        .bind(&job.opened)
        .bind(&job.connection)
        .bind(&job.role)
        .bind(&job.person)
        .bind(&job.person_kind)
        .bind(owner(opened))
        .bind(&job.target_opened)
        .bind(&job.target_connection)
        .bind(&job.target_role)
        .bind(&job.target_person)
        .bind(&job.target_person_kind)
        .bind(&job.kind)
        .bind(job.dry_run)
        .bind(&job.wanted)
        .bind(job.items)
        .bind(&job.source)
        .bind(&job.target)
        .bind(job.created_at)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// A job of this opened connection, or one that the same person began in the same role
    /// in another session. Nobody else's is found.
    pub async fn job(&self, opened: &Opened, id: &str) -> Result<Option<Job>> {
        let statement = format!("SELECT * FROM jobs WHERE {THEIRS} AND id = $7");
        let query = sqlx::query_as(sqlx::AssertSqlSafe(statement));
        Ok(theirs(query, opened)
            .bind(id)
            .fetch_optional(&self.pool)
            .await?)
    }

    /// All jobs that [`Self::job`] would find, newest first.
    pub async fn jobs(&self, opened: &Opened) -> Result<Vec<Job>> {
        let statement =
            format!("SELECT * FROM jobs WHERE {THEIRS} ORDER BY created_at DESC, rowid DESC");
        let query = sqlx::query_as(sqlx::AssertSqlSafe(statement));
        Ok(theirs(query, opened).fetch_all(&self.pool).await?)
    }

    /// A job by its id, whosever it is.
    pub async fn job_by_id(&self, id: &str) -> Result<Option<Job>> {
        let row = sqlx::query_as("SELECT * FROM jobs WHERE id = $1");
        Ok(row.bind(id).fetch_optional(&self.pool).await?)
    }

    /// Takes on the oldest job that nobody runs and whose person has not enough running:
    /// one that is queued, or whose node has fallen silent.
    pub async fn claim_job(&self, node: &str) -> Result<Option<Job>> {
        let row = sqlx::query_as(
            "UPDATE jobs SET state = 'running', node = $1, lease_until = $2 + $3, error = NULL,
                             started_at = COALESCE(started_at, $2),
                             more_done = 0, more_failed = 0, more_bytes = 0
             WHERE id = (SELECT id FROM jobs j
                         WHERE lease_until <= $2
                           AND (state = 'running' AND node != $1 OR state = 'queued' AND $4 >
                               (SELECT COUNT(*) FROM jobs r
                                WHERE r.owner = j.owner AND r.state = 'running'))
                         ORDER BY created_at, rowid LIMIT 1)
             RETURNING *",
        )
        .bind(node)
        .bind(now())
        .bind(LEASE)
        .bind(AT_ONCE)
        .fetch_optional(&self.pool)
        .await?;
        Ok(row)
    }

    /// Gives back what `node` runs, for others to take at once.
    pub async fn release_jobs(&self, node: &str) -> Result<()> {
        sqlx::query(
            "UPDATE jobs SET state = 'queued', node = '', lease_until = 0
             WHERE node = $1 AND state = 'running'",
        )
        .bind(node)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// Ends the run of a job on `node`: it is in `state` now, for the reason `error`. A
    /// queued one is not taken up before `wait` seconds have passed. Whether it still was
    /// that node's.
    pub async fn leave_job(
        &self,
        id: &str,
        node: &str,
        state: &str,
        error: Option<&str>,
        wait: i64,
    ) -> Result<bool> {
        let over = matches!(state, "done" | "cancelled" | "failed");
        let left = sqlx::query(
            "UPDATE jobs SET state = $3, node = '',
                             error = COALESCE($4, CASE wish WHEN 'cancel' THEN error END), lease_until = $5, wish = '',
                             ended_at = $6, more_done = 0, more_failed = 0, more_bytes = 0
             WHERE id = $1 AND node = $2",
        )
        .bind(id)
        .bind(node)
        .bind(state)
        .bind(error)
        .bind(now() + wait)
        .bind(over.then(now))
        .execute(&self.pool)
        .await?;
        Ok(left.rows_affected() == 1)
    }

    /// Pauses a job: at once where nobody runs it, else as soon as its node hears of it.
    /// Whether there was anything to pause.
    pub async fn pause_job(&self, id: &str) -> Result<bool> {
        let told = sqlx::query(
            "UPDATE jobs SET wish = CASE state WHEN 'running' THEN 'pause' ELSE '' END,
                             state = CASE state WHEN 'running' THEN state ELSE 'paused' END
             WHERE id = $1 AND state IN ('queued', 'running', 'needs-sign-in')",
        )
        .bind(id)
        .execute(&self.pool)
        .await?;
        Ok(told.rows_affected() == 1)
    }

    /// Cancels a job in the same way, for the reason `error`.
    pub async fn cancel_job(&self, id: &str, error: Option<&str>) -> Result<bool> {
        let told = sqlx::query(
            "UPDATE jobs SET wish = CASE state WHEN 'running' THEN 'cancel' ELSE '' END,
                             state = CASE state WHEN 'running' THEN state ELSE 'cancelled' END,
                             ended_at = CASE state WHEN 'running' THEN NULL ELSE $2 END,
                             error = $3
             WHERE id = $1 AND state IN ('queued', 'running', 'paused', 'needs-sign-in')",
        )
        .bind(id)
        .bind(now())
        .bind(error)
        .execute(&self.pool)
        .await?;
        Ok(told.rows_affected() == 1)
    }

    /// Cancels all that this opened connection reads or writes for, as it is closed.
    pub async fn cancel_jobs_of(&self, opened: &str, error: &str) -> Result<()> {
        let ids: Vec<(String,)> =
            sqlx::query_as("SELECT id FROM jobs WHERE opened = $1 OR target_opened = $1")
                .bind(opened)
                .fetch_all(&self.pool)
                .await?;
        for (id,) in ids {
            self.cancel_job(&id, Some(error)).await?;
        }
        Ok(())
    }

    /// Lets go on what waits for this person to open this role.
    pub async fn wake_jobs(&self, opened: &Opened) -> Result<u64> {
        let mut woken = 0;
        for side in ["", "target_"] {
            let statement = format!(
                "UPDATE jobs SET {side}opened = $1,
                                 state = CASE state WHEN 'needs-sign-in' THEN 'queued'
                                                    ELSE state END
                 WHERE {side}opened != '' AND ended_at IS NULL
                   AND ({side}opened = $1 OR ($2 AND {side}connection = $3 AND {side}role = $4
                        AND {side}person = $5 AND {side}person_kind = $6))"
            );
            woken += sqlx::query(sqlx::AssertSqlSafe(statement))
                .bind(&opened.id)
                .bind(opened.proven().is_some())
                .bind(&opened.connection)
                .bind(&opened.role)
                .bind(opened.proven())
                .bind(&opened.person_kind)
                .execute(&self.pool)
                .await?
                .rows_affected();
        }
        Ok(woken)
    }

    /// Forgets a job that nobody runs, with its journal.
    pub async fn forget_job(&self, id: &str) -> Result<()> {
        let statements = [
            "DELETE FROM job_pages WHERE job = $1",
            "DELETE FROM job_failures WHERE job = $1",
            "DELETE FROM jobs WHERE id = $1",
        ];
        self.all_or_none(statements, id).await
    }

    /// Forgets the jobs that have been over for [`LIFE`], and those that nobody went on
    /// with for a month.
    pub async fn sweep_jobs(&self) -> Result<()> {
        let old: Vec<(String,)> = sqlx::query_as(
            "SELECT id FROM jobs WHERE ended_at <= $1
                OR state IN ('paused', 'needs-sign-in') AND lease_until <= $2
                   AND created_at <= $2",
        )
        .bind(now() - LIFE)
        .bind(now() - WAIT)
        .fetch_all(&self.pool)
        .await?;
        for (id,) in old {
            self.forget_job(&id).await?;
        }
        Ok(())
    }
}
