// node check_papers.mjs FOLDER: every page below it is valid HTML, asks the network for nothing, has
// no fault of accessibility that axe-core finds, is read on a screen of 360 pixels, and prints on A4
// without anything cut off; on as many sheets as it says itself (data-sheets). No word is broken so
// that a letter or two stand alone.
// Exit status: 0 all is well, 1 faults, 2 the command line, 77 something to check with is missing.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const skipped = 77;

function skip(why) {
    console.log(`skipped: ${why}`);
    process.exit(skipped);
}

async function loaded(name) {
    try {
        return await import(name);
    } catch {
        return skip(`${name} is missing; run npm ci in tests/web`);
    }
}

function browserPath() {
    for (const name of [process.env.CHROMIUM, 'chromium', 'chromium-browser', 'google-chrome']) {
        if (!name) continue;
        try {
            return execFileSync('which', [name], { encoding: 'utf8' }).trim();
        } catch {
            // The next one, perhaps.
        }
    }
    return skip('there is no Chromium');
}

function pagesBelow(folder) {
    return readdirSync(folder, { withFileTypes: true })
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .flatMap((entry) => {
            const path = join(folder, entry.name);
            if (entry.isDirectory()) return pagesBelow(path);
            return entry.name.endsWith('.html') ? [path] : [];
        });
}

async function invalidParts(path, validator) {
    const report = await validator.validateString(readFileSync(path, 'utf8'));
    return report.results.flatMap((result) =>
        result.messages.map((one) => `HTML ${one.line}:${one.column} ${one.ruleId}: ${one.message}`),
    );
}

/** What axe-core finds, each with the first place. */
async function inaccessibleParts(page, axe) {
    // In a world of its own, so that no policy of the page stands in its way.
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() =>
        // eslint-disable-next-line no-undef
        window.axe.run(document, { resultTypes: ['violations'] }),
    );
    return violations.map(
        (one) =>
            `axe ${one.id}: ${one.help} (${one.nodes.length} times; ${one.nodes[0].target.join(' ')})`,
    );
}

/** Millimetres of A4 between the margins that the page's own style sheet asks for. */
const millimetre = 96 / 25.4;

/** What is wider in print than what the sheet leaves for it. */
async function cutOffParts(page) {
    await page.emulateMediaType('print');
    const { landscape, margins } = await page.evaluate(() => {
        const flat = (rule) =>
            rule instanceof CSSMediaRule && matchMedia(rule.media.mediaText).matches
                ? [...rule.cssRules].flatMap(flat)
                : [rule];
        const rules = [...document.styleSheets]
            .flatMap((sheet) => [...sheet.cssRules])
            .flatMap(flat)
            .filter((rule) => rule instanceof CSSPageRule && !rule.selectorText);
        const style = rules.length ? rules[rules.length - 1].style : null;
        const read = (side) => {
            const value = style ? style.getPropertyValue(`margin-${side}`) : '';
            const number = parseFloat(value);
            if (!value || Number.isNaN(number)) return 10;
            return value.endsWith('cm') ? 10 * number : value.endsWith('in') ? 25.4 * number : number;
        };
        return {
            landscape: style ? style.getPropertyValue('size').includes('landscape') : false,
            margins: read('left') + read('right'),
        };
    });
    const sheet = landscape ? { width: 297, height: 210 } : { width: 210, height: 297 };
    const wide = Math.floor((sheet.width - margins) * millimetre);
    await page.setViewport({ width: wide, height: Math.floor(sheet.height * millimetre) });
    return page.evaluate((limit) => {
        const faults = [];
        const names = (element) =>
            element.tagName.toLowerCase() +
            (element.id ? `#${element.id}` : '') +
            (element.caption ? ` “${element.caption.textContent.trim().slice(0, 50)}”` : '');
        for (const element of document.querySelectorAll('table, figure, svg, img, pre')) {
            const box = element.getBoundingClientRect();
            if (box.width === 0) continue;
            const right = Math.max(box.right, box.left + element.scrollWidth);
            if (right > limit + 1 || box.left < -1) {
                faults.push(
                    `print: ${names(element)} reaches to ${Math.round(right)} of ${limit} pixels`,
                );
            }
            for (let at = element.parentElement; at; at = at.parentElement) {
                const overflow = getComputedStyle(at).overflowX;
                if (overflow !== 'visible' && at.scrollWidth > at.clientWidth + 1) {
                    faults.push(`print: ${names(element)} is cut off by ${names(at)}`);
                    break;
                }
            }
        }
        // Text of SVG that lies outside of its picture.
        for (const picture of document.querySelectorAll('svg')) {
            const frame = picture.getBoundingClientRect();
            if (frame.width === 0) continue;
            for (const text of picture.querySelectorAll('text')) {
                const box = text.getBoundingClientRect();
                if (box.width > 0 && (box.left < frame.left - 2 || box.right > frame.right + 2)) {
                    faults.push(`print: “${text.textContent.slice(0, 40)}” leaves its picture`);
                }
            }
        }
        return [...new Set(faults)].slice(0, 20);
    }, wide);
}

/** Words of which a line holds no more than two letters, as in “längste/r”. */
async function brokenWords(page, where) {
    const broken = await page.evaluate(() => {
        const found = new Set();
        const range = document.createRange();
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            if (node.parentElement.closest('svg, script, style, pre')) continue;
            for (const word of node.data.matchAll(/\p{L}{4,}/gu)) {
                // Names such as federation.templates.chamber have no other place to break.
                const before = node.data[word.index - 1] ?? ' ';
                const after = node.data.slice(word.index + word[0].length).match(/^.?\S?/u)[0];
                if (/[./_#:=\d-]/.test(before) || /^[./_#:=-]\S/.test(after)) continue;
                range.setStart(node, word.index);
                range.setEnd(node, word.index + word[0].length);
                if (range.getClientRects().length < 2) continue;
                const parts = [];
                let top = null;
                for (let i = 0; i < word[0].length; i += 1) {
                    range.setStart(node, word.index + i);
                    range.setEnd(node, word.index + i + 1);
                    const box = range.getBoundingClientRect();
                    if (top === null || Math.abs(box.top - top) > 3) parts.push('');
                    top = box.top;
                    parts[parts.length - 1] += word[0][i];
                }
                if (parts.some((part) => part.length < 3)) found.add(parts.join('/'));
            }
        }
        return [...found].slice(0, 10);
    });
    return broken.map((word) => `${where}: a word is broken as “${word}”`);
}

/** On a telephone nothing but what scrolls by itself is wider than the screen. */
async function faultsOnTelephone(page) {
    await page.emulateMediaType('screen');
    await page.setViewport({ width: 360, height: 740 });
    const wide = await page.evaluate(() => {
        const limit = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= limit + 1) return [];
        const scrolls = (element) => {
            for (let at = element; at; at = at.parentElement) {
                if (/auto|scroll|hidden/.test(getComputedStyle(at).overflowX)) return true;
            }
            return false;
        };
        return [...document.body.querySelectorAll('*')]
            .filter((one) => one.getBoundingClientRect().right > limit + 1 && !scrolls(one.parentElement))
            .slice(0, 5)
            .map((one) => `${one.tagName.toLowerCase()} “${one.textContent.trim().slice(0, 40)}”`);
    });
    return [
        ...wide.map((one) => `360 pixels: ${one} is wider than the screen`),
        ...(await brokenWords(page, '360 pixels')),
    ];
}

/** As many sheets as it prints on; Poppler looks at what is on each, where it is there. */
async function printedFaults(page, folder, pdfs) {
    const file = join(folder, `${pdfs.length}.pdf`);
    await page.pdf({ path: file, format: 'A4', preferCSSPageSize: true, printBackground: true });
    pdfs.push(file);
    let info;
    try {
        info = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
    } catch {
        return { sheets: 0, faults: [] };
    }
    const sheets = Number(/Pages:\s*(\d+)/.exec(info)[1]);
    const [, one, two] = /Page size:\s*([\d.]+) x ([\d.]+)/.exec(info);
    const [narrow, tall] = [Number(one), Number(two)].sort((a, b) => a - b);
    const faults = [];
    const allowed = Number(await page.evaluate(() => document.body.dataset.sheets ?? 0));
    if (allowed && sheets !== allowed) {
        faults.push(`print: ${sheets} sheets instead of ${allowed}`);
    }
    if (Math.abs(narrow - 595) > 2 || Math.abs(tall - 842) > 2) {
        faults.push(`print: sheets are ${one} x ${two} points, not A4`);
    }
    const words = execFileSync('pdftotext', ['-layout', file, '-'], {
        encoding: 'utf8',
        maxBuffer: 1 << 28,
    });
    words
        .split('\f')
        .slice(0, sheets)
        .forEach((text, i) => {
            if (text.trim() === '') faults.push(`print: sheet ${i + 1} of ${sheets} is empty`);
        });
    return { sheets, faults };
}

async function faultsOf(path, tools, folder, pdfs) {
    const faults = await invalidParts(path, tools.validator);
    const page = await tools.browser.newPage();
    const address = pathToFileURL(path).href;
    await page.setRequestInterception(true);
    page.on('request', (request) => {
        if (request.url() === address || request.url().startsWith('data:')) {
            request.continue();
        } else {
            faults.push(`network: asks for ${request.url().slice(0, 200)}`);
            request.abort();
        }
    });
    page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
    await page.goto(address, { waitUntil: 'load' });
    faults.push(...(await inaccessibleParts(page, tools.axe)));
    faults.push(...(await faultsOnTelephone(page)));
    faults.push(...(await cutOffParts(page)));
    faults.push(...(await brokenWords(page, 'print')));
    const printed = await printedFaults(page, folder, pdfs);
    faults.push(...printed.faults);
    await page.close();
    return { faults, sheets: printed.sheets };
}

const given = process.argv[2];
if (!given || !statSync(given, { throwIfNoEntry: false })?.isDirectory()) {
    console.error('node check_papers.mjs FOLDER');
    process.exit(2);
}
const axe = (await loaded('axe-core')).default;
const { HtmlValidate, StaticConfigLoader } = await loaded('html-validate');
const { default: puppeteer } = await loaded('puppeteer-core');
const config = JSON.parse(readFileSync(new URL('htmlvalidate.json', import.meta.url), 'utf8'));

const folder = resolve(given);
const pages = pagesBelow(folder);
if (pages.length === 0) {
    console.error(`there is no page below ${folder}`);
    process.exit(1);
}
const scratch = mkdtempSync(join(tmpdir(), 'papers-'));
const browser = await puppeteer
    .launch({
        executablePath: browserPath(),
        headless: true,
        userDataDir: join(scratch, 'profile'),
        args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    })
    .catch((error) => skip(`Chromium does not start: ${error.message.split('\n')[0]}`));
const tools = { axe, browser, validator: new HtmlValidate(new StaticConfigLoader(config)) };
const pdfs = [];
let bad = 0;
for (const path of pages) {
    const { faults, sheets } = await faultsOf(path, tools, scratch, pdfs);
    console.log(`${faults.length ? 'BAD' : 'ok '} ${relative(folder, path)}, ${sheets} sheets`);
    for (const fault of faults) console.log(`    ${fault}`);
    if (faults.length) bad += 1;
}
await browser.close();
rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
console.log(`${pages.length} pages, ${bad} with faults`);
process.exit(bad ? 1 : 0);
