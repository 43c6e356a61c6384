// The promise "secrets are never shown, stored or exported": after every case, wherever a secret could have gone.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { answered, evidence, expect, paste, test } from "./fixtures.mjs";

const FOLDER = fileURLToPath(new URL("../cases/", import.meta.url));
const CASES = readFileSync(`${FOLDER}expected.jsonl`, "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line))
  .map(({ file, secrets }) => ({ file, secrets, text: readFileSync(FOLDER + file, "utf8") }))
  .map((ticket) => ({ ...ticket, secrets: ticket.secrets.filter((secret) => ticket.text.includes(secret)) }))
  .filter(({ secrets }) => secrets.length > 0);

/** Everything that the page holds outside the box: its document with all attributes, fields, address, title, storage. */
const holdings = (page) =>
  page.evaluate(async () => {
    const fields = [...document.querySelectorAll("input, select, textarea:not(#evidence)")].map((field) => field.value);
    const databases = (await indexedDB.databases()).map(({ name }) => name);
    const kept = [];
    for (const name of await caches.keys()) {
      for (const request of await (await caches.open(name)).keys()) kept.push(request.url);
    }
    return JSON.stringify([
      document.documentElement.outerHTML,
      document.body.innerText,
      fields,
      location.href,
      document.title,
      history.state,
      document.cookie,
      { ...localStorage },
      { ...sessionStorage },
      databases,
      kept,
      window.name,
    ]);
  });

test("no case's secret is anywhere but in the box", async ({ page, open }) => {
  test.setTimeout(180_000);
  await open();
  for (const { file, secrets, text } of CASES) {
    await evidence(page).fill("");
    await paste(page, text);
    await answered(page);
    expect((await evidence(page).inputValue()).length, `${file} is in the box`).toBeGreaterThan(0);
    const held = await holdings(page);
    for (const secret of secrets) {
      // As it stands and as JSON, an address or base64 would carry it.
      for (const form of [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), Buffer.from(secret).toString("base64").slice(0, -4)]) {
        expect(held.includes(form), `${file}: ${form} is held outside the box`).toBe(false);
      }
    }
  }
});
