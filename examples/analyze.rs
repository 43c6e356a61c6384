//! Prints the report on files, or on standard input, as JSON.
//!
//! `analyze [--expect-account N] [--expect-source role|user-key|profile|sso] [--sdk ID] [--now RFC3339] [FILE...]`

use std::fs::File;
use std::io::{BufWriter, Read, Write};

use whosekey::{Analysis, Context};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut context = Context::default();
    let mut files = Vec::new();
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.strip_prefix("--") {
            Some(flag) => {
                let value = args.next().ok_or_else(|| format!("--{flag} needs a value"))?;
                context.set(flag, &value)?;
            }
            None => files.push(arg),
        }
    }
    let mut analysis = Analysis::new(&context);
    if files.is_empty() {
        feed(&mut analysis, "standard input", std::io::stdin().lock())?;
    }
    for file in files {
        feed(&mut analysis, &file, File::open(&file)?)?;
    }
    let mut out = BufWriter::new(std::io::stdout().lock());
    serde_json::to_writer_pretty(&mut out, &analysis.finish())?;
    writeln!(out)?;
    out.flush()?;
    Ok(())
}

/// As many bytes are read at a time.
const SLICE: usize = 2 << 20;

/// Feeds what `reader` gives, slice by slice, so that the whole is in memory once only.
fn feed(analysis: &mut Analysis, name: &str, mut reader: impl Read) -> std::io::Result<()> {
    let mut slice = Vec::with_capacity(SLICE);
    loop {
        slice.clear();
        let length = reader.by_ref().take(SLICE as u64).read_to_end(&mut slice)?;
        analysis.feed(name, &slice);
        if length < SLICE {
            return Ok(());
        }
    }
}
