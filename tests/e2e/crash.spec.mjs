// A dead engine must not take the pasted text with it.
import { evidence, expect, ready, test } from "./fixtures.mjs";

test.use({ expectRefusals: true });

test("a trap of the engine leaves the text and says so", async ({ page, open }) => {
  await page.addInitScript(() => {
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = async (...given) => {
      const made = await instantiate(...given);
      window.engine = (made.instance ?? made).exports;
      return made;
    };
  });
  await open();
  await evidence(page).fill("AWS_ACCESS_KEY_ID=AKIA");
  await expect(page.locator("#crash")).toBeHidden();
  // More memory than an engine can have: a real trap, thrown where a callback of the page would throw it.
  await page.evaluate(() => setTimeout(() => window.engine.__wbindgen_malloc(2 ** 32 - 1, 1)));
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
