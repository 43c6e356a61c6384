// A whole case, as a support engineer walks it: read the winner, compare with where it works, take the texts along.
import { evidence, expect, paste, test } from "./fixtures.mjs";

const KEY = "AKIASP2TPHJSQH3FRU7X";
const SECRETS = ["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", "Lw4nR7tY2pQ9sX6zB1vC8mK5jH3gF0dAeI+u/oT2"];
const FAILING = `$ node index.js
InvalidAccessKeyId: The AWS Access Key Id you provided does not exist in our records.
    at throwDefaultError (/app/node_modules/@smithy/smithy-client/dist-cjs/index.js:388:20) {
  '$fault': 'client',
  '$metadata': { httpStatusCode: 403, requestId: 'T0KD1Z2M5R4FA9QB', attempts: 1 },
  Code: 'InvalidAccessKeyId',
  AWSAccessKeyId: '${KEY}'
}
$ env | grep AWS
AWS_ACCESS_KEY_ID=${KEY}
AWS_SECRET_ACCESS_KEY=${SECRETS[0]}
AWS_PROFILE=prod
AWS_REGION=us-east-1
`;
const WORKING = `$ env | grep AWS
AWS_ACCESS_KEY_ID=AKIAQNZGKIQY56JQ7WML
AWS_SECRET_ACCESS_KEY=${SECRETS[1]}
AWS_PROFILE=prod
AWS_REGION=us-east-1
`;

const region = (page, name) => page.getByRole("region", { name, exact: true });
const done = (page) => expect(page.locator("html")).toHaveAttribute("data-state", "done");
const copied = (page) => page.evaluate(() => navigator.clipboard.readText());

/** Nothing that leaves or lies about may hold a secret, nor a key ID that is not masked. */
function expectMasked(text, what) {
  for (const secret of SECRETS) {
    for (let at = 0; at + 12 <= secret.length; at++) expect(text.includes(secret.slice(at, at + 12)), what).toBe(false);
  }
  expect(text, what).not.toContain(KEY.slice(4, 16));
}

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

test("from the failing runtime to the reply", async ({ page, open }) => {
  await open();
  await paste(page, FAILING);
  await done(page);

  // The ladder is that of the chosen SDK, and names its winner. The JavaScript SDK prefers the profile by itself.
  const ladder = region(page, "Credential sources");
  await page.getByRole("combobox", { name: "SDK or tool" }).selectOption("aws-cli-2");
  await done(page);
  await expect(ladder.locator(".won")).toContainText("Environment variables");
  await expect(ladder.locator(".shadowed, .unknown").first()).toBeVisible();
  await page.getByRole("combobox", { name: "SDK or tool" }).selectOption("js-v3");
  await done(page);
  await expect(ladder).toContainText("JavaScript");
  expect(page.url()).toContain("sdk=js-v3");
  await ladder.getByRole("button").first().click();
  await expect(page.locator(".line.target").first()).toBeVisible();

  // What leaves: the reply, the report, the evidence, the report of a wrong diagnosis.
  await region(page, "Next evidence").getByRole("button", { name: "Copy a reply to the customer" }).click();
  await expect.poll(() => copied(page)).toContain("Kind regards");
  const taken = [await copied(page)];
  for (const [name, part] of [["For the ticket", "#"], ["Evidence", "AKIA************RU7X"], ["JSON", '"schema"'], ["Wrong diagnosis", "It should be"]]) {
    const report = region(page, "Report");
    if (name === "Wrong diagnosis") await page.getByRole("button", { name: "This diagnosis is wrong" }).click();
    else await report.getByRole("button", { name, exact: true }).click();
    await report.getByRole("button", { name: /^Cop(y|ied)/ }).click();
    await expect.poll(() => copied(page)).toContain(part);
    taken.push(await copied(page));
  }
  for (const text of taken) expectMasked(text, text);

  await page.getByRole("link", { name: "Compare" }).click();
  await page.getByRole("textbox", { name: "Working runtime" }).fill(WORKING);
  await done(page);
  const differences = region(page, "Differences");
  await expect(differences.getByRole("heading")).toHaveText("The failing runtime uses the key AKIA************RU7X, the working one AKIA************7WML.");
  await expect(differences.locator("tbody tr").first()).toHaveAttribute("data-id", "key");
  expectMasked(await differences.innerText(), "differences");

  // The boxes' own text is a property, never markup: the whole document, attributes included, holds no secret.
  const held = await page.evaluate(() =>
    JSON.stringify([document.documentElement.outerHTML, location.href, document.title, history.state, document.cookie, { ...localStorage }, { ...sessionStorage }, window.name]),
  );
  for (const secret of SECRETS) expect(held).not.toContain(secret);
});

test("the diagnosis is doubted in ids alone", async ({ page, open }) => {
  await open();
  await paste(page, FAILING);
  await done(page);
  await page.getByRole("button", { name: "This diagnosis is wrong" }).click();
  const report = region(page, "Report");
  await expect(report).toBeFocused();
  await report.getByRole("combobox").selectOption("wrong-account");
  const shown = report.locator("pre");
  await expect(shown).toContainText("It should be: wrong-account");
  for (const part of [KEY, KEY.slice(-4), "us-east-1", "prod", "T0KD1Z2M5R4FA9QB", "index.js"]) await expect(shown).not.toContainText(part);
});

test("Clear empties everything, and Close forgets it for good", async ({ page, open }) => {
  await open();
  await paste(page, FAILING);
  await page.getByRole("textbox", { name: "Expected account" }).fill("440122335566");
  await page.getByRole("link", { name: "Compare" }).click();
  await page.getByRole("textbox", { name: "Working runtime" }).fill(WORKING);
  await page.getByRole("link", { name: "Triage" }).click();
  await done(page);
  await page.getByRole("button", { name: "Clear" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-state", "ready");
  await expect(evidence(page)).toHaveValue("");
  expect(await page.locator("#working").inputValue()).toBe("");
  await expect(page.getByRole("textbox", { name: "Expected account" })).toHaveValue("");
  expect(page.url()).not.toContain("440122335566");
  expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain("RU7X");
  await page.getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("button", { name: "Undo" })).toHaveCount(0);
});

test("an exposed secret is answered with the order that causes no outage", async ({ page, open }) => {
  await open();
  await paste(page, FAILING);
  await done(page);
  const steps = await region(page, "Exposed secret").getByRole("listitem").allTextContents();
  const order = ["second key", "Deploy", "Verify", "Deactivate", "Wait", "Delete"];
  expect(steps.map((step, number) => step.includes(order[number]))).toEqual(order.map(() => true));
  await evidence(page).fill("AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X");
  await done(page);
  await expect(region(page, "Exposed secret")).toHaveCount(0);
});

test("keys of several accounts are drawn as bars", async ({ page, open }) => {
  await open();
  await evidence(page).fill("AKIASP2TPHJSQH3FRU7X\nAKIASP2TPHJSQH3FRU7Y\nAKIAQNZGKIQY56JQ7WML\n");
  await done(page);
  const bars = region(page, "Access keys").getByRole("list", { name: "Keys per account" }).getByRole("listitem");
  await expect(bars.first()).toContainText("1714 3688 2533");
  await expect(bars.first()).toContainText("2 keys");
  await region(page, "Report").getByRole("button", { name: "Keys", exact: true }).click();
  await region(page, "Report").getByRole("button", { name: "Preview" }).click();
  await expect(region(page, "Report").locator("pre")).toContainText("AKIA************RU7Y,long-term,20,171436882533,1,2");
});

test("the foot of the page says what it was built from", async ({ page, open }) => {
  await open();
  const said = await page.evaluate(() => document.documentElement.dataset);
  expect(said.wasmSha256).toMatch(/^[0-9a-f]{64}$/);
  for (const part of [said.version, said.commit, said.wasmSha256]) await expect(page.getByRole("contentinfo")).toContainText(part);
});

test("nothing moves while one types", async ({ page, open }) => {
  await open();
  const place = () => evidence(page).boundingBox();
  const before = await place();
  await page.evaluate(() => {
    window.shifts = [];
    new PerformanceObserver((list) => {
      for (const { sources } of list.getEntries()) window.shifts.push(...sources.map(({ node }) => node?.className ?? ""));
    }).observe({ type: "layout-shift", buffered: false });
  });
  await evidence(page).pressSequentially(`AWS_ACCESS_KEY_ID=${KEY}\nAWS_SECRET_ACCESS_KEY=abc`, { delay: 15 });
  await done(page);
  expect(await place()).toEqual(before);
  await expect(evidence(page)).toBeFocused();
  expect(await evidence(page).evaluate((box) => box.selectionStart === box.value.length)).toBe(true);
});
