// Inlines the `@import "file.css";` lines of one stylesheet, so that the page fetches a single file.
// Usage: bundle-css.mjs <in> <out>
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const inline = (file) =>
  readFileSync(file, "utf8").replace(/^@import "([^"]+)"( layer\(([\w.-]+)\))?;$/gm, (_, name, _layer, layer) => {
    const css = inline(join(dirname(file), name));
    return layer ? `@layer ${layer} {\n${css}}` : css;
  });

const [source, target] = process.argv.slice(2);
mkdirSync(dirname(target), { recursive: true });
writeFileSync(target, inline(source));
