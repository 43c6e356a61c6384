// axe finds nothing to object to: light, dark and in forced colours, from a telephone to a wide screen.
import { readFileSync } from "node:fs";
import { answered, expect, objections, paste, test } from "./fixtures.mjs";

const TICKET = readFileSync(new URL("../cases/002.txt", import.meta.url), "utf8");

for (const colorScheme of ["light", "dark"]) {
  for (const width of [360, 768, 1400]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 900 } });

      test("the empty page", async ({ page, open }) => {
        await open();
        expect(await objections(page)).toEqual([]);
      });

      test("an answer", async ({ page, open }) => {
        await open();
        await paste(page, TICKET);
        await answered(page);
        await expect(page.getByRole("region", { name: "Diagnosis" })).toBeVisible();
        expect(await objections(page)).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(overflow, "nothing is wider than the screen").toBeLessThanOrEqual(0);
      });
    });
  }
}

test.describe("forced colours", () => {
  for (const colorScheme of ["light", "dark"]) {
    test.describe(colorScheme, () => {
      test.use({ colorScheme, contextOptions: { forcedColors: "active" } });

      for (const hash of ["", "?sample=corrupted-key-id", "compare", "guide", "guide/InvalidAccessKeyId", "link", "privacy"]) {
        test(`#/${hash}`, async ({ page, open }) => {
          await open(`#/${hash}`);
          expect(await objections(page)).toEqual([]);
          // What tells one state from another by colour alone would be lost here.
          for (const link of await page.locator("nav [aria-current]").all()) {
            expect(await link.evaluate((link) => getComputedStyle(link).borderBottomStyle)).toBe("solid");
          }
        });
      }
    });
  }
});

test.describe("by keyboard", () => {
  // Without the motion the page is where it goes at once.
  test.use({ contextOptions: { reducedMotion: "reduce" } });

  test("the focus is always seen", async ({ page, open }) => {
    await open();
    await paste(page, TICKET);
    await answered(page);
    await page.locator("body").click({ position: { x: 1, y: 1 } });
    const seen = new Set();
    for (let presses = 0; presses < 80; presses++) {
      await page.keyboard.press("Tab");
      const { name, shown, inside } = await page.evaluate(() => {
        const held = document.activeElement;
        const { outlineStyle, outlineWidth } = getComputedStyle(held);
        const { top, bottom, left, right, height } = held.getBoundingClientRect();
        const visible = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
        return {
          name: `${held.tagName} ${held.className} ${held.textContent.slice(0, 40)}`,
          shown: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
          inside: visible || height > innerHeight,
        };
      });
      if (name.startsWith("BODY")) break;
      seen.add(name);
      expect(shown, `${name} shows the focus`).toBe(true);
      expect(inside, `${name} is on the screen`).toBe(true);
    }
    expect(seen.size).toBeGreaterThan(15);
  });
});
