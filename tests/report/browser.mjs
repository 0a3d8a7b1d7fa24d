// What a real Chromium makes of a page: node browser.mjs MODULES CHROMIUM JOB PAGE, the answer as JSON.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [modules, executablePath, job, file] = process.argv.slice(2);
const load = createRequire(`${modules}/node_modules/`);
const { chromium } = load("playwright-core");
const address = pathToFileURL(file).href;
const args = [
  "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];
const browser = await chromium.launch({ executablePath, args });

// 200 % of a window of 1280 pixels is a page of 640, drawn twice as large.
const SIZES = { "1280": [1280, 1], "320": [320, 1], "200 %": [640, 2] };

async function open(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const signs = [];
  page.on("console", (message) => signs.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => signs.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => { signs.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => { if (request.url() !== address) signs.push(`request: ${request.url()}`); });
  page.on("popup", () => signs.push("popup"));
  await page.goto(address);
  return { page, signs };
}

const JOBS = {
  async axe() {
    const source = readFileSync(load.resolve("axe-core/axe.min.js"), "utf-8");
    const found = {};
    for (const [size, [width, deviceScaleFactor]] of Object.entries(SIZES)) {
      const { page } = await open({ viewport: { width, height: 900 }, deviceScaleFactor });
      const inside = await page.context().newCDPSession(page);
      await inside.send("Runtime.evaluate", { expression: source });
      const result = await page.evaluate(() => globalThis.axe.run(document));
      found[size] = {
        violations: result.violations.map((one) => `${one.id}: ${one.nodes[0].html}`),
        checked: result.passes.length,
        overflow: await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      };
    }
    return found;
  },

  async keyboard() {
    const { page } = await open();
    const expected = await page.evaluate(() => {
      const all = [...document.querySelectorAll("a[href], button, select, summary, [tabindex='0']")];
      all.forEach((one, index) => (one.dataset.essai = index));
      return all.map((one) => one.dataset.essai);
    });
    const met = new Set();
    const unseen = [];
    for (let step = 0; step < expected.length + 5; step++) {
      await page.keyboard.press("Tab");
      const now = await page.evaluate(() => {
        const one = document.activeElement;
        const box = one.getBoundingClientRect();
        const drawn = getComputedStyle(one).outlineStyle !== "none" && box.width > 0 && box.height > 0;
        return { name: one.dataset.essai ?? null, drawn, html: one.outerHTML.slice(0, 80) };
      });
      if (now.name === null) break;
      met.add(now.name);
      if (!now.drawn) unseen.push(now.html);
    }
    const missed = expected.filter((name) => !met.has(name));
    return { count: expected.length, missed, unseen };
  },

  async table() {
    const { page, signs } = await open();
    const rows = "#dossiers tbody tr";
    const names = () => page.$$eval(rows, (all) => all.filter((one) => one.checkVisibility()).map((one) => one.id));
    const before = await names();
    const sort = async (column) => {
      await page.focus(`#dossiers thead th:nth-child(${column}) button`);
      await page.keyboard.press("Enter");
      const aria = await page.getAttribute(`#dossiers thead th:nth-child(${column})`, "aria-sort");
      return [aria, await page.$$eval(`${rows} > :nth-child(${column})`, (all) => all.map((one) => one.textContent.trim()))];
    };
    const sorted = { rising: await sort(6), falling: await sort(6), verdict: await sort(5) };
    await page.focus("#filtre-verdict");
    await page.keyboard.press("ArrowDown");
    const filtered = [await page.inputValue("#filtre-verdict"), await names(), await page.textContent("#etat-filtre")];
    await page.selectOption("#filtre-verdict", "");
    await page.focus("summary");
    await page.keyboard.press("Enter");
    const unfolded = await page.$eval("details", (one) => one.open);
    await page.focus(`${rows} a`);
    await page.keyboard.press("Enter");
    return { before, sorted, filtered, after: (await names()).length, unfolded, place: new URL(page.url()).hash, signs };
  },

  async unscripted() {
    const { page, signs } = await open({ javaScriptEnabled: false });
    return { text: await page.innerText("body"), form: await page.isVisible("#filtres").catch(() => false), signs };
  },

  async signs() {
    const { page, signs } = await open();
    await page.waitForTimeout(1500);
    const left = await page.evaluate(() => ({ canary: String(globalThis.canari), title: document.title }));
    const shown = await page.isVisible("h1");
    return { signs, shown, address: page.url() === address, ...left };
  },

  async print() {
    const { page } = await open();
    await page.pdf({ path: `${file}.pdf`, preferCSSPageSize: true });
    return {};
  },
};

try {
  process.stdout.write(JSON.stringify(await JOBS[job]()));
} finally {
  await browser.close();
}
