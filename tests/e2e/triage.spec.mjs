// The main job: paste the evidence, read the diagnosis.
import { AxeBuilder } from "@axe-core/playwright";
import { evidence, expect, paste, test } from "./fixtures.mjs";

const SECRET = "q8Zx3vT0bN5mK7pL1sD4fG6hJ9wE2rY8uI0oA3cV";
const TICKET = `$ aws s3 ls s3://example-bucket
An error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: The AWS Access Key Id you provided does not exist in our records.
AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\u00a0
AWS_SECRET_ACCESS_KEY=${SECRET}
AWS_PROFILE=prod
Thanks, we wait for your reply.
`;

const region = (page, name) => page.getByRole("region", { name, exact: true });
const diagnosis = (page) => region(page, "Diagnosis").locator("[data-id]").first();
const finding = (page, id) => region(page, "Findings").locator(`[data-id="${id}"]`).first();
const done = (page) => expect(page.locator("html")).toHaveAttribute("data-state", "done");

/** Pastes `text` where no field has the focus. */
const pasteAnywhere = (page, text) =>
  page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);

test("the answer comes first, with its proof, and everything leads to its lines", async ({ page, open }) => {
  await open();
  await expect(region(page, "Diagnosis")).toHaveCount(0);
  await paste(page, TICKET);
  await done(page);
  await expect(diagnosis(page)).toHaveAttribute("data-id", "corrupted-key-id");
  await expect(region(page, "Access keys")).toContainText("1714 3688 2533");
  await expect(finding(page, "hidden-character")).toContainText("line 3, column 39");
  await expect(region(page, "Credential sources")).toContainText("Environment variables");

  await diagnosis(page).getByRole("button", { name: "line 3, column 39" }).click();
  const line = page.locator("#L0-3");
  await expect(line).toHaveClass(/target/);
  await expect(line).toBeFocused();
  await expect(line).toContainText("NBSP");
  await line.getByRole("button").click();
  await expect(finding(page, "hidden-character")).toBeFocused();
});

test("on a phone the answer stands under the box without a swipe", async ({ page, open }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await open();
  await paste(page, TICKET);
  await done(page);
  await expect(region(page, "Diagnosis").locator("h2").first()).toBeInViewport({ ratio: 1 });
});

test("what a line shows far to the right is seen as soon as it is pointed at", async ({ page, open }) => {
  await open();
  await paste(page, `${"much that says nothing ".repeat(9)}AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\u00a0 ${"and more ".repeat(9)}`);
  await done(page);
  await region(page, "Findings").getByRole("button").first().click();
  await expect(page.locator("#L0-1 .token")).toBeInViewport({ ratio: 1 });
});

test("the answer belongs to the evidence in the box", async ({ page, open }) => {
  await open();
  await evidence(page).fill("AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\u00a0");
  await done(page);
  await expect(finding(page, "hidden-character")).toBeVisible();
  // Read in the same turn as the change: never "done" with an answer to the text before.
  const state = await evidence(page).evaluate((box) => {
    box.value = "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3";
    box.dispatchEvent(new Event("input", { bubbles: true }));
    return document.documentElement.dataset.state;
  });
  expect(state).toBe("working");
  await done(page);
  await expect(finding(page, "truncated")).toBeVisible();
  await expect(finding(page, "hidden-character")).toHaveCount(0);
});

test("CR, byte order mark and NUL survive a paste and an edit elsewhere", async ({ page, open }) => {
  await open();
  const raw = "note\r\n\ufeffAWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\r\0AWS_REGION=eu-west-1\r\n";
  await paste(page, raw);
  await done(page);
  await expect(finding(page, "hidden-character")).toContainText("U+000D");
  await evidence(page).press("Control+Home");
  await evidence(page).pressSequentially("my ");
  await done(page);
  await expect(evidence(page)).toHaveValue(/^my note\n/);
  await expect(finding(page, "hidden-character")).toContainText("U+000D");
});

test("a real paste by the keyboard keeps what the box cannot show", async ({ page, open, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open();
  await page.evaluate(() => navigator.clipboard.writeText("AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\u200b\nx"));
  await evidence(page).focus();
  await page.keyboard.press("Control+V");
  await done(page);
  await expect(finding(page, "hidden-character")).toContainText("U+200B");
  await page.keyboard.press("Control+Z");
  await expect(evidence(page)).toHaveValue("");
});

test("paste anywhere, files and drops are evidence, each with its own bytes", async ({ page, open }) => {
  await open();
  await pasteAnywhere(page, TICKET);
  await done(page);
  await expect(diagnosis(page)).toHaveAttribute("data-id", "corrupted-key-id");

  await page.keyboard.press("Escape");
  const utf16 = Buffer.from("\ufeffAWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\r\n AWS_PROFILE=a\r\n", "utf16le");
  await page.locator('input[type="file"]').setInputFiles({ name: "set.txt", mimeType: "text/plain", buffer: utf16 });
  await done(page);
  await expect(region(page, "Access keys")).toContainText("1714 3688 2533");

  const drop = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(["AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3\n"], "second.log"));
    return data;
  });
  await page.dispatchEvent("main", "drop", { dataTransfer: drop });
  await expect(finding(page, "truncated")).toContainText("second.log");
  await page.getByRole("button", { name: "Remove second.log" }).click();
  await expect(finding(page, "truncated")).toHaveCount(0);
});

test("Escape clears and undo brings everything back", async ({ page, open }) => {
  await open();
  await paste(page, TICKET.replaceAll("\n", "\r\n"));
  await done(page);
  await page.keyboard.press("Escape");
  await expect(evidence(page)).toHaveValue("");
  await expect(region(page, "Diagnosis")).toHaveCount(0);
  await expect(page.locator("html")).toHaveAttribute("data-state", "ready");
  await page.getByRole("button", { name: "Undo" }).click();
  await done(page);
  await expect(evidence(page)).toHaveValue(TICKET);
  await expect(diagnosis(page)).toHaveAttribute("data-id", "corrupted-key-id");
});

test("every sample leads to the diagnosis that it is a sample of", async ({ page, open }) => {
  await open();
  const samples = page.getByRole("region", { name: "Start" }).getByRole("list").last().getByRole("button");
  const names = await samples.allTextContents();
  expect(names.length).toBeGreaterThan(15);
  for (const name of names) {
    await page.getByRole("button", { name, exact: true }).click();
    await done(page);
    await expect(diagnosis(page), name).toBeVisible();
    await page.keyboard.press("Escape");
  }
});

test("what is expected lives in the address, what is pasted never does", async ({ page, open }) => {
  await open();
  await paste(page, TICKET);
  await page.getByRole("textbox", { name: "Expected account" }).fill("4401 2233 5566");
  await done(page);
  await expect(region(page, "Access keys")).toContainText("is not the expected 4401 2233 5566");
  await expect(finding(page, "account-mismatch")).toBeVisible();
  expect(page.url()).toContain("expect-account=");
  expect(page.url()).not.toContain("AKIA");
  await page.getByRole("textbox", { name: "Expected account" }).fill("171436882533");
  await expect(region(page, "Access keys")).toContainText("is the expected account");
});

test("a key in a link is read and leaves the address; hostile addresses are ignored", async ({ page, open }) => {
  await open("#/?key=AKIASP2TPHJSQH3FRU7X&expect-account=171436882533");
  await done(page);
  await expect(region(page, "Access keys")).toContainText("is the expected account");
  expect(page.url()).not.toContain("AKIA");
  await page.evaluate(() => (location.hash = "#/nowhere?error=%3Cimg%20src%3Dx%3E&sdk=../x"));
  await expect(page.getByText("was not understood")).toBeVisible();
  await expect(evidence(page)).toHaveValue("AKIASP2TPHJSQH3FRU7X");
});

test("a link with an error code explains it before there is evidence", async ({ page, open }) => {
  await open("#/?error=InvalidClientTokenId");
  await expect(region(page, "Explanation")).toContainText("InvalidClientTokenId");
});

test("a button that copied says so beside it, for a while", async ({ page, open, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open();
  await paste(page, TICKET);
  await done(page);
  const report = region(page, "Report");
  await report.getByRole("button", { name: /^Copy/ }).click();
  await expect(report.getByRole("status")).toHaveText("Copied");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("AKIA************RU7X");
  await expect(report.getByRole("status")).toBeEmpty();
});

test("no secret is in the page, its address, its title or its storage", async ({ page, open, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open();
  await paste(page, TICKET);
  await done(page);
  await page.getByRole("button", { name: "Preview" }).click();
  for (const kind of ["For the ticket", "Evidence", "JSON"]) {
    await page.getByRole("button", { name: kind, exact: true }).click();
    await region(page, "Report").getByRole("button", { name: /^Copy/ }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain("AKIA************RU7X");
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).not.toContain(SECRET);
    expect(copied).not.toContain("SP2TPHJSQH3F");
  }
  const found = await page.evaluate((secret) => {
    const held = [document.documentElement.outerHTML, document.title, location.href, JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), JSON.stringify(history.state), document.cookie];
    return held.map((text) => String(text).includes(secret));
  }, SECRET);
  expect(found).not.toContain(true);
});

test("the main job by keyboard alone", async ({ page, open }) => {
  await open();
  await page.keyboard.press("/");
  await expect(evidence(page)).toBeFocused();
  await page.keyboard.type("AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X ");
  await done(page);
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement.matches("[data-id] .place"))) break;
  }
  await page.keyboard.press("Enter");
  await expect(page.locator("#L0-1")).toBeFocused();
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [360, 768, 1400]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 900 } });

      test("axe finds nothing on an answer, and nothing is wider than the page", async ({ page, open }) => {
        await open();
        await paste(page, TICKET);
        await page.getByRole("textbox", { name: "Expected account" }).fill("440122335566");
        await done(page);
        for (const summary of await page.locator("summary:visible").all()) await summary.click();
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target}`))).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      });
    });
  }
}
