//! The one function that changes what the page knows: the state after an action.

use std::rc::Rc;

use super::{Action, Before, Expected, Export, File, Input, LARGEST, Notice, Slot, State, Target};
use crate::aws::chains;
use crate::guide::{self, Example};
use crate::rules::Intended;
use crate::ui::desk::{short_text, unlike};
use crate::ui::export::Kind;
use crate::ui::route::{Page, Route};

impl State {
    /// The state after `action`.
    #[must_use]
    pub fn after(&self, action: Action) -> Self {
        let mut next = self.clone();
        next.apply(action);
        next
    }

    fn apply(&mut self, action: Action) {
        match action {
            Action::Went(route) => self.go(route),
            Action::Edited(slot, shown, paste) => {
                self.desk_mut(slot).edit(shown, paste.as_ref());
                self.forget(slot);
            }
            Action::Sampled(example) => self.try_out(example),
            Action::Attached(slot, files) => self.attach(slot, files),
            Action::Detached(slot, number) => {
                let mut input = Input::clone(&self.desk(slot).input);
                if number < input.files.len() {
                    input.files.remove(number);
                }
                self.desk_mut(slot).set(input);
            }
            Action::Cleared(slot) => self.clear(slot),
            Action::Cancelled => self.cancel(),
            Action::Undone => {
                if let Some(before) = self.before.take() {
                    for (slot, input) in Slot::ALL.into_iter().zip(before.inputs) {
                        if self.desk(slot).input != input {
                            self.desk_mut(slot).set(Input::clone(&input));
                        }
                    }
                    self.expected = before.expected;
                    self.ask_again();
                }
                self.notice = None;
            }
            Action::Answered(slot, asked, answer) => self.desk_mut(slot).answer = Some((asked, answer)),
            Action::Drew => self.evidence.drawn = self.evidence.drawn.next(),
            Action::Account(account) => {
                self.expected.account = account;
                self.ask_again();
            }
            Action::Source(source) => {
                self.expected.source = source;
                self.ask_again();
            }
            Action::Sdk(sdk) => {
                self.expected.sdk = sdk;
                self.ask_again();
            }
            Action::Shell(shell) => self.shell = shell,
            Action::Pointed(target) => self.point(target),
            Action::Chose(kind) => self.export.kind = kind,
            Action::Previewed => self.export.shown = !self.export.shown,
            Action::Doubted(id) => {
                if id.is_none() {
                    self.point(Target::Export);
                }
                self.export = Export { kind: Kind::Fault, shown: true, should_be: id.unwrap_or_default() };
            }
            Action::Told(notice) => self.notice = Some(notice),
            Action::Dismissed => (self.notice, self.before) = (None, None),
            Action::Explain(code) => self.error = Some(code).filter(|code| guide::page_of_code(code).is_some()),
            Action::Searched(words) => self.search = words,
            Action::TryLeaks => self.leaks.clear(),
            Action::Leaked(leaks) => self.leaks = leaks,
        }
    }

    fn ask_again(&mut self) {
        self.evidence.asked += 1;
        self.working.asked += 1;
    }

    /// What pointed into evidence that is no longer there goes.
    fn forget(&mut self, slot: Slot) {
        if slot == Slot::Evidence {
            self.target = None;
        }
        if matches!(self.notice, Some(Notice::Gone(_) | Notice::Address)) {
            (self.notice, self.before) = (None, None);
        }
    }

    fn point(&mut self, target: Target) {
        let wish = self.target.map_or(0, |(wish, _)| wish + 1);
        self.target = Some((wish, target));
    }

    /// Says `what`, and keeps what there is in case the reader wants it back.
    fn keep(&mut self, what: &'static str) {
        let inputs = Slot::ALL.map(|slot| Rc::clone(&self.desk(slot).input));
        if inputs.iter().any(|input| !input.is_empty()) {
            self.before = Some(Before { inputs, expected: self.expected.clone() });
            self.notice = Some(Notice::Gone(what));
        }
    }

    fn clear(&mut self, slot: Slot) {
        self.forget(slot);
        self.keep("Cleared.");
        if self.page == Page::Compare {
            self.desk_mut(slot).clear();
        } else {
            for slot in Slot::ALL {
                self.desk_mut(slot).clear();
            }
            (self.expected, self.export, self.error) = (Expected::default(), Export::default(), None);
        }
    }

    fn cancel(&mut self) {
        let unread = |slot: &Slot| self.desk(*slot).is_waiting() && !self.desk(*slot).input.files.is_empty();
        let slots: Vec<Slot> = Slot::ALL.into_iter().filter(unread).collect();
        if !slots.is_empty() {
            self.keep("Cancelled.");
        }
        for slot in slots {
            let text = self.desk(slot).input.text.clone();
            self.desk_mut(slot).set(Input { text, files: Vec::new() });
        }
    }

    fn replace(&mut self, slot: Slot, input: Input) {
        self.forget(slot);
        self.keep("Other evidence takes the place of yours.");
        self.desk_mut(slot).set(input);
    }

    /// A sample says what its reader expects, too.
    fn try_out(&mut self, example: Example) {
        self.page = Page::Triage;
        self.replace(Slot::Evidence, Input::of(example.text.to_owned()));
        example.expected_account.unwrap_or_default().clone_into(&mut self.expected.account);
        self.expected.source = example.context().expected_source;
    }

    /// The only file of an empty desk goes into the box, where it can be edited; others lie beside it.
    fn attach(&mut self, slot: Slot, files: Vec<(String, Vec<u8>)>) {
        self.forget(slot);
        let mut input = Input::clone(&self.desk(slot).input);
        if let ([(_, bytes)], true) = (files.as_slice(), input.is_empty())
            && let Some(text) = short_text(bytes)
        {
            self.desk_mut(slot).set(Input::of(text));
            return;
        }
        for (name, bytes) in files {
            if input.size() + bytes.len() > LARGEST {
                self.notice = Some(Notice::TooLarge(name));
                continue;
            }
            let name = unlike(&input.files, name);
            input.files.push(File { name, bytes: bytes.into() });
        }
        self.desk_mut(slot).set(input);
    }

    fn go(&mut self, route: Route) {
        let Route { page, query, mut ignored } = route;
        self.page = page;
        if let Some(slug) = query.sample {
            match guide::page(&slug).and_then(|page| page.example()) {
                Some(example) => self.try_out(example),
                None => ignored = true,
            }
        }
        let mut asks = false;
        if let Some(account) = query.expect_account {
            let wrong = Expected { account: account.clone(), ..Expected::default() }.account_is_wrong();
            ignored |= wrong;
            if !wrong && account != self.expected.account {
                (self.expected.account, asks) = (account, true);
            }
        }
        if let Some(id) = query.expect_source {
            let source = Intended::ALL.iter().find(|(known, _)| *known == id).map(|&(_, source)| source);
            ignored |= source.is_none();
            asks |= source.is_some() && source != self.expected.source;
            self.expected.source = source.or(self.expected.source);
        }
        if let Some(name) = query.sdk {
            let sdk = chains::of(&name).map(|chain| chain.id);
            ignored |= sdk.is_none();
            asks |= sdk.is_some() && sdk != self.expected.sdk;
            self.expected.sdk = sdk.or(self.expected.sdk);
        }
        if asks {
            self.ask_again();
        }
        if let Some(code) = query.error {
            let known = guide::page_of_code(&code).or_else(|| guide::page(&code));
            ignored |= known.is_none();
            self.error = known.map(|_| code);
        }
        if let Some(key) = query.key {
            self.replace(Slot::Evidence, Input::of(key));
        }
        if ignored {
            self.notice = Some(Notice::Address);
        }
    }
}
