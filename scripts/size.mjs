// Weighs the first visit: every byte that the page fetches before it locks itself, as brotli sends it.
// Usage: size.mjs <dist> <budget in bytes>. The browser tests hold that `firstVisit` lists what is really fetched.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";

/** The files of the first visit, relative to `dist`: index.html and whatever its head and its scripts name. */
export function firstVisit(dist) {
  const html = readFileSync(join(dist, "index.html"), "utf8");
  const head = html.slice(0, html.indexOf("</head>"));
  const named = [...head.matchAll(/\s(?:href|src|data-js|data-wasm)=["']?\.\/([^"'\s>]+)/g)].map((match) => match[1]);
  return ["index.html", ...new Set(named)];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [dist, budget] = process.argv.slice(2);
  let total = 0;
  for (const file of firstVisit(dist)) {
    const bytes = readFileSync(join(dist, file));
    const weight = brotliCompressSync(bytes).length;
    total += weight;
    console.log(`${String(weight).padStart(8)} of ${String(bytes.length).padStart(7)}  ${file}`);
  }
  const verdict = total <= Number(budget) ? "within" : "OVER";
  console.log(`${String(total).padStart(8)} bytes of brotli for the first visit, ${verdict} the budget of ${budget}`);
  process.exit(verdict === "OVER" ? 1 : 0);
}
