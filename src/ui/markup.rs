//! What the page draws, written as HTML and built step by step.
//!
//! `html!` reads what Yew's own macro of that name reads, as far as this page needs it. Yew's writes out, for each
//! element, the code that makes it; here what never changes is one string, which [`Markup`] reads when it draws, and only
//! the rest is code. The first visit is 6,339 bytes of brotli lighter by it, 2 in a hundred: measured with
//! `scripts/size.mjs` on a build where every `use crate::ui::markup::html` was `use yew::html`, which compiles as well.

use std::mem;
use std::rc::Rc;

use yew::virtual_dom::{AttrValue, Key, Listener, VList, VTag, VText};
use yew::{Classes, Html};

/// Builds markup from its beginning to its end: elements are opened, filled and closed.
#[derive(Debug, Default)]
pub struct Markup {
    /// The elements that are open, from the outside in.
    open: Vec<Open>,
    /// What stands outside of all elements.
    done: Vec<Html>,
}

/// An element that is open.
#[derive(Debug)]
struct Open {
    /// The element; none for a fragment.
    tag: Option<VTag>,
    children: Vec<Html>,
    /// Whether it may hold more or fewer children when it is drawn again. Yew must see a list then and now.
    varies: bool,
}

impl Markup {
    /// Takes what never changes, as `html!` writes it: steps, each a control character and a word.
    pub fn fixed(&mut self, steps: &'static str) {
        let mut attribute = "";
        for step in steps.split_inclusive(|c| c < '\u{8}').zip(steps.split(|c| c < '\u{8}').skip(1)) {
            let (before, word) = step;
            match before.bytes().next_back() {
                Some(1) => self.open(Some(VTag::new(word))),
                Some(2) => attribute = word,
                Some(3) => self.put_attribute(attribute, word.into()),
                Some(4) => self.text(AttrValue::Static(word)),
                Some(5) => self.close(),
                Some(6) => self.open(None),
                Some(7) => self.key(word),
                _ => {}
            }
        }
    }

    fn open(&mut self, tag: Option<VTag>) {
        self.open.push(Open { varies: tag.is_none(), tag, children: Vec::new() });
    }

    /// Names the element that is open, among its siblings.
    pub fn key(&mut self, key: impl Into<Key>) {
        self.put_key(key.into());
    }

    fn put_key(&mut self, key: Key) {
        if let Some(tag) = self.tag() {
            tag.key = Some(key);
        }
    }

    /// Gives the element that is open an attribute.
    pub fn attribute(&mut self, name: &'static str, value: impl Value) {
        if let Some(value) = value.of(name) {
            self.put_attribute(name, value);
        }
    }

    fn put_attribute(&mut self, name: &'static str, value: AttrValue) {
        let Some(tag) = self.tag() else { return };
        // What stands in a field is no attribute: that would be what stood there first.
        if name == "value" && tag.tag() == "input" {
            tag.set_value(value);
        } else {
            tag.add_attribute(name, value);
        }
    }

    /// Lets the element that is open tell of what happens to it.
    pub fn listen(&mut self, listener: Option<Rc<dyn Listener>>) {
        if let (Some(tag), Some(listener)) = (self.tag(), listener) {
            tag.add_listener(listener);
        }
    }

    /// Puts `content` into the element that is open.
    pub fn put(&mut self, content: impl Content) {
        content.put(self);
    }

    /// Puts one of several, or what may be missing the next time, into the element that is open.
    pub fn put_some(&mut self, content: impl IntoIterator<Item = impl Content>) {
        self.vary();
        for content in content {
            content.put(self);
        }
    }

    #[inline(never)] // stands once, not wherever something is put
    fn vary(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.varies = true;
        }
    }

    #[inline(never)] // as above
    fn text(&mut self, text: AttrValue) {
        self.node(VText::new(text).into());
    }

    fn tag(&mut self) -> Option<&mut VTag> {
        self.open.last_mut()?.tag.as_mut()
    }

    fn node(&mut self, node: Html) {
        self.open.last_mut().map_or(&mut self.done, |open| &mut open.children).push(node);
    }

    /// Closes the element that was opened last.
    fn close(&mut self) {
        let Some(Open { tag, mut children, varies }) = self.open.pop() else { return };
        let inside = match children.pop() {
            Some(only) if children.is_empty() && !varies => only,
            last => {
                children.extend(last);
                list(children)
            }
        };
        let Some(mut tag) = tag else { return self.node(inside) };
        if let Some(children) = tag.children_mut() {
            *children = inside;
        }
        self.node(tag.into());
    }

    /// What was built. Nothing of it is left here.
    pub fn finish(&mut self) -> Html {
        let mut done = mem::take(&mut self.done);
        if done.len() == 1 { done.remove(0) } else { list(done) }
    }
}

fn list(children: Vec<Html>) -> Html {
    VList::with_children(children, None).into()
}

/// What can stand in an attribute.
pub trait Value {
    /// The value of the attribute called `name`; none where there shall be no such attribute.
    fn of(self, name: &'static str) -> Option<AttrValue>;
}

/// What can stand inside an element.
pub trait Content {
    /// Puts it into the element that is open.
    fn put(self, into: &mut Markup);
}

/// Attributes that are there or not.
impl Value for bool {
    fn of(self, name: &'static str) -> Option<AttrValue> {
        self.then_some(AttrValue::Static(name))
    }
}

impl Value for AttrValue {
    fn of(self, _: &'static str) -> Option<AttrValue> {
        Some(self)
    }
}

impl Value for &'static str {
    fn of(self, _: &'static str) -> Option<AttrValue> {
        Some(AttrValue::Static(self))
    }
}

impl Value for String {
    fn of(self, _: &'static str) -> Option<AttrValue> {
        Some(self.into())
    }
}

impl Value for Classes {
    fn of(self, _: &'static str) -> Option<AttrValue> {
        yew::html::IntoPropValue::into_prop_value(self)
    }
}

impl Content for Html {
    fn put(self, into: &mut Markup) {
        into.node(self);
    }
}

impl Content for AttrValue {
    fn put(self, into: &mut Markup) {
        into.text(self);
    }
}

impl Content for &'static str {
    fn put(self, into: &mut Markup) {
        AttrValue::Static(self).put(into);
    }
}

impl Content for String {
    fn put(self, into: &mut Markup) {
        AttrValue::from(self).put(into);
    }
}

impl Content for usize {
    fn put(self, into: &mut Markup) {
        self.to_string().put(into);
    }
}

impl<C: Content> Content for Option<C> {
    fn put(self, into: &mut Markup) {
        into.put_some(self);
    }
}

/// HTML as a value: elements, `{ expression }`, `{ for iterator }`, `{name}` for `name={name}`, and the components named
/// below. Every value is evaluated in its place.
macro_rules! html {
    ($($markup:tt)*) => {{
        #[allow(unused_mut)]
        let mut out = $crate::ui::markup::Markup::default();
        $crate::ui::markup::html_steps!(@inside out [] $($markup)*);
        out.finish()
    }};
}

/// Takes markup piece by piece: `[…]` holds the steps that never change and are not handed on yet.
macro_rules! html_steps {
    // Hands them on.
    (@flush $out:ident []) => {};
    (@flush $out:ident [$($fixed:expr,)+]) => { $out.fixed(concat!($($fixed),+)) };

    // Between elements.
    (@inside $out:ident [$($fixed:expr,)*]) => { $crate::ui::markup::html_steps!(@flush $out [$($fixed,)*]) };
    (@inside $out:ident [$($fixed:expr,)*] < > $($rest:tt)*) => {
        $crate::ui::markup::html_steps!(@inside $out [$($fixed,)* "\u{6}",] $($rest)*)
    };
    (@inside $out:ident [$($fixed:expr,)*] < / > $($rest:tt)*) => {
        $crate::ui::markup::html_steps!(@inside $out [$($fixed,)* "\u{5}",] $($rest)*)
    };
    (@inside $out:ident [$($fixed:expr,)*] < / $tag:ident > $($rest:tt)*) => {
        $crate::ui::markup::html_steps!(@inside $out [$($fixed,)* "\u{5}",] $($rest)*)
    };
    (@inside $out:ident [$($fixed:expr,)*] < Annotated $($rest:tt)*) => {
        $crate::ui::markup::html_steps!(@component $out [$($fixed,)*] [Annotated] $($rest)*)
    };
    (@inside $out:ident [$($fixed:expr,)*] < $tag:ident $($rest:tt)*) => {
        $crate::ui::markup::html_steps!(@tag $out [$($fixed,)* "\u{1}", stringify!($tag),] $($rest)*)
    };
    (@inside $out:ident [$($fixed:expr,)*] { $text:literal } $($rest:tt)*) => {
        $crate::ui::markup::html_steps!(@inside $out [$($fixed,)* "\u{4}", $text,] $($rest)*)
    };
    (@inside $out:ident [$($fixed:expr,)*] { for $nodes:expr } $($rest:tt)*) => {
        $crate::ui::markup::html_steps!(@flush $out [$($fixed,)*]);
        $out.put_some($nodes);
        $crate::ui::markup::html_steps!(@inside $out [] $($rest)*)
    };
    (@inside $out:ident [$($fixed:expr,)*] { $($content:tt)* } $($rest:tt)*) => {
        $crate::ui::markup::html_steps!(@flush $out [$($fixed,)*]);
        $out.put({ $($content)* });
        $crate::ui::markup::html_steps!(@inside $out [] $($rest)*)
    };

    // Components stay Yew's.
    (@component $out:ident [$($fixed:expr,)*] [$($component:tt)*] / > $($rest:tt)*) => {
        $crate::ui::markup::html_steps!(@flush $out [$($fixed,)*]);
        $out.put(::yew::html! { < $($component)* / > });
        $crate::ui::markup::html_steps!(@inside $out [] $($rest)*)
    };
    (@component $out:ident [$($fixed:expr,)*] [$($component:tt)*] $next:tt $($rest:tt)*) => {
        $crate::ui::markup::html_steps!(@component $out [$($fixed,)*] [$($component)* $next] $($rest)*)
    };

    // Inside a tag.
    (@tag $out:ident [$($fixed:expr,)*] / > $($rest:tt)*) => {
        $crate::ui::markup::html_steps!(@inside $out [$($fixed,)* "\u{5}",] $($rest)*)
    };
    (@tag $out:ident [$($fixed:expr,)*] > $($rest:tt)*) => {
        $crate::ui::markup::html_steps!(@inside $out [$($fixed,)*] $($rest)*)
    };
    (@tag $out:ident [$($fixed:expr,)*] { $name:ident } $($rest:tt)*) => {
        $crate::ui::markup::html_steps!(@tag $out [$($fixed,)*] $name={ $name } $($rest)*)
    };
    (@tag $out:ident [$($fixed:expr,)*] key = $key:literal $($rest:tt)*) => {
        $crate::ui::markup::html_steps!(@tag $out [$($fixed,)* "\u{7}", $key,] $($rest)*)
    };
    (@tag $out:ident [$($fixed:expr,)*] key = { $key:expr } $($rest:tt)*) => {
        $crate::ui::markup::html_steps!(@flush $out [$($fixed,)*]);
        $out.key($key);
        $crate::ui::markup::html_steps!(@tag $out [] $($rest)*)
    };
    (@tag $out:ident [$($fixed:expr,)*] onclick = { $($listener:tt)* } $($rest:tt)*) => {
        $crate::ui::markup::html_steps!(@flush $out [$($fixed,)*]);
        $out.listen(::yew::html::onclick::Wrapper::__macro_new({ $($listener)* }));
        $crate::ui::markup::html_steps!(@tag $out [] $($rest)*)
    };
    (@tag $out:ident [$($fixed:expr,)*] oninput = { $($listener:tt)* } $($rest:tt)*) => {
        $crate::ui::markup::html_steps!(@flush $out [$($fixed,)*]);
        $out.listen(::yew::html::oninput::Wrapper::__macro_new({ $($listener)* }));
        $crate::ui::markup::html_steps!(@tag $out [] $($rest)*)
    };
    (@tag $out:ident [$($fixed:expr,)*] onchange = { $($listener:tt)* } $($rest:tt)*) => {
        $crate::ui::markup::html_steps!(@flush $out [$($fixed,)*]);
        $out.listen(::yew::html::onchange::Wrapper::__macro_new({ $($listener)* }));
        $crate::ui::markup::html_steps!(@tag $out [] $($rest)*)
    };
    (@tag $out:ident [$($fixed:expr,)*] $name:ident = true $($rest:tt)*) => {
        $crate::ui::markup::html_steps!(
            @tag $out [$($fixed,)* "\u{2}", stringify!($name), "\u{3}", stringify!($name),] $($rest)*
        )
    };
    (@tag $out:ident [$($fixed:expr,)*] $name:ident $(- $more:ident)* = $value:literal $($rest:tt)*) => {
        $crate::ui::markup::html_steps!(
            @tag $out [$($fixed,)* "\u{2}", stringify!($name), $("-", stringify!($more),)* "\u{3}", $value,] $($rest)*
        )
    };
    (@tag $out:ident [$($fixed:expr,)*] $name:ident $(- $more:ident)* = { $($value:tt)* } $($rest:tt)*) => {
        $crate::ui::markup::html_steps!(@flush $out [$($fixed,)*]);
        $out.attribute(concat!(stringify!($name) $(, "-", stringify!($more))*), { $($value)* });
        $crate::ui::markup::html_steps!(@tag $out [] $($rest)*)
    };
}

pub(crate) use {html, html_steps};

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use yew::Component;
    use yew::prelude::{Context, Html};

    struct Drawn;

    impl Component for Drawn {
        type Message = ();
        type Properties = ();

        fn create(_: &Context<Self>) -> Self {
            Self
        }

        fn view(&self, _: &Context<Self>) -> Html {
            let hidden = false;
            let missing: Option<Html> = None;
            let rows = ["a", "b"].map(|word| html! { <li key={word}>{ word }</li> });
            html! {
                <>
                    <ul class="list" data-id={"x".to_owned()} hidden={true} {hidden}>{ for rows }<li key="last" /></ul>
                    { missing }
                    <p title="">{ "one" }{ 2 }<b>{ "<three>" }</b></p>
                    <input type="text" value={"typed".to_owned()} disabled=true />
                </>
            }
        }
    }

    #[test]
    fn what_is_written_is_drawn() {
        let drawn = pollster::block_on(yew::LocalServerRenderer::<Drawn>::new().hydratable(false).render());
        assert_eq!(
            drawn,
            "<ul class=\"list\" data-id=\"x\" hidden=\"hidden\"><li>a</li><li>b</li><li></li></ul>\
             <p title=\"\">one2<b>&lt;three&gt;</b></p>\
             <input value=\"typed\" type=\"text\" disabled=\"disabled\">"
        );
    }
}
