// After one visit the page works with the network off; a newer one announces itself and waits for the reader.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "../../scripts/serve.mjs";
import { DIST, test as base, evidence, expect, ready, stored } from "./fixtures.mjs";

const test = base.extend({
  /** A served copy of the build, for tests that deploy another one over it. */
  copy: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), "whosekey-"));
    cpSync(DIST, folder, { recursive: true });
    const site = await serve(folder);
    const edit = (file, change) => writeFileSync(join(folder, file), change(readFileSync(join(folder, file), "utf8")));
    await use({ url: site.url, edit });
    site.closeAllConnections();
    site.close();
    rmSync(folder, { recursive: true });
  },
});

for (const base of ["/", "/some/where/"]) {
  test(`works offline after one visit, under ${base}`, async ({ page, context }) => {
    const site = await serve(DIST, { base });
    await page.goto(site.url);
    await ready(page);
    await stored(page);
    await context.setOffline(true);
    site.closeAllConnections();
    site.close();
    for (const address of [site.url, `${site.url}index.html`, `${site.url}?query#/privacy`]) {
      await page.goto(address);
      await ready(page);
    }
    await page.reload();
    await ready(page);
    for (const address of ["guide/", "guide/InvalidAccessKeyId/", "guide/InvalidAccessKeyId"]) {
      await page.goto(site.url + address);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    }
    await page.goto(site.url);
    await ready(page);
    await expect(page.locator('meta[http-equiv="Content-Security-Policy"]')).toHaveCount(2);
  });
}

test("a newer page announces itself and waits for the reader", async ({ page, copy }) => {
  await page.goto(copy.url);
  await ready(page);
  await stored(page);
  await expect(page.locator("#update")).toBeHidden();

  copy.edit("sw.js", (text) => text.replace('BUILD = "', 'BUILD = "newer-'));
  await page.goto(copy.url);
  await ready(page);
  await evidence(page).fill("work in progress");
  await expect(page.locator("#update")).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-update", "waiting");
  await expect(evidence(page)).toHaveValue("work in progress");
  expect(await page.evaluate(() => caches.keys())).toHaveLength(2);

  await page.getByRole("button", { name: "Reload with it" }).click();
  await expect(page.locator("#update")).toBeHidden();
  await ready(page);
  await expect.poll(() => page.evaluate(() => caches.keys())).toEqual([expect.stringContaining("newer-")]);
});

test("an altered file is not stored", async ({ page, copy }) => {
  copy.edit("boot.js", (text) => `${text}\n`);
  const registered = page.context().waitForEvent("serviceworker");
  await page.goto(copy.url);
  await ready(page);
  await registered;
  await expect.poll(() => page.evaluate(async () => Boolean(await navigator.serviceWorker.getRegistration()))).toBe(false);
});

test("a browser can install the page although nothing loads any more", async ({ page, open, site, context }) => {
  await open();
  const session = await context.newCDPSession(page);
  const { manifest, errors } = await session.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  expect(manifest).toMatchObject({ name: "WhoseKey", startUrl: site.url, scope: site.url, display: "kStandalone" });
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  // The test's own browsing profile is private, which is the only objection left.
  expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(["in-incognito"]);
});
