#!/usr/bin/env bash
# Packs the built page into release/: a zip of dist/, the single file, the bill of materials, and their checksums.
# The same build gives the same bytes.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

have zip || die "zip is missing." "Debian: sudo apt-get install zip"
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
name="whosekey-$version"
rm -rf release
mkdir -p "release/$name"
cp -R dist/. "release/$name/"
mv "release/$name/whosekey.html" "release/$name.html"
cp LICENSE-MIT LICENSE-APACHE "release/$name/"
cp target/whosekey.cdx.json "release/$name.cdx.json"

# One date for all, in a fixed order: a zip otherwise remembers when it was made.
find "release/$name" -exec touch -d '2000-01-01T00:00:00Z' {} +
(cd release && find "$name" -type f | LC_ALL=C sort | TZ=UTC zip -q -X -9 -@ "$name.zip")
rm -rf "release/${name:?}"
(cd release && sha256sum -- * >SHA256SUMS)
cat release/SHA256SUMS
