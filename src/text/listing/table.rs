//! Listings in cells: between the bars of a table, and in columns under dashes.

use std::ops::Range;

use super::{Around, LINES, LONGEST, Layout, Listing};
use crate::text::margin::Margin;

impl Around<'_> {
    pub(super) fn table(&self) -> Option<Listing> {
        let line = self.view.short_line(self.at, LONGEST)?;
        let bar = line.start + self.view.get(line.start..self.at).find('|')?;
        let margin = Margin::before(self.view, bar);
        let row = |line: &Range<usize>| {
            let rest = margin.strip(self.view, line)?;
            let text = self.view.get(rest.clone());
            let is_row = text.starts_with(['|', '+']) || text.starts_with("---");
            is_row.then_some(rest)
        };
        let first = self.first_line(&line, &|line| row(line).is_some());
        let mut listing = Listing::new(Layout::Table, first.start..first.start);
        let mut header: Vec<Range<usize>> = Vec::new();
        let mut here = Some(first);
        for _ in 0..LINES {
            let Some((line, rest)) = here.and_then(|line| Some((line.clone(), row(&line)?))) else { break };
            let cells = self.cells(&rest);
            let known = |cell: &Range<usize>| (self.knows)(self.view.get(cell.clone()));
            match cells.as_slice() {
                [] | [_] => {}
                cells if cells.iter().all(known) => header = cells.to_vec(),
                cells if cells.len() == header.len() => {
                    let item = listing.next_item();
                    for (name, value) in header.iter().zip(cells) {
                        listing.push(self.view.slice(name.clone()), self.view.slice(value.clone()), false, item);
                    }
                }
                [name, value] if known(name) => {
                    listing.push(self.view.slice(name.clone()), self.view.slice(value.clone()), false, 0);
                }
                _ => break,
            }
            listing.range.end = line.end;
            here = self.view.next_line(&line);
        }
        (listing.range.end > self.at && !listing.fields.is_empty()).then_some(listing)
    }

    /// The cells between the bars of a row; rulers have none.
    fn cells(&self, row: &Range<usize>) -> Vec<Range<usize>> {
        let text = self.view.get(row.clone()).trim_ascii_end();
        if text.bytes().all(|b| matches!(b, b'|' | b'+' | b'-' | b' ')) {
            return Vec::new();
        }
        let inner = text.trim_matches('|');
        let mut at = row.start + text.len() - text.trim_start_matches('|').len();
        let mut cells = Vec::new();
        for cell in inner.split('|') {
            let start = at + cell.len() - cell.trim_ascii_start().len();
            cells.push(start..start + cell.trim_ascii().len());
            at += cell.len() + 1;
        }
        cells
    }

    pub(super) fn columns(&self) -> Option<Listing> {
        let header = self.view.short_line(self.at, LONGEST)?;
        let margin = Margin::before(self.view, self.at).flush();
        let dashes = self.view.next_line(&header)?;
        let dashes = margin.strip(self.view, &dashes)?;
        let ruler = self.view.get(dashes.clone()).trim_end();
        if ruler.len() < 3 || !ruler.bytes().all(|b| matches!(b, b'-' | b' ')) {
            return None;
        }
        let starts: Vec<usize> = ruler
            .char_indices()
            .filter(|&(at, c)| c == '-' && !ruler.get(..at).is_some_and(|before| before.ends_with('-')))
            .map(|(at, _)| at)
            .collect();
        let cells = |line: &Range<usize>| -> Vec<Range<usize>> {
            let text = self.view.get(line.clone());
            let place = |column: usize| text.char_indices().nth(column).map_or(text.len(), |(at, _)| at);
            starts
                .iter()
                .enumerate()
                .map(|(index, &start)| {
                    let (start, end) = (place(start), starts.get(index + 1).map_or(text.len(), |&next| place(next)));
                    let cell = text.get(start..end).unwrap_or_default();
                    let start = line.start + start + cell.len() - cell.trim_ascii_start().len();
                    start..start + cell.trim_ascii().len()
                })
                .collect()
        };
        let names = cells(&margin.strip(self.view, &header)?);
        if names.len() < 2 || !names.iter().all(|name| (self.knows)(self.view.get(name.clone()))) {
            return None;
        }
        let mut listing = Listing::new(Layout::Columns, header.start..dashes.end);
        let mut here = self.view.next_line(&self.view.line(dashes.start));
        for _ in 0..LINES {
            let Some(line) = here.filter(|line| !self.view.get(line.clone()).trim().is_empty()) else { break };
            let Some(rest) = margin.strip(self.view, &line) else { break };
            let item = listing.next_item();
            for (name, value) in names.iter().zip(cells(&rest)) {
                listing.push(self.view.slice(name.clone()), self.view.slice(value), false, item);
            }
            listing.range.end = line.end;
            here = self.view.next_line(&line);
        }
        (!listing.fields.is_empty()).then_some(listing)
    }
}
