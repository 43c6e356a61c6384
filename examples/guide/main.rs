//! Writes the guide's static pages: `cargo run --example guide -- dist`. With `SITE_URL` in the environment the pages
//! name their canonical address and `sitemap.xml` lists them.

mod site;

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

fn main() -> ExitCode {
    let Some(target) = env::args().nth(1) else {
        eprintln!("usage: guide <folder that the page was built into>");
        return ExitCode::FAILURE;
    };
    let address = env::var("SITE_URL").ok().filter(|address| !address.trim().is_empty());
    let written = site::build(address.as_deref()).and_then(|files| {
        for file in &files {
            let path = Path::new(&target).join(&file.path);
            let write = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&path, &file.text));
            write.map_err(|error| format!("{}: {error}", path.display()))?;
        }
        Ok(files.len())
    });
    match written {
        Ok(count) => {
            eprintln!("guide: {count} files in {target}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("guide: {error}");
            ExitCode::FAILURE
        }
    }
}
