//! An incident as a picture: a time axis drawn to scale with a numbered mark per event, and the events as a list below
//! it, so that the same is told to who sees the picture and to who does not.
//!
//! Source of a timeline: a line `HH:MM | state | title | signal | why it matters` per event, where the state is what
//! callers see from that moment on: `works`, `fails` or `mixed`.

use super::html::escape;
use super::markdown::sentence;

/// Width of the drawing in its own units.
const WIDTH: u32 = 720;
/// Room at both ends of the axis.
const MARGIN: u32 = 40;

struct Event<'a> {
    time: &'a str,
    minute: u32,
    state: &'a str,
    title: &'a str,
    signal: &'a str,
    why: &'a str,
}

/// The picture of `source`.
///
/// # Errors
/// Where a line is not an event, or events are not in order of time.
pub fn picture(source: &str) -> Result<String, String> {
    let events: Vec<Event<'_>> = source
        .lines()
        .map(|line| event(line).ok_or_else(|| format!("no event of a timeline: {line}")))
        .collect::<Result<_, _>>()?;
    let (Some(first), Some(last)) = (events.first(), events.last()) else { return Err("an empty timeline".into()) };
    let span = last.minute.saturating_sub(first.minute);
    if span == 0 || !events.is_sorted_by_key(|event| event.minute) {
        return Err("the events of a timeline go forward in time".into());
    }
    let place = |event: &Event<'_>| MARGIN + (event.minute - first.minute) * (WIDTH - 2 * MARGIN) / span;
    let mut drawing = String::new();
    for (number, event) in events.iter().enumerate() {
        let x = place(event);
        let end = events.get(number + 1).map_or(WIDTH, place);
        drawing.push_str(&format!(
            "<rect class=\"{}\" x=\"{x}\" y=\"34\" width=\"{}\" height=\"12\"/>",
            event.state,
            end.saturating_sub(x)
        ));
    }
    for (number, event) in events.iter().enumerate() {
        let x = place(event);
        drawing.push_str(&format!(
            "<circle class=\"{}\" cx=\"{x}\" cy=\"40\" r=\"13\"/><text class=\"number\" x=\"{x}\" y=\"45\">{}</text><text class=\"time\" x=\"{x}\" y=\"18\">{}</text>",
            event.state,
            number + 1,
            event.time
        ));
    }
    let told: Vec<String> = events.iter().map(|event| format!("{} {}", event.time, event.title)).collect();
    let items: String = events.iter().map(item).collect();
    Ok(format!(
        "<figure class=\"timeline\">\n<svg viewBox=\"0 0 {WIDTH} 60\" role=\"img\" aria-label=\"Time axis: {}\">{drawing}</svg>\n\
         <figcaption>Minutes are to scale. {}</figcaption>\n<ol>\n{items}</ol>\n</figure>\n",
        escape(&told.join("; ")),
        legend(),
    ))
}

/// What the patterns of the axis mean, in words.
fn legend() -> &'static str {
    "<span class=\"works\">calls work</span> <span class=\"mixed\">some calls fail</span> <span class=\"fails\">every call fails</span>"
}

fn item(event: &Event<'_>) -> String {
    format!(
        "<li class=\"{}\"><p><time>{} UTC</time> <strong>{}</strong></p><dl><dt>Signal</dt><dd>{}</dd><dt>Why it matters</dt><dd>{}</dd></dl></li>\n",
        event.state,
        event.time,
        sentence(event.title),
        sentence(event.signal),
        sentence(event.why)
    )
}

fn event(line: &str) -> Option<Event<'_>> {
    let mut fields = line.split(" | ").map(str::trim);
    let time = fields.next()?;
    let (hours, minutes) = time.split_once(':')?;
    let event = Event {
        time,
        minute: hours.parse::<u32>().ok()? * 60 + minutes.parse::<u32>().ok()?,
        state: fields.next().filter(|state| ["works", "fails", "mixed"].contains(state))?,
        title: fields.next()?,
        signal: fields.next()?,
        why: fields.next()?,
    };
    fields.next().is_none().then_some(event)
}
