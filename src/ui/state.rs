//! What the page knows and cannot compute, and the one function that changes it.

use std::rc::Rc;

pub use super::desk::{Answer, Desk, File, Input, LARGEST, LONGEST_IN_BOX, Slot};
use super::desk::{short_text, unlike};
use super::export::Kind;
use super::raw::Paste;
use super::route::{Page, Query, Route};
use crate::guide::Example;
use crate::rules::{Context, Intended};
use crate::{aws::chains, guide};

/// What the reader expects, as typed and chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// The account, as typed.
    pub account: String,
    /// The source that should win.
    pub source: Option<Intended>,
    /// Whose provider chain applies.
    pub sdk: Option<&'static str>,
}

impl Expected {
    /// As the engine takes it; an account that is not one yet is left out.
    pub fn context(&self, now: String) -> Context {
        let mut context = Context { expected_source: self.source, now: Some(now), ..Context::default() };
        let _ = context.set("expect-account", &self.account);
        context.sdk = self.sdk.map(str::to_owned);
        context
    }

    /// Whether the account is typed in part or wrongly.
    pub fn account_is_wrong(&self) -> bool {
        !self.account.trim().is_empty() && Context::default().set("expect-account", &self.account).is_err()
    }
}

/// In which shell's words commands are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shell {
    /// bash and its kin.
    #[default]
    Bash,
    /// `PowerShell`.
    PowerShell,
}

impl Shell {
    /// The one of `both` that is meant.
    pub fn of(self, both: &[String; 2]) -> &str {
        let [bash, powershell] = both;
        match self {
            Self::Bash => bash,
            Self::PowerShell => powershell,
        }
    }
}

/// Something to tell the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A part of the address was ignored.
    Address,
    /// Too much evidence: what was refused.
    TooLarge(String),
    /// A file could not be read.
    Unreadable(String),
    /// Evidence is gone and can be had back.
    Gone(&'static str),
}

/// Lines of the evidence, or a finding, that the reader asked to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Source, first and last line.
    Lines(usize, [usize; 2]),
    /// Number of the finding.
    Finding(usize),
    /// What can be taken along.
    Export,
}

/// What is to be taken along.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Export {
    /// What it is.
    pub kind: Kind,
    /// Whether it is shown before it leaves.
    pub shown: bool,
    /// What the reader holds for the right diagnosis, by its id.
    pub should_be: String,
}

/// What there was before it was cleared or replaced.
#[derive(Clone, Debug, PartialEq)]
pub struct Before {
    inputs: [Rc<Input>; 2],
    expected: Expected,
}

/// A way out of the page, and whether the browser refused it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leak {
    /// What was tried.
    pub way: &'static str,
    /// It was refused.
    pub refused: bool,
}

/// Everything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// The page.
    pub page: Page,
    /// An error code that a link asks to explain.
    pub error: Option<String>,
    /// The boxes.
    pub evidence: Desk,
    /// The box of the working runtime.
    pub working: Desk,
    /// What the reader expects.
    pub expected: Expected,
    /// In which shell's words commands are shown.
    pub shell: Shell,
    /// What is to be told.
    pub notice: Option<Notice>,
    /// What was asked to be shown, and the number of the wish.
    pub target: Option<(u32, Target)>,
    /// What there was before it was cleared or replaced.
    pub before: Option<Before>,
    /// What is to be taken along.
    pub export: Export,
    /// What is looked for in the guide.
    pub search: String,
    /// The ways out that were tried.
    pub leaks: Vec<Leak>,
}

/// What can happen.
#[derive(Clone, Debug)]
pub enum Action {
    /// The address changed.
    Went(Route),
    /// The reader changed what a box shows.
    Edited(Slot, String, Option<Paste>),
    /// A sample takes the place of the evidence.
    Sampled(Example),
    /// Files came, or pastes too long for the box.
    Attached(Slot, Vec<(String, Vec<u8>)>),
    /// A file goes.
    Detached(Slot, usize),
    /// The evidence goes, and all else that belongs to the case; where two runtimes are compared, only what is in this
    /// box.
    Cleared(Slot),
    /// Reading takes too long: the files go, the text in the box stays.
    Cancelled,
    /// The evidence comes back.
    Undone,
    /// The engine answered question number so.
    Answered(Slot, u32, Answer),
    /// The expected account was typed.
    Account(String),
    /// The intended source was chosen.
    Source(Option<Intended>),
    /// The SDK was chosen, by its id.
    Sdk(Option<&'static str>),
    /// A shell was chosen.
    Shell(Shell),
    /// Something is to be shown.
    Pointed(Target),
    /// This is to be taken along.
    Chose(Kind),
    /// It is to be shown first, or no longer.
    Previewed,
    /// The reader doubts the diagnosis, and perhaps holds another one for the right one.
    Doubted(Option<String>),
    /// Something is to be told.
    Told(Notice),
    /// What was told is done with.
    Dismissed,
    /// A code was chosen to be explained; none for an empty one.
    Explain(String),
    /// Something is looked for in the guide.
    Searched(String),
    /// Every way out is to be tried.
    TryLeaks,
    /// What came of it.
    Leaked(Vec<Leak>),
}

impl Action {
    /// Whether the answer on the page is no longer the right one after it.
    pub fn asks(&self) -> bool {
        matches!(
            self,
            Self::Edited(..)
                | Self::Sampled(_)
                | Self::Attached(..)
                | Self::Detached(..)
                | Self::Cleared(_)
                | Self::Cancelled
                | Self::Undone
                | Self::Account(_)
                | Self::Source(_)
                | Self::Sdk(_)
        )
    }
}

impl State {
    /// The desk of `slot`.
    pub fn desk(&self, slot: Slot) -> &Desk {
        match slot {
            Slot::Evidence => &self.evidence,
            Slot::Working => &self.working,
        }
    }

    fn desk_mut(&mut self, slot: Slot) -> &mut Desk {
        match slot {
            Slot::Evidence => &mut self.evidence,
            Slot::Working => &mut self.working,
        }
    }

    /// Whether some answer is missing.
    pub fn is_waiting(&self) -> bool {
        Slot::ALL.into_iter().any(|slot| self.desk(slot).is_waiting())
    }

    /// What the address says of this state; nothing pasted is in it.
    pub fn query(&self) -> Query {
        Query {
            error: self.error.clone(),
            expect_account: (!self.expected.account_is_wrong()).then(|| self.expected.account.clone()),
            expect_source: self.expected.source.map(|source| source.id().to_owned()),
            sdk: self.expected.sdk.map(str::to_owned),
            ..Query::default()
        }
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    fn run(actions: impl IntoIterator<Item = Action>) -> State {
        actions.into_iter().fold(State::default(), |state, action| state.after(action))
    }

    fn edited(text: &str) -> Action {
        Action::Edited(Slot::Evidence, text.to_owned(), None)
    }

    fn pasted(text: &str, shown: &str) -> Action {
        let paste = Paste { start: 0, end: 0, text: text.to_owned() };
        Action::Edited(Slot::Evidence, shown.to_owned(), Some(paste))
    }

    fn answer() -> Answer {
        Answer(Rc::new(crate::analyze("", &Context::default())))
    }

    fn went(address: &str) -> Action {
        Action::Went(Route::parse(address).unwrap())
    }

    #[test]
    fn an_answer_belongs_to_the_evidence_that_it_was_given_for() {
        let state = run([edited("a"), Action::Answered(Slot::Evidence, 1, answer())]);
        assert!(state.evidence.current().is_some() && !state.is_waiting());
        let state = state.after(edited("ab"));
        assert!(state.evidence.current().is_none() && state.is_waiting());
        assert!(state.evidence.shown().is_some(), "the old answer stays until the new one is there");
        let state = state.after(edited(""));
        assert!(state.evidence.shown().is_none() && !state.is_waiting());
    }

    #[test]
    fn the_context_asks_again() {
        let state = run([edited("a"), Action::Answered(Slot::Evidence, 1, answer())]);
        assert!(state.after(Action::Account("1".into())).is_waiting());
        assert!(!state.after(Action::Shell(Shell::PowerShell)).is_waiting());
    }

    #[test]
    fn clearing_can_be_undone_with_all_that_the_box_did_not_show() {
        let state = run([pasted("a\r\nb\r\n", "a\nb\n"), Action::Cleared(Slot::Evidence)]);
        assert!(state.evidence.input.is_empty());
        assert_eq!(state.notice, Some(Notice::Gone("Cleared.")));
        let state = state.after(Action::Undone);
        assert_eq!(state.evidence.input.text.raw(), "a\r\nb\r\n");
        assert_eq!(state.notice, None);
    }

    #[test]
    fn clearing_empties_everything_except_where_two_runtimes_are_compared() {
        let full = run([
            edited("a"),
            Action::Edited(Slot::Working, "b".to_owned(), None),
            Action::Account("123456789012".to_owned()),
        ]);
        let state = full.after(Action::Cleared(Slot::Evidence));
        assert!(state.evidence.input.is_empty() && state.working.input.is_empty());
        assert_eq!(state.expected, Expected::default());
        let back = state.after(Action::Undone);
        assert_eq!((&back.evidence.input, &back.working.input), (&full.evidence.input, &full.working.input));
        assert_eq!(back.expected, full.expected);
        assert_eq!(state.after(Action::Dismissed).before, None, "what cannot be had back any more is gone");
        let compared = full.after(went("#/compare")).after(Action::Cleared(Slot::Working));
        assert!(!compared.evidence.input.is_empty() && compared.working.input.is_empty());
        assert_eq!(compared.expected, full.expected);
    }

    #[test]
    fn a_sample_in_the_place_of_evidence_can_be_undone() {
        let state = run([edited("mine"), went("#/?sample=wrong-account")]);
        assert!(matches!(state.notice, Some(Notice::Gone(_))));
        assert_eq!(state.after(Action::Undone).evidence.input.text.raw(), "mine");
    }

    #[test]
    fn the_browsers_own_undo_brings_the_raw_text_back() {
        let state = run([pasted("a\r\nb", "a\nb"), edited(""), edited("a\nb")]);
        assert_eq!(state.evidence.input.text.raw(), "a\r\nb");
    }

    #[test]
    fn the_first_short_file_goes_into_the_box_and_others_beside_it() {
        let file = |name: &str, bytes: &[u8]| Action::Attached(Slot::Evidence, vec![(name.to_owned(), bytes.to_vec())]);
        let state = run([file("a.log", b"\xff\xfea\0\r\0\n\0")]);
        assert_eq!(state.evidence.input.text.raw(), "a\r\n");
        let state = state.after(file("b.log", b"b")).after(file("b.log", b"c"));
        let names: Vec<&str> = state.evidence.input.files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["b.log", "b.log (2)"]);
        let state = state.after(Action::Detached(Slot::Evidence, 0));
        assert_eq!(state.evidence.input.files.len(), 1);
        let state = run([file("big.log", &vec![b'x'; LONGEST_IN_BOX + 1])]);
        assert!(state.evidence.input.text.raw().is_empty() && state.evidence.input.files.len() == 1);
    }

    #[test]
    fn too_much_is_refused_and_nothing_is_lost() {
        let huge = Action::Attached(Slot::Evidence, vec![("huge".into(), vec![0; LARGEST + 1])]);
        let state = run([edited("a"), huge]);
        assert_eq!(state.notice, Some(Notice::TooLarge("huge".into())));
        assert_eq!(state.evidence.input.text.raw(), "a");
    }

    #[test]
    fn cancelling_drops_what_is_being_read_until_it_is_undone() {
        let file = Action::Attached(Slot::Evidence, vec![("big.log".to_owned(), vec![b'x'; LONGEST_IN_BOX + 1])]);
        let read = run([edited("a"), Action::Answered(Slot::Evidence, 1, answer())]);
        assert_eq!(read.after(Action::Cancelled), read, "nothing is being read");
        let state = read.after(file).after(Action::Cancelled);
        assert!(state.evidence.input.files.is_empty() && state.evidence.input.text.raw() == "a");
        assert_eq!(state.after(Action::Undone).evidence.input.files.len(), 1);
    }

    #[test]
    fn a_link_sets_what_it_says_and_nothing_else() {
        let state = run([edited("a"), went("#/compare?expect-account=123456789012&sdk=js-v3&expect-source=role")]);
        assert_eq!(state.page, Page::Compare);
        assert_eq!(state.expected.sdk, Some("js-v3"));
        assert_eq!(state.expected.source, Some(Intended::Role));
        assert_eq!(state.evidence.input.text.raw(), "a");
        assert_eq!(state.notice, None);
        let state = state.after(went("#/?expect-account=12&sdk=nope&expect-source=x&error=%3Cb%3E"));
        assert_eq!(state.expected.account, "123456789012", "what cannot be used changes nothing");
        assert_eq!(state.notice, Some(Notice::Address));
        assert_eq!(state.query().expect_account.as_deref(), Some("123456789012"));
    }

    #[test]
    fn a_sample_brings_its_account_along() {
        let state = run([Action::Account("123456789012".into()), went("#/?sample=wrong-account")]);
        assert!(!state.evidence.input.is_empty() && state.expected.account != "123456789012");
        assert_eq!(state.notice, None);
    }

    #[test]
    fn a_key_in_a_link_becomes_evidence_and_leaves_the_address() {
        let state = run([went("#/?key=AKIASP2TPHJSQH3FRU7X")]);
        assert_eq!(state.evidence.input.text.raw(), "AKIASP2TPHJSQH3FRU7X");
        assert_eq!(state.query(), Query { expect_account: Some(String::new()), ..Query::default() });
    }
}
