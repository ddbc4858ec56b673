// node live_play.mjs KAMMERSPIEL SCENARIO FOLDER [PICTURES]: a whole exercise in a browser. Control, two
// players, an evaluator and the screen for all, from the lobby to the hot wash, with a refresh at every
// step, a program that is killed and goes on, hostile text in every field, and axe-core on every
// screen in both languages. Pictures of the screens, if asked for.
// Exit status: 0 all is well, 1 faults, 2 the command line, 77 something to check with is missing.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const skipped = 77;
const [program, scenario, folder, pictures] = process.argv.slice(2);
if (!program || !scenario || !folder) {
    console.error('node live_play.mjs KAMMERSPIEL SCENARIO FOLDER [PICTURES]');
    process.exit(2);
}

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

const { default: puppeteer } = await loaded('puppeteer-core');
const { default: axe } = await loaded('axe-core');

const faults = [];
function check(is, what) {
    if (!is) {
        faults.push(what);
        console.log(`FAULT: ${what}`);
    }
}

mkdirSync(folder, { recursive: true });
const session = join(folder, 'session.sqlite');
for (const end of ['', '-wal', '-shm', '.lock']) rmSync(session + end, { force: true });

/** Starts the program; what it prints tells where to go. */
function start(what, port) {
    const child = spawn(program, ['--lang', 'en', 'play', what, '--port', String(port),
        ...(what === session ? [] : ['-o', session])], { stdio: ['ignore', 'pipe', 'inherit'] });
    return new Promise((ready, failed) => {
        let told = '';
        child.stdout.on('data', (bytes) => {
            told += bytes;
            const control = /(http:\/\/[^\s]*#control=[0-9a-f]+)/.exec(told)?.[1];
            const code = /join code ([A-Z0-9]{6})/.exec(told)?.[1];
            if (control && code && told.includes('Record:')) {
                ready({ child, control, code, origin: control.slice(0, control.indexOf('/#')) });
            }
        });
        child.on('exit', (status) => failed(new Error(`the program ended with ${status}: ${told}`)));
    });
}

const profile = mkdtempSync(join(tmpdir(), 'kammerspiel-browser-'));
const browser = await puppeteer.launch({
    executablePath: browserPath(), headless: true, userDataDir: profile,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
        '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

const hostile = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>';
let at = await start(scenario, 0);
const port = Number(new URL(at.origin).port);

async function open(name, url, width = 1280, height = 900) {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.setViewport({ width, height });
    await page.evaluateOnNewDocument(() => localStorage.setItem('language', 'en'));
    page.on('dialog', (dialog) => void dialog.accept());
    page.on('pageerror', (error) => check(false, `${name}: ${error.message}`));
    page.on('request', (request) => {
        const to = request.url();
        check(to.startsWith(at.origin) || to.startsWith('data:') || to === 'about:blank',
            `${name} asks for ${to}`);
    });
    page.on('console', (message) => {
        const text = message.text();
        const isOurs = message.type() === 'error' && !/net::|401|Failed to load/.test(text);
        check(!isOurs, `${name} says: ${text}`);
    });
    await page.goto(url);
    page.who = name;
    return page;
}
const long = { timeout: 20000 };
async function see(page, text) {
    try {
        await page.waitForFunction((wanted) => document.body.innerText.includes(wanted), long, text);
    } catch {
        check(false, `${page.who} does not see "${text}"`);
    }
}
async function click(page, text, within = 'body') {
    const found = await page.waitForFunction((wanted, area) => {
        const all = [...document.querySelectorAll(`${area} button, ${area} summary, ${area} a`)];
        return all.find((one) => one.textContent.trim() === wanted && !one.disabled) ?? false;
    }, long, text, within).catch(() => null);
    check(found !== null, `${page.who} finds no "${text}" in ${within}`);
    if (found) await found.evaluate((one) => one.click());
}
async function fill(page, label, text) {
    const found = await page.waitForFunction((wanted) => {
        const all = [...document.querySelectorAll('label')].filter((one) => one.offsetParent);
        const labelled = all.find((one) => one.textContent.trim().startsWith(wanted));
        return labelled?.querySelector('input, textarea, select') ?? false;
    }, long, label).catch(() => null);
    check(found !== null, `${page.who} finds no field "${label}"`);
    if (!found) return;
    const kind = await found.evaluate((one) => one.tagName);
    if (kind === 'SELECT') {
        await found.select(text);
    } else {
        await found.evaluate((one, value) => {
            one.value = value;
            one.dispatchEvent(new Event('input', { bubbles: true }));
        }, text);
    }
}
async function again(page) {
    await page.reload();
    await page.waitForSelector('main');
}
async function picture(page, name) {
    if (!pictures) return;
    mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}
/** axe-core in both languages, and whether anything that somebody wrote was run. */
async function inspect(page, name) {
    check(!(await page.evaluate(() => window.hacked)), `${name}: hostile text was run`);
    for (const language of ['en', 'de']) {
        const now = await page.evaluate(() => document.documentElement.lang);
        if (now !== language) await click(page, language === 'de' ? 'Deutsch' : 'English');
        await new Promise((done) => setTimeout(done, 400));
        await page.evaluate(axe.source);
        const { violations } = await page.evaluate(() =>
            window.axe.run(document, { resultTypes: ['violations'] }));
        for (const one of violations) {
            check(false, `${name} (${language}) axe ${one.id}: ${one.help}; ` +
                `${one.nodes.length} times, ${one.nodes[0].target.join(' ')}`);
        }
        await picture(page, `${name}-${language}`);
    }
    await click(page, 'English');
    const wide = await page.evaluate(() =>
        document.documentElement.scrollWidth - document.documentElement.clientWidth);
    check(wide <= 1, `${name}: ${wide} px too wide`);
}

async function joined(name, role, width, height) {
    const page = await open(name, `${at.origin}/?code=${at.code}`, width, height);
    await fill(page, 'Name or function', name);
    await fill(page, 'I am here as', role);
    await click(page, 'Enter');
    await see(page, 'Control will let you in');
    return page;
}

try {
    // The lobby.
    const control = await open('control', at.control);
    await inspect(control, 'door-control');
    await fill(control, 'Name or function', 'Anna');
    await click(control, 'Enter');
    await see(control, 'Begin the exercise');
    const door = await open('door', at.origin);
    await inspect(door, 'door');
    await door.close();
    const provider = await joined('Olga', 'player', 360, 780);
    await inspect(provider, 'lobby');
    const chamber = await joined(hostile, 'player', 820, 1180);
    const evaluator = await joined('David', 'evaluator', 412, 900);
    const wall = await joined('Beamer', 'wall', 1920, 1080);
    await see(control, 'Olga');
    // Let in one after the other; the second player belongs to the second group.
    for (const [name, group] of [['Olga', 'provider'], ['<img', 'chamber'], ['David', ''],
        ['Beamer', '']]) {
        await control.waitForFunction((wanted) => [...document.querySelectorAll('li.row')]
            .some((one) => one.textContent.includes(wanted)), long, name);
        await control.evaluate((wanted, group) => {
            const row = [...document.querySelectorAll('li.row')]
                .find((one) => one.textContent.includes(wanted));
            const select = row.querySelector('select');
            if (select && group) {
                select.value = group;
                select.dispatchEvent(new Event('change', { bubbles: true }));
            }
        }, name, group);
        await new Promise((done) => setTimeout(done, 200));
        await control.evaluate((wanted) => [...document.querySelectorAll('li.row')]
            .find((one) => one.textContent.includes(wanted))
            .querySelector('button').click(), name);
        await control.waitForFunction((wanted) => ![...document.querySelectorAll('li.row')]
            .some((one) => one.textContent.includes(wanted)), long, name);
    }
    await see(provider, 'about to begin');
    await inspect(control, 'control-lobby');

    // It begins; an inject goes to one group, a press page to all.
    await click(control, 'Begin the exercise');
    await see(provider, 'Something is odd');
    await again(provider);
    await see(provider, 'Something is odd');
    await control.evaluate(() => [...document.querySelectorAll('.inject')]
        .find((one) => one.textContent.includes('Three servers are odd'))
        .querySelector('button.main').click());
    await see(provider, 'Three application servers run a programme');
    check(!(await chamber.evaluate(() => document.body.innerText)).includes('application servers run'),
        'a group reads what is for another');
    await click(control, 'Free inject');
    await fill(control, 'Medium', 'media');
    await fill(control, 'From', hostile);
    await fill(control, 'Title', 'Chambers offline?');
    await fill(control, 'Text', `Readers ask. ${hostile}`);
    await click(control, 'Send', 'form.free');
    await see(wall, 'Chambers offline?');
    await see(chamber, 'Chambers offline?');
    await again(wall);
    await see(wall, 'Chambers offline?');

    // Players mark, ask, write.
    await click(provider, 'assumption');
    await see(control, 'Olga: assumption');
    await click(provider, 'Decide');
    await fill(provider, 'Whom would you ask', `May we call the BSI? ${hostile}`);
    await click(provider, 'Ask');
    await see(control, 'May we call the BSI?');
    await click(provider, 'Log');
    await fill(provider, 'Add a line', `Meier leads. ${hostile}`);
    await click(provider, 'Add');
    await see(provider, 'Meier leads.');
    await inspect(provider, 'player-log');
    await click(provider, 'Situation');
    await see(provider, ': unusual behaviour of three servers at the provider');
    await inspect(provider, 'player-picture');

    // A decision, with a look ahead, and its order.
    await control.evaluate(() => [...document.querySelectorAll('.decision')]
        .find((one) => one.textContent.includes('Do we switch off'))
        .querySelector('button').click());
    await click(provider, 'Decide');
    await see(provider, 'Do we switch off');
    await provider.evaluate(() => [...document.querySelectorAll('.choice')]
        .find((one) => one.textContent.includes('everything at once')).querySelector('input').click());
    await fill(provider, 'Reason', 'better safe');
    await inspect(provider, 'player-decide');
    await click(provider, 'Decide for the group');
    await see(control, 'better safe');
    await inspect(control, 'control-playing');
    await click(control, 'Preview');
    await see(control, 'member-hours lost');
    await picture(control, 'control-preview');
    await click(control, 'Accept: in force from now on');
    await see(control, 'as-happened › everything-off');
    await see(provider, 'in force');

    // The program is killed and goes on where it was; everybody is back by themselves.
    const ended = new Promise((done) => at.child.once('exit', done));
    at.child.removeAllListeners('exit');
    at.child.kill('SIGKILL');
    await new Promise((done) => setTimeout(done, 300));
    await see(provider, 'No connection');
    at = await start(session, port);
    void ended;
    const backFrom = Date.now();
    for (const page of [control, provider, chamber, evaluator, wall]) {
        await page.waitForFunction(() => !document.body.innerText.includes('No connection') &&
            document.body.innerText.length > 80, { timeout: 30000 })
            .catch(() => check(false, `${page.who} does not come back`));
    }
    console.log(`all back ${((Date.now() - backFrom) / 1000).toFixed(1)} s after the new start`);
    await see(control, 'The exercise is paused');
    await see(control, 'as-happened › everything-off');
    await click(control, 'Resume');

    // Half a day later much is off, and everybody sees it.
    await click(control, 'Jump …');
    await fill(control, 'Hours ahead', '24');
    await click(control, 'Jump');
    await click(provider, 'Situation');
    await provider.waitForFunction(() => /\b0 %/.test(document.body.innerText) ||
        /7\d of 80 houses with outages/.test(document.body.innerText), long)
        .catch(() => check(false, 'provider does not see that services are down'));
    await inspect(wall, 'wall');
    await inspect(chamber, 'player-tablet');
    await inspect(control, 'control-later');

    // Rated, with evidence.
    await evaluator.evaluate(() => document.querySelector('.task summary').click());
    await evaluator.evaluate(() => document.querySelector('.task[open] input[type=radio]').click());
    await fill(evaluator, 'Evidence', `a name was given at once ${hostile}`);
    await click(evaluator, 'Record', '.task[open]');
    await see(evaluator, 'a name was given at once');
    await inspect(evaluator, 'evaluator');

    // A real incident, the end, the hot wash.
    await click(control, 'PAUSE – REAL INCIDENT');
    for (const page of [provider, chamber, wall, evaluator]) {
        await see(page, 'PAUSE – REAL INCIDENT');
    }
    await picture(wall, 'wall-emergency');
    await click(control, 'Resume');
    await click(control, 'End');
    await see(provider, 'The exercise is over');
    await inspect(provider, 'player-ended');
    await click(control, 'Open the hot wash for all');
    await see(provider, 'What was so');
    await inspect(chamber, 'hotwash');
    await fill(provider, 'What went well?', `the calm ${hostile}`);
    await click(provider, 'Send');
    await see(provider, 'Thank you for your feedback');
    await inspect(control, 'control-ended');
    for (const page of [control, provider, chamber, evaluator, wall]) {
        check(!(await page.evaluate(() => window.hacked)), `${page.who}: hostile text was run`);
    }
} catch (error) {
    check(false, String(error.stack ?? error));
} finally {
    await browser.close();
    at.child.removeAllListeners('exit');
    at.child.kill('SIGINT');
    await new Promise((done) => setTimeout(done, 1500));
    rmSync(profile, { recursive: true, force: true });
}
console.log(faults.length === 0 ? 'A whole exercise, without a fault.' : `${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
