//! The steps to a role: the clock, where credentials come from, the role itself, and
//! who AWS says that is.

use wardrobe_roles::{Attempt, Opened, Outcome, RoleError};

use super::{Fact, State, Step};
use crate::error::{ApiError, Code};

/// Seconds that a clock may be off: a SAML response is good for five minutes.
const SKEW: i64 = 240;

/// Whether our clock is that of STS, by the seconds that it is ahead.
pub(crate) fn clock(ahead: Result<i64, RoleError>) -> Step {
    let title = "The clock of this server";
    match ahead {
        Ok(ahead) if ahead.abs() <= SKEW => Step::passed(
            "clock",
            title,
            "STS answers, and its clock is within four minutes of ours.",
        ),
        Ok(ahead) => {
            let (off, way) = (ahead.abs(), if ahead > 0 { "ahead of" } else { "behind" });
            let words = format!(
                "The clock of this server is {off} seconds {way} AWS's. AWS takes a signature for 15 minutes and a SAML response for five. Let the server set its clock by the network (chrony or systemd-timesyncd)."
            );
            Step::failed("clock", title, ApiError::new(Code::WrongClock, words))
        }
        Err(error) => Step::failed("clock", title, error.into()),
    }
}

/// What taking on a role has come to, as far as it went. `refused` is the failure as
/// people are told of it.
pub(crate) fn role(taken: Result<&Opened, (&RoleError, ApiError)>) -> Vec<Step> {
    match taken {
        Ok(opened) => {
            let mut steps = Vec::new();
            if !opened.attempts.is_empty() {
                steps.push(sources(&opened.attempts, None));
            }
            steps.push(who(opened));
            steps
        }
        Err((RoleError::NoSource { attempts } | RoleError::SourceFailed { attempts }, refused)) => {
            vec![sources(attempts, Some(refused))]
        }
        Err((error, refused)) => vec![failed(error, refused)],
    }
}

/// Each place where the server looked for credentials of its own.
fn sources(attempts: &[Attempt], refused: Option<ApiError>) -> Step {
    let title = "Credentials of this server";
    let used = attempts.iter().find(|a| a.outcome == Outcome::Used);
    let mut step = match (refused, used) {
        (Some(error), _) => Step::failed("credentials", title, error),
        (None, Some(used)) => Step::passed(
            "credentials",
            title,
            format!("From its {} source.", used.source.as_str()),
        ),
        (None, None) => Step::passed("credentials", title, "They are there."),
    };
    step.facts = attempts.iter().map(of_attempt).collect();
    step
}

fn of_attempt(attempt: &Attempt) -> Fact {
    Fact {
        name: attempt.source.as_str().to_owned(),
        value: match &attempt.outcome {
            Outcome::Used => "used".to_owned(),
            Outcome::Absent { reason } => format!("not set up: {reason}"),
            Outcome::Failed { reason } => format!("failed: {reason}"),
        },
    }
}

fn failed(error: &RoleError, refused: ApiError) -> Step {
    let denial = error.denial();
    let (name, title) = match error {
        RoleError::Refused { action, .. } if *action != "sts:GetCallerIdentity" => {
            ("role", format!("Take on the role by {action}"))
        }
        RoleError::NoToken { .. } | RoleError::NeedsSignIn { .. } => {
            ("sign-in", "The sign-in".to_owned())
        }
        RoleError::MfaNeeded { .. } => ("role", "Take on the role".to_owned()),
        _ => ("credentials", "The credentials".to_owned()),
    };
    let facts = [
        ("Role", denial.resource),
        ("Who asks", denial.caller.unwrap_or_default()),
        ("AWS says", denial.message),
    ];
    let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
    let mut step = Step::failed(name, title, refused).with(facts);
    let says = denial.says.into_iter();
    step.facts.extend(says.map(|(key, value)| Fact {
        name: format!("The sign-in's {key}"),
        value,
    }));
    step
}

fn who(opened: &Opened) -> Step {
    let caller = &opened.caller;
    let notes = opened.notes.iter().map(|note| ("Note", note.clone()));
    let facts = [
        ("ARN", caller.arn.clone()),
        ("Account", caller.account.clone()),
        ("User id", caller.user_id.clone()),
    ];
    let words = match &caller.role {
        Some(role) => format!("AWS knows us as {} in the role {role}.", caller.name()),
        None => format!("AWS knows us as {}.", caller.name()),
    };
    Step::new("caller", "Who we are to AWS", State::Passed, words)
        .with(facts)
        .with(notes)
}
