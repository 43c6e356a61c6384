// Starts the page: fetches the engine, locks the network, and only then runs the engine.
// After the lock nothing on this page can fetch, send or load anything, from anywhere.

const page = document.documentElement;
const online = location.protocol.startsWith("http");

/** Says that the engine is gone. The box belongs to index.html, so the pasted text is still there. */
function crash() {
  page.dataset.state = "crashed";
  document.getElementById("crash").hidden = false;
}

/** A trap of the engine (a panic, no memory left, a stack too deep) reaches the page as one of these. */
const isTrap = (error) => error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
addEventListener("error", (event) => isTrap(event.error) && crash());
addEventListener("unhandledrejection", (event) => isTrap(event.reason) && crash());

/** Fetches the engine's two files: the glue, which is a module, and the engine itself. */
async function fromNetwork() {
  const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
  const at = (path) => new URL(path, document.baseURI);
  const [{ default: init }, bytes] = await Promise.all([
    import(at(js)),
    fetch(at(wasm)).then((response) => response.arrayBuffer()),
  ]);
  return { init, bytes };
}

/** Undoes what a build does to the engine for its way (scripts/pack.mjs, which finish.mjs puts here). */
const unpack = (bytes) => bytes;

/** Says at the foot of the page what it was built from, so that a reader can compare it with a build of their own. */
function showVersion() {
  const { version, commit, wasmSha256 } = page.dataset;
  const parts = [`WhoseKey ${version}`, `commit ${commit}`, wasmSha256 && `engine SHA-256 ${wasmSha256}`];
  document.getElementById("version").textContent = parts.filter(Boolean).join(" · ");
}

/** Writes the engine's SHA-256 where the page and its tests find it. */
async function fingerprint(bytes) {
  if (!window.isSecureContext) return;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  page.dataset.wasmSha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Describes the page to browsers that can install it. The description is data, since the lock lets nothing load. */
function describe() {
  const here = new URL("./", document.baseURI).href;
  const manifest = {
    name: document.title,
    id: here,
    start_url: here,
    scope: here,
    display: "standalone",
    icons: [{ src: document.querySelector('link[rel="icon"]').href, sizes: "any", type: "image/svg+xml" }],
  };
  const link = document.createElement("link");
  link.rel = "manifest";
  link.href = `data:application/manifest+json,${encodeURIComponent(JSON.stringify(manifest))}`;
  document.head.append(link);
}

/** Keeps the page for days without a network. A newer page waits until the reader asks for it. */
async function keepOffline() {
  const workers = navigator.serviceWorker;
  if (!workers) return;
  const trusted = window.trustedTypes?.createPolicy("whosekey-boot", { createScriptURL: () => "./sw.js" });
  const registration = await workers.register(trusted?.createScriptURL("") ?? "./sw.js");

  const offer = () => {
    if (!registration.waiting || !workers.controller) return;
    page.dataset.update = "waiting";
    document.getElementById("update").hidden = false;
  };
  offer();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", offer));
  document.getElementById("update-now").addEventListener("click", () => {
    workers.addEventListener("controllerchange", () => location.reload(), { once: true });
    registration.waiting.postMessage("activate");
  });
}

// Buttons of index.html's own dialogues work before the engine arrives and when it is gone.
addEventListener("click", ({ target }) => {
  const link = target.closest?.('a[href^="#/"]');
  // A link leads to the beginning of its page; going back leads to where the reader was.
  if (link && link.hash !== location.hash) addEventListener("hashchange", () => scrollTo({ top: 0, behavior: "instant" }), { once: true });
  const { opens, copies } = target.closest?.("[data-opens], [data-copies]")?.dataset ?? {};
  if (opens) document.getElementById(opens).showModal();
  if (opens === "collector") showScripts();
  if (copies) copyScript(document.getElementById(copies));
});

/**
 * Shows the collector's scripts. In the single file they stand in the page already; elsewhere the service worker has
 * stored them, so nothing is fetched. Without a worker the links of the dialogue lead to the files.
 */
async function showScripts() {
  for (const shown of document.querySelectorAll("[data-file]")) {
    const { file } = shown.dataset;
    shown.textContent ||= await stored(file).catch(() => "");
    if (shown.textContent) {
      const link = document.querySelector(`a[download="${file}"]`);
      link.href = `data:text/plain;charset=utf-8,${encodeURIComponent(shown.textContent)}`;
    }
  }
}

async function stored(file) {
  await navigator.serviceWorker.ready;
  return (await caches.match(new URL(file, document.baseURI))).text();
}

/** Copies a script so that the whole of it can be pasted into a shell as one command. */
async function copyScript({ dataset: { before, after }, textContent }) {
  const told = document.getElementById("copied");
  told.textContent = "";
  const copied = navigator.clipboard.writeText(`${before}\n${textContent}${after}\n`);
  told.textContent = await copied.then(() => "Copied", () => "The browser does not allow it: select the text instead");
}

/** Adds a second policy to that of index.html. A browser applies both, and no script can take one back. */
function lock() {
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = "default-src 'none'; img-src data:; manifest-src data:";
  document.head.append(policy);
  // A way out that no policy closes. An empty frame would bring its own, but nothing here makes frames.
  delete window.RTCPeerConnection;
  delete window.webkitRTCPeerConnection;
}

async function start() {
  // The single file brings its engine along.
  const { init, bytes } = await (window.bundledEngine ?? fromNetwork)();
  const engine = await WebAssembly.compile(unpack(bytes));
  await fingerprint(bytes);
  showVersion();
  if (online) {
    describe();
    // Not waited for, and not missed where a browser has no such thing or refuses it.
    keepOffline().catch(() => {});
  }
  lock();
  // The engine says "ready" by itself, once it listens.
  await init({ module_or_path: engine });
}

start().catch((error) => {
  console.error(error);
  crash();
});
