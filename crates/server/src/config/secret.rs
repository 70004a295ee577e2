//! A secret setting: written out, or in a file of its own.

use std::path::Path;

use super::reader::Section;

/// The setting `key`, or what stands in the file that `file_key` names.
pub(super) fn read(
    section: &Section<'_>,
    key: &'static str,
    file_key: &'static str,
    base: &Path,
) -> Option<String> {
    let written = section.text(key);
    let Some(file) = section.text(file_key) else {
        return written;
    };
    if written.is_some() {
        section.mistake_at(file_key, format!("write either {key} or {file_key}"));
    }
    let path = base.join(file);
    match std::fs::read_to_string(&path) {
        Ok(text) => Some(text.trim().to_owned()),
        Err(error) => {
            let words = format!("{} cannot be read: {error}", path.display());
            section.mistake_at(file_key, words);
            None
        }
    }
}
