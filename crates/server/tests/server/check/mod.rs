//! Broken set-ups: the check names the cause, what it prints mends it, and nobody may
//! do anything more than what was missing.

mod browsers;
mod files;
mod keys;
mod machine;
mod mend;
mod neighbours;
mod partner;
mod policies;
mod providers;
mod setup;
mod story;
