// The promise "nothing leaves the page": once the engine runs, the page cannot reach anything.
import { serve } from "../../scripts/serve.mjs";
import { DIST, expect, ready, test } from "./fixtures.mjs";

test.describe("the lock refuses", () => {
  test.use({ expectRefusals: true });

  /** Ways out, each tried in the page against its own server, where the first policy alone would let most pass. */
  const WAYS = {
    fetch: (to) => fetch(to),
    "fetch by POST": (to) => fetch(to, { method: "POST", body: "x" }),
    "fetch without cors": (to) => fetch(to, { mode: "no-cors", keepalive: true }),
    XMLHttpRequest: (to) =>
      new Promise((done, fail) => {
        const request = new XMLHttpRequest();
        request.open("GET", to);
        request.onload = done;
        request.onerror = () => fail(new Error("refused"));
        request.send();
      }),
    sendBeacon: (to) => navigator.sendBeacon(to, "x"),
    EventSource: (to) =>
      new Promise((done, fail) => {
        const source = new EventSource(to);
        source.onopen = done;
        source.onerror = () => fail(new Error("refused"));
      }),
    WebSocket: (to) =>
      new Promise((done, fail) => {
        const socket = new WebSocket(to.replace("http", "ws"));
        socket.onopen = done;
        socket.onerror = () => fail(new Error("refused"));
      }),
    image: (to) =>
      new Promise((done, fail) => {
        const image = new Image();
        image.onload = done;
        image.onerror = () => fail(new Error("refused"));
        image.src = to;
      }),
    "image in a style": (to) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`body { background: url("${to}") }`);
      document.adoptedStyleSheets = [sheet];
    },
    font: (to) => new FontFace("x", `url("${to}")`).load(),
    stylesheet: (to) => append("link", { rel: "stylesheet", href: to }),
    prefetch: (to) => append("link", { rel: "prefetch", href: to }),
    preload: (to) => append("link", { rel: "preload", as: "image", href: to }),
    audio: (to) => append("audio", { src: to, preload: "auto" }),
    video: (to) => append("video", { poster: to }),
    frame: (to) => append("iframe", { src: to }),
    object: (to) => append("object", { data: to }),
    ping: (to) => append("a", { ping: to, href: "#ping" }).then((link) => link.click()),
    "dynamic import": (to) => import(to),
    form: (to) => {
      const form = document.createElement("form");
      form.action = to;
      form.method = "post";
      document.body.append(form);
      form.submit();
    },
    "form into a frame": (to) => {
      const form = document.createElement("form");
      const frame = document.createElement("iframe");
      frame.name = "target";
      form.target = "target";
      form.action = to;
      document.body.append(frame, form);
      form.submit();
    },
    worker: (to) => new Worker(to),
    "service worker": (to) => navigator.serviceWorker.register(to),
    script: (to) => append("script", { src: to }),
    "inline script": (to) => append("script", { textContent: `fetch(${JSON.stringify(to)})` }),
    WebTransport: (to) => new WebTransport(to.replace("http:", "https:")).ready,
  };

  for (const [name, way] of Object.entries(WAYS)) {
    test(name, async ({ page, site, open }) => {
      await open();
      const before = site.hits.length;
      // The way travels as source text: the harness may evaluate where the page itself may not.
      const outcome = await page.evaluate(`(async () => {
        const append = async (name, attributes) => {
          const element = Object.assign(document.createElement(name), attributes);
          document.head.append(element);
          return element;
        };
        const soon = new Promise((done) => setTimeout(done, 400, "nothing thrown"));
        try {
          return String(await Promise.race([(${way})(${JSON.stringify(`${site.url}leak`)}), soon]));
        } catch (error) {
          return "refused: " + error;
        }
      })()`);
      await page.waitForTimeout(200);
      expect(site.hits.slice(before), outcome).toEqual([]);
      const refusals = await page.evaluate(() => window.refusals);
      expect(refusals.length > 0 || outcome.startsWith("refused"), `the browser says that it refused: ${outcome}`).toBe(true);
    });
  }

  test("a peer connection", async ({ page, open }) => {
    await open();
    expect(await page.evaluate(() => [typeof RTCPeerConnection, typeof webkitRTCPeerConnection])).toEqual(["undefined", "undefined"]);
  });

  test("text that would become markup or code", async ({ page, open }) => {
    await open();
    const sinks = await page.evaluate(() => {
      const attempt = (sink) => {
        try {
          sink();
          return "accepted";
        } catch (error) {
          return error.name;
        }
      };
      return [
        attempt(() => (document.body.innerHTML = "<b>x</b>")),
        attempt(() => document.write("<b>x</b>")),
        attempt(() => setTimeout("1")),
        attempt(() => trustedTypes.createPolicy("another", { createHTML: (text) => text })),
      ];
    });
    expect(sinks).toEqual(["TypeError", "TypeError", "TypeError", "TypeError"]);
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeAttached();
  });
});

test("the network is locked before the engine's first line runs", async ({ page, open }) => {
  await page.addInitScript(() => {
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = (...given) => {
      window.policiesAtStart = document.querySelectorAll('meta[http-equiv="Content-Security-Policy"]').length;
      return instantiate(...given);
    };
  });
  await open();
  expect(await page.evaluate(() => window.policiesAtStart)).toBe(2);
});

test("works under a sub-path", async ({ page }) => {
  const site = await serve(DIST, { base: "/some/where/" });
  await page.goto(site.url);
  await ready(page);
  site.closeAllConnections();
  site.close();
});
