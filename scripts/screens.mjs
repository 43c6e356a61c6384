// Takes the pictures in docs/screens/ of the built page. Usage: screens.mjs <dist> <folder>; CHROMIUM names the browser.
import { chromium } from "@playwright/test";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { crashEngine, pasteInto, reachEngine } from "./page.mjs";
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

const WORKING = `$ env | grep AWS
AWS_ACCESS_KEY_ID=AKIAQNZGKIQY56JQ7WML
AWS_SECRET_ACCESS_KEY=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
AWS_REGION=us-east-1
AWS_PROFILE=prod
`;
/** The tests' own tickets, one after the other: more findings than anybody's day holds. */
const MANY = ["001", "002", "005", "009", "014", "023", "031", "047"].map((name) => readFileSync(`tests/cases/${name}.txt`, "utf8")).join("\n\n");

const box = (page, name) => page.getByRole("textbox", { name, exact: true });
const done = (page) => page.waitForFunction(() => document.documentElement.dataset.state === "done");

async function paste(page, text) {
  await pasteInto(box(page, "Evidence"), text);
  await done(page);
}

/** Each state of the page: name, fragment, width, colour scheme, and what brings the state about. */
const PICTURES = [
  ["triage-light", "#/", 1280, "light", (page) => paste(page, TICKET)],
  ["triage-dark", "#/", 1280, "dark", (page) => paste(page, TICKET)],
  ["triage-wide", "#/?expect-account=440122335566", 1920, "light", (page) => paste(page, TICKET)],
  ["triage-tablet", "#/", 768, "light", (page) => paste(page, TICKET)],
  ["triage-phone", "#/", 360, "dark", (page) => paste(page, TICKET)],
  ["forced-colours", "#/", 1280, "dark", (page) => paste(page, TICKET), { forcedColors: "active" }],
  ["print", "#/", 800, "light", async (page) => {
    await paste(page, TICKET);
    await page.emulateMedia({ media: "print" });
  }],
  ["twenty-findings", "#/", 1280, "light", (page) => paste(page, MANY)],
  ["ladder", "#/?sdk=js-v3", 1280, "light", async (page) => {
    await paste(page, TICKET);
    return page.getByRole("region", { name: "Credential sources" });
  }],
  ["empty", "#/", 1280, "light"],
  ["collector", "#/", 1280, "light", async (page) => {
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.getByRole("button", { name: "Collector", exact: true }).click();
    await page.locator("#collect-ps1:not(:empty)").waitFor();
  }],
  ["clean", "#/", 1280, "light", (page) => paste(page, CLEAN)],
  ["unreadable", "#/", 1280, "dark", (page) => paste(page, PROSE)],
  ["huge-file", "#/", 1280, "light", async (page) => {
    const buffer = Buffer.from(`${"2026-11-21 10:00:00,000 - MainThread - botocore.hooks - DEBUG - Event before-call: calling handler\n".repeat(200_000)}\n${TICKET}`);
    await page.locator("#tools input[type=file]").setInputFiles({ name: "debug.log", mimeType: "text/plain", buffer });
    await done(page);
  }],
  ["crash", "#/", 1280, "light", async (page) => {
    await crashEngine(page);
    await page.locator("#crash").waitFor();
  }],
  ["offline", "#/", 1280, "dark", async (page) => {
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.context().setOffline(true);
    await page.reload();
    await ready(page);
    await paste(page, TICKET);
  }],
  ["compare", "#/", 1280, "light", async (page) => {
    await paste(page, TICKET);
    await page.getByRole("link", { name: "Compare" }).click();
    await box(page, "Working runtime").fill(WORKING);
    await done(page);
  }],
  ["guide", "#/guide", 1280, "light"],
  ["guide-page", "#/guide/InvalidAccessKeyId", 1280, "dark"],
  ["link", "#/link?error=InvalidAccessKeyId&expect-account=440122335566", 1280, "light"],
  ["privacy", "#/privacy", 1280, "light", async (page) => {
    await page.getByRole("button", { name: "Try to leak" }).click();
    await page.locator(".leaks li").first().waitFor();
  }],
];

/** No picture is taller (pixels): what matters stands above. */
const TALLEST = 1600;

const ready = (page) => page.waitForFunction(() => ["ready", "done"].includes(document.documentElement.dataset.state));

const [dist, folder] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const site = await serve(dist);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
for (const [name, fragment, width, colorScheme, prepare, more] of PICTURES) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme, ...more });
  // For the picture of a crash.
  await reachEngine(page);
  await page.goto(site.url + fragment);
  await ready(page);
  const part = await prepare?.(page);
  const path = join(folder, `${name}.png`);
  const height = Math.min(TALLEST, await page.evaluate(() => document.documentElement.scrollHeight));
  await (part ? part.screenshot({ path }) : page.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, width, height } }));
  await page.close();
}
await browser.close();
site.closeAllConnections();
site.close();
console.log(`${PICTURES.length} pictures in ${folder}`);
