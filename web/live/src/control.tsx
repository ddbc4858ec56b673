// Whoever leads the exercise: clocks, injects, decisions, what is so and what is known, what-if.
import { useEffect, useState } from 'preact/hooks';
import qrcode from 'qrcode-generator';

import { command, me, preview, serverNow, why } from './api';
import { Attachments, Button, HouseMap, OwnName, Say, Top, newsText, scenarioNow } from './parts';
import type { ControlView, Decision, Inject, Preview } from './types';
import { both, language, moment, percent, span, t, whole, word } from './words';

function groupTitle(view: ControlView, name: string): string {
    return both(view.frame.groups.find((one) => one.name === name)?.title) || name;
}
function toWhom(view: ControlView, to: string[] | undefined): string {
    if (!to || to.length === 0) return t('all');
    return to.map((one) => groupTitle(view, one)).join(', ');
}

// The clock.

function ClockDesk({ view }: { view: ControlView }) {
    const { frame } = view;
    const [hours, setHours] = useState('2');
    const [asking, setAsking] = useState(false);
    const main = view.audience === 'control';
    if (frame.phase === 'lobby') {
        return <section class="desk" aria-label={t('desk')}>
            {main && <Button type="start" kind="main">{t('start')}</Button>}</section>;
    }
    if (frame.phase !== 'playing') {
        return <section class="desk" aria-label={t('desk')}><p>{t('ended')}</p>
            {main && frame.phase === 'ended' &&
                <Button type="hot-wash" kind="main">{t('hotwash.open')}</Button>}
            <a href="/api/export/log.csv" download>{t('export.csv')}</a>{' '}
            <a href="/api/export/log.jsonl" download>{t('export.jsonl')}</a></section>;
    }
    const to = scenarioNow(frame) + Number(hours || 0) * 3600e6;
    const between = view.queue.filter((one) => isOpen(one) && one.due !== null &&
        one.due > scenarioNow(frame) && one.due <= to && one.type === 'inject');
    const next = view.moves[frame.move.number];
    const left = view.queue.filter((one) => isOpen(one) && one.type === 'inject' &&
        one.move === view.moves[frame.move.number - 1]?.name);
    return (
        <section class="desk" aria-label={t('desk')}>
            <div class="row">
                {frame.clock.running
                    ? <Button type="pause">{t('pause')}</Button>
                    : <Button type="resume" kind="main">{t('resume')}</Button>}
                <label>{t('pace')}
                    <select value={String(frame.clock.permille)} onChange={(event) => void command(
                        'rate', { permille: Number(event.currentTarget.value) })}>
                        {[...new Set([0, 1000, 4000, 8000, 12000, 24000, 60000,
                            frame.clock.permille])].sort((a, b) => a - b).map((one) =>
                            <option value={String(one)}>×{one / 1000}</option>)}
                    </select></label>
                {main && <button type="button" aria-expanded={asking}
                    onClick={() => setAsking(!asking)}>{t('jump')}</button>}
                {main && next && <button type="button" onClick={() => {
                    const held = left.map((one) => both(one.title)).join('\n· ');
                    const question = held ? `${t('move.keeps')}\n· ${held}` : t('move.sure');
                    if (confirm(question)) void command('move', { move: next.name });
                }}>{t('move.next', { title: both(next.title) })}</button>}
                <button type="button" class="danger" onClick={() => {
                    void command('pause', { emergency: true });
                }}>{t('emergency.button')}</button>
                {main && <Button type="end" ask={t('end.sure')}>{t('end')}</Button>}
            </div>
            {asking && <Jump view={view} hours={hours} setHours={setHours} to={to}
                between={between} done={() => setAsking(false)} />}
        </section>
    );
}

function Jump({ view, hours, setHours, to, between, done }: {
    view: ControlView; hours: string; setHours: (hours: string) => void; to: number;
    between: Inject[]; done: () => void }) {
    const [chosen, choose] = useState<Record<string, string>>({});
    const those = (what: string) =>
        between.filter((one) => chosen[one.name] === what).map((one) => one.name);
    return (
        <div class="drawer">
            <label>{t('jump.hours')}<input type="number" min="0" step="0.5" value={hours}
                onInput={(event) => setHours(event.currentTarget.value)} /></label>
            <p>{t('jump.to', { moment: moment(to, view.frame) })}</p>
            {between.length > 0 && <><p>{t('jump.between')}</p><ul class="plain">
                {between.map((one) => (
                    <li>{both(one.title)}{' '}
                        <label class="unseen" for={`jump-${one.name}`}>{both(one.title)}</label>
                        <select id={`jump-${one.name}`} value={chosen[one.name] ?? 'keep'}
                            onChange={(event) => choose({ ...chosen,
                                [one.name]: event.currentTarget.value })}>
                            {(['keep', 'send', 'skip'] as const).map((what) =>
                                <option value={what}>{t(`jump.${what}`)}</option>)}</select></li>))}
            </ul></>}
            <button type="button" class="main" onClick={() => {
                void command('jump', { to: Math.round(to), send: those('send'),
                    skip: those('skip') }).then((ok) => { if (ok) done(); });
            }}>{t('jump.go')}</button>
        </div>
    );
}

// Injects.

function isOpen(one: Inject): boolean {
    return one.state === 'queued' || one.state === 'held';
}

function InjectRow({ one, view }: { one: Inject; view: ControlView }) {
    const [editing, edit] = useState(false);
    const [title, setTitle] = useState(both(one.title));
    const [text, setText] = useState(both(one.text));
    const now = scenarioNow(view.frame);
    const isHandedOut = one.type === 'inject' || one.type === 'contingency';
    const due = one.due === null
        ? t(one.conditional ? 'due.condition' : 'due.never')
        : one.overdue ? t('due.over', { span: span(now - one.due) })
            : view.frame.phase === 'playing' ? t('due.in', { span: span(one.due - now) })
                : moment(one.due, view.frame);
    return (
        <li class={`inject ${one.state}${one.overdue ? ' overdue' : ''}${one.obstacle
            ? ' impossible' : ''} ${one.type}`}>
            <div class="row"><strong>{both(one.title)}</strong>
                <span class="medium">{word('mode', one.mode)}</span>
                <span class="note">{toWhom(view, one.to)}</span>
                <span class="due">{isOpen(one) ? due : word('state', one.state)}</span></div>
            {one.type !== 'inject' && <p class="note">{word('type', one.type)}
                {one.contingency_for && `: ${both(view.queue.find((other) =>
                    other.name === one.contingency_for)?.title)}`}</p>}
            {one.obstacle && <p class="watch">{both(one.obstacle)}</p>}
            {one.state === 'held' && <p class="note">{t('held')}</p>}
            <details><summary>{t('more')}</summary>
                <p>{both(one.from) && <em>{both(one.from)}: </em>}{both(one.text)}</p>
                <Attachments all={one.attachments}
                    of={`inject=${encodeURIComponent(one.name)}`} />
                {both(one.expected) && <p class="note">{t('expected')}: {both(one.expected)}</p>}
                {both(one.notes) && <p class="note">{t('notes')}: {both(one.notes)}</p>}
                {isOpen(one) && isHandedOut && <button type="button" aria-expanded={editing}
                    onClick={() => edit(!editing)}>{t('reword')}</button>}
                {editing && <form onSubmit={(event) => {
                    event.preventDefault();
                    void command('inject.reword', { inject: one.name, title, text })
                        .then((done) => { if (done) edit(false); });
                }}>
                    <label>{t('title')}<input value={title} maxLength={200}
                        onInput={(event) => setTitle(event.currentTarget.value)} /></label>
                    <label>{t('text')}<textarea rows={4} value={text} maxLength={4000}
                        onInput={(event) => setText(event.currentTarget.value)} /></label>
                    <button type="submit">{t('save')}</button>
                </form>}
            </details>
            {isOpen(one) && view.frame.phase !== 'ended' && <div class="row">
                {isHandedOut && view.frame.phase === 'playing' && <Button type="inject.send"
                    args={{ inject: one.name }} kind="main">{t('send')}</Button>}
                {isHandedOut && <Button type="inject.hold" args={{ inject: one.name,
                    held: one.state !== 'held' }}>{t(one.state === 'held' ? 'release' : 'hold')}
                </Button>}
                <Button type="inject.skip" args={{ inject: one.name }}>
                    {t(isHandedOut ? 'skip' : 'done')}</Button></div>}
        </li>
    );
}

function Free({ view, start, done }:
    { view: ControlView; start?: Partial<{ mode: string; from: string; title: string; text: string;
        to: string[]; request: number }>; done?: () => void }) {
    const [mode, setMode] = useState(start?.mode ?? 'phone');
    const [from, setFrom] = useState(start?.from ?? '');
    const [title, setTitle] = useState(start?.title ?? '');
    const [text, setText] = useState(start?.text ?? '');
    const [to, setTo] = useState<string[]>(start?.to ?? []);
    return (
        <form class="free" onSubmit={(event) => {
            event.preventDefault();
            void command('message', { to, mode, from, title, text,
                ...(start?.request ? { request: start.request } : {}) }).then((ok) => {
                if (!ok) return;
                setTitle('');
                setText('');
                done?.();
            });
        }}>
            <div class="row">
                <label>{t('medium')}<select value={mode}
                    onChange={(event) => setMode(event.currentTarget.value)}>
                    {(['phone', 'mail', 'in-person', 'messenger', 'media', 'social-media', 'document',
                        'system', 'radio'] as const).map((one) =>
                        <option value={one}>{t(`mode.${one}`)}</option>)}</select></label>
                <label>{t('from')}<input value={from} maxLength={100}
                    onInput={(event) => setFrom(event.currentTarget.value)} /></label>
            </div>
            <fieldset class="row"><legend>{t('to')}</legend>{view.frame.groups.map((one) => (
                <label class="choice"><input type="checkbox" checked={to.includes(one.name)}
                    onChange={(event) => setTo(event.currentTarget.checked ? [...to, one.name]
                        : to.filter((name) => name !== one.name))} />{both(one.title)}</label>))}
                <span class="note">{to.length === 0 && t('all')}</span></fieldset>
            <label>{t('title')}<input value={title} maxLength={200}
                onInput={(event) => setTitle(event.currentTarget.value)} /></label>
            <label>{t('text')}<textarea rows={3} required value={text} maxLength={4000}
                onInput={(event) => setText(event.currentTarget.value)} /></label>
            <button type="submit" class="main">{t('send')}</button>
        </form>
    );
}

function Queue({ view }: { view: ControlView }) {
    const [all, setAll] = useState(false);
    const [free, setFree] = useState(false);
    const [draft, setDraft] = useState<Inject | null>(null);
    const now = scenarioNow(view.frame);
    const move = view.moves[view.frame.move.number - 1]?.name;
    const shown = view.queue.filter((one) => all || (isOpen(one) &&
        (view.frame.phase === 'lobby' || one.move === move || one.overdue)));
    const drafts = view.drafts.filter((one) => one.due === undefined ||
        Math.abs(((one as unknown as { at: number }).at ?? 0) - now) < 24 * 3600e6);
    return (
        <section aria-labelledby="queue">
            <h2 id="queue">{t('queue')}</h2>
            <div class="row">
                <label class="choice"><input type="checkbox" checked={all}
                    onChange={() => setAll(!all)} />{t('queue.all')}</label>
                <button type="button" aria-expanded={free} onClick={() => setFree(!free)}>
                    {t('free')}</button>
                <button type="button" onClick={() => window.print()}>{t('paper')}</button>
            </div>
            {free && view.frame.phase === 'playing' && <Free view={view} />}
            <ul class="plain injects">{shown.map((one) =>
                <InjectRow key={one.name + one.state} one={one} view={view} />)}</ul>
            {drafts.length > 0 && <details><summary>{t('drafts', { count: drafts.length })}</summary>
                <p class="note">{t('drafts.note')}</p>
                <ul class="plain">{drafts.map((one) => <li>
                    <strong>{both(one.title)}</strong> <p>{both(one.text)}</p>
                    {view.frame.phase === 'playing' && <button type="button"
                        onClick={() => setDraft(one)}>{t('use')}</button>}
                    {draft === one && <Free view={view} start={{ mode: one.mode, from: both(one.from),
                        title: both(one.title), text: both(one.text), to: one.to }}
                        done={() => setDraft(null)} />}</li>)}</ul></details>}
        </section>
    );
}

/** What is to be handed out next, on paper, in case the machine fails. */
export function Paper({ view }: { view: ControlView }) {
    const move = view.moves[view.frame.move.number - 1]?.name;
    const next = view.queue.filter((one) => isOpen(one) &&
        (one.move === move || view.frame.phase === 'lobby'));
    return (
        <div class="paper" aria-hidden="true">
            <h1>{both(view.frame.title)} – {t('paper.title')}</h1>
            <p>{t('marking')} · {moment(view.frame.clock.scenario, view.frame)}</p>
            {next.map((one) => <section>
                <h2>{one.due !== null ? moment(one.due, view.frame) : ''} {both(one.title)}</h2>
                <p>{word('mode', one.mode)} · {both(one.from)} → {toWhom(view, one.to)} ·{' '}
                    {word('type', one.type)}</p>
                <p>{both(one.text)}</p>
                {both(one.expected) && <p><em>{t('expected')}: {both(one.expected)}</em></p>}
            </section>)}
        </div>
    );
}

// Decisions and orders.

function playName(play: string): string {
    return play.replace('/', ' › ');
}

function DecisionRow({ one, view }: { one: Decision; view: ControlView }) {
    const chosen = one.options.find((option) => option.name === one.option);
    const now = scenarioNow(view.frame);
    const plays = chosen?.strategy
        ? view.plays.filter((play) => play.startsWith(`${chosen.strategy}/`)) : [];
    const due = (play: string) => (view.plays_due[play] ?? Infinity) <= now;
    const [picked, pick] = useState<Record<string, boolean>>({});
    // Whoever decides for it before its signs are there wants it to begin.
    const usual = (play: string) => due(play) || (!plays.some(due) && play === plays[0]);
    const isPicked = (play: string) => picked[play] ?? usual(play);
    const [reason, setReason] = useState('');
    const main = view.audience === 'control';
    return (
        <li class={`decision ${one.state}`}>
            <strong>{both(one.question)}</strong>
            <p class="note">{one.group && groupTitle(view, one.group)} ·{' '}
                {word('decision.state', one.state)}
                {one.opened !== null && ` · ${moment(one.opened, view.frame)}`}</p>
            {one.state === 'waiting' && view.frame.phase === 'playing' && <Button
                type="decision.open" args={{ decision: one.name }}>{t('decision.open')}</Button>}
            {one.state !== 'waiting' && one.state !== 'opened' && <p>{one.by}:{' '}
                <strong>{both(chosen?.title) || one.option}</strong> {one.text}</p>}
            {one.state === 'committed' && main && <div class="drawer">
                {plays.length > 0 ? <fieldset><legend>{t('decision.plays')}</legend>
                    {plays.map((play) => <label class="choice"><input type="checkbox"
                        checked={isPicked(play)} onChange={() => pick({ ...picked,
                            [play]: !isPicked(play) })} />{playName(play)}
                    {!due(play) && <span class="note"> {t('decision.not_due')}</span>}</label>)}
                </fieldset> : <p class="note">{t('decision.log_only')}</p>}
                <div class="row">
                    {plays.length > 0 && <button type="button" onClick={() => void preview({
                        worlds: 0, choices: [{ title: t('whatif.nothing') },
                            { title: both(chosen?.title), plays: plays.filter(isPicked) }],
                    })}>{t('decision.preview')}</button>}
                    <Button type="decision.accept" kind="main" args={{ decision: one.name,
                        plays: plays.filter(isPicked) }}>{t('decision.accept')}</Button></div>
                <form class="row" onSubmit={(event) => {
                    event.preventDefault();
                    void command('decision.return', { decision: one.name, reason });
                }}><label>{t('decision.why')}<input value={reason} maxLength={300}
                    onInput={(event) => setReason(event.currentTarget.value)} /></label>
                <button type="submit">{t('decision.return')}</button></form>
            </div>}
            {one.state === 'accepted' && main && one.entry !== undefined && one.entry > 0 &&
                <Button type="undo" args={{ entry: one.entry }} ask={t('undo.sure')}>{t('undo')}
                </Button>}
        </li>
    );
}

const examples: [string, string][] = [
    ['shutdown', 'shutdown: {scope: {organisation: }}'],
    ['isolate', 'shutdown: {scope: {organisation: }, isolate: true}'],
    ['close', 'close_link: {link: }'],
    ['open', 'open_link: {link: }'],
    ['restore', 'restore: {order: []}'],
    ['call', 'call_in: {crew: , people: 1}'],
    ['inform', 'inform: [members, authorities]'],
];

function Orders({ view }: { view: ControlView }) {
    const [play, setPlay] = useState('');
    const [actions, setActions] = useState('');
    const [title, setTitle] = useState('');
    const main = view.audience === 'control';
    const [kind, setKind] = useState<'play' | 'free'>('play');
    const args = kind === 'play' ? { play } : { actions };
    const isReady = kind === 'play' ? play !== '' : actions.trim() !== '';
    return (
        <section aria-labelledby="orders">
            <h2 id="orders">{t('orders')}</h2>
            <ul class="plain">{view.orders.map((one) => (
                <li class={one.undone ? 'withdrawn' : ''}>
                    <time>{moment(one.at, view.frame)}</time> {one.title.includes('/')
                        ? playName(one.title) : one.title}
                    {one.branch !== view.branch && <span class="note"> ({view.branches[one.branch]
                        ?.name})</span>}{' '}
                    {main && !one.undone && <Button type="undo" args={{ entry: one.entry }}
                        ask={t('undo.sure')}>{t('undo')}</Button>}</li>))}</ul>
            {main && view.frame.phase === 'playing' && <details><summary>{t('order.new')}</summary>
                <form onSubmit={(event) => {
                    event.preventDefault();
                    void command('order', { title: title || play || t('order.free'), ...args })
                        .then((done) => { if (done) { setActions(''); setTitle(''); } });
                }}>
                    <div class="row">
                        <label class="choice"><input type="radio" name="kind" checked={kind ===
                            'play'} onChange={() => setKind('play')} />{t('order.play')}</label>
                        <label class="choice"><input type="radio" name="kind" checked={kind ===
                            'free'} onChange={() => setKind('free')} />{t('order.free')}</label>
                    </div>
                    {kind === 'play' ? <label>{t('order.which')}<select value={play}
                        onChange={(event) => setPlay(event.currentTarget.value)}>
                        <option value="">–</option>
                        {view.plays.map((one) => <option value={one}>{playName(one)}</option>)}
                    </select></label> : <>
                        <div class="row">{examples.map(([name, text]) => <button type="button"
                            onClick={() => setActions(actions ? `- ${text}\n${actions}` : text)}>
                            {t(`order.${name as 'shutdown'}`)}</button>)}</div>
                        <label>{t('order.actions')}<textarea rows={4} value={actions}
                            spellcheck={false} class="code" maxLength={6000}
                            onInput={(event) => setActions(event.currentTarget.value)} /></label>
                    </>}
                    <label>{t('title')}<input value={title} maxLength={200}
                        onInput={(event) => setTitle(event.currentTarget.value)} /></label>
                    <div class="row"><button type="button" disabled={!isReady} onClick={() =>
                        void preview({ worlds: 0, choices: [{ title: t('whatif.nothing') },
                            kind === 'play' ? { title: play, plays: [play] }
                                : { title: title || t('order.free'), actions }] })}>
                        {t('decision.preview')}</button>
                    <button type="submit" class="main" disabled={!isReady}>{t('order.give')}</button>
                    </div>
                </form></details>}
        </section>
    );
}

// What-if.

function Result({ one, view }: { one: Preview; view: ControlView }) {
    const first = one.same?.[0];
    const rows: [string, (index: number) => string][] = first ? [
        ...first.up.map((_, i): [string, (index: number) => string] => [
            i === 0 ? t('strip.now') : t('strip.after', { span: span(first.up[i]?.after ?? 0) }),
            (index) => percent(one.same?.[index]?.up[i]?.members)]),
        ...(['member_hours_lost', 'hours_to_90', 'hosts_destroyed', 'hosts_switched_off',
            'obligations_missed', 'dates_missed'] as const).map(
            (name): [string, (index: number) => string] => [t(`strip.${name}`),
                (index) => whole(one.same?.[index]?.figures[name])]),
    ] : [];
    const many = one.many;
    const text = () => one.titles.map((title, i) => `${title}: ${whole(
        one.same?.[i]?.figures.member_hours_lost)}`).join('; ');
    return (
        <article class="drawer">
            <p><time>{moment(one.at, view.frame)}</time> {one.state === 'computing' &&
                <span role="status">{t('whatif.computing')}</span>}</p>
            {first && <table>
                <caption>{t('strip.caption')}</caption>
                <thead><tr><td />{one.titles.map((title) => <th scope="col">{title || '–'}</th>)}
                </tr></thead>
                <tbody>{rows.map(([name, value]) => <tr><th scope="row">{name}</th>
                    {one.titles.map((_, i) => <td>{value(i)}</td>)}</tr>)}</tbody></table>}
            {many && many.worlds > 0 && <ul class="plain">{many.choices.map((choice, i) => i > 0 &&
                <li>{t('whatif.better', {
                    what: one.titles[i] ?? '', than: one.titles[0] ?? '', worlds: many.worlds,
                    share: percent(choice.better[0]), low: percent(choice.better[1]),
                    high: percent(choice.better[2]) })} {choice.tied > 0 &&
                    t('whatif.tied', { share: percent(choice.tied) })}</li>)}</ul>}
            <div class="row">
                {one.state === 'computing' && <button type="button" onClick={() =>
                    void preview({ cancel: one.number })}>{t('cancel')}</button>}
                {one.state === 'done' && <Button type="pin" args={{
                    title: one.titles.join(' / '), result: text() }}>{t('pin')}</Button>}
            </div>
        </article>
    );
}

function WhatIf({ view }: { view: ControlView }) {
    const strategies = [...new Set(view.plays.map((play) => play.split('/')[0] ?? ''))];
    const [a, setA] = useState('');
    const [b, setB] = useState(strategies[0] ?? '');
    const now = scenarioNow(view.frame);
    const choice = (name: string) => name === '' ? { title: t('whatif.nothing') } : {
        title: name,
        plays: view.plays.filter((play) => play.startsWith(`${name}/`) &&
            (view.plays_due[play] ?? Infinity) <= now),
    };
    return (
        <section aria-labelledby="whatif">
            <h2 id="whatif">{t('whatif')}</h2>
            <p class="note">{t('whatif.note')}</p>
            <div class="row">{([[a, setA, 'A'], [b, setB, 'B']] as const).map(
                ([value, set, name]) => <label>{name}<select value={value}
                    onChange={(event) => set(event.currentTarget.value)}>
                    <option value="">{t('whatif.nothing')}</option>
                    {strategies.map((one) => <option value={one}>{one}</option>)}</select></label>)}
            {[0, 100].map((worlds) => <button type="button" onClick={() => void preview({ worlds,
                choices: [choice(a), choice(b)] })}>{worlds === 0 ? t('whatif.same')
                : t('whatif.many', { count: worlds })}</button>)}</div>
            {[...view.previews].reverse().map((one) => <Result key={one.number} one={one}
                view={view} />)}
        </section>
    );
}

// What is so, and what is known.

function Picture({ view }: { view: ControlView }) {
    const { truth, frame } = view;
    const [service, setService] = useState('');
    const [told, tell] = useState('');
    const now = scenarioNow(frame);
    const held = truth.houses.filter((one) => one.compromised > 0);
    const course = truth.course.filter((one) => one.at <= now).slice(-14).reverse();
    return (
        <section aria-labelledby="picture">
            <h2 id="picture">{t('truth')}</h2>
            <p class="note">{t('truth.note', { name: both(truth.attacker) })}</p>
            <HouseMap points={truth.houses.map((one) => ({
                id: one.id, isMarked: one.compromised > 0,
                name: one.name, lacks: one.services ? 1 - one.up / one.services : 0 }))}
            choose={(id) => {
                const found = view.services.find((one) => one.startsWith(`${id}/`));
                if (found) setService(found);
            }} />
            <table><thead><tr><th scope="col">{t('house')}</th><th scope="col">{t('held.truth')}
            </th>{Object.keys(view.known).map((group) => <th scope="col">{t('knows',
                { group: groupTitle(view, group) })}</th>)}</tr></thead>
            <tbody>{held.slice(0, 10).map((one) => <tr><th scope="row">{one.name}</th>
                <td>{one.compromised}{one.destroyed > 0 && ` (${t('destroyed',
                    { count: one.destroyed })})`}</td>
                {Object.values(view.known).map((known) => {
                    const house = known.houses.find((h) => h.id === one.id);
                    return <td>{house ? t('knows.short', { alerts: house.alerts,
                        confirmed: house.confirmed }) : '–'}</td>;
                })}</tr>)}</tbody></table>
            <form class="row" onSubmit={(event) => {
                event.preventDefault();
                void why(service).then(tell);
            }}><label>{t('why')}<select value={service}
                onChange={(event) => setService(event.currentTarget.value)}>
                <option value="">–</option>
                {view.services.map((one) => <option value={one}>{one}</option>)}</select></label>
            <button type="submit" disabled={!service}>{t('why.ask')}</button></form>
            {told && <pre>{told}</pre>}
            <h3>{t('course')}</h3>
            <ul class="plain news">{course.map((one) => <li class={one.side}>
                <time>{moment(one.at, frame)}</time> {both(one.what)}</li>)}</ul>
        </section>
    );
}

// People.

function QrCode({ text }: { text: string }) {
    const code = qrcode(0, 'M');
    code.addData(text);
    code.make();
    const count = code.getModuleCount();
    let path = '';
    for (let row = 0; row < count; ++row) {
        for (let column = 0; column < count; ++column) {
            if (code.isDark(row, column)) path += `M${column} ${row}h1v1h-1z`;
        }
    }
    return <svg class="qr" viewBox={`-2 -2 ${count + 4} ${count + 4}`} role="img"
        aria-label={text}><path d={path} /></svg>;
}

function People({ view }: { view: ControlView }) {
    const asked = view.seats.filter((one) => one.state === 'asked');
    const there = view.seats.filter((one) => one.state === 'admitted');
    const link = `${location.origin}/?code=${view.code}`;
    const [groups, setGroups] = useState<Record<number, string>>({});
    const first = view.frame.groups[0]?.name ?? '';
    return (
        <section aria-labelledby="people">
            <h2 id="people">{t('people')}</h2>
            <details open={view.frame.phase === 'lobby'}><summary>{t('join.how')}{' '}
                <strong class="code">{view.code}</strong></summary>
                <p><code>{link}</code></p><QrCode text={link} />
                <Button type="lock" args={{ locked: !view.locked }}>
                    {t(view.locked ? 'unlock' : 'lock')}</Button></details>
            {asked.length > 0 && <h3>{t('asked')}</h3>}
            <ul class="plain">{asked.map((one) => <li class="row">
                <span><strong>{one.name}</strong> ({word('role', one.role)})</span>
                {one.role === 'player' && <><label class="unseen" for={`g${one.number}`}>
                    {t('door.group')}</label>
                <select id={`g${one.number}`} value={groups[one.number] ?? (one.group || first)}
                    onChange={(event) => setGroups({ ...groups,
                        [one.number]: event.currentTarget.value })}>
                    {view.frame.groups.map((group) =>
                        <option value={group.name}>{both(group.title)}</option>)}</select></>}
                <Button type="seat.admit" kind="main" args={{ seat: one.number, ...(one.role ===
                    'player' ? { group: groups[one.number] ?? (one.group || first) } : {}) }}>
                    {t('admit')}</Button>
                {view.audience === 'control' &&
                    <Button type="seat.revoke" args={{ seat: one.number }}>{t('refuse')}</Button>}
            </li>)}</ul>
            <ul class="plain seats">{there.map((one) => <li class={one.connected ? '' : 'away'}>
                <span aria-label={t(one.connected ? 'here' : 'away')}>{one.connected ? '●' : '○'}
                </span> {one.name} – {word('role', one.role)} {one.group &&
                    groupTitle(view, one.group)} {one.speaks && t('speaks')}{' '}
                {view.audience === 'control' && one.role === 'player' && !one.speaks &&
                    <Button type="seat.move" args={{ seat: one.number, speaks: true }}>
                        {t('let.speak')}</Button>}
                {view.audience === 'control' && one.role !== 'control' &&
                    <Button type="seat.revoke" args={{ seat: one.number }}
                        ask={t('revoke.sure', { name: one.name })}>{t('revoke')}</Button>}
            </li>)}</ul>
            {view.audience === 'controller' &&
                <Button type="console.take" ask={t('take.sure')}>{t('take')}</Button>}
        </section>
    );
}

function Requests({ view }: { view: ControlView }) {
    const open = view.requests.filter((one) => !one.closed);
    const [answering, answer] = useState(0);
    return (
        <section aria-labelledby="requests">
            <h2 id="requests">{t('requests')} <span class="count">{open.length}</span></h2>
            <ul class="plain">{open.map((one) => <li>
                <p><strong>{one.by}</strong> ({groupTitle(view, one.group)}), {t('ago',
                    { span: span(serverNow() - one.at) })}: {one.text}</p>
                <div class="row"><button type="button" onClick={() => answer(answering ===
                    one.number ? 0 : one.number)}>{t('answer')}</button>
                <Button type="request.close" args={{ request: one.number }}>{t('done')}</Button></div>
                {answering === one.number && <>
                    <p class="note">{t('answer.know')}</p>
                    <ul class="plain news">{(view.known[one.group]?.news ?? []).slice(0, 3)
                        .map((news) => <li>{newsText(news)}</li>)}</ul>
                    <Free view={view} start={{ to: [one.group], request: one.number,
                        mode: 'phone', text: (view.known[one.group]?.news ?? []).slice(0, 1)
                            .map(newsText).join(' ') }} done={() => answer(0)} /></>}
            </li>)}</ul>
        </section>
    );
}

function Sent({ view }: { view: ControlView }) {
    return (
        <section aria-labelledby="sent">
            <h2 id="sent">{t('sent')}</h2>
            <ul class="plain">{[...view.delivered].reverse().slice(0, 12).map((one) => (
                <li class={one.withdrawn ? 'withdrawn' : ''}>
                    <time>{moment(one.scenario, view.frame)}</time> {both(one.title) ||
                        both(one.text).slice(0, 60)} → {toWhom(view, one.to)}{' '}
                    <span class="note">{one.marks.map((mark) => `${mark.by}: ${word('mark',
                        mark.mark)}`).join(', ')}</span>{' '}
                    {!one.withdrawn && view.frame.phase === 'playing' && <Button
                        type="message.withdraw" args={{ message: one.number }}
                        ask={t('withdraw.sure')}>{t('withdraw')}</Button>}</li>))}</ul>
            <h2>{t('observe')}</h2>
            <Say label={t('observe.label')} button={t('observe.add')}
                send={(text) => command('observe', { text })} />
            <ul class="plain">{[...view.lines].reverse().slice(0, 12).map((one) => (
                <li class={one.undone ? 'withdrawn' : ''}><time>{moment(one.scenario, view.frame)}
                </time> {one.by}{one.whom.length > 0 && ` → ${one.whom.join(', ')}`}: {one.text}
                </li>))}</ul>
        </section>
    );
}

function Branches({ view }: { view: ControlView }) {
    const [name, setName] = useState('');
    if (view.audience !== 'control' || view.frame.phase === 'lobby') return null;
    return (
        <details><summary>{t('branches', { count: view.branches.length })}</summary>
            <ul class="plain">{view.branches.map((one, number) => <li>
                {number === view.branch ? <strong>{one.name}</strong> : one.name}{' '}
                {t('branch.from', { moment: moment(one.from, view.frame) })}{' '}
                {number !== view.branch && <Button type="switch" args={{ branch: number }}>
                    {t('branch.switch')}</Button>}</li>)}</ul>
            <form class="row" onSubmit={(event) => {
                event.preventDefault();
                void command('branch', { name: name || t('branch.unnamed') });
            }}><label>{t('branch.name')}<input value={name} maxLength={60}
                onInput={(event) => setName(event.currentTarget.value)} /></label>
            <button type="submit">{t('branch.new')}</button></form>
        </details>
    );
}

export function Control({ view }: { view: ControlView }) {
    // Space pauses and goes on, where no field has the keyboard.
    useEffect(() => {
        const onKey = (event: KeyboardEvent): void => {
            const at = event.target as HTMLElement;
            if (event.key !== ' ' || at !== document.body) return;
            event.preventDefault();
            void command(view.frame.clock.running ? 'pause' : 'resume');
        };
        document.addEventListener('keydown', onKey);
        return () => document.removeEventListener('keydown', onKey);
    }, [view.frame.clock.running]);
    void language.value;
    void me.value;
    return (
        <>
            <Top frame={view.frame}><OwnName /></Top>
            {view.stopped && <p class="banner emergency" role="alert">{t('stopped')}</p>}
            {view.computing && <p class="banner paused" role="status">{t('computing')}</p>}
            <ClockDesk view={view} />
            <main class="control">
                <div class="pane"><Queue view={view} /><Sent view={view} /></div>
                <div class="pane">
                    <Requests view={view} />
                    <section aria-labelledby="decisions"><h2 id="decisions">{t('decisions')}</h2>
                        <ul class="plain">{view.decisions.map((one) =>
                            <DecisionRow key={one.name + one.state} one={one} view={view} />)}</ul>
                    </section>
                    <Orders view={view} />
                    {view.audience === 'control' && <WhatIf view={view} />}
                    <Branches view={view} />
                </div>
                <div class="pane"><People view={view} /><Picture view={view} /></div>
            </main>
            <Paper view={view} />
        </>
    );
}
