// SPDX-License-Identifier: Apache-2.0
// node test.mjs: checks types and runs the unit tests of test/ with node's own runner. Without the npm packages, exit code 77: skipped.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(fileURLToPath(import.meta.url));
if (!existsSync(join(root, "node_modules/.package-lock.json"))) {
  console.error("SKIPPED: the npm packages of web/ are missing (npm ci there)");
  process.exit(77);
}
const types = spawnSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "--noEmit", "-p", root], { stdio: "inherit" });
if (types.status !== 0) process.exit(1);

const { build } = await import("esbuild");
const out = mkdtempSync(join(tmpdir(), "chancery-web-"));
try {
  const tests = readdirSync(join(root, "test")).filter((name) => name.endsWith(".test.ts"));
  await build({
    entryPoints: tests.map((name) => join(root, "test", name)),
    outdir: out,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node18",
    logLevel: "warning",
  });
  const run = spawnSync(process.execPath, ["--test", ...tests.map((name) => join(out, name.replace(/\.ts$/, ".mjs")))], { stdio: "inherit" });
  process.exitCode = run.status ?? 1;
} finally {
  rmSync(out, { recursive: true });
}
