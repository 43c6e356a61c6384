//! The whole engine: any bytes in any slicing give the same report as in one piece, and its lines stand in the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use whosekey::{Analysis, Context};

fuzz_target!(|input: (Vec<u8>, &[u8])| {
    let (sizes, bytes) = input;
    let mut whole = Analysis::new(&Context::default());
    whole.feed("pasted", bytes);

    let mut sliced = Analysis::new(&Context::default());
    let mut rest = bytes;
    for size in sizes {
        let (slice, left) = rest.split_at(usize::from(size).min(rest.len()));
        sliced.feed("pasted", slice);
        rest = left;
    }
    sliced.feed("pasted", rest);

    let report = serde_json::to_value(whole.finish()).unwrap();
    assert_eq!(report, serde_json::to_value(sliced.finish()).unwrap(), "slices matter");
    check_lines(&report, bytes.iter().filter(|&&byte| byte == b'\n').count() as u64 + 1);
});

/// Every `lines` of the report is a range of lines that the text has.
fn check_lines(value: &Value, last: u64) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                if let ("lines", Some([first, end])) = (name.as_str(), value.as_array().map(Vec::as_slice)) {
                    let (first, end) = (first.as_u64().unwrap(), end.as_u64().unwrap());
                    // UTF-16 has no more lines than bytes that look like a line's end.
                    assert!(1 <= first && first <= end && end <= last, "lines {first} to {end} of {last}");
                }
                check_lines(value, last);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| check_lines(item, last)),
        _ => {}
    }
}
