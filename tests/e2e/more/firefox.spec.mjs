// The same smoke test in Firefox: the page starts, locks itself, and refuses to send.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { DIST, test as base, expect } from "../fixtures.mjs";
import { launch } from "./firefox.mjs";

const test = base.extend({
  firefox: async ({}, use) => {
    const { send, close } = await launch(process.env.FIREFOX);
    // The script finds its arguments in `args`; what it returns or throws is the answer.
    const run = async (script, ...args) => {
      const body = `const done = [...arguments].pop(); (async (...args) => { ${script} })(...arguments).then(done, (error) => done(String(error)));`;
      const { value } = await send("WebDriver:ExecuteAsyncScript", { script: body, args });
      return value;
    };
    const open = async (url) => {
      await send("WebDriver:Navigate", { url });
      await expect.poll(() => run("return document.documentElement.dataset.state")).toMatch(/ready|done/);
    };
    await use({ open, run });
    await close();
  },
});
test.setTimeout(120_000);

test("Firefox: the page starts and the lock refuses every way out", async ({ firefox, site }) => {
  await firefox.open(site.url);
  await firefox.run("await navigator.serviceWorker.ready");
  const before = site.hits.length;
  const refused = await firefox.run(
    `const [to] = args;
     const outcome = {};
     const attempt = async (name, way) => (outcome[name] = await way().then(() => "sent", () => "refused"));
     const loads = (target, on) => new Promise((done, fail) => Object.assign(target, { [on]: done, onerror: fail }));
     await attempt("fetch", async () => fetch(to));
     await attempt("image", async () => { const image = new Image(); image.src = to; await loads(image, "onload"); });
     await attempt("socket", async () => loads(new WebSocket(to.replace("http", "ws")), "onopen"));
     await attempt("module", async () => import(to));
     // The page's own view of its window, not the driver's.
     outcome.has = ["fetch", "RTCPeerConnection"].filter((name) => name in (window.wrappedJSObject ?? window));
     // These two never say that they were refused; the server knows.
     navigator.sendBeacon(to, "x");
     await attempt("form", async () => {
       const form = Object.assign(document.createElement("form"), { action: to, method: "post" });
       document.body.append(form);
       form.submit();
     });
     delete outcome.form;
     return outcome;`,
    `${site.url}leak`,
  );
  expect(refused).toEqual({ fetch: "refused", image: "refused", socket: "refused", module: "refused", has: ["fetch"] });
  expect(site.hits.slice(before)).toEqual([]);
  expect(await firefox.run("return document.documentElement.dataset.state")).toMatch(/ready|done/);
});

test("Firefox: works offline after one visit", async ({ firefox, site }) => {
  await firefox.open(site.url);
  await firefox.run("await navigator.serviceWorker.ready");
  site.closeAllConnections();
  await new Promise((done) => site.close(done));
  await firefox.open(`${site.url}?again`);
});

test("Firefox: the single file runs from the disk", async ({ firefox }) => {
  await firefox.open(pathToFileURL(join(DIST, "whosekey.html")).href);
});
