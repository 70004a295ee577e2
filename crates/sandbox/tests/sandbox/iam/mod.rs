//! STS and the policies as clients see them: the AWS SDK over HTTP against a
//! running sandbox.

mod assume_role;
mod clients;
mod credentials;
mod permissions;
mod session_policies;
mod source_identity;
mod tags;
mod wire;
