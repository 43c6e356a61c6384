//! A page's source: front matter and Markdown.

use std::fs;
use std::path::Path;

/// A written page.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// Name and address of each reference.
    pub sources: Vec<(String, String)>,
    /// Day of the last review.
    pub reviewed: String,
    /// The Markdown below the front matter.
    pub body: String,
}

/// The text of a file of this repository.
///
/// # Errors
/// Where the file cannot be read.
pub fn read(path: &str) -> Result<String, String> {
    let whole = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&whole).map_err(|error| format!("{path}: {error}"))
}

impl Source {
    /// Reads the page called `slug`.
    ///
    /// # Errors
    /// Where the file cannot be read or its front matter is not as it should be.
    pub fn page(slug: &str) -> Result<Self, String> {
        let path = format!("src/guide/pages/{slug}.md");
        Self::parse(&read(&path)?).map_err(|error| format!("{path}: {error}"))
    }

    /// Reads a part that several pages show.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn part(name: &str) -> Result<String, String> {
        read(&format!("src/guide/parts/{name}.md"))
    }

    fn parse(text: &str) -> Result<Self, String> {
        let rest = text.strip_prefix("---\n").ok_or("does not begin with front matter")?;
        let (front, body) = rest.split_once("\n---\n").ok_or("front matter without end")?;
        let mut page = Self { body: body.to_owned(), ..Self::default() };
        for line in front.lines() {
            if let Some(source) = line.strip_prefix("  - ") {
                page.sources.push(reference(source).ok_or_else(|| format!("no reference: {line}"))?);
            } else if let Some(day) = line.strip_prefix("reviewed: ") {
                day.clone_into(&mut page.reviewed);
            }
        }
        if page.sources.is_empty() || page.reviewed.is_empty() {
            return Err("front matter needs sources and reviewed".into());
        }
        Ok(page)
    }
}

/// `Name <address>`, or an address alone.
fn reference(line: &str) -> Option<(String, String)> {
    match line.split_once(" <") {
        Some((name, address)) => Some((name.to_owned(), address.strip_suffix('>')?.to_owned())),
        None => line.strip_prefix("https://").map(|name| (name.to_owned(), line.to_owned())),
    }
}
