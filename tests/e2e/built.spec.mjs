// What is true of the built files themselves.
import { readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { firstVisit } from "../../scripts/size.mjs";
import { DIST, expect, test } from "./fixtures.mjs";

test("the page fetches what the size check weighs, and nothing else", async ({ page, site, open }) => {
  const fetched = [];
  page.on("request", (request) => fetched.push(request.url().slice(site.url.length) || "index.html"));
  await open();
  await page.waitForLoadState("networkidle");
  expect(fetched.sort()).toEqual(firstVisit(DIST).sort());
});

test("no file names the folder or the home that it was built in", () => {
  for (const file of readdirSync(DIST, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())) {
    const text = readFileSync(join(file.parentPath, file.name), "latin1");
    for (const trace of [homedir(), process.cwd(), "/.cargo/", "/.rustup/", "/home/", "/Users/"]) {
      expect(text.includes(trace), `${file.name} holds ${trace}`).toBe(false);
    }
  }
});

test("the build leaves nothing of its own behind", () => {
  expect(readdirSync(DIST)).not.toContain(".trunk-lock");
});

test("the policy stands before anything that the page fetches", () => {
  const html = readFileSync(join(DIST, "index.html"), "utf8");
  const policy = html.indexOf("Content-Security-Policy");
  expect(policy).toBeGreaterThan(0);
  expect(policy).toBeLessThan(html.search(/\s(href|src)=/));
  expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/);
  expect(html).not.toMatch(/\son\w+=|\sstyle=/);
});
