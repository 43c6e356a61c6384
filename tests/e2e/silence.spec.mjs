// The promise "nothing leaves the page", seen from the network: while a reader works, no request is even tried.
import { evidence, expect, paste, test } from "./fixtures.mjs";

const TICKET = `$ aws s3 ls s3://example-bucket
An error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: The AWS Access Key Id you provided does not exist in our records.
AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X
AWS_SECRET_ACCESS_KEY=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
AWS_PROFILE=prod
`;

test("pasting, editing and clicking everything sends nothing", async ({ page, site, open }) => {
  await open();
  await page.waitForLoadState("networkidle");
  const before = site.hits.length;
  const tried = [];
  page.context().on("request", (request) => tried.push(request.url()));

  await paste(page, TICKET);
  await evidence(page).press("End");
  await evidence(page).pressSequentially("AWS_REGION=eu-west-1\n");
  await clickEverything(page);

  expect(tried).toEqual([]);
  expect(site.hits.slice(before)).toEqual([]);
  expect(await page.evaluate(() => window.refusals), "nothing was tried and refused either").toEqual([]);
});

/** Clicks each button, disclosure and link within the page once, whatever appears meanwhile. */
async function clickEverything(page) {
  const clicked = new Set();
  for (;;) {
    // One button is there to try what everything else must not: "Try to leak" has a test of its own.
    const leak = 'button:not(.leaks button)';
    const targets = page.locator(`${leak}:visible:enabled, summary:visible, a[href^="#"]:visible, [role="tab"]:visible`);
    let fresh = false;
    for (const target of await targets.all()) {
      const name = await target.evaluate((element) => `${element.tagName} ${element.id} ${element.getAttribute("href")} ${element.textContent} ${element.ariaLabel}`).catch(() => null);
      if (name === null || clicked.has(name)) continue;
      clicked.add(name);
      fresh = true;
      await target.click({ timeout: 2_000 }).catch(() => {});
      await page.keyboard.press("Escape");
      break;
    }
    if (!fresh || clicked.size > 200) return;
  }
}
