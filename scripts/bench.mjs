// Measures large logs beside ripgrep and the page in Chromium, and writes docs/performance.md and docs/performance.svg.
// Usage: bench.mjs <dist> <folder for logs, with engine.tsv> <the analyze example> <docs>
import { chromium } from "@playwright/test";
import { execFileSync, spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readdirSync, readFileSync, statSync, writeFileSync, writeSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { serve } from "./serve.mjs";
import { firstVisit } from "./size.mjs";

const [dist, work, analyze, docs] = process.argv.slice(2);
const MB = 1_000_000;
/** What ripgrep looks for: every key ID with an account inside. */
const KEYS = String.raw`\b(AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b`;
const tickets = readdirSync("tests/cases").filter((name) => name.endsWith(".txt")).sort().map((name) => readFileSync(join("tests/cases", name), "utf8"));

// Logs ---------------------------------------------------------------------------------------------------------------

/** A number in the digits of key IDs. */
const digits = (number, count) => Array.from({ length: count }, (_, place) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[Math.floor(number / 32 ** place) % 32]).join("");
/** A key ID that belongs to nobody, for each number another. */
const key = (number) => `AKIASP2TPHJSQH${digits(number, 6)}`;

/** Lines of a debug log as the AWS CLI writes them; a key ID stands in one of a megabyte. */
function* sparse() {
  const handlers = ["add_waiters", "inject_commands", "validate_bucket_name", "sse_md5", "add_generate_presigned_url"];
  for (let line = 0; ; line += 1) {
    const time = new Date(Date.UTC(2026, 10, 21) + line * 7).toISOString().replace("T", " ").replace(".", ",").replace("Z", "");
    const head = `${time} - MainThread - botocore.`;
    if (line % 6000 === 3000) yield `${head}auth - DEBUG - Authorization: AWS4-HMAC-SHA256 Credential=${key(line)}/20261121/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=***\n`;
    else if (line % 3 === 0) yield `${head}loaders - DEBUG - Loading JSON file: /usr/lib/python3/dist-packages/botocore/data/s3/2006-03-01/service-${line % 97}.json\n`;
    else yield `${head}hooks - DEBUG - Event before-parameter-build.s3.ListObjectsV2: calling handler <function ${handlers[line % 5]} at 0x7fa1${(line * 2654435761 % 2 ** 32).toString(16)}>\n`;
  }
}

/** Joined tickets, again and again. */
function* dense() {
  for (let ticket = 0; ; ticket += 1) yield `${tickets[ticket % tickets.length]}\n\n`;
}

/** A million key IDs of a thousand accounts, a line each, as an inventory lists them. */
function* inventory() {
  for (let number = 0; ; number += 1) yield `user-${number},AKIASP2TP${digits(number % 1000, 2)}SQ${digits(number, 7)}\n`;
}

/** The file that `pieces` fill to a `size` of bytes, written unless it is there. */
function log(pieces, size) {
  const path = join(work, `${pieces.name}-${size / MB}.log`);
  if (existsSync(path) && statSync(path).size === size) return path;
  const file = openSync(path, "w");
  let [written, chunk] = [0, ""];
  for (const piece of pieces()) {
    chunk += piece;
    if (chunk.length < MB) continue;
    const bytes = Buffer.from(chunk).subarray(0, size - written);
    written += writeSync(file, bytes);
    chunk = "";
    if (written >= size) break;
  }
  closeSync(file);
  return path;
}

/** Runs a program with its output thrown away and gives the seconds it took. */
function seconds(program, args) {
  const start = process.hrtime.bigint();
  const { status } = spawnSync(program, args, { stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) throw new Error(`${program} ended with ${status}`);
  return Number(process.hrtime.bigint() - start) / 1e9;
}

/** Both programs in turn on one file, the best of three each. */
function beside(path) {
  const best = { ripgrep: Infinity, analyze: Infinity };
  for (let run = 0; run < 3; run += 1) {
    best.ripgrep = Math.min(best.ripgrep, seconds("rg", ["-a", "-o", KEYS, path]));
    best.analyze = Math.min(best.analyze, seconds(analyze, [path]));
  }
  return best;
}

/** How often each key ID stands in the file, by ripgrep and by the report, as far as both can be compared. */
function counts(path) {
  const found = new Map();
  for (const id of execFileSync("rg", ["-a", "-o", "--no-filename", KEYS, path], { maxBuffer: 2 ** 30, encoding: "utf8" }).split("\n").filter(Boolean)) {
    const masked = `${id.slice(0, 4)}${"*".repeat(12)}${id.slice(-4)}`;
    found.set(masked, (found.get(masked) ?? 0) + 1);
  }
  const report = JSON.parse(execFileSync(analyze, [path], { maxBuffer: 2 ** 30, encoding: "utf8" }));
  const ours = new Map();
  for (const { masked, count } of report.keys) ours.set(masked, (ours.get(masked) ?? 0) + count);
  const missed = [...found].filter(([masked, count]) => (ours.get(masked) ?? 0) < count).length;
  return { distinct: found.size, missed };
}

// The page -----------------------------------------------------------------------------------------------------------

/** So many milliseconds after it is ready, the page has read its samples, and the engine is compiled. */
const WARM = 1500;

/** In the page: keeps the lengths of long tasks in `window.tasks`. */
function watch() {
  window.tasks = [];
  new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: "longtask" });
}

/** Opens the page, pastes a ticket at once or when the engine is `warm`, and measures; `slow` is a phone on a poor network. */
async function visit(browser, url, { slow, warm }) {
  const context = await browser.newContext({ serviceWorkers: "block" });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  if (slow) {
    await devtools.send("Network.enable");
    await devtools.send("Network.emulateNetworkConditions", { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 90_000 });
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  }
  await page.addInitScript(watch);
  await page.addInitScript(() => {
    new MutationObserver(() => {
      if (document.documentElement.dataset.state === "ready") window.readyAt ??= performance.now();
    }).observe(document, { attributes: true, subtree: true, attributeFilter: ["data-state"] });
  });
  await page.goto(url);
  await page.waitForFunction(() => ["ready", "done"].includes(document.documentElement.dataset.state), null, { timeout: 120_000 });
  const start = await page.evaluate(() => ({
    paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN,
    ready: window.readyAt ?? performance.now(),
    longest: Math.max(0, ...window.tasks),
  }));
  if (warm) await page.waitForTimeout(WARM);
  const answer = await page.evaluate(async (text) => {
    window.tasks.length = 0;
    const box = document.querySelector("textarea");
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    box.focus();
    const from = performance.now();
    box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    while (document.documentElement.dataset.state !== "done") await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    const time = performance.now() - from;
    await new Promise((done) => setTimeout(done, 200));
    return { time, longest: Math.max(0, ...window.tasks) };
  }, tickets[0]);
  await context.close();
  return { ...start, answer: answer.time, task: answer.longest };
}

/** Opens the page, chooses the file at `path` as soon as the engine is warm, and measures until it is answered. */
async function choose(browser, url, path) {
  const page = await browser.newPage();
  await page.goto(url);
  await page.waitForFunction(() => document.documentElement.dataset.state === "ready", null, { timeout: 120_000 });
  await page.waitForTimeout(WARM);
  await page.evaluate(watch);
  await page.evaluate(() => (window.from = performance.now()));
  await page.locator("#tools input[type=file]").setInputFiles(path);
  await page.waitForFunction(() => document.documentElement.dataset.state === "done", null, { timeout: 600_000, polling: 20 });
  const time = await page.evaluate(() => performance.now() - window.from);
  await page.waitForTimeout(500);
  const tasks = await page.evaluate(() => window.tasks);
  const keys = await page.getByRole("region", { name: "Access keys", exact: true }).getByRole("heading").textContent();
  await page.close();
  return { time: time / 1000, longest: Math.max(0, ...tasks), over: tasks.filter((task) => task > 100).length, keys };
}

// The tables ---------------------------------------------------------------------------------------------------------

const table = (head, rows) => [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
const rate = (bytes, time) => `${(bytes / MB / time).toFixed(bytes / MB / time < 10 ? 2 : 0)} MB/s`;
const ms = (value) => (value === 0 ? "under 50 ms" : `${value.toFixed(0)} ms`);

/** Horizontal bars, one for each row of name and value. */
function bars(title, rows) {
  const most = Math.max(...rows.map(([, value]) => value));
  const lines = rows.map(([name, value], index) => {
    const y = 44 + index * 30;
    return `<text x="12" y="${y + 14}">${name}</text><rect x="180" y="${y}" width="${Math.max(2, (value / most) * 360).toFixed(1)}" height="18" rx="3" fill="${name.startsWith("ripgrep") ? "#8a94a6" : "#2563eb"}"/><text x="${190 + (value / most) * 360}" y="${y + 14}">${value.toFixed(2)} s</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="${60 + rows.length * 30}" font-family="system-ui, sans-serif" font-size="13"><rect width="100%" height="100%" fill="#fff"/><g fill="#1f2937"><text x="12" y="26" font-weight="600">${title}</text>${lines.join("")}</g></svg>\n`;
}

const engine = readFileSync(join(work, "engine.tsv"), "utf8").trim().split("\n").map((line) => line.split("\t"));
const large = [];
for (const pieces of [sparse, dense]) {
  const [one, ten, hundred] = [1, 10, 100].map((size) => log(pieces, size * MB));
  const best = beside(hundred);
  const perByte = [beside(one).analyze, beside(ten).analyze / 10, best.analyze / 100];
  large.push({ name: pieces.name, ...best, perByte, ...counts(hundred) });
  console.log(large.at(-1));
}

const site = await serve(dist);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
const visits = [];
for (const [name, way] of [["at once", {}], ["warm", { warm: true }], ["slow", { slow: true }]]) visits.push({ name, ...(await visit(browser, site.url, way)) });
const files = [];
for (const [pieces, size] of [[sparse, 2], [dense, 2], [sparse, 20], [dense, 20], [inventory, 33]]) {
  const path = log(pieces, size * MB);
  files.push({ name: `${pieces.name}, ${size} MB`, size: size * MB, native: seconds(analyze, [path]), ...(await choose(browser, site.url, path)) });
  console.log(files.at(-1));
}
const version = browser.version();
await browser.close();
site.closeAllConnections();
site.close();

const weights = firstVisit(dist).map((file) => [file.replace(/-[0-9a-f]{12,16}/, ""), readFileSync(join(dist, file))]).map(([file, bytes]) => [file, bytes.length, brotliCompressSync(bytes).length]);
const weight = weights.reduce((sum, row) => sum + row[2], 0);
const commit = execFileSync("git", ["rev-parse", "--short=12", "HEAD"], { encoding: "utf8" }).trim();

writeFileSync(join(docs, "performance.svg"), bars("Seconds for a log of 100 MB, the whole analysis beside ripgrep finding key IDs", large.flatMap(({ name, ripgrep, analyze }) => [[`ripgrep, ${name}`, ripgrep], [`WhoseKey, ${name}`, analyze]])));
writeFileSync(join(docs, "performance.md"), `# Performance

Written by \`make bench\` at ${commit}, on ${cpus().length} × ${cpus()[0].model.trim()}, Chromium ${version}. Ratios and bytes hold elsewhere;
times are of that machine. \`make test\` holds ratios and bytes, never times.

## Beside ripgrep

A log of 100 MB: the whole analysis, report included, beside \`rg -a -o '${KEYS.replaceAll("|", "\\|")}'\` on the same file,
in turn, the best of three. *Dense* is the tests' tickets joined; *sparse* is a debug log with one key ID per megabyte.

${table(["log", "ripgrep", "WhoseKey", "ratio", "key IDs", "of them counted less often than by ripgrep"], large.map((row) => [row.name, `${row.ripgrep.toFixed(2)} s`, `${row.analyze.toFixed(2)} s`, `${(row.analyze / row.ripgrep).toFixed(1)}`, row.distinct, row.missed]))}

![Seconds for a log of 100 MB](performance.svg)

Time per megabyte at 1, 10 and 100 MB, which should be one figure (the start of the program counts in the first):

${table(["log", "1 MB", "10 MB", "100 MB"], large.map((row) => [row.name, ...row.perByte.map((value) => `${(value * 1000).toFixed(1)} ms`)]))}

## The engine, natively

${table(["what", "best run", "rate"], engine.map(([name, size, time]) => (name === "key decoding" ? [`${size} key IDs decoded`, `${(time * 1e6).toFixed(1)} µs`, `${(time / size * 1e9).toFixed(0)} ns a key`] : [name, `${(time * 1000).toFixed(2)} ms`, rate(size, time)])))}

## The page in Chromium

A first visit without cache, then a ticket of ${(Buffer.byteLength(tickets[0]) / 1000).toFixed(1)} KB pasted. *At once* it is pasted as
soon as the page is ready, *warm* a second and a half later. *Slow* is a processor at a quarter of its speed and 1.6 Mbit/s with 150 ms of delay.
The files are sent as they lie, without brotli; a host that compresses sends a third of the engine.

${table(["", "first paint", "ready", "paste to answer", "longest task at the start", "longest task of the answer"], visits.map((row) => [row.name, ms(row.paint), ms(row.ready), ms(row.answer), ms(row.longest), ms(row.task)]))}

A file is chosen a second and a half after the page is ready, and read in slices so that the page lives on. *Inventory* is a list of key IDs,
a line each. *Natively* is the same file on all processors, written as JSON.

${table(["file", "what it holds", "answered after", "rate", "longest task", "tasks over 100 ms", "natively"], files.map((row) => [row.name, row.keys, `${row.time.toFixed(1)} s`, rate(row.size, row.time), ms(row.longest), row.over, rate(row.size, row.native)]))}

## Weight of the first visit

${table(["file", "bytes", "as brotli"], [...weights, ["**all**", weights.reduce((sum, row) => sum + row[1], 0), `**${weight}**`]])}
`);
console.log(`Written: ${join(docs, "performance.md")}`);
