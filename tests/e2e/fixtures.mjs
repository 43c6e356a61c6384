// What the browser tests share: the built page on a loopback server that counts what reaches it, and a page that
// fails its test when the console shows an error.
import { AxeBuilder } from "@axe-core/playwright";
import { test as base, expect } from "@playwright/test";
import { fileURLToPath } from "node:url";
import { pasteInto } from "../../scripts/page.mjs";
import { serve } from "../../scripts/serve.mjs";

export { expect };
export const DIST = fileURLToPath(new URL("../../dist", import.meta.url));

export const test = base.extend({
  /** The built page, served for one test; `site.hits` lists the paths that were asked for, upgrades included. */
  site: async ({}, use) => {
    const site = await serve(DIST);
    site.hits = [];
    site.on("request", (request) => site.hits.push(request.url));
    site.on("upgrade", (request, socket) => {
      site.hits.push(request.url);
      socket.destroy();
    });
    await use(site);
    site.closeAllConnections();
    await new Promise((done) => site.close(done));
  },

  /** Whether this test makes the console complain on purpose, as when it tries what the policy refuses. */
  expectRefusals: [false, { option: true }],

  /** The page, not yet opened. Its policy's refusals are kept in `window.refusals`. */
  page: async ({ page, expectRefusals }, use) => {
    const complaints = [];
    page.on("pageerror", (error) => complaints.push(`uncaught: ${error.message}`));
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
    });
    await page.addInitScript(() => {
      window.refusals = [];
      addEventListener("securitypolicyviolation", (event) => window.refusals.push(`${event.effectiveDirective} ${event.blockedURI}`));
    });
    await use(page);
    if (!expectRefusals) expect(complaints, "the console stays silent").toEqual([]);
  },

  /** Opens the page at a fragment or query and waits until the engine answers and the offline copy is stored. */
  open: async ({ page, site }, use) => {
    await use(async (path = "") => {
      await page.goto(site.url + path);
      await ready(page);
      await stored(page);
    });
  },
});

/** Waits until the engine is there. */
export async function ready(page) {
  await expect(page.locator("html")).toHaveAttribute("data-state", /^(ready|done)$/);
}

/** Waits until the answer on the page is that of the evidence in the box. */
export async function answered(page) {
  await expect(page.locator("html")).toHaveAttribute("data-state", "done");
}

/** Waits until the service worker has stored everything. */
export const stored = (page) => page.evaluate(async () => void (await navigator.serviceWorker.ready));

/** The box for the evidence. */
export const evidence = (page) => page.getByRole("textbox", { name: "Evidence", exact: true });

/** Pastes `text` into the box for the evidence. */
export const paste = (page, text) => pasteInto(evidence(page), text);

/** What axe objects to, in a form that a failing test prints well. */
export async function objections(page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`));
}
