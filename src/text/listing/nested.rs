//! Listings that brackets or tags frame: JSON, the object prints of programming languages, XML.

use super::{Around, Layout, Listing, label};
use crate::text::json::{self, Node, Value};
use crate::text::xml;

impl Around<'_> {
    pub(super) fn xml(&self) -> Option<Listing> {
        let before = self.view.get(self.from..self.at);
        let known = |at: &usize| {
            let name = before.get(at + 1..).unwrap_or_default();
            let name = name.split(['>', ' ', '\n', '\r']).next().unwrap_or_default();
            name.starts_with('?') || name.starts_with('/') || name.is_empty() || (self.knows)(name)
        };
        let opens: Vec<usize> = before.rmatch_indices('<').map(|(at, _)| at).take_while(known).collect();
        let element = opens.iter().rev().find_map(|open| {
            let element = xml::element(self.view, self.from + open, self.end(self.at))?;
            (element.range.end > self.at && element.leaves.len() > 1).then_some(element)
        })?;
        let mut listing = Listing::new(Layout::Xml, element.range);
        for leaf in element.leaves {
            listing.push(label(&leaf.name, leaf.text.source(0)), leaf.text.trimmed(), false, 0);
        }
        Some(listing)
    }

    pub(super) fn json(&self) -> Option<Listing> {
        let mut found: Option<Listing> = None;
        let mut open = json::opening(self.view, self.at, self.from)?;
        for _ in 0..6 {
            let part = self.view.slice(open..self.end(open));
            let Some(value) = json::read(&part, 0).filter(|value| self.is_known(value)) else { break };
            if open + value.range.end <= self.at {
                break;
            }
            let mut listing = Listing::new(Layout::Json, open..open + value.range.end);
            flatten(&value, &mut listing);
            found = Some(listing);
            let Some(outer) = json::opening(self.view, open, self.from) else { break };
            open = outer;
        }
        found.filter(|listing| !listing.fields.is_empty())
    }

    fn is_known(&self, value: &Value) -> bool {
        match &value.node {
            Node::Object(members) => {
                !members.is_empty() && members.iter().all(|member| (self.knows)(member.name.text()))
            }
            Node::Array(items) => !items.is_empty() && items.iter().all(|item| self.is_known(item)),
            Node::Text(_) | Node::Bare(_) => false,
        }
    }
}

fn flatten(value: &Value, listing: &mut Listing) {
    for member in value.members() {
        match &member.value.node {
            Node::Text(text) => listing.push(member.name.clone(), text.clone(), true, 0),
            Node::Bare(text) => listing.push(member.name.clone(), text.clone(), false, 0),
            Node::Object(_) | Node::Array(_) => flatten(&member.value, listing),
        }
    }
    for item in value.items() {
        let before = listing.fields.len();
        let number = listing.next_item();
        flatten(item, listing);
        for field in listing.fields.iter_mut().skip(before) {
            field.item = field.item.max(number);
        }
    }
}
