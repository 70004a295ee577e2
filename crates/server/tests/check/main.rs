//! Broken set-ups: the check names the cause, what it prints mends it, and nobody may
//! do anything more than what was missing.

mod files;
mod machine;
mod mend;
mod neighbours;
mod partner;
mod providers;
mod setup;
mod story;
