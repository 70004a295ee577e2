//! `wardrobe`: the command line.

mod arguments;
mod check;
mod connection;
mod cp;
mod credentials;
mod demo;
mod download;
mod external_id;
mod failure;
mod hash_password;
mod ls;
mod output;
mod partial;
mod patience;
mod policy;
mod proof;
mod rm;
mod sandbox;
mod serve;
mod sign_in;
mod source;
mod unfinished;
mod upload;

use std::process::ExitCode;

use arguments::{Arguments, Command};
use clap::Parser;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let serving = matches!(arguments.command, Command::Serve(_));
    output::logs_to_stderr(if serving { "info" } else { "warn" });
    let ended = match arguments.command {
        Command::Demo(demo) => demo::run(demo).await,
        Command::Serve(serve) => serve::run(serve).await,
        Command::Sandbox(sandbox) => sandbox::run(sandbox).await,
        Command::Ls(ls) => ls::run(ls).await,
        Command::Cp(cp) => cp::run(cp).await,
        Command::Rm(rm) => rm::run(rm).await,
        Command::Check(check) => check::run(check).await,
        Command::Policy(policy) => policy::run(policy).await,
        Command::Credentials(credentials) => credentials::run(credentials).await,
        Command::ExternalId => {
            external_id::run();
            Ok(())
        }
        Command::HashPassword => hash_password::run(),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
