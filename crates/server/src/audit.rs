//! Whatever changes something leaves a record.

use wardrobe_database::audit::Record;
use wardrobe_database::now;
use wardrobe_roles::Role;

use crate::App;
use crate::access::Access;
use crate::config::Connection;
use crate::error::{ApiError, ApiResult};
use crate::security::current_request_id;

/// Records what came of `operation`, and passes it on. A record that cannot be
/// written is logged: by then the change has happened.
pub(crate) async fn note<T>(
    app: &App,
    access: &Access,
    operation: &str,
    resource: &str,
    result: ApiResult<T>,
) -> ApiResult<T> {
    let mut record = begin(access, operation, resource);
    if let Err(error) = &result {
        error.code.as_str().clone_into(&mut record.outcome);
    }
    keep(app, &record).await;
    result
}

fn begin(access: &Access, operation: &str, resource: &str) -> Record {
    Record {
        at: now(),
        person: access.opened.person.clone(),
        connection: access.connection.name.clone(),
        caller: access.caller().arn.clone(),
        operation: operation.to_owned(),
        resource: resource.to_owned(),
        outcome: "ok".to_owned(),
        request_id: current_request_id(),
    }
}

/// Records an attempt to sign in or out, for which there is no role (yet).
pub(crate) async fn person<T>(
    app: &App,
    operation: &str,
    connection: &str,
    person: &str,
    result: &Result<T, ApiError>,
) {
    let record = Record {
        at: now(),
        person: person.to_owned(),
        connection: connection.to_owned(),
        caller: String::new(),
        operation: operation.to_owned(),
        resource: String::new(),
        outcome: match result {
            Ok(_) => "ok".to_owned(),
            Err(error) => error.code.as_str().to_owned(),
        },
        request_id: current_request_id(),
    };
    keep(app, &record).await;
}

/// Records that an administrator has tried `connection`, which is a draft.
pub(crate) async fn draft(app: &App, operation: &str, person: &str, connection: &Connection) {
    let record = Record {
        at: now(),
        person: person.to_owned(),
        connection: connection.name.clone(),
        caller: String::new(),
        operation: operation.to_owned(),
        resource: match &connection.role {
            Role::Account(account) => account.arn.clone(),
            _ => String::new(),
        },
        outcome: "ok".to_owned(),
        request_id: current_request_id(),
    };
    keep(app, &record).await;
}

async fn keep(app: &App, record: &Record) {
    if let Err(error) = app.database.record(record).await {
        tracing::error!(%error, operation = record.operation, "the audit record could not be written");
    }
}

/// A record of work that is streamed: written when it has ended, been refused,
/// or been left by the reader.
pub(crate) struct Pending {
    app: App,
    record: Record,
}

impl Pending {
    pub(crate) fn new(app: &App, access: &Access, operation: &str) -> Self {
        let mut record = begin(access, operation, "");
        "left".clone_into(&mut record.outcome);
        Self {
            app: app.clone(),
            record,
        }
    }

    /// Names what is worked on; of many, the first few.
    pub(crate) fn on(&mut self, resources: impl Iterator<Item = String>) {
        let mut resources = resources.peekable();
        let named: Vec<String> = resources.by_ref().take(10).collect();
        self.record.resource = named.join(", ");
        let more = resources.count();
        if more > 0 {
            self.record.resource.push_str(&format!(" and {more} more"));
        }
    }

    /// Notes a refusal, and passes the result on.
    pub(crate) fn check<T>(&mut self, result: ApiResult<T>) -> ApiResult<T> {
        if let Err(error) = &result {
            error.code.as_str().clone_into(&mut self.record.outcome);
        }
        result
    }

    /// Notes how far it has come, should nobody listen to the rest.
    pub(crate) fn so_far(&mut self, done: u64, failed: u64) {
        self.record.outcome = format!("left after {done} done, {failed} failed");
    }

    /// Notes that it has come to its end.
    pub(crate) fn finished(&mut self, done: u64, failed: u64) {
        self.record.outcome = match failed {
            0 => format!("ok, {done} done"),
            _ => format!("{done} done, {failed} failed"),
        };
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        let (app, record) = (self.app.clone(), self.record.clone());
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move { keep(&app, &record).await });
        }
    }
}
