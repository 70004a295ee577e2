//! The guide is the table, written out.

use std::path::Path;

use crate::examples::{CHAPTERS, Example};
use crate::{denial, lifted};

const BEGINNING: &str = "\
# Access denied

<!-- Written by `make guide` from crates/roles/tests/access_denied. Change the table, not this page. -->

When AWS says no, Wardrobe takes its words apart: what was refused, on what, to whom, and by which kind of policy. It then
says who has to do what, with the least statement that helps: one action, on one resource, in the place where it belongs.
The page shows it as JSON, as commands of the AWS CLI, for Terraform and for CloudFormation, and as a message to send to
whoever may change it. After that, *Try again* goes on where you were.

Find your message below. The policies are for the names in the examples; Wardrobe fills in yours.
";

fn written() -> String {
    let mut page = BEGINNING.to_owned();
    for chapter in CHAPTERS {
        page.push_str(&format!("\n## {}\n\n{}\n", chapter.title, chapter.words));
        for example in chapter.examples {
            page.push_str(&section(example));
        }
    }
    page
}

fn section(example: &Example) -> String {
    let mut text = format!("\n### {}\n\n", example.title);
    let said = example.message.trim();
    text.push_str(&match example.code {
        Some(code) => format!("> `{code}`: {}\n\n", plain(said)),
        None => format!("> {}\n\n", plain(said)),
    });
    let sentence = denial(example).sentence();
    if !said.contains(sentence.trim_end_matches('.')) {
        text.push_str(&format!("{}\n", plain(&sentence)));
    }
    let Some(remedy) = lifted(example) else {
        return text.trim_end().to_owned() + "\n";
    };
    text.push_str(&format!("\n**What helps:** {}\n", plain(&remedy.words)));
    for policy in &remedy.policies {
        text.push_str(&format!(
            "\nTo add to {}:\n\n```json\n{}\n```\n",
            policy.place,
            policy.text()
        ));
    }
    text
}

/// Stars and underscores are words of AWS here, and nothing of Markdown.
fn plain(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if matches!(c, '*' | '_' | '\\' | '[' | ']' | '<') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// `make guide` writes it anew.
#[test]
fn the_guide_is_what_the_table_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide/access-denied.md");
    let text = written();
    if std::env::var_os("UPDATE_GUIDE").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let kept = std::fs::read_to_string(&path).expect("docs/guide/access-denied.md");
    assert!(kept == text, "run `make guide`");
}
