// axe finds nothing to object to, light and dark, from a telephone to a wide screen.
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
