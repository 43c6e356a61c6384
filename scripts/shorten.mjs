// The engine takes what it needs of the browser from its glue by names with a hash each, which stand in both files and
// which brotli cannot make smaller. Here each becomes a number.

/** `glue` and `engine`, the text and the bytes that wasm-bindgen wrote, with numbers for the names of what is imported. */
export function shorten(glue, engine) {
  let at = 8;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = engine[at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  };
  const text = () => {
    const length = number();
    return new TextDecoder().decode(engine.subarray(at, (at += length)));
  };
  const list = (bytes) => [...leb(bytes.length), ...bytes];
  const sections = [engine.subarray(0, at)];
  while (at < engine.length) {
    const start = at;
    const [section, end] = [engine[at++], number() + at];
    if (section !== 2) {
      // Custom sections tell of tools.
      if (section !== 0) sections.push(engine.subarray(start, end));
      at = end;
      continue;
    }
    const count = number();
    const imports = [...leb(count)];
    for (let index = 0; index < count; index++) {
      const [module, name, kind] = [text(), text(), engine[at++]];
      if (kind !== 0) throw new Error(`${name} is imported and no function`);
      const parts = glue.split(`${name}:`);
      if (parts.length !== 2) throw new Error(`the glue holds ${parts.length - 1} times ${name}`);
      glue = parts.join(`${index}:`);
      imports.push(...list(new TextEncoder().encode(module)), ...list(new TextEncoder().encode(`${index}`)), kind, ...leb(number()));
    }
    sections.push(Buffer.from([2, ...list(imports)]));
  }
  return { glue, engine: Buffer.concat(sections) };
}

/** `value` as LEB128. */
function* leb(value) {
  for (; value > 127; value >>>= 7) yield (value & 127) | 128;
  yield value;
}
