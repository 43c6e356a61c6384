//! What lies on the page to be read: a text box, the files beside it, and the answer to both.

use std::rc::Rc;

use super::raw::{Paste, Text};
use crate::report::Report;

/// A text longer than this (bytes) is kept beside the box and not put into it.
pub const LONGEST_IN_BOX: usize = 128 * 1024;
/// As many bytes of evidence as are read.
pub const LARGEST: usize = 100 * 1024 * 1024;
/// As many earlier texts of a box as are remembered for the browser's own undo.
const REMEMBERED: usize = 50;

/// How far an answer is drawn. A long one is drawn part by part, so that the page lives on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Drawn {
    /// The diagnosis and what belongs to it.
    Diagnosis,
    /// Also the other causes.
    Causes,
    /// Also the findings.
    Findings,
    /// Also the evidence: all.
    #[default]
    All,
}

impl Drawn {
    /// One part more.
    pub fn next(self) -> Self {
        match self {
            Self::Diagnosis => Self::Causes,
            Self::Causes => Self::Findings,
            Self::Findings | Self::All => Self::All,
        }
    }
}

/// A text box, and everything that belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The evidence; on the page that compares, the failing runtime.
    Evidence,
    /// The working runtime.
    Working,
}

impl Slot {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Evidence, Self::Working];
}

/// A file, or a paste too long for the box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name, unlike all others of the slot.
    pub name: String,
    /// Its bytes.
    pub bytes: Rc<Vec<u8>>,
}

/// What is to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    /// The text in the box.
    pub text: Text,
    /// What lies beside it.
    pub files: Vec<File>,
}

impl Input {
    /// A text and nothing beside it.
    pub fn of(text: String) -> Self {
        Self { text: Text::new(text), files: Vec::new() }
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.text.raw().is_empty() && self.files.is_empty()
    }

    /// All there is to read, by name: the text in the box, then the files.
    pub fn parts(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let text = Some(("pasted", self.text.raw().as_bytes())).filter(|(_, bytes)| !bytes.is_empty());
        text.into_iter().chain(self.files.iter().map(|file| (file.name.as_str(), file.bytes.as_slice())))
    }

    /// How many bytes there are to read.
    pub fn size(&self) -> usize {
        self.text.raw().len() + self.files.iter().map(|file| file.bytes.len()).sum::<usize>()
    }
}

/// A report, shared; two are the same if they are one.
#[derive(Clone, Debug)]
pub struct Answer(pub Rc<Report>);

impl yew::html::ImplicitClone for Answer {}

impl PartialEq for Answer {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// A text box with its evidence and its answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Desk {
    /// What is to be read.
    pub input: Rc<Input>,
    /// Grows whenever the answer is no longer the right one.
    pub asked: u32,
    /// Grows whenever the page, not the reader, changes what the box shows.
    pub written: u32,
    /// The last answer, and which question it answers.
    pub answer: Option<(u32, Answer)>,
    /// How far the answer is drawn.
    pub drawn: Drawn,
    /// Earlier texts of which the box showed less than there was.
    past: Vec<Text>,
}

impl Desk {
    /// The answer, if it belongs to what is in the box now.
    pub fn current(&self) -> Option<&Answer> {
        self.answer.as_ref().filter(|(asked, _)| *asked == self.asked).map(|(_, answer)| answer)
    }

    /// Whether an answer is missing.
    pub fn is_waiting(&self) -> bool {
        !self.input.is_empty() && self.current().is_none()
    }

    /// The answer to show: the last one, until the next is there.
    pub fn shown(&self) -> Option<&Answer> {
        self.answer.as_ref().map(|(_, answer)| answer).filter(|_| !self.input.is_empty())
    }

    /// The page puts `input` in the place of what there is.
    pub fn set(&mut self, input: Input) {
        self.remember();
        self.drawn = if input.size() > LONGEST_IN_BOX { Drawn::Diagnosis } else { Drawn::All };
        self.input = Rc::new(input);
        self.written += 1;
        self.asked += 1;
        if self.input.is_empty() {
            self.answer = None;
        }
    }

    /// Nothing stays, not even for the browser's own undo.
    pub fn clear(&mut self) {
        self.set(Input::default());
        self.past.clear();
    }

    /// The reader made the box show `shown`.
    pub fn edit(&mut self, shown: String, paste: Option<&Paste>) {
        let known = self.past.iter().rev().find(|text| text.shown() == shown).cloned();
        let text = known.unwrap_or_else(|| self.input.text.edited(shown, paste));
        self.remember();
        self.input = Rc::new(Input { text, files: self.input.files.clone() });
        self.asked += 1;
        if self.input.is_empty() {
            self.answer = None;
        }
    }

    fn remember(&mut self) {
        if self.input.text.is_richer() {
            self.past.push(self.input.text.clone());
            let extra = self.past.len().saturating_sub(REMEMBERED);
            self.past.drain(..extra);
        }
    }
}

/// The text of a file that fits into the box.
pub fn short_text(bytes: &[u8]) -> Option<String> {
    (bytes.len() <= LONGEST_IN_BOX).then(|| crate::text::Source::decode(String::new(), bytes).text().to_owned())
}

/// `name`, numbered if a file is called so already.
pub fn unlike(files: &[File], name: String) -> String {
    let taken = |name: &str| files.iter().any(|file| file.name == name);
    if !taken(&name) {
        return name;
    }
    let mut numbered = (2..files.len() + 2).map(|number| format!("{name} ({number})"));
    numbered.find(|name| !taken(name)).unwrap_or(name)
}
