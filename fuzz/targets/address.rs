//! Addresses: any fragment is read or refused, what is written reads the same, and no key stands in it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use whosekey::Context;
use whosekey::ui::route::{Query, Route, address};

fuzz_target!(|fragment: &str| {
    let Some(route) = Route::parse(fragment) else { return };
    // What an address says goes into the context of an analysis, which refuses what it cannot use.
    let mut context = Context::default();
    for (name, value) in [
        ("expect-account", &route.query.expect_account),
        ("expect-source", &route.query.expect_source),
        ("sdk", &route.query.sdk),
    ] {
        let _ = context.set(name, value.as_deref().unwrap_or_default());
    }
    let written = address(&route.page, &route.query);
    assert!(written.bytes().all(|byte| byte.is_ascii_graphic()), "{written:?} needs quoting");
    let again = Route::parse(&written).unwrap_or_else(|| panic!("{written} is no address"));
    assert!(!again.ignored, "{written} is not read whole");
    assert_eq!((&again.page, &again.query), (&route.page, &Query { key: None, ..route.query.clone() }), "{written}");
});
