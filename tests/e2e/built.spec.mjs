// What is true of the built files themselves.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
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

test.describe("the guide's pages", () => {
  const pages = readdirSync(join(DIST, "guide"), { recursive: true })
    .filter((file) => file.endsWith("index.html"))
    .map((file) => join("guide", file));

  test("lead nowhere that is not there", () => {
    expect(pages.length).toBeGreaterThan(40);
    const broken = [];
    for (const page of pages) {
      const html = readFileSync(join(DIST, page), "utf8");
      for (const [, address] of html.matchAll(/\s(?:href|src)="([^"]*)"/g)) {
        if (/^(https?|data|mailto):/.test(address)) continue;
        const [path, fragment] = address.split("#");
        let target = path === "" ? join(DIST, page) : join(DIST, dirname(page), path.split("?")[0]);
        if (path.endsWith("/")) target = join(target, "index.html");
        // A fragment that begins with a slash is a route of the page, not a place in it.
        const place = fragment && !fragment.startsWith("/") ? `id="${fragment}"` : "";
        if (!existsSync(target) || !readFileSync(target, "utf8").includes(place)) broken.push(`${page}: ${address}`);
      }
    }
    expect(broken).toEqual([]);
  });

  test("run no script, and each has a policy that forbids it", () => {
    for (const page of pages) {
      const html = readFileSync(join(DIST, page), "utf8");
      expect(html, page).not.toMatch(/<script|\son\w+=|javascript:|script-src/i);
      expect(html.indexOf("default-src 'none'"), page).toBeLessThan(html.search(/\shref=/));
    }
  });
});
