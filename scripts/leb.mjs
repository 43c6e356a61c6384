// Numbers as WebAssembly writes them, LEB128: seven bits a byte, the lowest first.

/** A reader of `bytes` from byte `at` on: `number()` takes the next number and gives its value; `each` sees its bytes. */
export function reader(bytes, at) {
  return {
    at,
    number(each) {
      let value = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = bytes[this.at++];
        each?.(byte);
        value |= (byte & 127) << shift;
        if (byte < 128) return value >>> 0;
      }
    },
  };
}

/** The bytes of `value`. */
export function* leb(value) {
  for (; value > 127; value >>>= 7) yield (value & 127) | 128;
  yield value;
}
