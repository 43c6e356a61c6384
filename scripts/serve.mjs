// Serves a folder as a plain static host would. Usage: serve.mjs <folder> [port, default 8080]
// The browser tests import `serve` and let the system choose the port.
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".md": "text/markdown; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/**
 * Serves `folder` on 127.0.0.1 under the path `base` ("/" or "/some/path/").
 * Resolves to the server, with the page's address as `server.url`.
 */
export function serve(folder, { port = 0, base = "/" } = {}) {
  const root = resolve(folder);
  const server = createServer(async (request, response) => {
    const refuse = (status) => response.writeHead(status, { "content-type": TYPES[".txt"] }).end(`${status}\n`);
    if (request.method !== "GET" && request.method !== "HEAD") return refuse(405);
    try {
      const { pathname, search } = new URL(request.url, "http://localhost");
      const path = decodeURIComponent(pathname);
      if (!path.startsWith(base) || path.includes("\0")) return refuse(404);
      let file = join(root, normalize(`/${path.slice(base.length)}`));
      if ((await stat(file)).isDirectory()) {
        if (!path.endsWith("/")) return response.writeHead(301, { location: `${pathname.split("/").pop()}/${search}` }).end();
        file = join(file, "index.html");
      }
      const { size } = await stat(file);
      response.writeHead(200, {
        "content-type": TYPES[extname(file)] ?? "application/octet-stream",
        "content-length": size,
        "cache-control": "no-cache",
      });
      if (request.method === "HEAD") return response.end();
      createReadStream(file).on("error", () => response.destroy()).pipe(response);
    } catch {
      if (!response.headersSent) refuse(404);
    }
  });
  return new Promise((done, fail) => {
    server.once("error", fail);
    server.listen(port, "127.0.0.1", () => {
      server.url = `http://127.0.0.1:${server.address().port}${base}`;
      done(server);
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, port = "8080"] = process.argv.slice(2);
  try {
    const server = await serve(folder, { port: Number(port) });
    console.log(`WhoseKey is at ${server.url} (Ctrl-C ends it)`);
  } catch (error) {
    if (error.code !== "EADDRINUSE") throw error;
    console.error(`Port ${port} is taken. Another one: make serve PORT=8090`);
    process.exit(1);
  }
}
