// What a text box would swallow: line ends, a byte order mark, a NUL. The page reads the clipboard's own text.
import { answered, evidence, expect, paste, test } from "./fixtures.mjs";

const KEY = "AKIASP2TPHJSQH3FRU7X";
const DENIED = "An error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: The AWS Access Key Id you provided does not exist in our records.";

/** The finding of hidden characters, with the code points that it names. */
const hidden = (page) => page.getByRole("region", { name: "Findings" }).locator('[data-id="hidden-character"]');

test("a carriage return inside a value is found after a paste, and still after an edit elsewhere", async ({ page, open }) => {
  await open();
  await paste(page, `${DENIED}\nAWS_ACCESS_KEY_ID='${KEY}\r'\nAWS_REGION=eu-west-1\n`);
  await answered(page);
  await expect(hidden(page).first()).toContainText(/U\+000D|CR\b|carriage return/i);

  await evidence(page).press("Control+End");
  await evidence(page).pressSequentially("AWS_PROFILE=prod");
  await answered(page);
  await expect(hidden(page).first()).toContainText(/U\+000D|CR\b|carriage return/i);
});

test("a byte order mark is found", async ({ page, open }) => {
  await open();
  await paste(page, `${DENIED}\r\nAWS_ACCESS_KEY_ID=\u{feff}${KEY}\r\n`);
  await answered(page);
  await expect(hidden(page).first()).toContainText(/U\+FEFF|BOM|byte order mark/i);
});

test("the line ends of Windows alone are no finding", async ({ page, open }) => {
  await open();
  await paste(page, `${DENIED}\r\nAWS_ACCESS_KEY_ID=${KEY}\r\n`);
  await answered(page);
  await expect(page.getByRole("region", { name: "Diagnosis" })).toBeVisible();
  await expect(hidden(page)).toHaveCount(0);
});
