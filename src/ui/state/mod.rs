//! What the page knows and cannot compute, what can happen, and the one function that changes it.

mod action;
mod after;

use std::rc::Rc;

pub use action::Action;

pub use super::desk::{Answer, Desk, Drawn, File, Input, LARGEST, LONGEST_IN_BOX, Slot};
use super::export::Kind;
use super::route::{Page, Query};
use crate::rules::{Context, Intended};

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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::raw::Paste;
    use crate::ui::route::Route;

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
    fn the_answer_to_much_is_drawn_part_by_part_and_stays_drawn() {
        let file = |bytes| Action::Attached(Slot::Evidence, vec![("big.log".to_owned(), vec![b'x'; bytes])]);
        let drawn = |actions: Vec<Action>| run(actions).evidence.drawn;
        assert_eq!(drawn(vec![file(LONGEST_IN_BOX)]), Drawn::All);
        assert_eq!(drawn(vec![file(LONGEST_IN_BOX + 1)]), Drawn::Diagnosis);
        let mut all = vec![file(LONGEST_IN_BOX + 1), Action::Drew, Action::Drew];
        assert_eq!(drawn(all.clone()), Drawn::Findings);
        all.extend([Action::Drew, Action::Account("1".to_owned()), edited("a"), Action::Drew]);
        assert_eq!(drawn(all), Drawn::All);
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
