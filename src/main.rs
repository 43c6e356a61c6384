//! Mounts the page.

fn main() {
    whosekey::ui::mount();
}
