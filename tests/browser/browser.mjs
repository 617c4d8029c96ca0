// SPDX-License-Identifier: Apache-2.0
// A page that is watched: what it logs as an error, what it throws, and which other hosts it asks for are collected as faults.
import { chromium } from "playwright-core";

export const launch = (executablePath) =>
  chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"] });

export async function open(browser, address, { width = 1440, scheme = "light" } = {}) {
  const context = await browser.newContext({ viewport: { width, height: width > 600 ? 1000 : 844 }, colorScheme: scheme, reducedMotion: "reduce", acceptDownloads: true });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const faults = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (["http:", "https:", "ws:", "wss:"].includes(url.protocol) && url.origin !== address) faults.push(`asked ${url.origin}`);
  });
  return {
    page,
    faults,
    close: () => context.close(),
    go: async (path) => {
      await page.goto(address + path);
      await settled(page);
    },
  };
}

export const settled = (page) => page.waitForSelector("main:not([aria-busy]) h1");
