// The page in one file: from a disk, without a server, with the network off.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { DIST, evidence, expect, objections, ready, test } from "./fixtures.mjs";

const FILE = join(DIST, "whosekey.html");
const ADDRESS = pathToFileURL(FILE).href;
const SLUGS = readdirSync(join(DIST, "guide"), { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []));

test("runs from file:// with the network off, and asks for nothing else", async ({ page, context }) => {
  await context.setOffline(true);
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(ADDRESS);
  await ready(page);
  await evidence(page).fill("AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X");
  expect(asked.filter((url) => !url.startsWith("data:"))).toEqual([ADDRESS]);
});

test("forbids every connection from its first byte", () => {
  const html = readFileSync(FILE, "utf8");
  const policy = /<meta content="([^"]*)" http-equiv=Content-Security-Policy>/.exec(html);
  expect(policy[1]).toContain("default-src 'none'");
  expect(policy[1]).toContain("connect-src 'none'");
  expect(policy[1]).not.toMatch(/'self'|unsafe-inline|https?:/);
  expect(html.slice(0, policy.index)).toMatch(/^<!doctype html><html[^>]*><meta charset=utf-8>$/);
});

test.describe("holds the guide", () => {
  test.beforeEach(({ context }) => context.setOffline(true));
  const whole = (page) => page.getByRole("article", { name: "The whole page" });
  const heading = (page, name) => whole(page).getByRole("heading", { name, exact: true });

  test("every page of it, with all its text and no way out of the file", async ({ page, context }) => {
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(ADDRESS);
    await ready(page);
    const blank = await context.newPage();
    for (const slug of ["", ...SLUGS]) {
      const text = readFileSync(join(DIST, "guide", slug, "index.html"), "utf8");
      await blank.setContent(text.slice(text.indexOf("<main"), text.indexOf("</main>")));
      const published = await blank.evaluate(() => {
        for (const way of document.querySelectorAll(".crumbs, .actions")) way.remove();
        return document.body.textContent.replace(/\s+/g, " ").trim();
      });
      const held = await page.evaluate((slug) => {
        const { content } = document.getElementById(`guide-${slug}`);
        const links = [...content.querySelectorAll("a")].filter((link) => !/^#\/(guide|\?sample=|$)/.test(link.getAttribute("href")));
        return { text: content.textContent.replace(/\s+/g, " ").trim(), out: links.filter((link) => link.target !== "_blank").map((link) => link.outerHTML) };
      }, slug);
      expect(held.text, slug).toBe(published);
      expect(held.out, slug).toEqual([]);
    }
    expect(asked.filter((url) => !url.startsWith("data:"))).toEqual([ADDRESS]);
  });

  test("and shows it where the app holds the beginning", async ({ page }) => {
    // Long pages take axe a while on a busy machine.
    test.setTimeout(120_000);
    await page.goto(`${ADDRESS}#/guide/InvalidAccessKeyId`);
    await ready(page);
    // On the static page alone: the engine carries titles and descriptions (guide.spec.mjs).
    await expect(whole(page).getByText("Middleware and background jobs repeat the call from the same image")).toBeVisible();
    await expect(whole(page).getByRole("img", { name: /^Time axis: 08:11/ })).toBeVisible();
    for (const once of ["Do not", "Summary"]) await expect(page.getByRole("heading", { name: once, exact: true })).toHaveCount(1);
    expect(await objections(page)).toEqual([]);

    await whole(page).getByRole("link", { name: "Errata", exact: true }).click();
    await expect(heading(page, "Errata")).toBeFocused();
    await expect(heading(page, "Errata")).toBeInViewport();
    expect(new URL(page.url()).hash).toBe("#/guide/InvalidAccessKeyId");

    await whole(page).getByRole("link", { name: "deleted or inactive key" }).first().click();
    await expect(page).toHaveURL(/#\/guide\/deleted-or-inactive-key$/);
    await expect(heading(page, "How to tell it apart")).toBeVisible();
    await expect(heading(page, "Errata")).toHaveCount(0);
    expect(await page.evaluate(() => scrollY), "a page begins at its beginning").toBe(0);
    await page.goBack();
    await expect(heading(page, "Errata")).toBeVisible();
  });

  test("by every name of a page, its index, and from a runbook's link", async ({ page }) => {
    await page.goto(`${ADDRESS}#/guide/ExpiredTokenException`);
    await ready(page);
    await expect(heading(page, "How long sessions last")).toBeVisible();
    await page.getByRole("link", { name: "All pages" }).click();
    await expect(heading(page, "Which code for which service")).toBeVisible();
    await page.getByRole("link", { name: "Triage" }).click();
    await expect(whole(page)).toBeHidden();
    await page.goto(`${ADDRESS}#/?error=InvalidAccessKeyId`);
    await expect(page.getByRole("link", { name: /^The whole page/ })).toHaveAttribute("href", "#/guide/InvalidAccessKeyId");
    await expect(whole(page)).toBeHidden();
  });

  for (const [width, colorScheme] of [[360, "dark"], [1280, "light"]]) {
    test(`readable at ${width} px, ${colorScheme}`, async ({ page }) => {
      test.setTimeout(120_000);
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      for (const slug of ["", "hidden-character", "corrupted-key-id"]) {
        await page.goto(`${ADDRESS}#/guide/${slug}`);
        await ready(page);
        await expect(whole(page)).toBeVisible();
        expect(await objections(page), slug).toEqual([]);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(wide, `${slug}: nothing is wider than the screen`).toBeLessThanOrEqual(0);
      }
    });
  }
});
