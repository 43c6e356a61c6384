//! Reads evidence by and by: some of it, then the browser has its turn, so that the page lives on whatever is read.

use std::cell::Cell;

use super::browser;
use super::desk::Input;
use crate::{Analysis, Context, Report};

/// As many bytes are fed at a time; the engine reads no more than a window of them at once.
const SLICE: usize = 64 * 1024;
/// For so long the engine may work before the browser has its turn, in milliseconds.
const TURN: f64 = 24.0;
/// As much evidence (bytes) is read without a word about progress.
const QUIET: usize = 1024 * 1024;

/// What the engine says of `input`; none as soon as nobody wants to know it any more.
pub async fn read(input: &Input, context: &Context, wanted: &dyn Fn() -> bool) -> Option<Report> {
    let mut analysis = Analysis::new(context);
    let (size, done) = (input.size(), Cell::new(0));
    let since = Cell::new(browser::clock());
    let pause = async || {
        if browser::clock() - since.get() > TURN {
            if size > QUIET {
                browser::show_progress(Some((done.get(), size)));
            }
            browser::pause(0).await;
            since.set(browser::clock());
        }
    };
    for (name, bytes) in input.parts() {
        for slice in bytes.chunks(SLICE) {
            if !wanted() {
                break;
            }
            analysis.feed(name, slice);
            done.set(done.get() + slice.len());
            pause().await;
        }
    }
    let report = if wanted() { Some(analysis.finish_in_steps(&pause).await) } else { None };
    if size > SLICE {
        browser::show_progress(None);
        browser::pause(0).await;
    }
    report.filter(|_| wanted())
}
