// Packs an engine for its way: instructions in one stream, the numbers that go with them in streams by kind. Like stands
// beside like then, and brotli makes a tenth less of it. `unpack` puts it together again; finish.mjs writes it into the page's boot.js.
//
// What comes out is a module of WebAssembly with one custom section. All numbers are LEB128:
//   size of the engine, number of functions,
//   recipes: nesting (0 closes a block, 1 neither, 2 opens one, 3 is followed by a table of branches), the bytes to
//            write, the streams of which one number each is to be copied after them,
//   the lengths of the streams and the contexts of each, then the streams: what stands before the functions, what stands
//   behind them, the recipe of each instruction, declarations of locals, then numbers by kind.
// Numbers of kinds that have contexts stand in the order of the instructions around them, which tell most about them: a
// context is how far from the number's own instruction one of those stands, and is written with 16 added.
// What stands behind the functions is mostly data, and where it points at a text or a list, in eight bytes, it does so as the
// bytes before the next pointer, how far that lies behind the text before, and its length.
// A local is told by how many others were used since it was used last.

import { leb, reader } from "./leb.mjs";

// `sorted` and `unpack` stand in the page: they use nothing else from here.

export const [HEAD, TAIL, CODE, LOCALS, GET, SET, TEE, BRANCH, TABLE, CALL, INDIRECT, LOAD, STORE, NUMBER, ADDED, STORED, ADDRESS, LONG, GAP, POINTER, LENGTH] =
  Array.from({ length: 21 }, (_, stream) => stream);
const STREAMS = 21;
/** Contexts of kinds, the most telling first: measured, whichever made the least of the engine. */
const CONTEXTS = new Map([
  [GET, [-1, 1, -2, -3, 2, -4, -6]],
  [SET, [-1, -2, 1, -3, 2]],
  [BRANCH, [0, 1, 2, -1]],
  [CALL, [-1, -2, -3, -4, 1, -5, -6]],
  [NUMBER, [1, -1, 2, -2, 3]],
  [ADDED, [2, -1]],
  [ADDRESS, [1]],
  [LONG, [1, -1]],
]);
/** What is added to a context where it is written: contexts may stand before. `unpack` takes it off. */
const BEFORE = 16;
const range = (first, last) => Array.from({ length: last - first + 1 }, (_, index) => first + index);
/**
 * Bytes that brotli takes for alike when it guesses what follows them: it knows UTF-8, and numbers with a sign. With the
 * recipes named by these, less than three quarters of a package are UTF-8, and it takes them for such numbers.
 */
const ALIKE = [[0], [255], range(192, 239), range(128, 191), range(240, 254), range(1, 15), range(16, 63), range(64, 127)];
export const [CLOSES, PLAIN, OPENS, BRANCHES] = [0, 1, 2, 3];

/** Instructions with numbers of their own: how many bytes stand as they are, then the streams of the numbers. */
const NUMBERS = new Map([
  [0x0c, [1, BRANCH]], [0x0d, [1, BRANCH]], [0x0e, [1, TABLE]], [0x10, [1, CALL]], [0x11, [1, INDIRECT, INDIRECT]],
  [0x20, [1, GET]], [0x21, [1, SET]], [0x22, [1, TEE]], [0x41, [1, NUMBER]], [0x42, [1, LONG]],
]);
// The alignment belongs to the instruction: nearly all are aligned as they may be.
for (let op = 0x28; op <= 0x3e; op++) NUMBERS.set(op, [2, op < 0x36 ? LOAD : STORE]);
const NESTING = new Map([[0x02, OPENS], [0x03, OPENS], [0x04, OPENS], [0x0b, CLOSES], [0x0e, BRANCHES]]);

/** How many bytes follow the instructions that stand as they are, where any do: types, globals, tables, floats. */
const BYTES = new Map([
  [0x02, 1], [0x03, 1], [0x04, 1], [0x1c, 2], [0x23, 1], [0x24, 1], [0x25, 1], [0x26, 1], [0x3f, 1], [0x40, 1], [0x43, 4], [0x44, 8],
  [0xd0, 1], [0xd2, 1],
]);
/** The same, of those behind the prefix 0xfc. */
const PREFIXED = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1];

/**
 * What the instruction at byte `at` of `engine` is made of: what it does to the nesting, how many bytes stand as they are,
 * the streams of the numbers after them (of a table of branches, the first of them says how many more follow).
 */
export function parts(engine, at) {
  const op = engine[at];
  const [length, ...numbers] = NUMBERS.get(op) ?? [op === 0xfc ? 2 + (PREFIXED[engine[at + 1]] ?? NaN) : 1 + (BYTES.get(op) ?? 0)];
  return { nesting: NESTING.get(op) ?? PLAIN, length, numbers };
}

/** Moves `local` to the front of `used`, the locals by their last use, and gives where it stood. */
function place(used, local) {
  while (used.length <= local) used.push(used.length);
  const index = used.indexOf(local);
  used.unshift(...used.splice(index, 1));
  return index;
}

/** The segments of data that begin where the module says: where each stands in `engine`, its length and its address. */
function* segments(engine, from) {
  const read = reader(engine, from);
  while (read.at < engine.length) {
    const [section, end] = [engine[read.at++], read.number() + read.at];
    if (section === 11) {
      for (let left = read.number(); left > 0; left--) {
        if (read.number() !== 0 || engine[read.at++] !== 0x41) throw new Error("a segment of data has no fixed address");
        const address = read.number();
        read.at += 1;
        const length = read.number();
        yield { at: read.at, length, address };
        read.at += length;
      }
    }
    read.at = end;
  }
}

/** Puts what stands behind the functions, from byte `from` of `engine` on, into its streams. */
function points(engine, from, streams) {
  const data = [...segments(engine, from)];
  const [low, high] = [Math.min(...data.map(({ address }) => address)), Math.max(...data.map(({ address, length }) => address + length))];
  const view = new DataView(engine.buffer, engine.byteOffset, engine.length);
  let [copied, next] = [from, 0];
  for (const { at, length, address } of data) {
    for (let place = at + (-address & 3); place + 8 <= at + length; place += 4) {
      const [pointer, size] = [view.getUint32(place, true), view.getUint32(place + 4, true)];
      if (pointer < low || size < 1 || pointer + size > high) continue;
      const distance = pointer - next;
      streams[GAP].push(...leb(place - copied));
      streams[POINTER].push(...leb(distance < 0 ? -2 * distance - 1 : 2 * distance));
      streams[LENGTH].push(...leb(size));
      streams[TAIL].push(...engine.subarray(copied, place));
      next = pointer + size;
      copied = place + 8;
      place += 4;
    }
  }
  streams[TAIL].push(...engine.subarray(copied));
}

/** The indexes of `places` in `code` by what stands there at the first of `contexts`, where that is alike by the second, and so on. */
export function sorted(code, places, contexts) {
  const count = places.length;
  let [order, next] = [new Uint32Array(count), new Uint32Array(count)];
  for (let index = 0; index < count; index++) order[index] = index;
  // Beyond either end of the code stands nothing, which is 0.
  const [margin, around] = [16, new Uint8Array(count)];
  const wide = new Uint8Array(code.length + 2 * margin);
  wide.set(code, margin);
  for (const context of [...contexts].reverse()) {
    const ends = new Uint32Array(257);
    for (let index = 0; index < count; index++) ends[(around[index] = wide[places[index] + context + margin]) + 1]++;
    for (let byte = 0; byte < 256; byte++) ends[byte + 1] += ends[byte];
    for (let index = 0; index < count; index++) next[ends[around[order[index]]]++] = order[index];
    [order, next] = [next, order];
  }
  return order;
}

/**
 * The bytes that stand for the first `size` recipes in `code`: the most frequent ones get bytes that are alike to none of
 * each other, the next ones those that share their guesses with the fewest others.
 */
function nameRecipes(code, size) {
  const counts = Array(size).fill(0);
  for (const recipe of code) counts[recipe]++;
  const bytes = [...ALIKE.map(([first]) => first), ...ALIKE.flatMap(([, ...others]) => others)];
  const names = [];
  [...counts.keys()].sort((a, b) => counts[b] - counts[a]).forEach((recipe, rank) => (names[recipe] = bytes[rank]));
  return names;
}

/** Packs `engine`, the bytes of a module. */
export function pack(engine) {
  const streams = Array.from({ length: STREAMS }, () => []);
  const recipes = new Map();
  const read = reader(engine, 8);
  let used = [];

  // Of each kind that has contexts its numbers and the places of their instructions.
  const placed = new Map([...CONTEXTS.keys()].map((stream) => [stream, { places: [], numbers: [] }]));
  const number = (stream) => read.number((byte) => stream?.push(byte));
  const recipe = (nesting, bytes, copied) => {
    const text = JSON.stringify([nesting, bytes, copied]);
    if (!recipes.has(text)) recipes.set(text, recipes.size);
    streams[CODE].push(recipes.get(text));
  };
  // What is long is an address, and what is added next an offset: they have little in common with what is counted or stored.
  const kindOfNumber = () => {
    if (engine[read.at] > 127 && engine[read.at + 1] > 127) return ADDRESS;
    const next = engine[engine[read.at] > 127 ? read.at + 2 : read.at + 1];
    return next === 0x6a ? ADDED : next >= 0x36 && next <= 0x3e ? STORED : NUMBER;
  };
  const instruction = () => {
    const op = engine[read.at];
    const { nesting, length: least, numbers: copied } = parts(engine, read.at);
    // A constant from -1 to 8 belongs to its instruction as well: it is a flag or an index, rarely a count.
    const isSmall = op === 0x41 && (engine[read.at + 1] <= 8 || engine[read.at + 1] === 0x7f);
    if (isSmall) copied.pop();
    const length = isSmall ? 2 : least;
    const bytes = [...engine.subarray(read.at, read.at + length)];
    const isKnown = op <= 0xc4 || op === 0xfc || BYTES.has(op);
    // Every byte after the first that stands as it is must be a number by itself.
    if (!isKnown || Number.isNaN(length) || (![0x43, 0x44].includes(op) && bytes.slice(1).some((byte) => byte > 127)))
      throw new Error(`the instruction ${bytes} is not known`);
    read.at += length;
    if (copied[0] === NUMBER) copied[0] = kindOfNumber();
    recipe(nesting, bytes, copied);
    for (const stream of copied) {
      const bytes = [];
      const count = number(bytes);
      if (nesting === BRANCHES) for (let left = count + 1; left > 0; left--) number(bytes);
      const written = [GET, SET, TEE].includes(stream) ? leb(place(used, count)) : bytes;
      const { places, numbers } = placed.get(stream) ?? {};
      places?.push(streams[CODE].length - 1);
      numbers?.push(written);
      if (!places) streams[stream].push(...written);
    }
    return nesting;
  };

  let functions = 0;
  while (read.at < engine.length) {
    const [section, end] = [engine[read.at++], number() + read.at];
    if (section !== 10) read.at = end;
    else {
      functions = number();
      streams[HEAD] = [...engine.subarray(0, read.at)];
      for (let left = functions; left > 0; left--) {
        number();
        used = [];
        for (let locals = 2 * number(streams[LOCALS]); locals > 0; locals--) number(streams[LOCALS]);
        for (let depth = 1; depth > 0; ) depth += { [CLOSES]: -1, [OPENS]: 1 }[instruction()] ?? 0;
      }
      if (read.at !== end) throw new Error("the functions do not end where their section does");
      points(engine, read.at, streams);
      read.at = engine.length;
    }
  }
  if (recipes.size > 256) throw new Error("there are more recipes than a byte can name");

  const names = nameRecipes(streams[CODE], recipes.size);
  streams[CODE] = streams[CODE].map((recipe) => names[recipe]);
  const book = Array.from({ length: 1 + Math.max(...names) }, () => [0, [], []]);
  [...recipes.keys()].forEach((text, recipe) => (book[names[recipe]] = JSON.parse(text)));

  for (const [stream, { places, numbers }] of placed) {
    for (const index of sorted(streams[CODE], places, CONTEXTS.get(stream))) streams[stream].push(...numbers[index]);
  }

  const list = (numbers) => [...leb(numbers.length), ...numbers];
  const body = [
    ...list([...new TextEncoder().encode("streams")]),
    ...leb(engine.length),
    ...leb(functions),
    ...leb(book.length),
    ...book.flatMap(([nesting, bytes, copied]) => [nesting, ...list(bytes), ...list(copied)]),
    ...leb(STREAMS),
    ...streams.flatMap((stream, kind) => [...leb(stream.length), ...list((CONTEXTS.get(kind) ?? []).map((context) => BEFORE + context))]),
    ...streams.flat(),
  ];
  return Uint8Array.from([...engine.subarray(0, 8), 0, ...leb(body.length), ...body]);
}

/** Puts an engine together that `pack` took apart; any other stays as it is. */
export function unpack(bytes) {
  const packed = new Uint8Array(bytes);
  // An engine that was not taken apart begins with its types, section 1.
  if (packed[8] !== 0) return bytes;
  const start = { at: 9 };
  let end = 0;
  const byte = () => packed[start.at++];
  const take = (stream) => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = packed[stream.at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  const number = () => take(start);
  const list = (item) => Array.from({ length: number() }, item);

  number();
  list(byte);
  const engine = new Uint8Array(number());
  const functions = number();
  const recipes = list(() => ({ nesting: byte(), bytes: list(byte), streams: list(byte) }));
  const streams = list(() => ({ at: 0, length: number(), contexts: list(() => byte() - 16), places: [], next: 0 }));
  for (const stream of streams) start.at = (stream.at = start.at) + stream.length;
  const [head, tail, code, locals, get, set, tee] = streams;
  const [gaps, pointers, lengths] = streams.slice(-3);

  const instructions = packed.subarray(code.at, code.at + code.length);
  for (let place = 0; place < instructions.length; place++) {
    const { streams: copied } = recipes[instructions[place]];
    for (let index = 0; index < copied.length; index++) streams[copied[index]].places.push(place);
  }
  // Where each number of a kind with contexts stands.
  for (const stream of streams) {
    if (!stream.contexts.length) continue;
    const starts = (stream.starts = new Uint32Array(stream.places.length));
    for (const index of sorted(instructions, stream.places, stream.contexts)) {
      starts[index] = stream.at;
      while (packed[stream.at++] > 127);
    }
  }

  const part = ({ at, length }) => {
    engine.set(packed.subarray(at, at + length), end);
    end += length;
  };
  const copy = (stream) => {
    let byte = (engine[end++] = packed[stream.at++]);
    let value = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = engine[end++] = packed[stream.at++];
      value |= (byte & 127) << shift;
    }
    return value;
  };

  const put = (value) => {
    for (; value > 127; value >>>= 7) engine[end++] = (value & 127) | 128;
    engine[end++] = value;
  };

  part(head);
  for (let left = functions; left > 0; left--) {
    // The length of a function stands before it, in as few bytes as it needs: five at most.
    const begin = end;
    const body = (end += 5);
    for (let numbers = 2 * copy(locals); numbers > 0; numbers--) copy(locals);
    const used = [];
    for (let depth = 1; depth > 0; ) {
      const recipe = recipes[packed[code.at++]];
      for (let index = 0; index < recipe.bytes.length; index++) engine[end++] = recipe.bytes[index];
      for (let index = 0; index < recipe.streams.length; index++) {
        const stream = streams[recipe.streams[index]];
        if (stream.starts) stream.at = stream.starts[stream.next++];
        const from = end;
        let more = copy(stream);
        if (recipe.nesting === 3) for (; more >= 0; more--) copy(stream);
        if (stream === get || stream === set || stream === tee) {
          end = from;
          while (used.length <= more) used.push(used.length);
          const local = used[more];
          for (; more > 0; more--) used[more] = used[more - 1];
          put((used[0] = local));
        }
      }
      if (recipe.nesting === 0) depth--;
      else if (recipe.nesting === 2) depth++;
    }
    const length = end - body;
    end = begin;
    put(length);
    engine.copyWithin(end, body, body + length);
    end += length;
  }
  const last = gaps.at + gaps.length;
  const written = new DataView(engine.buffer);
  for (let next = 0; gaps.at < last; end += 8) {
    const length = take(gaps);
    part({ at: tail.at, length });
    tail.at += length;
    tail.length -= length;
    const distance = take(pointers);
    next += distance & 1 ? -(distance + 1) / 2 : distance / 2;
    written.setUint32(end, next, true);
    const size = take(lengths);
    written.setUint32(end + 4, size, true);
    next += size;
  }
  part(tail);
  return engine;
}
