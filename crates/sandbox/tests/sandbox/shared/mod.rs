//! What several of the tests need.

pub mod keys;
pub mod policies;
pub mod refusal;
