//! Prints the report on files, or on standard input, as JSON.
//!
//! `analyze [--expect-account N] [--expect-source role|user-key|profile|sso] [--sdk ID] [--now RFC3339] [FILE...]`

use std::io::{Read, Write};

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
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes)?;
        analysis.feed("standard input", &bytes);
    }
    for file in files {
        analysis.feed(&file, &std::fs::read(&file)?);
    }
    let mut out = std::io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &analysis.finish())?;
    writeln!(out)?;
    Ok(())
}
