//! `[[account]]`: names for AWS accounts.

use super::reader::Section;

/// An AWS account as people know it.
#[derive(Clone, Debug)]
pub struct AccountName {
    /// Twelve digits.
    pub id: String,
    /// For people.
    pub label: Option<String>,
    /// `#rrggbb`.
    pub color: Option<String>,
}

impl AccountName {
    pub(super) fn read(section: &Section<'_>) -> Self {
        let id = section.required("id");
        if id.len() != 12 || !id.bytes().all(|b| b.is_ascii_digit()) {
            section.mistake_at("id", "the id of an account has twelve digits, in quotes");
        }
        Self {
            id,
            label: section.text("label"),
            color: color(section),
        }
    }
}

/// `#rrggbb`.
pub(super) fn color(section: &Section<'_>) -> Option<String> {
    section.parsed("color", |text| match text.strip_prefix('#') {
        Some(hex) if hex.len() == 6 && hex.chars().all(|c| c.is_ascii_hexdigit()) => {
            Ok(text.to_owned())
        }
        _ => Err(format!("{text:?} is no color; write #1b7f5c")),
    })
}
