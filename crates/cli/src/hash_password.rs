//! `wardrobe hash-password`.

use std::io::{IsTerminal, Read};

use crate::failure::{Ended, Failure};
use crate::output::line;

/// Asks for the password on a terminal, or reads it from a pipe: on the command
/// line it would be seen by others and kept in the shell's history.
pub(crate) fn run() -> Ended {
    let password = match std::io::stdin().is_terminal() {
        true => {
            let first = rpassword::prompt_password("Password: ")?;
            if first != rpassword::prompt_password("Once more: ")? {
                return Err(Failure::reason("the two are not the same"));
            }
            first
        }
        false => {
            let mut text = String::new();
            std::io::stdin().take(4096).read_to_string(&mut text)?;
            text.trim_end_matches(['\r', '\n']).to_owned()
        }
    };
    if password.is_empty() {
        return Err(Failure::usage("the password is empty"));
    }
    line(&wardrobe_server::hash_password(&password).map_err(Failure::reason)?);
    Ok(())
}
