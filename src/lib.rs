//! WhoseKey reads what a customer pasted about an AWS credential error and says whose key it is, which credential
//! source won, what is wrong and what to do.
//!
//! The way of the data, in reading order; a module uses only what stands above it:
//!
//! 1. [`text`]: the pasted text with positions, invisible characters, secrets and how they are hidden, shared grammars.
//! 2. [`aws`]: facts about AWS; nothing pasted.
//! 3. [`evidence`]: one file per format; turns text into blocks of facts.
//! 4. [`rules`]: findings and diagnoses over all facts together.
//! 5. [`report`]: the ranked report, as JSON and Markdown.
//! 6. [`guide`]: the pages on codes, diagnoses and findings: what lists and routes need of them.
//! 7. [`ui`]: the page.
//!
//! Everything but [`ui`] is pure and total: no I/O, no clock, no panic, the same answer for the same input.

pub mod aws;
pub mod evidence;
pub mod guide;
pub mod report;
pub mod rules;
pub mod text;
pub mod ui;

use evidence::Evidence;
pub use report::Report;
pub use rules::Context;
use text::Source;

/// An analysis in progress: bytes are fed in any slicing, then finished into a [`Report`].
#[derive(Debug)]
pub struct Analysis {
    context: Context,
    sources: Vec<(String, Vec<u8>)>,
}

impl Analysis {
    /// Starts an analysis for a reader who knows `context`.
    pub fn new(context: &Context) -> Self {
        Self { context: context.clone(), sources: Vec::new() }
    }

    /// Appends `bytes` to the source called `name`; a name other than the last one starts a new source.
    pub fn feed(&mut self, name: &str, bytes: &[u8]) {
        match self.sources.last_mut() {
            Some((last, held)) if last == name => held.extend_from_slice(bytes),
            _ => self.sources.push((name.to_owned(), bytes.to_vec())),
        }
    }

    /// Reads everything that was fed and reports on it.
    pub fn finish(self) -> Report {
        let sources: Vec<Source> = self.sources.into_iter().map(|(name, bytes)| Source::decode(name, bytes)).collect();
        let evidence = Evidence::read(&sources);
        report::build(sources, &evidence, &self.context)
    }
}

/// Reads one text and reports on it: [`Analysis`] in one step.
pub fn analyze(text: &str, context: &Context) -> Report {
    let mut analysis = Analysis::new(context);
    analysis.feed("pasted", text.as_bytes());
    analysis.finish()
}
