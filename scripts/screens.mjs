// Takes the pictures in docs/screens/ of the built page. Usage: screens.mjs <dist> <folder>; CHROMIUM names the browser.
import { chromium } from "@playwright/test";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { serve } from "./serve.mjs";

/** A made-up ticket; its key belongs to nobody and its secret opens nothing. */
const TICKET = `$ aws s3 ls s3://example-bucket

An error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: The AWS Access Key Id you provided does not exist in our records.

$ aws configure list
NAME       : VALUE                    : TYPE             : LOCATION
profile    : prod                     : env              : ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE']
access_key : ****************U7X\u00a0     : env              :\u0020
secret_key : ****************oLzQ     : env              :\u0020
region     : us-east-1                : env              : ['AWS_REGION', 'AWS_DEFAULT_REGION']

$ env | grep AWS
AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\u00a0
AWS_SECRET_ACCESS_KEY=kR7mPq2sT9vXz4bN6dF8hJ1lW3cY5aE0gUiOoLzQ
AWS_REGION=us-east-1
AWS_PROFILE=prod

Thanks, we wait for your reply.
`;
const CLEAN = "$ env | grep AWS\nAWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=***\nAWS_REGION=us-east-1\n";
const PROSE = "Hello, since this morning our uploads fail. Could you have a look?\n";

/** Name, fragment, pasted text, width, colour scheme. */
const PICTURES = [
  ["triage-light", "#/", TICKET, 1280, "light"],
  ["triage-dark", "#/", TICKET, 1280, "dark"],
  ["triage-wide", "#/?expect-account=440122335566", TICKET, 1920, "light"],
  ["triage-tablet", "#/", TICKET, 768, "light"],
  ["triage-phone", "#/", TICKET, 360, "dark"],
  ["empty", "#/", "", 1280, "light"],
  ["clean", "#/", CLEAN, 1280, "light"],
  ["unreadable", "#/", PROSE, 1280, "dark"],
  ["compare", "#/compare", "", 1280, "light"],
  ["guide", "#/guide", "", 1280, "light"],
  ["link", "#/link", "", 1280, "light"],
  ["privacy", "#/privacy", "", 1280, "light"],
];

const [dist, folder] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const site = await serve(dist);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
for (const [name, fragment, text, width, colorScheme] of PICTURES) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  await page.goto(site.url + fragment);
  await page.waitForFunction(() => ["ready", "done"].includes(document.documentElement.dataset.state));
  if (text) {
    await page.getByRole("textbox", { name: "Evidence", exact: true }).evaluate((box, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      box.focus();
      box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, text);
    await page.waitForFunction(() => document.documentElement.dataset.state === "done");
  }
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: width <= 1280 && width > 800 ? false : true });
  await page.close();
}
await browser.close();
site.closeAllConnections();
site.close();
console.log(`${PICTURES.length} pictures in ${folder}`);
