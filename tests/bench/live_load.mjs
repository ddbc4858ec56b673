// node live_load.mjs KAMMERSPIEL SCENARIO [STREAMS]: what live play takes under load, on this machine's
// loopback, with TLS and what-if questions running: so many players join (200, unless said otherwise),
// each with a stream of its own; control writes messages to all of them; the program is killed and goes
// on; a long journal is resumed. Prints a table of figures beside their targets. It needs nothing but
// node; the load is made beside the server, on the same cores.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [program, scenario, count = '200'] = process.argv.slice(2);
if (!program || !scenario) {
    console.error('node live_load.mjs KAMMERSPIEL SCENARIO [STREAMS]');
    process.exit(2);
}
const players = Math.min(Number(count), 240);
const folder = mkdtempSync(join(tmpdir(), 'kammerspiel-load-'));
const session = join(folder, 'session.sqlite');
const agent = new https.Agent({ keepAlive: true, maxSockets: 64, rejectUnauthorized: false });
const now = () => performance.now();
const rest = (ms) => new Promise((done) => setTimeout(done, ms));

function quantile(values, share) {
    const sorted = [...values].sort((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}

const figures = [];
function figure(what, value, unit, target) {
    const digits = value < 10 ? 2 : value < 100 ? 1 : 0;
    figures.push([what, `${value.toFixed(digits)} ${unit}`, `${target} ${unit}`,
        value <= target ? 'met' : 'missed']);
}

/** Starts the program; it says where to go. */
function start(what, port) {
    const began = now();
    const arguments_ = ['--lang', 'en', 'play', what, '--lan', '--address', '127.0.0.1', '--port',
        String(port)];
    if (what !== session) arguments_.push('-o', session);
    const child = spawn(program, arguments_, { stdio: ['ignore', 'pipe', 'inherit'] });
    return new Promise((ready, failed) => {
        let told = '';
        child.stdout.on('data', (bytes) => {
            told += bytes;
            const control = /(https:\/\/[^\s]*)\/#control=([0-9a-f]+)/.exec(told);
            const code = /join code ([A-Z0-9]{6})/.exec(told)?.[1];
            if (control && code && told.includes('Record:')) {
                ready({ child, origin: control[1], secret: control[2], code, took: now() - began });
            }
        });
        child.on('exit', (status) => failed(new Error(`the program ended with ${status}: ${told}`)));
    });
}

let at;
// Nothing here may take for ever: what is missing after this is a fault.
const bound = setTimeout(() => {
    console.error('the load was not done in five minutes');
    at?.child.kill('SIGKILL');
    process.exit(1);
}, 300_000);
process.on('exit', () => at?.child.kill('SIGKILL'));
function stage(name) {
    if (process.stderr.isTTY || process.env.VERBOSE) console.error(`${name} …`);
}
function end(signal) {
    at.child.removeAllListeners('exit');
    const ended = new Promise((done) => { at.child.on('exit', done); });
    at.child.kill(signal);
    return ended;
}
function request(method, path, cookie, body) {
    const url = new URL(path, at.origin);
    return new Promise((done, failed) => {
        const sent = https.request(url, { method, agent, headers: {
            Origin: at.origin, 'Content-Type': 'application/json', 'X-Kammerspiel': '1',
            ...(cookie ? { Cookie: cookie } : {}) } }, (answer) => {
            let text = '';
            answer.on('data', (bytes) => { text += bytes; });
            answer.on('end', () => done({ status: answer.statusCode, text,
                cookie: (answer.headers['set-cookie'] ?? [''])[0].split(';')[0] }));
        });
        sent.on('error', failed);
        sent.end(body ? JSON.stringify(body) : undefined);
    });
}
let ids = 0;
async function command(cookie, type, args = {}) {
    ids += 1;
    const body = { id: `load-${ids.toString().padStart(12, '0')}`, type, args };
    let answer = await request('POST', '/api/commands', cookie, body);
    // No more than ten commands a second are taken from one seat.
    while (answer.status === 429) {
        await rest(100);
        answer = await request('POST', '/api/commands', cookie, body);
    }
    if (answer.status !== 200) throw new Error(`${type}: ${answer.status} ${answer.text}`);
    return answer;
}

/** A stream that calls `seen` with each view. */
function stream(cookie, seen) {
    const sent = https.request(new URL('/api/stream', at.origin), { agent: false,
        rejectUnauthorized: false, headers: { Cookie: cookie } }, (answer) => {
        let kept = '';
        answer.on('data', (bytes) => {
            kept += bytes;
            for (let end = kept.indexOf('\n\n'); end >= 0; end = kept.indexOf('\n\n')) {
                const event = kept.slice(0, end);
                kept = kept.slice(end + 2);
                if (event.includes('event: view')) seen(event);
            }
        });
    });
    sent.on('error', () => {});
    sent.end();
    return sent;
}

function memory(pid) {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
}

at = await start(scenario, 0);
const control = (await request('POST', '/api/control', '', { secret: at.secret, name: 'load' })).cookie;
const view = JSON.parse((await request('GET', '/api/view', control)).text).view;
const groups = view.frame.groups.map((one) => one.name);

// All come in.
stage('joining');
let began = now();
const seats = [];
for (let first = 0; first < players; first += 20) {
    const some = Array.from({ length: Math.min(20, players - first) }, (_, i) =>
        request('POST', '/api/join', '', { code: at.code, name: `player ${first + i}`, role: 'player',
            group: groups[(first + i) % groups.length] }));
    for (const answer of await Promise.all(some)) {
        if (answer.status !== 200) throw new Error(`join: ${answer.status} ${answer.text}`);
        seats.push(answer.cookie);
    }
}
figure(`${players} joins`, (now() - began) / 1000, 's', 10 * players / 200);
const asked = JSON.parse((await request('GET', '/api/view', control)).text).view.seats
    .filter((one) => one.state === 'asked');
for (const one of asked) {
    await command(control, 'seat.admit', { seat: one.number, group: one.group || groups[0] });
}

stage('messages');
// What if: three options in the same world, then in a hundred.
stage('what-if');
await command(control, 'start');
const orderable = JSON.parse((await request('GET', '/api/view', control)).text).view.plays;
const question = { worlds: 100, choices: [{ plays: [] }, { plays: [orderable[0]] },
    { plays: [orderable[orderable.length - 1]] }] };
async function ask() {
    const answer = await request('POST', '/api/previews', control, question);
    if (answer.status !== 200) throw new Error(`preview: ${answer.status} ${answer.text}`);
    return JSON.parse(answer.text).preview;
}
began = now();
const asked_for = await ask();
let same = null;
for (let done = false; !done; await rest(10)) {
    const { previews } = JSON.parse((await request('GET', '/api/view', control)).text).view;
    const mine = previews.find((one) => one.number === asked_for);
    if (mine?.same && same === null) same = now() - began;
    done = mine?.state === 'done';
}
figure('what-if in the same world, three options', same / 1000, 's', 0.3);
figure('three options × 100 worlds', (now() - began) / 1000, 's', 5);

// Messages to all, while what-if questions run.
const waiting = new Map();
const streams = seats.map((cookie, i) => stream(cookie, (event) => {
    for (const [mark, one] of waiting) {
        if (!one.seen[i] && event.includes(mark)) one.seen[i] = now() - one.began;
    }
}));
await rest(2000);
const acknowledged = [];
const delivered = [];
let previews = 0;
for (let n = 0; n < 60; n += 1) {
    if (n % 10 === 0) {
        await ask();
        previews += 1;
    }
    const mark = `mark-${n}-of-the-load`;
    const one = { began: now(), seen: [] };
    waiting.set(mark, one);
    await command(control, 'message', { to: [], mode: 'mail', from: 'load', title: 'load', text: mark });
    acknowledged.push(now() - one.began);
    await rest(400);
    waiting.delete(mark);
    for (let i = 0; i < players; i += 1) delivered.push(one.seen[i] ?? 10000);
}
figure('acknowledgement, p99', quantile(acknowledged, 0.99), 'ms', 50);
figure(`event at ${players} clients, p99`, quantile(delivered, 0.99), 'ms', 250);
figure('event at all clients, median', quantile(delivered, 0.5), 'ms', 250);
figure('memory at most', memory(at.child.pid), 'MB', 200);

stage('killed');
// It is killed, and everybody comes back.
const port = Number(new URL(at.origin).port);
await end('SIGKILL');
streams.forEach((one) => one.destroy());
began = now();
at = await start(session, port);
const back = await Promise.all(seats.map(async (cookie) => {
    while ((await request('GET', '/api/view', cookie)).status !== 200) await rest(50);
    return now() - began;
}));
figure('95 % of clients back after SIGKILL', quantile(back, 0.95) / 1000, 's', 5);
figure('all clients back after SIGKILL', Math.max(...back) / 1000, 's', 10);

// A long journal.
stage('a long journal');
const entries = 10000;
const writers = seats.slice(0, 100);
for (let n = 0; n < entries; n += writers.length) {
    began = now();
    await Promise.all(writers.map((cookie, i) => command(cookie, 'note', { text: `note ${n + i}` })));
    await rest(Math.max(0, 105 - (now() - began)));
}
await end('SIGKILL');
at = await start(session, port);
figure(`resuming ${entries} events`, at.took / 1000, 's', 2);
figure('memory after that', memory(at.child.pid), 'MB', 200);

began = now();
await end('SIGINT');
figure('Ctrl-C', (now() - began) / 1000, 's', 2);

clearTimeout(bound);
rmSync(folder, { recursive: true, force: true });
agent.destroy();
const wide = [0, 1, 2].map((c) => Math.max(...figures.map((row) => row[c].length)));
console.log(`${players} players with a stream each, TLS, ${previews} what-if questions of 3 × 100 worlds`);
for (const row of figures) {
    console.log(`${row[0].padEnd(wide[0])}  ${row[1].padStart(wide[1])}  (${row[2].padStart(wide[2])}) ${row[3]}`);
}
process.exit(figures.some((row) => row[3] === 'missed') ? 1 : 0);
