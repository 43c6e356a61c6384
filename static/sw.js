// Keeps the page at hand for days without a network. It stores the files of one build, gives them out, and does
// nothing else: it talks to no other server, and what it is told by a page is one word.

/** The files of this build and the SHA-256 of each. scripts/finish.mjs fills the list in. */
const FILES = {};
/** Names this build; two builds of the same files have the same name. */
const BUILD = "";

// Several copies of the page may live under one origin, each in a folder of its own.
const scope = registration.scope;
const mine = `whosekey ${scope} `;
const kept = mine + BUILD;

/** The address under which a file is kept; a folder's index.html is kept as the folder. */
const address = (file) => new URL(file.replace(/(^|\/)index\.html$/, "$1"), scope).href;
const addresses = new Set(Object.keys(FILES).map(address));

addEventListener("install", (event) => event.waitUntil(keep()));
addEventListener("activate", (event) => event.waitUntil(dropOlder()));
addEventListener("message", (event) => event.data === "activate" && skipWaiting());
addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  const wanted = origin + pathname.replace(/\/index\.html$/, "/");
  if (event.request.method !== "GET") return;
  if (addresses.has(wanted)) event.respondWith(give(wanted, event.request));
  // As hosts do, so that addresses relative to the folder are right.
  else if (addresses.has(`${wanted}/`)) event.respondWith(Response.redirect(`${wanted}/`));
});

/** Stores every file, each only if it is what the build made: all of them or none. */
async function keep() {
  const cache = await caches.open(kept);
  await Promise.all(
    Object.entries(FILES).map(async ([file, integrity]) => {
      const response = await fetch(address(file), { integrity, cache: "no-cache" });
      if (!response.ok) throw new Error(`${file}: ${response.status}`);
      // A copy: a browser refuses to open a page from an answer that came by a redirect.
      await cache.put(address(file), new Response(response.body, { headers: response.headers }));
    }),
  );
}

async function dropOlder() {
  const older = (await caches.keys()).filter((name) => name.startsWith(mine) && name !== kept);
  await Promise.all(older.map((name) => caches.delete(name)));
}

async function give(wanted, request) {
  const cache = await caches.open(kept);
  return (await cache.match(wanted)) ?? fetch(request);
}
