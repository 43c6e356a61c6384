//! Every published pair of a key ID and its account, and every key ID that must be refused.
//!
//! `data/vectors.json` names for each pair what stands behind it; the sources of the algorithm are in `aws::key`.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use base32::Alphabet;
use proptest::prelude::*;
use whosekey::aws::key;

#[derive(serde::Deserialize)]
struct Vector {
    key: String,
    account: Option<String>,
    truth: String,
}

#[test]
fn every_vector_is_read_or_refused() {
    let vectors: Vec<Vector> = serde_json::from_str(include_str!("data/vectors.json")).unwrap();
    assert!(vectors.len() >= 39, "only {} vectors", vectors.len());
    for Vector { key: id, account, truth } in vectors {
        // Pairs of other prefixes test the arithmetic alone.
        let read = key::account(&id).or_else(|_| key::decode(&id)).ok().map(|account| account.to_string());
        assert_eq!(read, account, "{id} ({truth})");
    }
}

/// An independent decoder: all sixteen characters at once, as Tal Be'ery describes it, with the layout bit kept.
fn oracle(id: &str) -> Option<u64> {
    let bytes = base32::decode(Alphabet::Rfc4648 { padding: false }, id.get(4..20)?)?;
    let value = bytes.iter().take(6).fold(0u64, |value, &byte| value << 8 | u64::from(byte));
    let account = (value & 0x7fff_ffff_ff80) >> 7;
    (value >> 47 == 1 && account <= 999_999_999_999).then_some(account)
}

/// The key ID of `account`, with `rest` for what does not hold it.
fn encode(account: u64, rest: u64) -> String {
    let value = (1 << 47) | (account << 7) | (rest & 0x7f);
    let bytes: Vec<u8> =
        value.to_be_bytes().into_iter().skip(2).chain(rest.to_be_bytes().into_iter().skip(4)).collect();
    format!("AKIA{}", base32::encode(Alphabet::Rfc4648 { padding: false }, &bytes))
}

proptest! {
    #[test]
    fn any_account_survives_the_way_into_a_key_and_back(account in 0u64..1_000_000_000_000, rest: u64) {
        let id = encode(account, rest);
        prop_assert_eq!(id.len(), 20);
        prop_assert_eq!(key::account(&id).map(|account| account.to_string()), Ok(format!("{account:012}")));
    }

    #[test]
    fn any_body_is_read_as_the_oracle_reads_it(body in "[A-Z2-7]{16}") {
        let id = format!("ASIA{body}");
        prop_assert_eq!(key::account(&id).ok().map(|account| account.to_string()), oracle(&id).map(|account| format!("{account:012}")));
    }

    #[test]
    fn any_text_is_read_without_a_panic(text in ".{0,40}") {
        let _ = key::account(&text);
    }
}
