//! `wardrobe check`: where the way to a role or to its files ends, why, and what would
//! help.

use futures::StreamExt;
use wardrobe_roles::Environment;
use wardrobe_server::check::{Place, State, Step, Walk, Wanted};
use wardrobe_server::{ApiError, Code};

use crate::arguments::Check;
use crate::connection::{Target, address, named};
use crate::failure::{Ended, Failure};
use crate::output::{line, plain};

pub(crate) async fn run(check: Check) -> Ended {
    let (name, places) = named(check.places, 0);
    let environment = Environment::process();
    let target = Target::find(&check.through, name.as_deref(), &environment)?;
    let places = places_of(&target, &places)?;
    let mut told = Told {
        json: check.output.json,
        steps: 0,
        failed: 0,
    };
    let visitor = match target.visitor(&environment).await {
        Ok(visitor) => visitor,
        Err(Failure::Reason(words)) => {
            let error = ApiError::new(Code::SignInAgain, words);
            told.tell(&Step::failed("sign-in", "The sign-in", error));
            return told.end();
        }
        Err(usage) => return Err(usage),
    };
    let walk = Walk {
        connection: &target.connection,
        visitor: &visitor,
        trusting: target.trusting(&visitor),
        environment: &environment,
        http: &wardrobe_storage::http_client(),
        places,
        wanted: Wanted {
            write: check.write,
            origin: check.origin,
        },
    };
    let mut steps = Box::pin(walk.steps());
    while let Some(step) = steps.next().await {
        told.tell(&step);
    }
    told.end()
}

/// The places that are named, or those that the connection offers.
fn places_of(target: &Target, named: &[String]) -> Result<Vec<Place>, Failure> {
    let named = named.iter().map(|text| address(text));
    let mut places = named.collect::<Result<Vec<_>, _>>()?;
    for place in &places {
        target.offers(place)?;
    }
    if places.is_empty() {
        places.clone_from(&target.connection.locations);
    }
    let place = |url: wardrobe_storage::address::S3Url| Place {
        bucket: url.bucket,
        prefix: url.key,
    };
    Ok(places.into_iter().map(place).collect())
}

/// What has been told.
struct Told {
    json: bool,
    steps: usize,
    failed: usize,
}

impl Told {
    fn tell(&mut self, step: &Step) {
        self.steps += 1;
        self.failed += usize::from(step.state == State::Failed);
        if self.json {
            // Names and texts can always be written.
            line(&serde_json::to_string(step).unwrap_or_default());
            return;
        }
        let mark = match step.state {
            State::Passed => '✓',
            State::Failed => '✗',
            State::Skipped => '–',
        };
        line(&format!(
            "{mark} {}: {}",
            plain(&step.title),
            plain(&step.words)
        ));
        for fact in &step.facts {
            line(&format!("    {}: {}", fact.name, plain(&fact.value)));
        }
        if let Some(remedy) = step.error.as_ref().and_then(|error| error.remedy.as_ref()) {
            help(&remedy.words);
            for policy in &remedy.policies {
                line(&format!("\n  To add to {}:", plain(&policy.place)));
                indented(&policy.document);
                if let Some(cli) = &policy.cli {
                    line("\n  or by the AWS CLI:");
                    indented(cli);
                }
            }
            line("");
        }
    }

    fn end(self) -> Ended {
        match self.failed {
            0 => Ok(()),
            1 => Err(Failure::reason("one step failed")),
            failed => Err(Failure::reason(format!(
                "{failed} of {} steps failed",
                self.steps
            ))),
        }
    }
}

fn help(words: &str) {
    line(&format!("\n  What would help: {}", plain(words)));
}

fn indented(text: &str) {
    for row in plain(text).lines() {
        line(&format!("    {row}"));
    }
}
