// SPDX-License-Identifier: Apache-2.0
// node build.mjs BUNDLE: builds the pages and writes them as one bundle (src/web/bundle.h): scripts and styles with their hash in the name,
// everything packed with gzip where that makes it smaller. Same sources, same bytes.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const root = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2];
if (!out) {
  console.error("usage: node build.mjs BUNDLE");
  process.exit(2);
}

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};

// The codes that the atlas calls states by (ISO's numbers), from the gazetteer's own table; and the atlas, as a file of its own.
const numbers = {
  name: "numbers",
  setup(plugin) {
    plugin.onResolve({ filter: /^virtual:numbers$/ }, () => ({ path: "numbers", namespace: "virtual" }));
    plugin.onLoad({ filter: /.*/, namespace: "virtual" }, () => {
      const table = {};
      for (const line of readFileSync(join(root, "../gazetteer/codes.tsv"), "utf8").split("\n")) {
        const [state, list, code] = line.split("\t");
        if (list === "iso-numeric") table[code] = state;
      }
      return { contents: JSON.stringify(table), loader: "json" };
    });
    plugin.onLoad({ filter: /world-atlas.countries-50m\.json$/ }, ({ path }) => ({ contents: readFileSync(path), loader: "file" }));
  },
};

const built = await build({
  absWorkingDir: root,
  entryPoints: { main: "src/main.ts", style: "src/style/style.css" },
  outdir: "/assets",
  publicPath: "/assets",
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  target: ["chrome109", "firefox115", "safari16"],
  minify: true,
  charset: "utf8",
  legalComments: "none",
  write: false,
  metafile: true,
  loader: { ".tsv": "text" },
  plugins: [numbers],
  logLevel: "warning",
});

const files = new Map();
for (const file of built.outputFiles) files.set(file.path.replaceAll("\\", "/"), Buffer.from(file.contents));
const named = (start, end) => [...files.keys()].find((path) => path.startsWith(`/assets/${start}-`) && path.endsWith(end));
const page = readFileSync(join(root, "static/index.html"), "utf8")
  .replace("{{script}}", named("main", ".js"))
  .replace("{{style}}", named("style", ".css"));
files.set("/", Buffer.from(page));
files.set("/favicon.svg", readFileSync(join(root, "static/favicon.svg")));

let head = "";
let offset = 0;
const bodies = [];
for (const path of [...files.keys()].sort()) {
  const plain = files.get(path);
  const packed = gzipSync(plain, { level: 9 });
  const gzip = packed.length < plain.length;
  const body = gzip ? packed : plain;
  const type = types[path === "/" ? ".html" : extname(path)];
  if (!type) throw new Error(`of which type is ${path}?`);
  const etag = `"${createHash("sha256").update(plain).digest("hex").slice(0, 32)}"`;
  head += [path, type, etag, gzip ? "gzip" : "-", path.startsWith("/assets/") ? "immutable" : "-", offset, body.length].join("\t") + "\n";
  offset += body.length;
  bodies.push(body);
}
writeFileSync(out, Buffer.concat([Buffer.from(head + "\n"), ...bodies]));
