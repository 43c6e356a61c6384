// The configuration of hosting/nginx.conf, run by a real nginx on loopback; scripts/nginx.sh starts it.
import { readdirSync } from "node:fs";
import { headers } from "../../../hosting/policy.mjs";
import { DIST, expect, ready, stored, test } from "../fixtures.mjs";

const SITE = process.env.NGINX_URL;

test("the page runs, locks itself and works offline behind nginx", async ({ page, context }) => {
  await page.goto(SITE);
  await ready(page);
  await stored(page);
  await context.setOffline(true);
  await page.reload();
  await ready(page);
});

test("every file comes with the headers, the right type and the right caching", async ({ request }) => {
  const types = { css: "text/css", html: "text/html", js: /javascript/, wasm: "application/wasm" };
  for (const file of readdirSync(DIST).filter((name) => name !== "_headers" && name.includes("."))) {
    const response = await request.get(SITE + file);
    expect(response.status(), file).toBe(200);
    const got = response.headers();
    for (const [name, value] of Object.entries(headers)) expect(got[name.toLowerCase()], `${name} of ${file}`).toBe(value);
    expect(got["content-type"], file).toMatch(types[file.split(".").pop()] ?? /./);
    const hashed = /^whosekey-[0-9a-f]+/.test(file);
    expect(got["cache-control"], file).toBe(hashed ? "public, max-age=31536000, immutable" : "no-cache");
    expect(got["content-disposition"], file).toBe(file === "whosekey.html" ? "attachment" : undefined);
    expect(got.server, "no version").toBe("nginx");
  }
});

test("a missing file is a 404 with the headers, and nothing but reading is allowed", async ({ request }) => {
  const missing = await request.get(`${SITE}nothing-here`);
  expect(missing.status()).toBe(404);
  expect(missing.headers()["content-security-policy"]).toBe(headers["Content-Security-Policy"]);
  expect((await request.post(SITE, { data: "x" })).status()).toBe(403);
});
