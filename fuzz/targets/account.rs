//! The account decoder against another one that shares nothing with it: all bits of the key in one large number.
#![no_main]

use libfuzzer_sys::fuzz_target;
use whosekey::aws::key::{NoAccount, decode};

fuzz_target!(|id: &str| {
    let decoded = decode(id);
    match (&decoded, oracle(id)) {
        (Ok(account), Some(number)) => assert_eq!(account.to_string(), format!("{number:012}"), "{id}"),
        (Ok(account), None) => panic!("{id} gives {account}, and should give nothing"),
        (Err(NoAccount::Alphabet | NoAccount::Short), Some(_)) => {
            // What follows the account may be refused for its letters, which the oracle does not look at.
            assert!(!id.chars().skip(4).take(17).all(|c| matches!(c, 'A'..='Z' | '2'..='7')), "{id} is refused");
        }
        (Err(why), Some(number)) => panic!("{id} gives {why}, and should give {number}"),
        (Err(_), None) => {}
    }
});

/// Characters 5 to 13 hold five bits each: one that says that there is an account, forty of it, and four others.
fn oracle(id: &str) -> Option<u128> {
    const DIGITS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let nine: Vec<u128> =
        id.get(4..)?.chars().take(9).map(|c| DIGITS.find(c).map(|digit| digit as u128)).collect::<Option<_>>()?;
    if nine.len() < 9 {
        return None;
    }
    let bits = nine.iter().fold(0, |number, digit| number * 32 + digit);
    let (marked, account) = (bits >> 44, bits >> 4 & ((1 << 40) - 1));
    (marked == 1 && account <= 999_999_999_999).then_some(account)
}
