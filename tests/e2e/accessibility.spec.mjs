// axe finds nothing to object to, light and dark, from a telephone to a wide screen.
import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "./fixtures.mjs";

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

/** What axe objects to, in a form that a failing test prints well. */
async function objections(page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`));
}
