// What the browser tests and the pictures do to a page alike.

/** Pastes `text` into `box` as a clipboard would: the event carries it unaltered. */
export const pasteInto = (box, text) =>
  box.evaluate((box, text) => {
    box.focus();
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);

/** Keeps the engine's own functions within reach as `window.engine`, of a page that is not open yet. */
export const reachEngine = (page) =>
  page.addInitScript(() => {
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = async (...given) => {
      const made = await instantiate(...given);
      window.engine = (made.instance ?? made).exports;
      return made;
    };
  });

/** Makes the engine trap where a callback of the page would: it is asked for more memory than there can be. */
export const crashEngine = (page) => page.evaluate(() => setTimeout(() => window.engine.__wbindgen_malloc(2 ** 32 - 1, 1)));
