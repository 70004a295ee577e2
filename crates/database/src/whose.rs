//! Whose a thing is that outlives the session it began in: an upload, a job.

use sqlx::sqlite::SqliteArguments;
use sqlx::{Sqlite, query::QueryAs};

use crate::opened::Opened;

/// A row that belongs to what was opened, or that the same person has made in the same
/// role in another session. Nothing of other sessions where people have not proven who
/// they are. Takes the first six parameters: [`theirs`].
pub(crate) const THEIRS: &str =
    "(opened = $1 OR ($2 AND connection = $3 AND role = $4 AND person = $5
      AND person_kind = $6))";

/// Fills in [`THEIRS`].
pub(crate) fn theirs<'q, T>(
    query: QueryAs<'q, Sqlite, T, SqliteArguments>,
    opened: &'q Opened,
) -> QueryAs<'q, Sqlite, T, SqliteArguments> {
    query
        .bind(&opened.id)
        .bind(opened.proven().is_some())
        .bind(&opened.connection)
        .bind(&opened.role)
        .bind(opened.proven())
        .bind(&opened.person_kind)
}
