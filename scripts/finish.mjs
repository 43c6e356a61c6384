// Finishes a build: packs the engine for its way, names files by what is in them and version and commit in the page, and
// tells the service worker which files to keep.
// Usage: finish.mjs <dist> <commit>
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { order } from "./order.mjs";
import { pack, sorted, unpack } from "./pack.mjs";
import { shorten } from "./shorten.mjs";

const [dist, commit] = process.argv.slice(2);

/**
 * So many bytes from the beginning of a function may tell what it is like; those do that make the least of the engine.
 * Where brotli parts its blocks hangs on such details: one number may make 2 KB more of the same engine than the next.
 */
const TELLING = [24, 26, 28, 30, 32];

/** Replaces the one `from` in a file of the build; a file that lacks it was changed without this script. */
function fill(file, from, to) {
  const path = join(dist, file);
  const parts = readFileSync(path, "utf8").split(from);
  if (parts.length !== 2) throw new Error(`${file} holds ${parts.length - 1} times: ${from}`);
  writeFileSync(path, parts.join(to));
}

/** Every file below `dist` by its address, in an order that does not depend on the machine. */
function files() {
  return readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dist, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}

rmSync(join(dist, ".trunk-lock"), { force: true });
const [engineFile, glueFile] = [/^whosekey-\w+_bg\.wasm$/, /^whosekey-\w+\.js$/].map((name) => files().find((file) => name.test(file)));
const { glue, engine: named } = shorten(readFileSync(join(dist, glueFile), "utf8"), readFileSync(join(dist, engineFile)));
const packages = TELLING.map((telling) => {
  const engine = order(named, telling);
  const packed = pack(engine);
  return { engine, packed, weight: brotliCompressSync(packed).length };
});
const { engine, packed } = packages.reduce((least, other) => (other.weight < least.weight ? other : least));
if (Buffer.compare(engine, unpack(packed.buffer)) !== 0) throw new Error("the engine does not come out of its package as it went in");
// What a hashed name stands for must never change, and what was hashed is not what is given out.
for (const [file, content] of [[engineFile, packed], [glueFile, glue]]) {
  const named = file.replace(/-[0-9a-f]+/, `-${createHash("sha256").update(content).digest("hex").slice(0, 16)}`);
  rmSync(join(dist, file));
  writeFileSync(join(dist, named), content);
  const page = join(dist, "index.html");
  writeFileSync(page, readFileSync(page, "utf8").replaceAll(file, named));
}
fill("boot.js", "const unpack = (bytes) => bytes;", `${sorted}\n${unpack}`);
// What is said of the code is for its readers, who find it in static/.
const boot = readFileSync(join(dist, "boot.js"), "utf8");
writeFileSync(join(dist, "boot.js"), boot.replace(/^\s*\/\*\*[^]*?\*\/\n/gm, "").replace(/^\s*\/\/.*\n/gm, "").replace(/^\s+/gm, ""));
const [, version] = /^version = "(.+)"$/m.exec(readFileSync("Cargo.toml", "utf8"));
fill("index.html", "data-version=unknown", `data-version=${version}`);
fill("index.html", "data-commit=unknown", `data-commit=${commit}`);

const kept = Object.fromEntries(
  files()
    // Not kept: the worker itself, what a host may read instead of giving it out, and what nobody needs offline.
    .filter((file) => !["sw.js", "_headers", "licences.txt"].includes(file))
    .map((file) => [file, `sha256-${createHash("sha256").update(readFileSync(join(dist, file))).digest("base64")}`]),
);
const list = JSON.stringify(kept, null, 2);
fill("sw.js", "const FILES = {};", `const FILES = ${list};`);
fill("sw.js", 'const BUILD = "";', `const BUILD = "${createHash("sha256").update(list).digest("hex").slice(0, 16)}";`);
