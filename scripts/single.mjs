// Writes dist/whosekey.html: the built page and its guide in one file, which runs from file:// with the network off.
// Its policy names each script and style by hash and forbids every connection from the first byte.
// Usage: single.mjs <dist>, in the folder of the project
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const dist = process.argv[2];
const read = (name) => readFileSync(join(dist, name));

/** Takes the one match of `pattern` out of `text`; a page that is built otherwise must not pass in silence. */
function cut(text, pattern) {
  const matches = [...text.matchAll(pattern)];
  if (matches.length !== 1) throw new Error(`${pattern} is found ${matches.length} times in the built page`);
  const [{ 0: whole, index, groups }] = matches;
  return { ...groups, before: text.slice(0, index), after: text.slice(index + whole.length) };
}

const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

let page = read("index.html").toString();

const sheet = cut(page, /<link href=\.\/(?<css>[\w.-]+\.css)[^>]*>/g);
const styles = ["static/css/text.css", "static/css/single.css"].map((file) => readFileSync(file, "utf8"));
const style = [read(sheet.css), ...styles].join("\n");
page = `${sheet.before}<style>${style}</style>${sheet.after}`;

const boot = cut(page, /<script data-js=\.\/(?<js>[\w.-]+) data-wasm=\.\/(?<wasm>[\w.-]+) src=\.\/boot\.js type=module><\/script>/g);
page = boot.before + boot.after;
for (const preload of [/<link [^>]*rel=modulepreload>/g, /<link as=fetch [^>]*>/g]) {
  const { before, after } = cut(page, preload);
  page = before + after;
}

// The glue is a module that exports its entry; here it hands it to boot.js together with the engine.
const glue = cut(read(boot.js).toString(), /export\{[^}]*?(?<init>\w+) as default\};?\s*$/g);
const unpack = `
window.bundledEngine = async () => {
  const packed = Uint8Array.from(atob(document.getElementById("engine").textContent), (char) => char.charCodeAt(0));
  const bytes = new Response(packed).body.pipeThrough(new DecompressionStream("gzip"));
  return { init: ${glue.init}, bytes: await new Response(bytes).arrayBuffer() };
};
`;
const scripts = [readFileSync("static/single.js", "utf8"), glue.before + unpack, read("boot.js").toString()];
const engine = gzipSync(read(boot.wasm), { level: 9 }).toString("base64");

for (const text of [style, ...scripts]) {
  if (/<\/?(script|style)|<!--/i.test(text)) throw new Error("a script or style would end its own element");
}

const policy = [
  "default-src 'none'",
  `script-src ${scripts.map(hash).join(" ")} 'wasm-unsafe-eval'`,
  `style-src ${hash(style)}`,
  "img-src data:",
  "connect-src 'none'",
  "form-action 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");
const meta = cut(page, /<meta content="[^"]*" http-equiv=Content-Security-Policy>/g);
page = `${meta.before}<meta content="${policy}" http-equiv=Content-Security-Policy>${meta.after}`;

// The collector's scripts, which the hosted page has from its service worker.
const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
for (const file of ["collect.sh", "collect.ps1"]) {
  const shown = cut(page, new RegExp(`(?<start><pre [^>]*data-file=${file}[^>]*>)(?=</pre>)`, "g"));
  page = `${shown.before}${shown.start}${escape(read(file).toString())}${shown.after}`;
}

// The text of the guide's pages, which the hosted page leaves to files of their own. The app shows it where it shows what
// it holds of a page itself (static/single.js).
const folders = readdirSync(join(dist, "guide"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
const slugs = folders.map(({ name }) => name).sort();

/** Where a link of page `slug` leads in the single file: a route of the app, and in it the heading called `at`. */
function target(link, slug) {
  const site = "https://site.invalid/";
  const { href, pathname, hash } = new URL(link, `${site}guide/${slug && `${slug}/`}`);
  // Beside the page, not in its place: that would end what the reader is at.
  if (!href.startsWith(site)) return { href, blank: true };
  if (pathname === "/" && hash.startsWith("#/")) return { href: hash };
  const [, other] = /^\/guide\/(?:([^/]+)\/)?$/.exec(pathname) ?? [, "?"];
  if (other && !slugs.includes(other)) throw new Error(`the guide's page ${slug} links to ${link}`);
  return { href: other ? `#/guide/${other}` : "#/guide", at: hash && `text-${hash.slice(1)}` };
}

/** The text of page `slug`, or of the index, as inert markup whose ids keep clear of the app's. */
function template(slug) {
  const html = read(join("guide", slug, "index.html")).toString();
  const { text } = cut(html, /<main id="content" class="text">\n(?<text>[^]*?)<\/main>/g);
  const inert = text
    // Ways around the site: the app has its own.
    .replace(/<p class="(crumbs|actions)">.*<\/p>\n/g, "")
    .replace(/<[a-z][^>]*>/g, (tag) =>
      tag
        .replace(/ (id|aria-labelledby)="/g, ' $1="text-')
        .replace(/ href="([^"]*)"/, (_, link) => {
          const { href, at, blank } = target(link, slug);
          return ` href="${href}"${at ? ` data-at="${at}"` : ""}${blank ? " target=_blank" : ""}`;
        }),
    );
  return `<template id="guide-${slug}">${inert}</template>`;
}
const host = cut(page, /<div id=app><\/div>/g);
const whole = '<article id=whole class="card text" aria-label="The whole page" hidden></article>';
page = `${host.before}<div id=app></div>${whole}${host.after}`;
// Nothing here can be read without JavaScript.
const hint = cut(page, / The <a href=guide\/>guide<\/a> needs neither\./g);
page = hint.before + hint.after;

const end = cut(page, /<\/body>/g);
const modules = scripts.map((text) => `<script type=module>${text}</script>`).join("");
const templates = ["", ...slugs].map(template).join("\n");
page = `${end.before}${templates}<script id=engine type=text/plain>${engine}</script>${modules}</body>${end.after}`;

writeFileSync(join(dist, "whosekey.html"), page);
console.log(`${join(dist, "whosekey.html")}: ${page.length} bytes`);
