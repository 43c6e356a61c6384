// The guide's static pages: read without JavaScript, accessible, and "do not" in sight.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { DIST, expect, objections, test } from "./fixtures.mjs";

test.describe("without JavaScript", () => {
  test("a page reads as it should", async ({ browser, site }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${site.url}guide/InvalidAccessKeyId/`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^InvalidAccessKeyId: /);
    for (const name of ["Do", "Do not", "Then verify", "Errata"]) {
      await expect(page.getByRole("heading", { name, exact: true })).toBeVisible();
    }
    await expect(page.getByRole("img", { name: /^Time axis: 08:11/ })).toBeVisible();
    await page.getByRole("navigation", { name: "Guide" }).getByRole("link", { name: "AuthFailure" }).click();
    await expect(page).toHaveURL(`${site.url}guide/AuthFailure/`);
    expect(site.hits.filter((path) => path.endsWith(".js"))).toEqual([]);
    await context.close();
  });

  test("what not to do is in sight on every code and diagnosis", async ({ browser, site }) => {
    test.setTimeout(120_000);
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await page.goto(`${site.url}guide/`);
    const links = page.getByRole("navigation", { name: "Guide" }).locator("details[open] a");
    const pages = await links.evaluateAll((all) => all.map((link) => link.href));
    expect(pages.length).toBe(readdirSync(new URL("../../src/guide/pages", import.meta.url)).length);
    for (const address of pages) {
      await page.goto(address);
      const box = await page.locator(".do-not").boundingBox();
      expect(box.y + box.height, address).toBeLessThanOrEqual(800);
    }
    await context.close();
  });
});

test("the engine carries the pages' titles and descriptions, not their text", () => {
  const source = readFileSync(new URL("../../src/guide/pages/InvalidAccessKeyId.md", import.meta.url), "utf8");
  const [, front, body] = source.split(/^---$/m);
  const engine = readFileSync(join(DIST, readdirSync(DIST).find((file) => file.endsWith(".wasm"))));
  expect(engine.includes(/^description: (.*)$/m.exec(front)[1])).toBe(true);
  const paragraphs = body.split("\n").filter((line) => line.length > 80 && !line.startsWith("<"));
  expect(paragraphs.length).toBeGreaterThan(50);
  expect(paragraphs.filter((line) => engine.includes(line))).toEqual([]);
});

for (const colorScheme of ["light", "dark"]) {
  test.describe(colorScheme, () => {
    for (const [width, path] of [
      [1280, "guide/"],
      [1280, "guide/InvalidAccessKeyId/"],
      [360, "guide/corrupted-key-id/"],
      [1280, "guide/hidden-character/"],
    ]) {
      test(`axe finds nothing on ${path}`, async ({ page, site }) => {
        // Long pages take axe a while on a busy machine.
        test.setTimeout(120_000);
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 800 });
        await page.goto(site.url + path);
        expect(await objections(page)).toEqual([]);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
        expect(wide, "nothing is cut off at the side").toBe(false);
      });
    }
  });
}
