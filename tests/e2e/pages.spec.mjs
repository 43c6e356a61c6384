// Compare, guide, runbook link, privacy, and the map of keys.
import { AxeBuilder } from "@axe-core/playwright";
import { evidence, expect, paste, test } from "./fixtures.mjs";

const region = (page, name) => page.getByRole("region", { name, exact: true });
const done = (page) => expect(page.locator("html")).toHaveAttribute("data-state", "done");
const go = (page, hash) => page.evaluate((hash) => void (location.hash = hash), hash);

const FAILING = `AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X
AWS_SECRET_ACCESS_KEY=q8Zx3vT0bN5mK7pL1sD4fG6hJ9wE2rY8uI0oA3cV
AWS_REGION=us-east-1
`;
const WORKING = FAILING.replace("AKIASP2TPHJSQH3FRU7X", "AKIAQNZGKIQY56JQ7WML");

test("the evidence is the failing runtime; the decisive difference comes first", async ({ page, open }) => {
  await open();
  await paste(page, FAILING);
  await done(page);
  await page.getByRole("link", { name: "Compare" }).click();
  await expect(page.getByRole("textbox", { name: "Failing runtime" })).toHaveValue(FAILING);
  await expect(region(page, "Differences")).toHaveCount(0);
  await page.getByRole("textbox", { name: "Working runtime" }).fill(WORKING);
  await done(page);
  const differences = region(page, "Differences");
  await expect(differences.getByRole("heading")).toContainText("key");
  await expect(differences).toContainText("AKIA************RU7X");
  await expect(differences).not.toContainText("SP2TPHJSQH3F");
  await page.getByRole("link", { name: "Triage" }).click();
  await expect(evidence(page)).toHaveValue(FAILING);
});

test("the guide is searched as one types, and the evidence is not lost", async ({ page, open }) => {
  await open();
  await evidence(page).fill("kept");
  await go(page, "#/guide");
  await page.getByRole("textbox", { name: "Search" }).fill("clienttoken");
  await page.getByRole("link", { name: /^InvalidClientTokenId/ }).click();
  await expect(region(page, "Explanation")).toContainText("InvalidClientTokenId");
  await expect(page).toHaveTitle(/Guide/);
  await go(page, "#/guide/no-such-page");
  await expect(page.getByText("There is no page called no-such-page")).toBeVisible();
  await go(page, "#/");
  await expect(evidence(page)).toHaveValue("kept");
});

test("a link leads to the beginning of its page, and going back to where the reader was", async ({ page, open }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await open("#/guide");
  const link = page.getByRole("link", { name: "The machine's clock is off" });
  await link.scrollIntoViewIfNeeded();
  const before = await page.evaluate(() => scrollY);
  expect(before).toBeGreaterThan(800);
  await link.click();
  await expect(page.getByRole("heading", { name: "The machine's clock is off" })).toBeInViewport();
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await page.goBack();
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(before);
});

test("a command's lines end at blanks, and it is copied as it stands", async ({ page, open }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await open("#/guide/InvalidAccessKeyId");
  const command = page.locator(".command code", { hasText: "get-access-key-info" });
  for (const word of await command.locator("span").all()) {
    const lines = await word.evaluate((word) => word.getBoundingClientRect().height / parseFloat(getComputedStyle(word).lineHeight));
    expect(Math.round(lines), await word.textContent()).toBe(1);
  }
  const selected = await command.evaluate((command) => {
    getSelection().selectAllChildren(command);
    return getSelection().toString();
  });
  expect(selected.trim()).toBe("aws sts get-access-key-info --access-key-id YOUR_KEY_ID");
});

test("an example of the guide fills the box", async ({ page, open }) => {
  await open("#/guide/truncated-key-id");
  await page.getByRole("button", { name: "Try an example" }).click();
  await done(page);
  await expect(region(page, "Diagnosis").locator("[data-id]").first()).toHaveAttribute("data-id", "truncated-key-id");
});

test("a runbook link holds what was chosen and opens as promised", async ({ page, open }) => {
  await open("#/link");
  await page.getByRole("combobox", { name: "Error code" }).selectOption("InvalidAccessKeyId");
  await page.getByRole("textbox", { name: "Expected account" }).fill("1714 3688 2533");
  const link = await region(page, "Link").locator("code").textContent();
  expect(link).toContain("error=InvalidAccessKeyId");
  await page.goto(link);
  await expect(region(page, "Explanation")).toContainText("InvalidAccessKeyId");
  await expect(page.getByRole("textbox", { name: "Expected account" })).toHaveValue(/1714/);
});

test.describe("leaks", () => {
  test.use({ expectRefusals: true });

  test("every way out is refused before the reader's eyes", async ({ page, open }) => {
    await open("#/privacy");
    await page.getByRole("button", { name: "Try to leak" }).click();
    const ways = region(page, "Privacy").locator(".leaks li");
    await expect(ways).toHaveCount(6);
    for (const way of await ways.allTextContents()) expect(way).toMatch(/[^T] ?refused$/);
  });
});

test("the map of keys opens with ? and closes with Escape, which then clears nothing", async ({ page, open }) => {
  await open();
  await evidence(page).fill("kept");
  await done(page);
  await evidence(page).blur();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeHidden();
  await expect(evidence(page)).toHaveValue("kept");
});

for (const colorScheme of ["light", "dark"]) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    for (const hash of ["compare", "guide", "guide/InvalidAccessKeyId", "link", "privacy"]) {
      test(`axe finds nothing on #/${hash}, and nothing is wider than a telephone`, async ({ page, open }) => {
        await open(`#/${hash}`);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target}`))).toEqual([]);
        await page.setViewportSize({ width: 360, height: 740 });
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      });
    }
  });
}
