//! `~/.aws/config`: profiles that say where credentials come from, with `profile` before their names.

use super::shared_files::{self, File};
use super::{Answer, Format, Kind, Place};

/// The format.
pub const FORMAT: Format = Format { kind: Kind::ConfigFile, literals: shared_files::LITERALS, read };

fn read(place: &Place<'_>) -> Answer {
    shared_files::read(place, |file| file == File::Config)
}
