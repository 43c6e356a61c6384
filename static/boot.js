// Starts the page: fetches the engine, locks the network, and only then runs the engine.
// After the lock nothing on this page can fetch, send or load anything, from anywhere.

const page = document.documentElement;

/** Says that the engine is gone. The box belongs to index.html, so the pasted text is still there. */
function crash() {
  page.dataset.state = "crashed";
  document.getElementById("crash").hidden = false;
}

/** A trap of the engine (a panic, no memory left, a stack too deep) reaches the page as one of these. */
const isTrap = (error) => error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
addEventListener("error", (event) => isTrap(event.error) && crash());
addEventListener("unhandledrejection", (event) => isTrap(event.reason) && crash());

/** Adds a second policy to that of index.html. A browser applies both, and no script can take one back. */
function lock() {
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = "default-src 'none'";
  document.head.append(policy);
  // The one way out that a policy does not close.
  delete window.RTCPeerConnection;
  delete window.webkitRTCPeerConnection;
}

async function start() {
  const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
  const at = (path) => new URL(path, document.baseURI);
  const [{ default: init }, engine] = await Promise.all([
    import(at(js)),
    fetch(at(wasm)).then((response) => response.arrayBuffer()).then(WebAssembly.compile),
  ]);
  lock();
  await init({ module_or_path: engine });
  if (page.dataset.state === "loading") page.dataset.state = "ready";
}

start().catch((error) => {
  console.error(error);
  crash();
});
