// The page offers the collector: after the network lock, without a network, and in the single file.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { DIST, expect, ready, test } from "./fixtures.mjs";

const script = (file) => readFileSync(join(DIST, file), "utf8");
const dialog = (page) => page.getByRole("dialog", { name: "Collector" });

/** Opens the dialogue, copies both scripts and downloads both. */
async function takeBoth(page) {
  await page.getByRole("button", { name: "Send the customer the collector" }).click();
  await expect(dialog(page)).toBeVisible();
  for (const [title, file, before, after] of [
    ["bash, sh", "collect.sh", "sh <<'WHOSEKEY'\n", "WHOSEKEY\n"],
    ["PowerShell", "collect.ps1", "& {\n", "}\n"],
  ]) {
    const part = dialog(page).getByRole("region", { name: title });
    await expect(part.locator("pre")).toHaveText(script(file).trim(), { useInnerText: true });
    await part.getByRole("button", { name: "Copy as one command" }).click();
    await expect(dialog(page).getByRole("status")).toHaveText("Copied");
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(before + script(file) + after);
    const download = page.waitForEvent("download");
    await part.getByRole("link").click();
    expect(readFileSync(await (await download).path(), "utf8")).toBe(script(file));
    expect((await download).suggestedFilename()).toBe(file);
  }
  await dialog(page).getByRole("button", { name: "Close" }).click();
  await expect(dialog(page)).toBeHidden();
}

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

test("both scripts can be copied and downloaded although nothing loads any more", async ({ page, site, open }) => {
  await open();
  const before = site.hits.length;
  await takeBoth(page);
  expect(site.hits.slice(before)).toEqual([]);
  expect(await page.evaluate(() => window.refusals)).toEqual([]);
});

test("without the stored copy the links lead to the files", async ({ page, site, open }) => {
  await open();
  await page.evaluate(async () => Promise.all((await caches.keys()).map((name) => caches.delete(name))));
  await page.getByRole("button", { name: "Collector", exact: true }).click();
  await expect(dialog(page).getByRole("button", { name: "Copy as one command" })).toHaveCount(0);
  const download = page.waitForEvent("download");
  await dialog(page).getByRole("link", { name: "Download collect.sh" }).click();
  expect(readFileSync(await (await download).path(), "utf8")).toBe(script("collect.sh"));
});

test("the single file brings them along", async ({ page, context }) => {
  await context.setOffline(true);
  await page.goto(pathToFileURL(join(DIST, "whosekey.html")).href);
  await ready(page);
  await takeBoth(page);
});

test("it is offered beside the next evidence, too", async ({ page, open }) => {
  await open("#/?sample=deleted-or-inactive-key");
  await page.getByRole("region", { name: "Next evidence" }).getByRole("button", { name: "Collector" }).click();
  await expect(dialog(page)).toBeVisible();
});
