//! Roles for people whom an OpenID provider knows: the sandbox's own provider
//! as a browser and a program see it, what STS makes of its tokens, and the
//! tokens that STS refuses.

mod browser;
mod clients;
mod issuer;
mod mfa;
mod provider;
mod refused;
mod roles;
mod seed;
mod switches;
