// Writes what the page is made of besides its own code: a bill of materials (CycloneDX) and the licences' texts.
// Usage: dependencies.mjs <sbom.cdx.json> <licences.txt>
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const [sbom, licences] = process.argv.slice(2);
const run = (...words) => execFileSync(words[0], words.slice(1), { maxBuffer: 1 << 28, encoding: "utf8" });

const { packages, resolve } = JSON.parse(
  run("cargo", "metadata", "--format-version=1", "--locked", "--filter-platform=wasm32-unknown-unknown"),
);
const byId = new Map(packages.map((crate) => [crate.id, crate]));
const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));

/** What a crate is built with: its ordinary dependencies, neither those of its tests nor of its build script. */
const needs = (id) => nodes.get(id).deps.filter((dep) => dep.dep_kinds.some(({ kind }) => kind === null)).map((dep) => dep.pkg);

const reached = new Set([resolve.root]);
for (const id of reached) for (const other of needs(id)) reached.add(other);
reached.delete(resolve.root);
const crates = [...reached].map((id) => byId.get(id)).sort((a, b) => a.name.localeCompare(b.name) || a.version.localeCompare(b.version));

const checksums = new Map(
  [...readFileSync("Cargo.lock", "utf8").matchAll(/name = "(.*)"\nversion = "(.*)"\nsource = .*\nchecksum = "(.*)"/g)].map(
    ([, name, version, sum]) => [`${name} ${version}`, sum],
  ),
);
const purl = ({ name, version }) => `pkg:cargo/${name}@${version}`;
const root = byId.get(resolve.root);

const bill = {
  bomFormat: "CycloneDX",
  specVersion: "1.6",
  version: 1,
  metadata: { component: { type: "application", "bom-ref": purl(root), name: root.name, version: root.version, purl: purl(root) } },
  components: crates.map((crate) => ({
    type: "library",
    "bom-ref": purl(crate),
    name: crate.name,
    version: crate.version,
    purl: purl(crate),
    licenses: [{ expression: crate.license.replaceAll("/", " OR ") }],
    hashes: [{ alg: "SHA-256", content: checksums.get(`${crate.name} ${crate.version}`) }],
  })),
  dependencies: [root, ...crates].map((crate) => ({ ref: purl(crate), dependsOn: needs(crate.id).map((id) => purl(byId.get(id))).sort() })),
};
writeFileSync(sbom, `${JSON.stringify(bill, null, 2)}\n`);

// The same text under many crates is printed once, with all their names.
const texts = new Map();
for (const crate of crates) {
  const folder = dirname(crate.manifest_path);
  const files = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice|unlicense)/i.test(name)).sort();
  for (const file of files) {
    const text = readFileSync(join(folder, file), "utf8").trim();
    texts.set(text, [...(texts.get(text) ?? []), `${crate.name} ${crate.version}`]);
  }
  if (files.length === 0) texts.set(crate.license, [...(texts.get(crate.license) ?? []), `${crate.name} ${crate.version}`]);
}
const rule = "-".repeat(80);
const sections = [...texts].map(([text, names]) => `${names.join(", ")}\n\n${text}\n`);
writeFileSync(licences, [`WhoseKey is made with the following libraries.\n`, ...sections].join(`\n${rule}\n\n`));
console.log(`${crates.length} libraries, ${texts.size} licence texts`);
