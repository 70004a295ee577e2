//! The HTTP server: who may do what, and the answer.

mod access;
mod api;
mod app;
mod assets;
mod audit;
pub mod check;
pub mod config;
mod error;
mod health;
mod hostile;
mod in_use;
mod kept;
mod leftover;
mod ndjson;
mod openapi;
mod password;
pub mod policies;
pub mod reach;
mod refusal;
mod request;
mod router;
mod security;
mod serve;
mod session;
mod sign_in;
mod sweep;
mod trusting;

pub use app::App;
pub use config::{Config, Mistake};
pub use error::{ApiError, Code, Remedy};
pub use openapi::openapi;
pub use password::hash_password;
pub use refusal::PolicyToAdd;
pub use router::router;
pub use serve::{ServeError, Server};
pub use trusting::trusting;
