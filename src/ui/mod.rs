//! The page. Yew stays in this folder, and the browser's own interfaces stay in one file of it, [`browser`].
//!
//! What happens becomes an [`Action`], [`state`] computes the next state, and components show it. The text boxes belong
//! to index.html; Yew renders beside them, never around them, so that text, caret and undo outlive everything here.

mod anatomy;
mod annotate;
mod browser;
mod components;
mod desk;
mod export;
mod markup;
mod pages;
mod raw;
mod reading;
mod reply;
pub mod route;
mod state;
mod words;

use std::cell::Cell;
use std::rc::Rc;

use yew::prelude::*;

use crate::guide;
use browser::{Event, Phase};
use components::{Act, notice, tools};
use markup::html;
use route::{Page, Route};
use state::{Action, Answer, Drawn, Input, Notice, Slot, State, Target};

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(self.after(action))
    }
}

/// More evidence than this (bytes) is read again only when the reader pauses.
const LARGE: usize = 64 * 1024;
/// That pause, in milliseconds.
const PAUSE: i32 = 180;

/// Everything of the page that is not in index.html.
#[component]
fn App() -> Html {
    let state = use_reducer(State::default);
    let act = {
        let dispatcher = state.dispatcher();
        use_callback((), move |action: Action, ()| {
            if action.asks() {
                browser::show_phase(Phase::Working);
            }
            if matches!(action, Action::TryLeaks) {
                let dispatcher = dispatcher.clone();
                browser::try_leaks(move |leaks| dispatcher.dispatch(Action::Leaked(leaks)));
            }
            dispatcher.dispatch(action);
        })
    };
    use_events(&act);
    use_address(&state);
    use_box(&state, Slot::Evidence);
    use_box(&state, Slot::Working);
    use_answer(&state, Slot::Evidence, &act);
    use_answer(&state, Slot::Working, &act);
    use_drawing(&state, &act);
    use_phase(&state);
    use_target(&state);
    let compares = state.page == Page::Compare;
    let slots = Slot::ALL.into_iter().filter(|slot| compares || *slot == Slot::Evidence);
    let toolbars = slots.filter_map(|slot| {
        let host = browser::element(browser::tools_of(slot))?;
        let tools = create_portal(tools(slot, &state.desk(slot).input, &act), host);
        Some(html! { <div key={browser::tools_of(slot)}>{ tools }</div> })
    });
    html! {
        <>
            <div key="tools" hidden=true>{ for toolbars }</div>
            <p key="spoken" role="status" class="unseen">{ pages::spoken(&state) }</p>
            <div key="answer" class="answer">{ pages::answer(&state, &act) }</div>
            <div key="side" class="side">{ pages::side(&state, &act) }</div>
            { notice(state.notice.as_ref(), &act) }
        </>
    }
}

/// Listens to what happens outside of Yew.
#[hook]
fn use_events(act: &Act) {
    use_effect_with(act.clone(), |act| {
        let go = |act: &Act, address: &str| {
            if let Some(route) = Route::parse(address) {
                act.emit(Action::Went(route));
            }
        };
        // What was typed before the engine arrived.
        for slot in Slot::ALL {
            let shown = browser::shown_in(slot);
            if !shown.is_empty() {
                act.emit(Action::Edited(slot, shown, None));
            }
        }
        go(act, &browser::address());
        let act = act.clone();
        let listening = browser::listen(&Callback::from(move |event| match event {
            Event::Edited(slot, shown, paste) => act.emit(Action::Edited(slot, shown, paste)),
            Event::Files(slot, files) => act.emit(Action::Attached(slot, files)),
            Event::TooLarge(name) => act.emit(Action::Told(Notice::TooLarge(name))),
            Event::Unreadable(name) => act.emit(Action::Told(Notice::Unreadable(name))),
            Event::Address(address) => go(&act, &address),
            Event::Cancel => act.emit(Action::Cancelled),
            Event::Escape(slot) => act.emit(Action::Cleared(slot)),
            Event::Find => browser::focus_box(Slot::Evidence),
            Event::Help => browser::show_dialog("keys"),
        }));
        move || drop(listening)
    });
}

/// Shows the page that the state names, and keeps the address true.
#[hook]
fn use_address(state: &State) {
    let address = route::address(&state.page, &state.query());
    use_effect_with((state.page.clone(), address), |(page, address)| {
        browser::show_page(page.name(), words::window_title(page.name()), words::box_labels(*page == Page::Compare));
        browser::replace_address(address);
    });
}

/// Writes into the box what the page put there. At the start it has put nothing, and what stands there is the reader's.
#[hook]
fn use_box(state: &State, slot: Slot) {
    let desk = state.desk(slot);
    let input = Rc::clone(&desk.input);
    use_effect_with(desk.written, move |&times| {
        if times > 0 {
            browser::write_box(slot, input.text.shown());
        }
    });
}

/// Asks the engine whenever the question changes; the question before is no longer answered then.
#[hook]
fn use_answer(state: &State, slot: Slot, act: &Act) {
    let running = use_memo((), |()| Cell::new(0));
    let desk = state.desk(slot);
    let (input, asked, again) = (Rc::clone(&desk.input), desk.asked, desk.answer.is_some());
    let (expected, act) = (state.expected.clone(), act.clone());
    use_effect_with(asked, move |&asked| {
        running.set(asked);
        if input.is_empty() {
            return;
        }
        let pause = if again && input.size() > LARGE { PAUSE } else { 0 };
        browser::spawn(async move {
            browser::pause(pause).await;
            let report = reading::read(&input, &expected.context(browser::now()), &|| running.get() == asked).await;
            if let Some(report) = report {
                act.emit(Action::Answered(slot, asked, Answer(Rc::new(report))));
            }
        });
    });
}

/// Draws a long answer part by part, the browser having its turn between them.
#[hook]
fn use_drawing(state: &State, act: &Act) {
    let (drawn, act) = (state.evidence.drawn, act.clone());
    let draws = state.evidence.current().is_some() && drawn < Drawn::All;
    use_effect_with((draws, drawn), move |&(draws, _)| {
        if draws {
            browser::spawn(async move {
                browser::pause(0).await;
                act.emit(Action::Drew);
            });
        }
    });
}

/// Says how the page is doing, once it shows it.
#[hook]
fn use_phase(state: &State) {
    let empty = Slot::ALL.into_iter().all(|slot| state.desk(slot).input.is_empty());
    let phase = match (state.is_waiting() || state.evidence.drawn < Drawn::All, empty) {
        (true, _) => Phase::Working,
        (false, true) => Phase::Ready,
        (false, false) => Phase::Done,
    };
    use_effect_with(
        (phase, state.evidence.asked, state.working.asked, state.evidence.answer.clone()),
        |(phase, ..)| {
            browser::show_phase(*phase);
        },
    );
}

/// Scrolls to what the reader asked to see.
#[hook]
fn use_target(state: &State) {
    use_effect_with(state.target, |target| match target {
        Some((_, Target::Lines(source, [first, _]))) => browser::reveal(&format!("L{source}-{first}")),
        Some((_, Target::Finding(number))) => browser::reveal(&format!("F{number}")),
        Some((_, Target::Export)) => browser::reveal("export"),
        None => {}
    });
}

/// Mounts the page beside the boxes that index.html owns.
pub fn mount() {
    yew::set_custom_panic_hook(Box::new(|panic| {
        // Where, not what: the message of a panic may quote the evidence.
        let place = panic.location().map_or_else(String::new, |place| format!("{}:{}", place.file(), place.line()));
        browser::log_error(&format!("WhoseKey has stopped at {place}"));
        browser::show_crash();
    }));
    if let Some(host) = browser::element("app") {
        yew::Renderer::<App>::with_root(host).render();
        browser::spawn(warm());
    }
}

/// Reads the samples while nobody waits: a browser compiles a function when it is called first, and the first paste is
/// answered sooner when that is done. The first evidence ends it.
async fn warm() {
    for example in guide::all().filter_map(|page| page.example()) {
        browser::pause(0).await;
        if browser::has_evidence() {
            return;
        }
        reading::read(&Input::of(example.text.to_owned()), &example.context(), &|| true).await;
    }
}
