//! Reads TOML and collects every mistake with its line, instead of stopping at
//! the first.

use std::cell::RefCell;
use std::fmt;
use std::ops::Range;

use toml_edit::{Document, Item, TableLike};

/// One mistake in a configuration file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The file.
    pub file: String,
    /// Counted from 1; 0 when it is about the file as a whole.
    pub line: usize,
    /// Counted from 1.
    pub column: usize,
    /// What is wrong, and what would be right.
    pub message: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.file, self.message),
            _ => write!(
                f,
                "{}:{}:{}: {}",
                self.file, self.line, self.column, self.message
            ),
        }
    }
}

/// A parsed file and the mistakes found in it so far.
pub struct Reader<'a> {
    file: &'a str,
    text: &'a str,
    mistakes: RefCell<Vec<Mistake>>,
}

impl<'a> Reader<'a> {
    /// Reads `text`, which came from `file`, with `read`.
    pub fn run<T>(
        file: &'a str,
        text: &'a str,
        read: impl FnOnce(&Section<'_>) -> T,
    ) -> Result<T, Vec<Mistake>> {
        let reader = Reader {
            file,
            text,
            mistakes: RefCell::default(),
        };
        let value = match Document::parse(text) {
            Ok(document) => {
                let section = Section::new(&reader, document.as_table(), None);
                Some(read(&section))
            }
            Err(error) => {
                reader.mistake(error.span(), error.message());
                None
            }
        };
        let mut mistakes = reader.mistakes.into_inner();
        mistakes.sort_by_key(|m| (m.line, m.column));
        match value {
            Some(value) if mistakes.is_empty() => Ok(value),
            _ => Err(mistakes),
        }
    }

    fn mistake(&self, at: Option<Range<usize>>, message: impl Into<String>) {
        let (line, column) = match at {
            Some(at) => {
                let before = self.text.get(..at.start).unwrap_or(self.text);
                let line_start = before.rfind('\n').map_or(0, |i| i + 1);
                (
                    before.matches('\n').count() + 1,
                    before[line_start..].chars().count() + 1,
                )
            }
            None => (0, 0),
        };
        self.mistakes.borrow_mut().push(Mistake {
            file: self.file.to_owned(),
            line,
            column,
            message: message.into(),
        });
    }
}

/// One table. Settings nobody asked for are mistakes when it is dropped.
pub struct Section<'a> {
    reader: &'a Reader<'a>,
    table: &'a dyn TableLike,
    span: Option<Range<usize>>,
    asked: RefCell<Vec<&'static str>>,
}

impl<'a> Section<'a> {
    fn new(reader: &'a Reader<'a>, table: &'a dyn TableLike, span: Option<Range<usize>>) -> Self {
        Self {
            reader,
            table,
            span,
            asked: RefCell::default(),
        }
    }

    /// Notes a mistake about this table as a whole.
    pub fn mistake(&self, message: impl Into<String>) {
        self.reader.mistake(self.span.clone(), message);
    }

    /// Notes a mistake about one of its settings.
    pub fn mistake_at(&self, key: &str, message: impl Into<String>) {
        let item = self.table.get(key).and_then(Item::span);
        self.reader
            .mistake(item.or_else(|| self.span.clone()), message);
    }

    fn item(&self, key: &'static str) -> Option<&'a Item> {
        self.asked.borrow_mut().push(key);
        self.table.get(key)
    }

    fn wrong<T>(&self, key: &str, wanted: &str) -> Option<T> {
        self.mistake_at(key, format!("{key} must be {wanted}"));
        None
    }

    /// A text.
    pub fn text(&self, key: &'static str) -> Option<String> {
        match self.item(key)?.as_str() {
            Some(text) => Some(text.to_owned()),
            None => self.wrong(key, "a text in quotes"),
        }
    }

    /// Whether anything is written there.
    pub fn has(&self, key: &str) -> bool {
        self.table.get(key).is_some()
    }

    /// A text that must be there.
    pub fn required(&self, key: &'static str) -> String {
        if self.table.get(key).is_none() {
            self.item(key);
            self.mistake(format!("{key} is missing"));
        }
        self.text(key).unwrap_or_default()
    }

    /// true or false.
    pub fn flag(&self, key: &'static str) -> Option<bool> {
        match self.item(key)?.as_bool() {
            Some(flag) => Some(flag),
            None => self.wrong(key, "true or false"),
        }
    }

    /// A list of texts.
    pub fn texts(&self, key: &'static str) -> Option<Vec<String>> {
        let array = self.item(key)?.as_array();
        let texts = array.and_then(|a| {
            a.iter()
                .map(|v| v.as_str().map(str::to_owned))
                .collect::<Option<Vec<_>>>()
        });
        match texts {
            Some(texts) => Some(texts),
            None => self.wrong(key, "a list of texts: [\"…\", \"…\"]"),
        }
    }

    /// A table of texts.
    pub fn pairs(&self, key: &'static str) -> Option<Vec<(String, String)>> {
        let table = self.item(key)?.as_table_like();
        let pairs = table.and_then(|table| {
            let pair =
                |(key, item): (&str, &Item)| Some((key.to_owned(), item.as_str()?.to_owned()));
            table.iter().map(pair).collect::<Option<Vec<_>>>()
        });
        match pairs {
            Some(pairs) => Some(pairs),
            None => self.wrong(key, "a table of texts: { Team = \"red\" }"),
        }
    }

    /// A text that `parse` understands.
    pub fn parsed<T>(
        &self,
        key: &'static str,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        let text = self.text(key)?;
        match parse(&text) {
            Ok(value) => Some(value),
            Err(reason) => {
                self.mistake_at(key, format!("{key}: {reason}"));
                None
            }
        }
    }

    /// A table of this one.
    pub fn section(&self, key: &'static str) -> Option<Section<'a>> {
        let item = self.item(key)?;
        match item.as_table_like() {
            Some(table) => Some(Section::new(self.reader, table, item.span())),
            None => self.wrong(key, &format!("a table: [{key}]")),
        }
    }

    /// A list of tables.
    pub fn sections(&self, key: &'static str) -> Vec<Section<'a>> {
        let Some(item) = self.item(key) else {
            return Vec::new();
        };
        match item.as_array_of_tables() {
            Some(tables) => tables
                .iter()
                .map(|t| Section::new(self.reader, t, t.span()))
                .collect(),
            None => self
                .wrong(key, &format!("a list of tables: [[{key}]]"))
                .unwrap_or_default(),
        }
    }
}

impl Drop for Section<'_> {
    fn drop(&mut self) {
        let asked = self.asked.borrow();
        for (key, item) in self.table.iter() {
            if asked.contains(&key) {
                continue;
            }
            let near = asked
                .iter()
                .map(|known| (distance(key, known), *known))
                .min()
                .filter(|(d, _)| *d <= 2.max(key.len() / 3));
            let hint = near.map(|(_, known)| format!("; did you mean {known}?"));
            let span = self.table.get_key_value(key).and_then(|(k, _)| k.span());
            self.reader.mistake(
                span.or_else(|| item.span()),
                format!("there is no setting {key} here{}", hint.unwrap_or_default()),
            );
        }
    }
}

/// Levenshtein's distance.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}
