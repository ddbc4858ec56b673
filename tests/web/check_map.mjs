// node check_map.mjs REPORT [PICTURE]: the map of a run's page moves by keyboard and mouse, tells what a
// house lacks, tells truth from knowledge, follows the timeline, and stands at its worst moment without
// script.
// Exit status: 0 all is well, 1 faults, 2 the command line, 77 something to check with is missing.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [report, picture] = process.argv.slice(2);
if (!report) {
    console.error('node check_map.mjs REPORT [PICTURE]');
    process.exit(2);
}
function skip(why) {
    console.log(`skipped: ${why}`);
    process.exit(77);
}
const { default: puppeteer } = await import('puppeteer-core').catch(() =>
    skip('puppeteer-core is missing; run npm ci in tests/web'));
let chromium = process.env.CHROMIUM ?? 'chromium';
try {
    chromium = execFileSync('which', [chromium], { encoding: 'utf8' }).trim();
} catch {
    skip('there is no Chromium');
}

let bad = 0;
function check(is, what) {
    console.log(`${is ? 'ok ' : 'BAD'} ${what}`);
    if (!is) bad += 1;
}

const profile = mkdtempSync(join(tmpdir(), 'map-'));
const browser = await puppeteer
    .launch({ executablePath: chromium, headless: true, userDataDir: profile,
        args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] })
    .catch((error) => skip(`Chromium does not start: ${error.message.split('\n')[0]}`));
const page = await browser.newPage();
page.on('pageerror', (error) => check(false, error.message));
const address = pathToFileURL(resolve(report)).href;
const fills = () => page.$$eval('.house', (all) => all.map((one) => one.getAttribute('fill')));

await page.setJavaScriptEnabled(false);
await page.goto(address);
const still = await fills();
check(still.length > 1, `without script there are ${still.length} houses`);
check(still.some((fill) => fill !== '#ffffff'), 'without script some of them lack something');
check(await page.$eval('.map-panel', (one) => one.hidden), 'without script nothing asks to be used');

await page.setJavaScriptEnabled(true);
await page.setViewport({ width: 1280, height: 900 });
await page.goto(address);
check(JSON.stringify(await fills()) === JSON.stringify(still), 'it begins at its worst moment');
const told = () => page.$eval('.map-told', (one) => one.innerText);
const time = () => page.$eval('.map-time', (one) => one.textContent);
const worst = await time();
await page.focus('.map-panel input');
await page.keyboard.press('ArrowRight');
check((await time()) !== worst, 'the right arrow moves it on');
await page.keyboard.press('Home');
check((await fills()).filter((fill) => fill !== '#ffffff').length <= still.length, 'Home is the start');
await page.keyboard.press('End');
const last = await time();
check(last !== worst, 'End is the end');

await page.select('.map-panel select', '0');
const house = await told();
check(house.split('\n').length > 1, `a house is told: ${house.split('\n')[0]}`);
const [truth, known] = await page.$$('.map-panel button[aria-pressed]');
await known.click();
check((await known.evaluate((one) => one.getAttribute('aria-pressed'))) === 'true', 'what was known can be chosen');
check((await told()) !== house, 'truth and knowledge are told apart');
await truth.click();

const row = await page.$('tr[data-hours] .to-map');
await row.evaluate((one) => one.click());
check((await page.$$eval('tr.now', (all) => all.length)) === 1, 'one line of the timeline is the present one');
const circle = await page.$('.house[data-house="1"]');
await circle.evaluate((one) => one.dispatchEvent(new MouseEvent('click', { bubbles: true })));
check((await page.$eval('.map-panel select', (one) => one.value)) === '1', 'a click on a house chooses it');
if (picture) await (await page.$('.beside')).screenshot({ path: picture });
await browser.close();
rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
process.exit(bad ? 1 : 0);
