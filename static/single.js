// The guide in the single file. Its pages stand there as templates, since no other file is at hand; what the app itself
// holds of a page is followed here by the page's own text, cloned as it stands.

const root = document.documentElement;
const app = document.getElementById("app");
const whole = document.getElementById("whole");

/** The template of the page that is shown. */
let shown = null;
/** The heading, by its id, to which the link leads that the reader followed to another page. */
let wanted = null;

/** The template that belongs to a route of the guide. */
const templateOf = (route) => document.getElementById(route.replace(/^#\/guide\/?/, "guide-"));

function goTo(id) {
  const heading = document.getElementById(id);
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  heading.scrollIntoView();
}

/** Shows the text of the page that the app is at. */
function show() {
  // The app links to the static pages, and by the page's own name however the address spells it.
  for (const link of app.querySelectorAll('a[href^="guide/"]')) {
    link.setAttribute("href", `#/${link.getAttribute("href").replace(/\/$/, "")}`);
  }
  const link = app.querySelector(".explain > .more > a");
  const template = root.dataset.page === "guide" ? templateOf(link?.getAttribute("href") ?? "#/guide") : null;
  if (template === shown) return;
  shown = template;
  whole.hidden = !template;
  whole.replaceChildren(template?.content.cloneNode(true) ?? "");
  if (wanted) goTo(wanted);
  wanted = null;
}

const observer = new MutationObserver(show);
observer.observe(root, { attributeFilter: ["data-page"] });
observer.observe(app, { attributeFilter: ["href"], childList: true, subtree: true });

// Headings have no addresses of their own: those belong to the app's pages.
whole.addEventListener("click", (event) => {
  const link = event.target.closest("[data-at]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (templateOf(link.hash) !== shown) {
    wanted = link.dataset.at;
  } else {
    event.preventDefault();
    goTo(link.dataset.at);
  }
});
