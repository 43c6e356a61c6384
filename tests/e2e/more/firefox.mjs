// A Firefox as the machine has it, driven by Marionette, the protocol that it brings along: no driver is needed.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const QUIET = {
  "app.update.enabled": false,
  "browser.shell.checkDefaultBrowser": false,
  "browser.startup.homepage_override.mstone": "ignore",
  "datareporting.policy.dataSubmissionEnabled": false,
  "marionette.port": 0,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
};

/** Starts `binary` without a window; resolves to `{ send, close }`, where `send` runs one Marionette command. */
export async function launch(binary) {
  const profile = mkdtempSync(join(tmpdir(), "whosekey-firefox-"));
  const prefs = Object.entries(QUIET).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`);
  writeFileSync(join(profile, "user.js"), prefs.join(""));
  const browser = spawn(binary, ["--headless", "--marionette", "--no-remote", "--profile", profile, "about:blank"], { stdio: "ignore" });
  const socket = await connect(profile, browser);

  // Messages are "<length>:[type, id, error, result]".
  let received = Buffer.alloc(0);
  const waiting = new Map();
  socket.on("data", (chunk) => {
    received = Buffer.concat([received, chunk]);
    for (;;) {
      const colon = received.indexOf(":");
      if (colon < 0) return;
      const end = colon + 1 + Number(received.subarray(0, colon));
      if (received.length < end) return;
      const message = JSON.parse(received.subarray(colon + 1, end));
      received = received.subarray(end);
      if (!Array.isArray(message)) continue;
      const [, id, error, result] = message;
      const { done, fail } = waiting.get(id);
      waiting.delete(id);
      if (error) fail(new Error(error.message));
      else done(result);
    }
  });

  let last = 0;
  const send = (name, parameters = {}) =>
    new Promise((done, fail) => {
      const message = JSON.stringify([0, ++last, name, parameters]);
      waiting.set(last, { done, fail });
      socket.write(`${Buffer.byteLength(message)}:${message}`);
    });
  const close = async () => {
    socket.destroy();
    browser.kill();
    await new Promise((done) => (browser.exitCode === null ? browser.once("exit", done) : done()));
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  await send("WebDriver:NewSession", {});
  return { send, close };
}

/** Firefox chooses a port and writes it into the profile. */
async function connect(profile, browser) {
  for (let tries = 0; tries < 300; tries++) {
    if (browser.exitCode !== null) throw new Error(`Firefox ended with ${browser.exitCode}`);
    try {
      const port = Number(readFileSync(join(profile, "MarionetteActivePort"), "utf8"));
      return await new Promise((done, fail) => {
        const socket = createConnection(port, "127.0.0.1", () => done(socket)).once("error", fail);
      });
    } catch {
      await sleep(100);
    }
  }
  throw new Error("Firefox did not open its Marionette port");
}
