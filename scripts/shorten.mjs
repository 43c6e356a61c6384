// The engine takes what it needs of the browser from its glue by names with a hash each, which stand in both files and
// which brotli cannot make smaller. Here each becomes a number.
import { leb, reader } from "./leb.mjs";

/** `glue` and `engine`, the text and the bytes that wasm-bindgen wrote, with numbers for the names of what is imported. */
export function shorten(glue, engine) {
  const read = reader(engine, 8);
  const text = () => {
    const length = read.number();
    return new TextDecoder().decode(engine.subarray(read.at, (read.at += length)));
  };
  const list = (bytes) => [...leb(bytes.length), ...bytes];
  const sections = [engine.subarray(0, read.at)];
  while (read.at < engine.length) {
    const start = read.at;
    const [section, end] = [engine[read.at++], read.number() + read.at];
    if (section !== 2) {
      // Custom sections tell of tools.
      if (section !== 0) sections.push(engine.subarray(start, end));
      read.at = end;
      continue;
    }
    const count = read.number();
    const imports = [...leb(count)];
    for (let index = 0; index < count; index++) {
      const [module, name, kind] = [text(), text(), engine[read.at++]];
      if (kind !== 0) throw new Error(`${name} is imported and no function`);
      const parts = glue.split(`${name}:`);
      if (parts.length !== 2) throw new Error(`the glue holds ${parts.length - 1} times ${name}`);
      glue = parts.join(`${index}:`);
      imports.push(...list(new TextEncoder().encode(module)), ...list(new TextEncoder().encode(`${index}`)), kind, ...leb(read.number()));
    }
    sections.push(Buffer.from([2, ...list(imports)]));
  }
  return { glue, engine: Buffer.concat(sections) };
}
