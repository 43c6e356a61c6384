import { defineConfig } from "@playwright/test";

export default defineConfig({
  projects: [
    { name: "page", testDir: ".", testIgnore: "more/**" },
    // What needs more than Rust, Node.js and Chromium: `make test-more`.
    { name: "more", testDir: "more" },
  ],
  outputDir: "../../test-results",
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  // A test that passes only now and then hides a fault: nothing is tried twice.
  retries: 0,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    viewport: { width: 1400, height: 900 },
    launchOptions: {
      // Set by scripts/test.sh to the Chromium that the machine has.
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
