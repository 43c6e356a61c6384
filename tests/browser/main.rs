//! What only a browser can show of the Rust code: that it mounts, and that it answers there as it does natively.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use whosekey::{Context, analyze};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn answers_as_it_does_natively() {
    let report = analyze("AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\u{a0}\n", &Context::default());
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["schema"], 1);
}

#[wasm_bindgen_test]
async fn mounts_beside_the_box() {
    let document = gloo::utils::document();
    let host = document.create_element("div").unwrap();
    host.set_id("app");
    document.body().unwrap().append_child(&host).unwrap();
    whosekey::ui::mount();
    gloo::timers::future::sleep(std::time::Duration::ZERO).await;
    assert!(host.first_element_child().is_some());
}
