//! Tables with a line of dashes below their labels: PowerShell's `gci env:`, `vault read`.

use std::ops::Range;

use super::super::{REACH, confidential_fact, fact, is_nothing, stored_fact};
use crate::aws::names::{self, Role};
use crate::evidence::{Fact, Given, Place, Reading, Scope, Setting};
use crate::text::margin::Margin;
use crate::text::{View, command};

/// Lines above a row in which the head of its table is looked for.
const ABOVE: usize = 200;

/// A table of PowerShell, or of Vault, around a row.
struct Table<'a> {
    view: &'a View<'a>,
    /// What stands before every line.
    margin: Margin,
    /// Where the labels' line begins.
    start: usize,
    /// The column of values, counted in bytes from the margin.
    column: usize,
    /// The line of dashes.
    dashes: Range<usize>,
    /// Whether the names are what somebody called the entries of a store.
    stored: bool,
}

impl<'a> Table<'a> {
    /// The table in which the row stands whose name begins at byte `at`.
    fn around(view: &'a View<'a>, at: usize, floor: usize) -> Option<Self> {
        let margin = Margin::before(view, at);
        let mut line = view.line_near(at, REACH);
        for _ in 0..ABOVE {
            line = view.line_before(&line).filter(|above| above.start >= floor && above.start < line.start)?;
            let text = view.get(margin.strip(view, &line)?);
            if text.trim().is_empty() {
                return None;
            }
            let Some(dashes) = text.strip_prefix("---") else { continue };
            let column = text.len() - dashes.trim_start_matches('-').trim_start_matches(' ').len();
            let labels = view.line_before(&line).filter(|labels| labels.start >= floor)?;
            let words: Vec<&str> = view.get(labels.clone()).split_whitespace().collect();
            let stored = words.ends_with(&["Key", "Value"]);
            let sure = (stored || words.ends_with(&["Name", "Value"])) && text.get(column..)?.starts_with("-----");
            return sure.then(|| Self { view, margin, start: labels.start, column, dashes: line.clone(), stored });
        }
        None
    }

    /// Whether `text` begins with a name, and the column of values with a blank before it; where blanks were collapsed, a
    /// name reaches into that column.
    fn is_row(&self, text: &str) -> bool {
        let name = text.split([' ', '\t']).next().unwrap_or_default();
        let plain = |c: char| c.is_alphanumeric() || "_.…()-#:%".contains(c);
        let apart = || text.get(..self.column).is_none_or(|lead| lead.ends_with(' '));
        !name.is_empty() && name.chars().all(plain) && (name.len() >= self.column || apart())
    }

    /// What the row on `line` says; blanks and a CR at its end are part of the value where `odd` says so.
    fn row(&self, line: &Range<usize>, odd: (bool, bool)) -> Option<Fact> {
        let (view, column) = (self.view, self.column);
        let text = view.get(line.clone());
        let length = text.find([' ', '\t']).unwrap_or(text.len());
        let name = line.start..line.start + length;
        let written = view.get(name.clone());
        let whole = written.trim_end_matches(['.', '…']);
        let after = text.get(length..)?;
        let visible = length + after.len() - after.trim_start().len();
        let at = if text.is_char_boundary(column) && column > length && column < visible { column } else { visible };
        let value = text.get(at..)?;
        let value = if odd.0 { value } else { value.trim_end_matches([' ', '\t']) };
        let cr = usize::from(odd.1 && view.get(line.end..line.end + 2) == "\r\n");
        let range = line.start + at..line.start + at + value.len() + cr;
        let cut = value.strip_suffix("...").or_else(|| value.strip_suffix('…')).filter(|head| head.len() > 8);
        let given = match cut {
            Some(head) => Given::Cut(view.slice(range.start..range.start + head.len())),
            None => Given::found(view.slice(range.clone())),
        };
        if whole.len() == written.len() {
            let (name, span) = (view.slice(name), view.span(range));
            let said = if self.stored {
                // What a store gave is no process's environment.
                match names::role(written).filter(|role| *role != Role::Other) {
                    Some(_) if given.text().is_some_and(|value| is_nothing(value.text())) => None,
                    role @ Some(_) => {
                        Some(Fact::Setting(Box::new(Setting { name, role, scope: Scope::Object, value: given, span })))
                    }
                    None => stored_fact(name, given, span, Scope::Object),
                }
            } else {
                fact(name, given, span, Scope::Environment)
            };
            return said.or_else(|| confidential_fact(written, view.span(line.start + at..line.end)));
        }
        let full = names::variable_beginning(whole)?;
        let role = names::variable(full);
        (role != Some(Role::Other)).then(|| {
            let mut name = View::empty(view.source(name.start));
            full.to_ascii_uppercase().chars().for_each(|c| name.push(c, view.span(line.start..line.start)));
            Fact::Setting(Box::new(Setting {
                name,
                role,
                scope: Scope::Environment,
                value: given,
                span: view.span(range),
            }))
        })
    }

    /// The rows below the dashes, without their margin.
    fn rows(&self) -> Vec<Range<usize>> {
        let mut rows = Vec::new();
        let mut line = self.dashes.clone();
        while let Some(next) = self.view.next_line(&line) {
            let Some(row) = self.margin.strip(self.view, &next) else { break };
            let text = self.view.get(row.clone());
            if text.trim().is_empty() || command::prompt(text).is_some() || !self.is_row(text) {
                break;
            }
            rows.push(row);
            line = next;
        }
        rows
    }
}

/// PowerShell's `gci env:`: names and values under dashes, either of them perhaps cut.
pub fn table(place: &Place<'_>, name: &Range<usize>) -> Option<Reading> {
    let view = place.view;
    let table = Table::around(view, name.start, place.floor)?;
    let rows = table.rows();
    let end = rows.last()?.end;
    // Older versions fill every row with blanks; where only one has them, they are its value's. So with CR.
    let padded = rows.iter().filter(|row| view.get((*row).clone()).ends_with([' ', '\t'])).count();
    let crs = rows.iter().filter(|row| view.get(row.end..row.end + 2) == "\r\n").count();
    let odd = (padded == 1 && rows.len() > 1, crs == 1 && rows.len() > 1);
    let facts: Vec<Fact> = rows.iter().filter_map(|line| table.row(line, odd)).collect();
    (end >= name.end && !facts.is_empty()).then(|| Reading { range: table.start..end, facts, nested: Vec::new() })
}
