// The page in one file: from a disk, without a server, with the network off.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { DIST, evidence, expect, ready, test } from "./fixtures.mjs";

const FILE = join(DIST, "whosekey.html");

test("runs from file:// with the network off, and asks for nothing else", async ({ page, context }) => {
  await context.setOffline(true);
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(pathToFileURL(FILE).href);
  await ready(page);
  await evidence(page).fill("AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X");
  expect(asked.filter((url) => !url.startsWith("data:"))).toEqual([pathToFileURL(FILE).href]);
});

test("forbids every connection from its first byte", () => {
  const html = readFileSync(FILE, "utf8");
  const policy = /<meta content="([^"]*)" http-equiv=Content-Security-Policy>/.exec(html);
  expect(policy[1]).toContain("default-src 'none'");
  expect(policy[1]).toContain("connect-src 'none'");
  expect(policy[1]).not.toMatch(/'self'|unsafe-inline|https?:/);
  expect(html.slice(0, policy.index)).toMatch(/^<!doctype html><html[^>]*><meta charset=utf-8>$/);
});
