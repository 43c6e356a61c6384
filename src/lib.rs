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

use std::pin::pin;
use std::task::{self, Poll, Waker};

use evidence::Evidence;
pub use report::Report;
pub use rules::Context;
use text::Source;

/// An analysis in progress: bytes are fed in any slicing, read as they come, then finished into a [`Report`].
#[derive(Debug)]
pub struct Analysis {
    context: Context,
    sources: Vec<Source>,
    evidence: Evidence,
    /// How far the last source has been read.
    reached: usize,
}

impl Analysis {
    /// Starts an analysis for a reader who knows `context`.
    pub fn new(context: &Context) -> Self {
        Self { context: context.clone(), sources: Vec::new(), evidence: Evidence::default(), reached: 0 }
    }

    /// Appends `bytes` to the source called `name`; a name other than the last one starts a new source. What can be
    /// read before more comes is read at once, so that the time it takes is that of the bytes.
    pub fn feed(&mut self, name: &str, bytes: &[u8]) {
        if self.sources.last().is_none_or(|last| last.name != name) {
            self.complete();
            self.sources.push(Source::new(name.to_owned()));
            self.reached = 0;
        }
        if let Some(last) = self.sources.last_mut() {
            last.push(bytes);
        }
        self.read(false);
    }

    /// Reads what is left and reports on everything that was fed.
    pub fn finish(self) -> Report {
        at_once(self.finish_in_steps(&async || ()))
    }

    /// [`Analysis::finish`] for those who have other things to do meanwhile: it waits for `pause` again and again.
    pub async fn finish_in_steps(mut self, pause: &impl AsyncFn()) -> Report {
        self.complete();
        report::build(self.sources, self.evidence, &self.context, pause).await
    }

    /// Ends the last source.
    fn complete(&mut self) {
        if let Some(last) = self.sources.last_mut() {
            last.complete();
        }
        self.read(true);
    }

    fn read(&mut self, complete: bool) {
        if let Some((last, number)) = self.sources.last().zip(self.sources.len().checked_sub(1)) {
            self.reached = self.evidence.read_on(last, number, self.reached, complete);
        }
    }
}

/// What comes of `steps`, which wait for nothing, so that the first turn is the last.
fn at_once<T>(steps: impl Future<Output = T>) -> T {
    let mut steps = pin!(steps);
    let mut nobody = task::Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(done) = steps.as_mut().poll(&mut nobody) {
            return done;
        }
    }
}

/// Reads one text and reports on it: [`Analysis`] in one step.
pub fn analyze(text: &str, context: &Context) -> Report {
    let mut analysis = Analysis::new(context);
    analysis.feed("pasted", text.as_bytes());
    analysis.finish()
}
