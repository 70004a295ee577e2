//! `wardrobe cp` as a program, against a sandbox with its troubles.

mod desk;
mod download;
mod upload;
