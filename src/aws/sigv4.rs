//! The credential scope of a signed request, `AKIA…/20261121/us-east-1/s3/aws4_request`.
//!
//! Source: "Create a signed AWS API request", IAM User Guide: five elements; Signature Version 4A leaves the region out.

use std::ops::Range;

/// How a credential scope ends.
pub const TERMINATOR: &str = "aws4_request";

/// The parts of a credential scope, as ranges of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The access key ID, exactly as it stands: blanks, quotes and slashes included. Empty where there is none.
    pub key: Range<usize>,
    /// Eight digits.
    pub date: Range<usize>,
    /// The region; none for Signature Version 4A.
    pub region: Option<Range<usize>>,
    /// The service, by the name under which it signs.
    pub service: Option<Range<usize>>,
}

/// Reads `text`, which is a credential scope or the beginning of one. It is read from its end, since the key ID is
/// whatever somebody put there.
pub fn scope(text: &str) -> Option<Scope> {
    let mut parts = Vec::new();
    let mut from = 0;
    for part in text.split('/') {
        parts.push(from..from + part.len());
        from += part.len() + 1;
    }
    let is_date = |range: &Range<usize>| {
        let part = text.get(range.clone()).unwrap_or_default();
        part.len() == 8 && part.bytes().all(|b| b.is_ascii_digit())
    };
    // A date of which the text shows only the beginning.
    let is_cut = |range: &Range<usize>| {
        text.get(range.clone()).is_some_and(|t| t.len() < 8 && t.bytes().all(|b| b.is_ascii_digit()))
    };
    let cut = || if parts.len() == 2 { parts.iter().rposition(is_cut).filter(|&number| number == 1) } else { None };
    let number = parts.iter().rposition(is_date).or_else(cut)?;
    let date = parts.get(number)?.clone();
    let mut rest = parts.get(number + 1..)?.iter().filter(|range| text.get((*range).clone()) != Some(TERMINATOR));
    let whole = text.ends_with(TERMINATOR);
    let (first, second) = (rest.next().cloned(), rest.next().cloned());
    let (region, service) = if whole && second.is_none() { (None, first) } else { (first, second) };
    let filled = |range: &Range<usize>| !range.is_empty();
    Some(Scope {
        key: 0..date.start.saturating_sub(1),
        date,
        region: region.filter(filled),
        service: service.filter(filled),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_are_read_from_their_end() {
        for (text, want) in [
            ("AKIA/20261121/us-east-1/s3/aws4_request", ["AKIA", "20261121", "us-east-1", "s3"]),
            ("AKIA/20261121/s3/aws4_request", ["AKIA", "20261121", "", "s3"]),
            ("wJal/r+k=/20261121/eu-west-1/iam/aws4_request", ["wJal/r+k=", "20261121", "eu-west-1", "iam"]),
            ("AKIA \n/20261121/us-east-1/sts/aws4_request", ["AKIA \n", "20261121", "us-east-1", "sts"]),
            ("20261121/us-east-1/s3/aws4_request", ["", "20261121", "us-east-1", "s3"]),
            ("/20261121/us-east-1/s3/aws4_request", ["", "20261121", "us-east-1", "s3"]),
            ("AKIA/20261121/us-ea", ["AKIA", "20261121", "us-ea", ""]),
            ("AKIA/202", ["AKIA", "202", "", ""]),
            ("AKIA/", ["AKIA", "", "", ""]),
        ] {
            let scope = scope(text).unwrap();
            let get = |range: Option<Range<usize>>| text.get(range.unwrap_or(0..0)).unwrap();
            let got = [get(Some(scope.key)), get(Some(scope.date)), get(scope.region), get(scope.service)];
            assert_eq!(got, want, "{text}");
        }
        assert_eq!(scope("AKIA/us-east-1/s3"), None);
    }
}
