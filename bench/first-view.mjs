// SPDX-License-Identifier: Apache-2.0
// node first-view.mjs ADDRESS PATH: the first view of a page in a browser that has nothing yet: until it is drawn, and what is sent.
import { launch, open, settled } from "../tests/browser/browser.mjs";

const [address, path] = process.argv.slice(2);
const browser = await launch(process.env.CHROMIUM ?? "/usr/bin/chromium");
await open(browser, address).then(async ({ go, close }) => (await go("/search?q=none"), close())); // the browser itself is warm then
const took = [];
let bytes = 0;
for (let i = 0; i < 5; ++i) {
  const { page, close } = await open(browser, address);
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  bytes = 0;
  session.on("Network.loadingFinished", (event) => (bytes += event.encodedDataLength));
  const start = performance.now();
  await page.goto(address + path, { waitUntil: "commit" });
  const there = await settled(page).catch(() => null);
  if (!there) {
    console.log(`first view of ${path}: not there in 15 seconds`);
    process.exit(0);
  }
  took.push(Math.round(performance.now() - start));
  await page.waitForLoadState("networkidle");
  await close();
}
await browser.close();
console.log(`first view of ${path}: ${took.join(", ")} ms, ${Math.round(bytes / 1000)} KB`);
