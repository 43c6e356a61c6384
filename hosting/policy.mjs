// The one source of what a host says about the page. `node hosting/policy.mjs` writes it into index.html (as far as
// a meta element can carry it), hosting/nginx.conf and static/_headers; `--check` says whether they agree.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** What the page may load before it locks itself: its own files, and data: where that reaches no network. */
const META = {
  "default-src": "'none'",
  "script-src": "'self' 'wasm-unsafe-eval'",
  "style-src": "'self'",
  "img-src": "'self' data:",
  "connect-src": "'self'",
  "manifest-src": "data:",
  "worker-src": "'self'",
  "form-action": "'none'",
  "base-uri": "'none'",
  "require-trusted-types-for": "'script'",
  "trusted-types": "whosekey-boot",
};

/** What a browser obeys in a header only. */
const HEADER_ONLY = { "frame-ancestors": "'none'" };

const policy = (directives) => Object.entries(directives).map((directive) => directive.join(" ")).join("; ");

export const metaPolicy = policy(META);

export const headers = {
  "Content-Security-Policy": policy({ ...META, ...HEADER_ONLY }),
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
  "X-DNS-Prefetch-Control": "off",
  "Permissions-Policy":
    "camera=(), display-capture=(), geolocation=(), hid=(), microphone=(), midi=(), payment=(), serial=(), usb=()",
};

/** A hashed name never changes its content; everything else is asked for anew, which costs a 304. */
export const HASHED = "/whosekey-*";
export const caching = { hashed: "public, max-age=31536000, immutable", other: "no-cache" };

/** The single file is for keeping: its own policy names scripts that the headers would refuse. */
export const DOWNLOAD = "/whosekey.html";

const note = "Written by hosting/policy.mjs; change it there.";

const nginx = `# ${note}
# One server for the page: no access log, long caching for hashed names only. Includes nothing that needs root.
map $uri $whosekey_caching {
    default "${caching.other}";
    "~/whosekey-[0-9a-f]+(_bg)?\\.(css|js|wasm)$" "${caching.hashed}";
}
map $uri $whosekey_disposition {
    "~${DOWNLOAD.replace(".", "\\.")}$" attachment;
}

server {
    listen 8080;
    server_name _;
    server_tokens off;
    access_log off;
    log_not_found off;

    root /usr/share/nginx/html;
    index index.html;

    # All here and none in a location: a location with an add_header of its own would lose these.
${Object.entries(headers).map(([name, value]) => `    add_header ${name} "${value}" always;\n`).join("")}    add_header Cache-Control $whosekey_caching always;
    add_header Content-Disposition $whosekey_disposition always;

    gzip on;
    gzip_vary on;
    gzip_types text/css text/javascript application/javascript application/wasm application/json text/plain;

    location / {
        limit_except GET { deny all; }
    }

    location ~ \\.wasm$ {
        types { application/wasm wasm; }
    }
}
`;

const headersFile = `# ${note}
# For hosts that read this file, such as Cloudflare Pages and Netlify. They let other files be asked for anew by themselves.
/*
${Object.entries(headers).map(([name, value]) => `  ${name}: ${value}\n`).join("")}
${HASHED}
  Cache-Control: ${caching.hashed}

${DOWNLOAD}
  Content-Disposition: attachment
`;

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (file) => {
  try {
    return readFileSync(root + file, "utf8");
  } catch {
    return "";
  }
};
const index = read("index.html");
const written = {
  "index.html": index.replace(/(http-equiv="Content-Security-Policy" content=")[^"]*/, `$1${metaPolicy}`),
  "hosting/nginx.conf": nginx,
  "static/_headers": headersFile,
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const stale = Object.keys(written).filter((file) => read(file) !== written[file]);
  if (process.argv[2] === "--check") {
    for (const file of stale) console.error(`${file} differs from hosting/policy.mjs; run: node hosting/policy.mjs`);
    process.exit(stale.length ? 1 : 0);
  }
  for (const file of stale) writeFileSync(root + file, written[file]);
}
