// SPDX-License-Identifier: Apache-2.0
// Reads documents into a ledger of its own and serves it on any free port; ends the program it started, and no other.
import { execFileSync, spawn } from "node:child_process";
import { createInterface } from "node:readline";

export async function serve(program, ledger, documents) {
  execFileSync(program, ["read", "--keep", "--ledger", ledger, ...documents], {
    env: { ...process.env, CHANCERY_STARTER: "none" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const child = spawn(program, ["serve", "--port", "0", "--ledger", ledger], { stdio: ["ignore", "pipe", "pipe"] });
  let talk = "";
  child.stderr.on("data", (text) => (talk += text));
  const address = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", (line) => resolve(/https?:\/\/\S+/.exec(line)?.[0].replace(/\/$/, "")));
    child.once("exit", (code) => reject(new Error(`the program ended with ${code}: ${talk}`)));
  });
  return {
    address,
    stop: () =>
      new Promise((resolve) => {
        child.removeAllListeners("exit");
        child.once("exit", (code) => resolve(code));
        child.kill("SIGTERM");
      }),
  };
}
