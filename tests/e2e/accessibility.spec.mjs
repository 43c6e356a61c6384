// axe finds nothing to object to, light and dark, from a telephone to a wide screen.
import { expect, objections, test } from "./fixtures.mjs";

for (const colorScheme of ["light", "dark"]) {
  for (const width of [360, 768, 1400]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 900 } });

      test("the empty page", async ({ page, open }) => {
        await open();
        expect(await objections(page)).toEqual([]);
      });
    });
  }
}
