// A dead engine must not take the pasted text with it.
import { crashEngine, reachEngine } from "../../scripts/page.mjs";
import { evidence, expect, ready, test } from "./fixtures.mjs";

test.use({ expectRefusals: true });

test("a trap of the engine leaves the text and says so", async ({ page, open }) => {
  await reachEngine(page);
  await open();
  await evidence(page).fill("AWS_ACCESS_KEY_ID=AKIA");
  await expect(page.locator("#crash")).toBeHidden();
  await crashEngine(page);
  await expect(page.locator("#crash")).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-state", "crashed");
  await expect(evidence(page)).toHaveValue("AWS_ACCESS_KEY_ID=AKIA");
});

test("an engine that never arrives leaves the text and says so", async ({ page, site }) => {
  await page.route("**/*.wasm", (route) => route.fulfill({ status: 404 }));
  await page.goto(site.url);
  await evidence(page).fill("typed meanwhile");
  await expect(page.locator("#crash")).toBeVisible();
  await expect(evidence(page)).toHaveValue("typed meanwhile");
});

test("text typed before the engine arrives survives the start", async ({ page, site }) => {
  let release;
  const held = new Promise((done) => (release = done));
  await page.route("**/*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(site.url, { waitUntil: "commit" });
  await evidence(page).fill("typed meanwhile");
  await expect(page.locator("html")).toHaveAttribute("data-state", "loading");
  release();
  await ready(page);
  await expect(evidence(page)).toHaveValue("typed meanwhile");
});
