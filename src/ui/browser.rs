//! The browser: the only file that names its interfaces. It reports what happens as [`Event`]s and does what the page
//! asks; it decides nothing.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
pub use gloo::timers::callback::Timeout as Timer;
use gloo::utils::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ClipboardEvent, DragEvent, Element, FileList, HtmlElement, HtmlInputElement, HtmlSelectElement};
use web_sys::{HtmlDialogElement, HtmlFormElement, HtmlImageElement, HtmlTextAreaElement, KeyboardEvent};
use web_sys::{HtmlProgressElement, ReadableStreamDefaultReader};
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition, SecurityPolicyViolationEvent, WebSocket};
use yew::Callback;

use super::raw::Paste;
use super::state::{LARGEST, LONGEST_IN_BOX, Leak, Slot};

/// Something that happened outside of what Yew renders.
#[derive(Debug)]
pub enum Event {
    /// A box shows something else.
    Edited(Slot, String, Option<Paste>),
    /// Files came, or a paste too long for the box.
    Files(Slot, Vec<(String, Vec<u8>)>),
    /// A file is larger than what is read.
    TooLarge(String),
    /// A file could not be read.
    Unreadable(String),
    /// The fragment of the address changed.
    Address(String),
    /// The reader does not want to wait for what is being read.
    Cancel,
    /// Escape was pressed, and nothing else wanted it.
    Escape(Slot),
    /// The reader wants the caret in the box.
    Find,
    /// The reader wants to know the keys.
    Help,
}

/// How the page is doing, for those who wait for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// There is no evidence.
    Ready,
    /// The answer on the page is not that of the evidence in the box.
    Working,
    /// It is.
    Done,
}

/// Says how the page is doing.
pub fn show_phase(phase: Phase) {
    let state = match phase {
        Phase::Ready => "ready",
        Phase::Working => "working",
        Phase::Done => "done",
    };
    set_root("data-state", state);
}

/// Whether there is evidence on the page, read or not.
pub fn has_evidence() -> bool {
    let state = document().document_element().and_then(|root| root.get_attribute("data-state"));
    state.is_some_and(|state| matches!(state.as_str(), "working" | "done"))
}

fn set_root(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute(name, value);
    }
}

/// The element called `id`.
pub fn element(id: &str) -> Option<Element> {
    document().get_element_by_id(id)
}

fn id_of(slot: Slot) -> &'static str {
    match slot {
        Slot::Evidence => "evidence",
        Slot::Working => "working",
    }
}

/// The id of the place for the tools of `slot`.
pub fn tools_of(slot: Slot) -> &'static str {
    match slot {
        Slot::Evidence => "tools",
        Slot::Working => "working-tools",
    }
}

fn text_box(slot: Slot) -> Option<HtmlTextAreaElement> {
    element(id_of(slot))?.dyn_into().ok()
}

/// What the box of `slot` shows.
pub fn shown_in(slot: Slot) -> String {
    text_box(slot).map(|text| text.value()).unwrap_or_default()
}

/// Makes the box of `slot` show `text`.
pub fn write_box(slot: Slot, text: &str) {
    if let Some(held) = text_box(slot).filter(|held| held.value() != text) {
        held.set_value(text);
        held.set_scroll_top(0);
    }
}

/// Puts the caret into the box of `slot`.
pub fn focus_box(slot: Slot) {
    if let Some(held) = text_box(slot) {
        let _ = held.focus();
    }
}

/// Shows the page called `name` under `title`: what of index.html belongs to it, and which link of the menu is current.
pub fn show_page(name: &str, title: &str, labels: [&str; 2]) {
    set_root("data-page", name);
    document().set_title(title);
    let links = document().query_selector_all(".masthead [data-page]").ok();
    for number in 0..links.as_ref().map_or(0, web_sys::NodeList::length) {
        let Some(link) = links.as_ref().and_then(|links| links.item(number)?.dyn_into::<Element>().ok()) else {
            continue;
        };
        let current = link.get_attribute("data-page").as_deref() == Some(name);
        let _ =
            if current { link.set_attribute("aria-current", "page") } else { link.remove_attribute("aria-current") };
    }
    for (slot, label) in Slot::ALL.into_iter().zip(labels) {
        if let Some(held) = text_box(slot) {
            let _ = held.set_attribute("aria-label", label);
        }
    }
}

/// The fragment of the address.
pub fn address() -> String {
    window().location().hash().unwrap_or_default()
}

/// Writes `address` in the place of the fragment; the history grows by nothing.
pub fn replace_address(new: &str) {
    let same = address() == new || (address().is_empty() && new == "#/");
    if !same && let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(new));
    }
}

/// The reader's clock, RFC 3339.
pub fn now() -> String {
    js_sys::Date::new_0().to_iso_string().into()
}

/// Milliseconds since some moment, for measuring.
pub fn clock() -> f64 {
    js_sys::Date::now()
}

/// Runs `task` beside everything else.
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    spawn_local(task);
}

/// Gives the browser its turn, for so many milliseconds at least.
pub async fn pause(milliseconds: i32) {
    let wait = |resolve: js_sys::Function, _| {
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
    };
    let _ = JsFuture::from(js_sys::Promise::new(&mut { wait })).await;
}

/// Says that so many bytes of so many have been read; or no longer anything.
pub fn show_progress(done: Option<(usize, usize)>) {
    if let Some(bar) = element("progress-bar").and_then(|bar| bar.dyn_into::<HtmlProgressElement>().ok())
        && let Some((done, size)) = done
    {
        #[allow(clippy::cast_precision_loss)] // sizes are far below 2^53
        bar.set_value(done as f64 / size as f64);
    }
    if let Some(box_of_it) = element("progress") {
        let _ = box_of_it.toggle_attribute_with_force("hidden", done.is_none());
    }
}

thread_local! {
    /// How often the reader has cancelled.
    static CANCELLED: Cell<u32> = const { Cell::new(0) };
}

/// Runs `task` after so many milliseconds, unless what it returns is dropped before.
pub fn later(milliseconds: u32, task: impl FnOnce() + 'static) -> Timer {
    Timer::new(milliseconds, task)
}

/// Scrolls to the element called `id` and puts the focus on it. The element that scrolls by itself shows it in its
/// middle; the page moves no more than it must.
pub fn reveal(id: &str) {
    let Some(found) = element(id) else { return };
    let frame = found.closest(".sheet").ok().flatten();
    if let (Some(frame), Some(line)) = (&frame, found.dyn_ref::<HtmlElement>()) {
        frame.set_scroll_top(line.offset_top() - frame.client_height() / 2);
    }
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    options.set_inline(ScrollLogicalPosition::Nearest);
    found.scroll_into_view_with_scroll_into_view_options(&options);
    if let Some(found) = found.dyn_ref::<HtmlElement>() {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = found.focus_with_options(&options);
    }
}

/// How long a button says that it copied, in milliseconds.
const TELL: u32 = 1600;

/// Copies `text`, and says for a while, in what stands beside the button of `event`, whether that worked. It is the
/// browser's own to say: nothing of it is in the state.
pub fn copy(event: &yew::MouseEvent, text: String) {
    let button = event.target().and_then(|target| target.dyn_into::<Element>().ok()?.closest(".copy").ok()?);
    spawn_local(async move {
        let promise = window().navigator().clipboard().write_text(&text);
        let worked = JsFuture::from(promise).await.is_ok();
        let Some(told) = button.and_then(|button| button.next_element_sibling()) else { return };
        told.set_text_content(Some(if worked { "Copied" } else { "Not allowed" }));
        later(TELL, move || told.set_text_content(None)).forget();
    });
}

/// Opens the print dialogue.
pub fn print() {
    let _ = window().print();
}

/// The value of the field or list that an event came from.
pub fn value(event: &yew::Event) -> String {
    let target = event.target();
    let input = target.as_ref().and_then(|target| target.dyn_ref::<HtmlInputElement>()).map(HtmlInputElement::value);
    let select = || Some(target.as_ref()?.dyn_ref::<HtmlSelectElement>()?.value());
    input.or_else(select).unwrap_or_default()
}

/// Opens the dialogue that chooses files for `slot`.
pub fn choose_files(slot: Slot) {
    let input = element(tools_of(slot)).and_then(|tools| tools.query_selector("input[type=file]").ok().flatten());
    if let Some(input) = input.and_then(|input| input.dyn_into::<HtmlElement>().ok()) {
        input.click();
    }
}

/// What keeps the page listening; dropped, it is deaf.
#[derive(Debug)]
pub struct Listening {
    _listeners: Vec<EventListener>,
}

/// Reports everything that happens outside of what Yew renders to `tell`.
pub fn listen(tell: &Callback<Event>) -> Listening {
    let mut listeners = Vec::new();
    let paste: Rc<RefCell<Option<Paste>>> = Rc::default();
    for slot in Slot::ALL {
        let (tell, paste) = (tell.clone(), Rc::clone(&paste));
        if let Some(held) = text_box(slot) {
            let hear = move |_: &web_sys::Event| {
                show_phase(Phase::Working);
                tell.emit(Event::Edited(slot, shown_in(slot), paste.take()));
            };
            listeners.push(EventListener::new(&held, "input", hear));
        }
    }
    let mut on = |name: &'static str, hear: Box<dyn Fn(&web_sys::Event)>| {
        let options = EventListenerOptions::enable_prevent_default();
        listeners.push(EventListener::new_with_options(&document(), name, options, move |event| hear(event)));
    };
    {
        let tell = tell.clone();
        on("paste", Box::new(move |event| hear_paste(event, &paste, &tell)));
    }
    on("dragover", Box::new(|event| hear_drag(event, true)));
    on("dragleave", Box::new(|event| hear_drag(event, false)));
    {
        let tell = tell.clone();
        on("drop", Box::new(move |event| hear_drop(event, &tell)));
    }
    {
        let tell = tell.clone();
        on("change", Box::new(move |event| hear_change(event, &tell)));
    }
    {
        let tell = tell.clone();
        on("keydown", Box::new(move |event| hear_key(event, &tell)));
    }
    if let Some(button) = element("cancel") {
        let tell = tell.clone();
        let hear = move |_: &web_sys::Event| {
            CANCELLED.set(CANCELLED.get() + 1);
            show_progress(None);
            tell.emit(Event::Cancel);
        };
        listeners.push(EventListener::new(&button, "click", hear));
    }
    let tell = tell.clone();
    let hear = move |_: &web_sys::Event| tell.emit(Event::Address(address()));
    listeners.push(EventListener::new(&window(), "hashchange", hear));
    Listening { _listeners: listeners }
}

/// The box that an event came from.
fn slot_of(event: &web_sys::Event) -> Option<Slot> {
    let id = event.target()?.dyn_into::<Element>().ok()?.id();
    Slot::ALL.into_iter().find(|&slot| id_of(slot) == id)
}

/// Whether an event came from a field that is none of the boxes.
fn from_field(event: &web_sys::Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.matches("input, select, textarea, [contenteditable]").unwrap_or(false))
}

fn hear_paste(event: &web_sys::Event, pending: &Rc<RefCell<Option<Paste>>>, tell: &Callback<Event>) {
    let Some(data) = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data) else { return };
    let target = slot_of(event);
    if target.is_none() && from_field(event) {
        return;
    }
    let slot = target.unwrap_or(Slot::Evidence);
    let text = data.get_data("text/plain").unwrap_or_default();
    let Some(held) = text_box(slot) else { return };
    if text.is_empty() {
        if let Some(files) = data.files().filter(|files| files.length() > 0) {
            event.prevent_default();
            read_files(slot, &files, tell);
        }
        return;
    }
    if held.text_length() as usize + text.len() > LONGEST_IN_BOX {
        event.prevent_default();
        show_phase(Phase::Working);
        tell.emit(Event::Files(slot, vec![("Pasted text".to_owned(), text.into_bytes())]));
        return;
    }
    let end = |found: Result<Option<u32>, _>| found.ok().flatten().unwrap_or_else(|| held.text_length());
    let (from, to) = (end(held.selection_start()), end(held.selection_end()));
    let paste = Paste { start: from as usize, end: to as usize, text };
    if target.is_some() && event.is_trusted() {
        // The browser puts it in, so that its own undo knows; the event that follows takes it along.
        *pending.borrow_mut() = Some(paste);
        return;
    }
    event.prevent_default();
    let _ = held.set_range_text_with_start_and_end_and_mode(&paste.text, from, to, "end");
    show_phase(Phase::Working);
    tell.emit(Event::Edited(slot, held.value(), Some(paste)));
}

fn hear_drag(event: &web_sys::Event, over: bool) {
    event.prevent_default();
    if let Some(root) = document().document_element() {
        let _ = root.toggle_attribute_with_force("data-drag", over);
    }
}

fn hear_drop(event: &web_sys::Event, tell: &Callback<Event>) {
    hear_drag(event, false);
    let Some(data) = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer) else { return };
    let slot = slot_of(event).unwrap_or(Slot::Evidence);
    if let Some(files) = data.files().filter(|files| files.length() > 0) {
        read_files(slot, &files, tell);
        return;
    }
    let text = data.get_data("text/plain").unwrap_or_default();
    if !text.is_empty() {
        show_phase(Phase::Working);
        tell.emit(Event::Files(slot, vec![("Dropped text".to_owned(), text.into_bytes())]));
    }
}

fn hear_change(event: &web_sys::Event, tell: &Callback<Event>) {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(input) = input.filter(|input| input.type_() == "file") else { return };
    let inside = |slot: &Slot| element(tools_of(*slot)).is_some_and(|tools| tools.contains(Some(&input)));
    let slot = Slot::ALL.into_iter().find(inside).unwrap_or(Slot::Evidence);
    if let Some(files) = input.files() {
        read_files(slot, &files, tell);
    }
    input.set_value("");
}

fn hear_key(event: &web_sys::Event, tell: &Callback<Event>) {
    let Some(key) = event.dyn_ref::<KeyboardEvent>().filter(|key| !key.is_composing()) else { return };
    if key.default_prevented() || key.ctrl_key() || key.meta_key() || key.alt_key() {
        return;
    }
    let name = key.key();
    let dialog = document().query_selector("dialog[open]").is_ok_and(|open| open.is_some());
    if name == "Escape" && !dialog {
        tell.emit(Event::Escape(slot_of(event).unwrap_or(Slot::Evidence)));
    } else if matches!(name.as_str(), "/" | "?") && !from_field(event) && single_keys() {
        event.prevent_default();
        tell.emit(if name == "/" { Event::Find } else { Event::Help });
    }
}

/// Whether the reader wants keys that work without Control or Alt.
fn single_keys() -> bool {
    let wanted = element("single-keys").and_then(|found| found.dyn_into::<HtmlInputElement>().ok());
    wanted.is_none_or(|wanted| wanted.checked())
}

/// Reads files and reports them together.
fn read_files(slot: Slot, files: &FileList, tell: &Callback<Event>) {
    show_phase(Phase::Working);
    let files: Vec<web_sys::File> = (0..files.length()).filter_map(|number| files.get(number)).collect();
    let tell = tell.clone();
    let cancelled = CANCELLED.get();
    spawn_local(async move {
        let mut read = Vec::new();
        for file in files {
            match read_file(&file, cancelled).await {
                Ok(Some(bytes)) => read.push((file.name(), bytes)),
                Ok(None) if CANCELLED.get() == cancelled => tell.emit(Event::TooLarge(file.name())),
                Ok(None) => {}
                Err(_) => tell.emit(Event::Unreadable(file.name())),
            }
        }
        show_progress(None);
        tell.emit(Event::Files(slot, read));
    });
}

/// The browser's own reader of gzip, which web-sys does not name.
fn unpacker() -> Result<wasm_bindgen::JsValue, wasm_bindgen::JsValue> {
    let class: js_sys::Function = js_sys::Reflect::get(&window(), &"DecompressionStream".into())?.dyn_into()?;
    js_sys::Reflect::construct(&class, &js_sys::Array::of1(&"gzip".into()))
}

/// The bytes of a file, unpacked; none if they are more than the page reads, or if it was cancelled.
async fn read_file(file: &web_sys::File, cancelled: u32) -> Result<Option<Vec<u8>>, wasm_bindgen::JsValue> {
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    // sizes are whole and far below 2^53
    let size = if file.size() > LARGEST as f64 { return Ok(None) } else { file.size() as usize };
    let packed = file.name().to_ascii_lowercase().ends_with(".gz");
    let mut stream = file.stream();
    if packed {
        stream = stream.pipe_through(unpacker()?.unchecked_ref());
    }
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let mut bytes = Vec::with_capacity(size);
    loop {
        let step = JsFuture::from(reader.read()).await?;
        let Ok(chunk) = js_sys::Reflect::get(&step, &"value".into())?.dyn_into::<js_sys::Uint8Array>() else {
            return Ok(Some(bytes));
        };
        if bytes.len() + chunk.length() as usize > LARGEST || CANCELLED.get() != cancelled {
            drop(reader.cancel());
            return Ok(None);
        }
        bytes.extend_from_slice(&chunk.to_vec());
        if size > LONGEST_IN_BOX {
            show_progress(Some((bytes.len().min(size), size)));
        }
    }
}

/// The whole address of the page with `fragment`.
pub fn absolute(fragment: &str) -> String {
    let href = window().location().href().unwrap_or_default();
    format!("{}{fragment}", href.split('#').next().unwrap_or_default())
}

/// Opens the dialogue called `id`.
pub fn show_dialog(id: &str) {
    if let Some(dialog) = element(id).and_then(|found| found.dyn_into::<HtmlDialogElement>().ok()) {
        let _ = dialog.show_modal();
    }
}

/// How long a refusal may take, in milliseconds.
const REFUSAL: u32 = 400;

/// Tries every way out at once, at the page's own origin and with nothing pasted, and tells which were refused.
pub fn try_leaks(tell: impl FnOnce(Vec<Leak>) + 'static) {
    const TARGET: &str = "./leak-test";
    let refusals: Rc<RefCell<Vec<String>>> = Rc::default();
    let heard = Rc::clone(&refusals);
    let listener = EventListener::new(&document(), "securitypolicyviolation", move |event| {
        if let Some(event) = event.dyn_ref::<SecurityPolicyViolationEvent>() {
            heard.borrow_mut().push(event.effective_directive());
        }
    });
    let fetched = JsFuture::from(window().fetch_with_str(TARGET));
    spawn_local(async move { drop(fetched.await) });
    let _ = window().navigator().send_beacon_with_opt_str(TARGET, Some("test"));
    let socket = WebSocket::new(&absolute("").replacen("http", "ws", 1));
    if let Ok(image) = HtmlImageElement::new() {
        image.set_src(TARGET);
    }
    submit_form(TARGET);
    let peer = js_sys::Reflect::has(&window(), &"RTCPeerConnection".into()).unwrap_or(true);
    let task = later(REFUSAL, move || {
        drop(listener);
        let refusals = refusals.borrow();
        let refused = |directive: &str| refusals.iter().filter(|heard| heard.starts_with(directive)).count();
        let connects = refused("connect-src") + usize::from(socket.is_err());
        let leak = |way, refused| Leak { way, refused };
        tell(vec![
            leak("fetch", connects >= 1),
            leak("beacon", connects >= 2),
            leak("WebSocket", connects >= 3),
            leak("image", refused("img-src") >= 1),
            leak("form", refused("form-action") >= 1),
            leak("peer connection", !peer),
        ]);
    });
    task.forget();
}

fn submit_form(target: &str) {
    let form = document().create_element("form").ok().and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
    if let (Some(form), Some(body)) = (form, document().body()) {
        form.set_action(target);
        // In a tab of its own, so that this page goes on even in a browser that lets it through.
        form.set_target("_blank");
        form.set_hidden(true);
        let _ = body.append_child(&form);
        let _ = form.submit();
        form.remove();
    }
}

/// Shows index.html's own message when the engine has stopped.
pub fn show_crash() {
    set_root("data-state", "crashed");
    if let Some(message) = element("crash") {
        let _ = message.remove_attribute("hidden");
    }
}

/// Writes `message` to the console, for whoever looks into a crash; it holds nothing pasted.
pub fn log_error(message: &str) {
    gloo::utils::window();
    web_sys::console::error_1(&message.into());
}
