//! `~/.aws/credentials`, and the files in which s3cmd, rclone and boto keep the same: sections of options.

use super::shared_files::{self, File};
use super::{Answer, Format, Kind, Place};

/// The format.
pub const FORMAT: Format = Format { kind: Kind::CredentialsFile, literals: shared_files::LITERALS, read };

fn read(place: &Place<'_>) -> Answer {
    shared_files::read(place, |file| file != File::Config)
}
