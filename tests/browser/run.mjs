// SPDX-License-Identifier: Apache-2.0
// node run.mjs PROGRAM SCREENSHOTS [WORDS]: walks the pages in a browser, by mouse and by the keyboard alone, with axe-core; leaves a picture of each
// in the folder SCREENSHOTS. WORDS: only those checks that bear them. Where the npm packages, a browser or the pages themselves are missing, exit code 77: skipped.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");
const [program, pictures, only = ""] = process.argv.slice(2);
const skip = (why) => {
  console.error(`SKIPPED: ${why}`);
  process.exit(77);
};
if (!program || !pictures) {
  console.error("usage: node run.mjs PROGRAM SCREENSHOTS");
  process.exit(2);
}
if (!existsSync(join(here, "node_modules/.package-lock.json"))) skip("the npm packages of tests/browser are missing (npm ci there)");
if (!existsSync(join(root, "web/node_modules/.package-lock.json"))) skip("the program was built without pages (npm ci in web/, and build again)");
const chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
if (!chromium) skip("there is no Chromium");

if (spawnSync(program, ["serve", "--help"]).status !== 0) skip("the program serves no pages");

const { serve } = await import("./program.mjs");
const { launch, open, settled } = await import("./browser.mjs");
const { violations } = await import("./axe.mjs");
const { hostile, scripts } = await import("./documents.mjs");

mkdirSync(pictures, { recursive: true });
const work = mkdtempSync(join(tmpdir(), "chancery-browser-"));
writeFileSync(join(work, "hostile.txt"), hostile);
writeFileSync(join(work, "scripts.txt"), scripts);
const examples = readdirSync(join(root, "examples"))
  .filter((name) => !name.startsWith("README"))
  .sort()
  .map((name) => join(root, "examples", name));
const server = await serve(resolve(program), join(work, "ledger"), [...examples, join(work, "hostile.txt"), join(work, "scripts.txt")]);
const browser = await launch(chromium);
const source = (await (await fetch(`${server.address}/api/v1/sources`)).json()).items;
const sha = (name) => source.find((one) => one.document.endsWith(name)).sha256;

let failed = 0;
async function check(name, test) {
  if (!name.includes(only)) return;
  const started = Date.now();
  try {
    await test();
    console.log(`ok ${name} (${Date.now() - started} ms)`);
  } catch (error) {
    failed += 1;
    console.log(`NOT OK ${name}\n  ${String(error.stack ?? error).split("\n").slice(0, 12).join("\n  ")}`);
  }
}

const kPages = {
  home: "/",
  dossier: "/dossier/KAZ",
  pair: "/dossier/KAZ/ARM",
  "dossier-as-of": "/dossier/KAZ?as-of=2000",
  map: "/map/KAZ",
  "map-relations": "/map/KAZ?show=diplomatic-relations&as-of=2005",
  timeline: "/timeline/KAZ/ARM",
  network: "/network/KAZ",
  compare: "/compare/KAZ?first=1993&second=2008",
  "compare-states": "/compare/KAZ/ARM",
  balance: "/balance/KAZ/RUS/CHN/USA?from=1991&to=2010",
  anniversaries: "/anniversaries/KAZ?year=2027",
  conflicts: "/conflicts/KAZ/ARM",
  sources: "/sources",
  source: `/source/${sha("kazakhstan-neighbours.txt")}`,
  search: "/search?q=Almaty",
  ask: `/ask?q=${encodeURIComponent("Who has embassies in Almaty?")}`,
  read: "/read",
  nothing: "/dossier/NOBODY-OF-THAT-NAME",
};

for (const [width, scheme] of [
  [1440, "light"],
  [390, "light"],
  [1440, "dark"],
]) {
  const watched = await open(browser, server.address, { width, scheme });
  for (const [name, path] of Object.entries(kPages)) {
    await check(`${name} at ${width}, ${scheme}: no violation, no error, nothing beside the screen`, async () => {
      watched.faults.length = 0;
      await watched.go(path);
      await watched.page.waitForTimeout(50);
      await watched.page.screenshot({ path: join(pictures, `${name}-${width}${scheme === "dark" ? "-dark" : ""}.png`), fullPage: name !== "dossier" });
      const found = await violations(watched.page);
      assert.deepEqual(found.slice(0, 8), []);
      const wide = await watched.page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `the page is ${wide} wide`);
      // The browser itself logs an answer of 404 as an error.
      assert.deepEqual(name === "nothing" ? watched.faults.filter((one) => !one.includes("404")) : watched.faults, []);
    });
  }
  await watched.close();
}

const { page, faults, go, close } = await open(browser, server.address);

await check("by mouse: from a name to its card, from a claim to its sentence in two clicks", async () => {
  await go("/");
  await page.click("main a[data-entity=KAZ]");
  await page.waitForURL("**/dossier/KAZ");
  await settled(page);
  await page.hover("article table a[data-entity]");
  await page.waitForSelector("#card:not([hidden])");
  await page.keyboard.press("Escape");
  await page.waitForSelector("#card", { state: "hidden" });
  const mark = page.locator("article .mark:not(.searched)").first();
  await mark.click();
  await page.waitForSelector("dialog[open] mark");
  const quote = await page.textContent("dialog[open] mark");
  assert.deepEqual(await violations(page), []);
  await page.screenshot({ path: join(pictures, "drawer-1440.png") });
  await page.click("dialog[open] a.strong");
  await page.waitForSelector(".said.chosen");
  assert.ok(quote.replace(/\s+/g, " ").includes((await page.locator(".said.chosen").first().textContent()).replace(/\s+/g, " ").trim()));
  const box = await page.locator(".said.chosen").first().boundingBox();
  assert.ok(box && box.y > 0 && box.y < 1000, "the sentence is on the screen");
  await page.goBack();
  await page.waitForURL("**/dossier/KAZ");
  await settled(page);
});

await check("the contradiction over Armenia stands in both dossiers, and in the conflicts", async () => {
  for (const path of ["/dossier/KAZ", "/dossier/ARM", "/conflicts/ARM"]) {
    await go(path);
    const text = await page.textContent("main");
    assert.match(text, /27 August 1992/);
    assert.match(text, /6 November 2006/);
  }
  await go("/dossier/ARM");
  assert.match(await page.textContent("section.contested"), /Armenia/);
});

// Presses Tab until what has the focus fits.
async function tabTo(fits, most = 400) {
  for (let i = 0; i < most; ++i) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(fits)) return;
  }
  assert.fail(`nothing with the focus fits ${fits}`);
}

await check("by keyboard: search, dossier, drawer and back, sentence", async () => {
  await go("/");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await tabTo(() => document.activeElement.getAttribute("role") === "combobox");
  await page.keyboard.type("Kazakhs");
  await page.waitForSelector("[role=option]");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/dossier/KAZ");
  await settled(page);
  await page.waitForFunction(() => document.activeElement?.tagName === "H1");
  await tabTo(() => document.activeElement.matches(".mark:not(.searched)"));
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.equal(outline, "solid");
  const mark = await page.evaluate(() => document.activeElement.textContent);
  await page.keyboard.press("Enter");
  await page.waitForSelector("dialog[open] mark");
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog[open]", { state: "hidden" });
  assert.equal(await page.evaluate(() => document.activeElement.textContent), mark);
  await page.keyboard.press("Enter");
  await page.waitForSelector("dialog[open] a.strong");
  await tabTo(() => document.activeElement.matches("a.strong"));
  await page.keyboard.press("Enter");
  await page.waitForSelector(".said.chosen");
  assert.match(page.url(), /\/source\//);
});

await check("by keyboard: every view is reached, and tells its name", async () => {
  await go("/dossier/KAZ");
  const views = await page.locator(".top nav a").allTextContents();
  assert.equal(views.length, 10);
  for (const view of views) {
    await page.evaluate(() => document.querySelector(".wordmark").focus());
    for (let i = 0; i < 40; ++i) {
      await page.keyboard.press("Tab");
      if ((await page.evaluate(() => document.activeElement.textContent)) === view) break;
    }
    const before = page.url();
    await page.keyboard.press("Enter");
    await page.waitForFunction((address) => location.href !== address, before);
    await page.waitForFunction(() => document.activeElement?.tagName === "H1");
    assert.equal(await page.evaluate(() => document.querySelector("[aria-current=page]")?.textContent), view);
    assert.notEqual(await page.textContent("[role=status].unseen"), "");
  }
});

await check("by keyboard: dates of the map, its table, and its zoom", async () => {
  await go("/map/KAZ");
  await tabTo(() => document.activeElement.matches("input[type=range][aria-label='True when']"));
  for (let i = 0; i < 3; ++i) await page.keyboard.press("PageDown");
  await page.waitForFunction(() => new URLSearchParams(location.search).has("as-of"));
  assert.match(await page.evaluate(() => document.activeElement.getAttribute("aria-valuetext")), /\d{4}$/);
  await page.waitForFunction(() => document.querySelector("figcaption").textContent.includes("as of"));
  assert.match(await page.textContent("figcaption"), /Borders are today's, not those of/);
  await tabTo(() => document.activeElement.matches("svg.map"));
  const before = await page.getAttribute("svg.map", "viewBox");
  await page.keyboard.press("+");
  await page.keyboard.press("ArrowRight");
  assert.notEqual(await page.getAttribute("svg.map", "viewBox"), before);
  await tabTo(() => document.activeElement.matches("summary"));
  await page.keyboard.press("Enter");
  await page.waitForSelector(".twin[open] table");
});

await check("markup in documents stays text", async () => {
  for (const path of [`/source/${sha("hostile.txt")}`, "/dossier/KAZ", "/dossier/KAZ/AZE", "/conflicts", "/timeline/KAZ", "/search?q=%3Cscript%3Ewindow.harmed%3D1%3C%2Fscript%3E", "/ask?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E", "/dossier/%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E"]) {
    await go(path);
    assert.equal(await page.evaluate(() => document.querySelectorAll("main img, main script, main [onload], main [onerror], main iframe").length), 0, path);
    assert.equal(await page.evaluate(() => globalThis.harmed), undefined, path);
  }
  await go(`/source/${sha("hostile.txt")}`);
  assert.match(await page.textContent(".document"), /<img src=x onerror="window.harmed=1">/);
  await page.click("a.said");
  await page.waitForSelector("dialog[open] mark");
  assert.equal(await page.evaluate(() => document.querySelectorAll("dialog img, dialog script").length), 0);
});

await check("names in other scripts keep their direction", async () => {
  await go(`/source/${sha("scripts.txt")}`);
  assert.match(await page.textContent(".document"), /القاهرة/);
  assert.equal(await page.getAttribute(".document", "dir"), "auto");
});

await check("reading a pasted text, choosing, and taking it as JSON Lines", async () => {
  await go("/read");
  await page.fill("textarea", "Kazakhstan and Latvia established diplomatic relations on 30 December 1992. The weather was fine. Latvia has an embassy in Astana.");
  await page.click("form.reading button[type=submit]");
  await page.waitForSelector(".chosen-list li");
  const boxes = await page.locator(".chosen-list input[type=checkbox]").count();
  assert.ok(boxes >= 2);
  await page.locator(".chosen-list input[type=checkbox]").first().uncheck();
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("text=Take as JSON Lines")]);
  const lines = readFileSync(await download.path(), "utf8").trim().split("\n").map((line) => JSON.parse(line));
  assert.equal(lines.length, boxes - 1);
  assert.ok(lines.every((line) => line.kind && line.source.quote));
  await page.screenshot({ path: join(pictures, "read-done-1440.png") });
  assert.deepEqual(await violations(page), []);
});

await check("tables and pictures are taken as files", async () => {
  for (const path of ["/dossier/KAZ/ARM", "/map/KAZ", "/timeline/KAZ", "/conflicts", "/sources", "/balance/KAZ/RUS/CHN"]) {
    await go(path);
    for (const kind of await page.locator(".takings button").allTextContents()) {
      if (!["CSV", "SVG", "PNG"].includes(kind)) continue;
      const [download] = await Promise.all([page.waitForEvent("download"), page.click(`.takings button:text-is("${kind}")`)]);
      const bytes = readFileSync(await download.path());
      assert.ok(bytes.length > 60, `${path} ${kind}`);
      if (kind === "SVG") assert.match(bytes.toString("utf8"), /^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
      if (kind === "PNG") assert.equal(bytes.subarray(1, 4).toString(), "PNG");
    }
  }
});

await check("an address with dates and pin shows the same again", async () => {
  await go("/dossier/KAZ?as-of=2000");
  const article = await page.textContent("article");
  await page.click(".foot a");
  await page.waitForURL(/pin=[0-9a-f]{16}/);
  await settled(page);
  assert.equal(await page.textContent("article"), article);
});

await check("on paper: the notes are there, the rest of the screen is not", async () => {
  await go("/dossier/KAZ/ARM");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.isVisible(".top"), false);
  assert.equal(await page.isVisible(".takings"), false);
  assert.equal(await page.isVisible(".notes"), true);
  await page.screenshot({ path: join(pictures, "pair-print.png"), fullPage: true });
  for (const format of ["A4", "Letter"]) writeFileSync(join(pictures, `pair-${format}.pdf`), await page.pdf({ format, preferCSSPageSize: false }));
  await page.emulateMedia({ media: null });
});
assert.deepEqual(faults.filter((one) => !/status of (400|404)/.test(one)), []);
await close();

await check("a first view is light: dossier under 500 KB, map under 1 MB", async () => {
  for (const [path, most] of [
    ["/dossier/KAZ", 500_000],
    ["/map/KAZ", 1_000_000],
  ]) {
    const watched = await open(browser, server.address);
    const session = await watched.page.context().newCDPSession(watched.page);
    await session.send("Network.enable");
    let bytes = 0;
    session.on("Network.loadingFinished", (event) => (bytes += event.encodedDataLength));
    await watched.go(path);
    const shown = await watched.page.evaluate(() => Math.round(performance.now()));
    console.log(`  ${path}: ${bytes} bytes, shown after ${shown} ms`);
    assert.ok(bytes > 0 && bytes < most, `${bytes} bytes`);
    await watched.close();
  }
});

await browser.close();
const code = await server.stop();
await check("the program ends in order", async () => assert.equal(code, 0));
rmSync(work, { recursive: true });
console.log(failed === 0 ? "all walked" : `${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
