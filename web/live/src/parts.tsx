// What several screens have.
import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

import { paintHouses } from '../../map/map.js';
import { clockSet, command, connection, me, serverNow, trouble, waiting } from './api';
import type { Attachment, Frame, Message, News, ServiceCount } from './types';
import { both, language, moment, percent, roomTime, span, t, whole, word } from './words';

/** Redraws what shows a clock, four times a second. */
export const pulse = signal(0);
setInterval(() => { pulse.value += 1; }, 250);

export function scenarioNow(frame: Frame): number {
    void pulse.value;
    void clockSet.value;
    const { clock } = frame;
    if (!clock.running) return clock.scenario;
    return clock.scenario + Math.max(0, serverNow() - clock.since) * clock.permille / 1000;
}

export function Clocks({ frame, large }: { frame: Frame; large?: boolean }) {
    void pulse.value;
    const state = frame.clock.running ? 'clock.running' : 'clock.paused';
    return (
        <div class={large ? 'clocks large' : 'clocks'}>
            <div><span class="label">{t('clock.scenario')}</span>
                <span class="time" role="timer">{moment(scenarioNow(frame), frame)}</span></div>
            <div><span class="label">{t('clock.room')}</span>
                <span class="time" role="timer">{roomTime(serverNow())}</span></div>
            {frame.phase === 'playing' && <div class={frame.clock.running ? 'state' : 'state halted'}>
                {t(state)}{frame.clock.running && frame.clock.permille !== 1000 &&
                    ` ×${frame.clock.permille / 1000}`}</div>}
        </div>
    );
}

/** At the top of every page: that it is an exercise, who may see it, how things stand. */
export function Top({ frame, children }: { frame: Frame; children?: ComponentChildren }) {
    return (
        <header class="top">
            <div class="marking">{t('marking')} · TLP:{frame.tlp.toUpperCase()}
                {frame.rehearsal && <strong> · {t('rehearsal')}</strong>}</div>
            <div class="headline">
                <h1>{both(frame.title)}</h1>
                <Clocks frame={frame} />
                {children}
                <Settings />
            </div>
            {frame.phase === 'playing' && frame.move.of > 0 &&
                <p class="move">{t('move', { number: frame.move.number, of: frame.move.of })}:{' '}
                    {both(frame.move.title)}</p>}
            <Banner frame={frame} />
        </header>
    );
}

export function Settings() {
    const dark = document.documentElement.classList.contains('dark');
    const [, redraw] = useState(0);
    return (
        <div class="settings">
            <button type="button" onClick={() => {
                language.value = language.value === 'de' ? 'en' : 'de';
            }} lang={language.value === 'de' ? 'en' : 'de'}>
                {language.value === 'de' ? 'English' : 'Deutsch'}</button>
            <button type="button" aria-pressed={dark} onClick={() => {
                document.documentElement.classList.toggle('dark');
                redraw((n) => n + 1);
            }}>{t('dark')}</button>
        </div>
    );
}

function Banner({ frame }: { frame: Frame }) {
    const { clock } = frame;
    return (
        <div aria-live="assertive">
            {clock.emergency && <p class="banner emergency" role="alert">{t('emergency')}
                {clock.reason && `: ${clock.reason}`}</p>}
            {frame.phase === 'playing' && !clock.running && !clock.emergency &&
                <p class="banner paused">{t('paused')}
                    {clock.reason && `: ${word('reason', clock.reason)}`}</p>}
            {connection.value === 'off' && <p class="banner offline" role="status">{t('offline')}
                {waiting.value > 0 && ` ${t('waiting', { count: waiting.value })}`}</p>}
            {trouble.value && <p class="banner trouble" role="alert">
                {trouble.value === 'network' ? t('offline') : trouble.value}{' '}
                <button type="button" onClick={() => { trouble.value = ''; }}>{t('close')}</button>
            </p>}
        </div>
    );
}

/** What is handed out with it; `of`: which message or inject, as the server is asked for it. */
export function Attachments({ all, of }: { all: Attachment[]; of: string }) {
    return (
        <>{all.map((one, i) => {
            const address = `/api/attachment?${of}&number=${i + 1}`;
            return one.type === 'pdf'
                ? <p class="attachment"><a href={address} download={one.name}>{one.name}</a></p>
                : <figure class="attachment"><a href={address} target="_blank" rel="noreferrer">
                    <img src={address} alt={t('attachment', { name: one.name })} loading="lazy" />
                </a></figure>;
        })}</>
    );
}

/** A message in the look of what it comes over. */
export function Card({ message, frame, children }:
    { message: Message; frame: Frame; children?: ComponentChildren }) {
    return (
        <article class={`card ${message.mode}${message.withdrawn ? ' withdrawn' : ''}`}>
            <header>
                <span class="medium">{word('mode', message.mode)}</span>
                {both(message.from) && <span class="from">{both(message.from)}</span>}
                <time>{moment(message.scenario, frame)}</time>
            </header>
            <h3>{both(message.title)}</h3>
            {message.withdrawn
                ? <p class="note">{t('withdrawn')}{message.reason && `: ${message.reason}`}</p>
                : both(message.text).split('\n').map((line) => line && <p>{line}</p>)}
            {!message.withdrawn &&
                <Attachments all={message.attachments} of={`message=${message.number}`} />}
            {children}
        </article>
    );
}

export function newsText(news: News): string {
    const places = {
        house: news.house,
        count: whole(news.count),
        what: both(news.text) || news.group || news.link || '',
    };
    return word('news', news.kind, places);
}

/** Bars, one for each house that anything is down in. */
export function Services({ services }: { services: ServiceCount[] }) {
    const members = services.reduce((sum, one) => sum + one.members, 0);
    const reached = services.reduce(
        (sum, one) => sum + one.members * (1 - one.down / Math.max(1, one.services)), 0);
    const hit = services.filter((one) => one.down > 0);
    return (
        <section class="services">
            <p class="figure"><strong>{percent(members ? reached / members : 1)}</strong>{' '}
                {t('services.reached')}</p>
            <p>{t('services.houses', { count: hit.length, of: services.length })}</p>
            <HouseMap points={services.map((one) => ({
                id: one.id, name: one.name, lacks: one.down / Math.max(1, one.services) }))} />
        </section>
    );
}

export interface Point { id: string; name: string; lacks: number; isMarked?: boolean }

/** The ground of the map, which the server draws once. */
interface Ground { svg: string; houses: string[] }
const ground = signal<Ground | null>(null);
let isAskedFor = false;

async function fetchGround(): Promise<void> {
    if (isAskedFor) return;
    isAskedFor = true;
    try {
        const response = await fetch('/api/map', { credentials: 'same-origin' });
        if (response.ok) ground.value = (await response.json()) as Ground;
    } finally {
        isAskedFor = ground.value !== null;
    }
}

/** The houses where they lie; darker is worse. */
export function HouseMap({ points, choose }: { points: Point[]; choose?: (id: string) => void }) {
    const place = useRef<HTMLDivElement>(null);
    const drawn = ground.value;
    useEffect(() => { void fetchGround(); }, []);
    useEffect(() => {
        const svg = place.current?.querySelector('svg');
        if (!svg || !drawn) return;
        const byId = new Map(points.map((one) => [one.id, one]));
        paintHouses(svg, drawn.houses.map((id) => {
            const one = byId.get(id);
            return one && { lacks: one.lacks, isMarked: one.isMarked === true,
                            label: `${one.name}: ${percent(1 - one.lacks)}` };
        }));
    });
    if (!drawn || !drawn.svg) return null;
    const hit = points.filter((one) => one.lacks > 0).length;
    return (
        <div class="map" role="img" aria-label={t('map', { count: hit, of: points.length })}
            ref={place} dangerouslySetInnerHTML={{ __html: drawn.svg }}
            onClick={choose && ((event) => {
                const house = (event.target as Element).closest('.house');
                const id = house && drawn.houses[Number(house.getAttribute('data-house'))];
                if (id) choose(id);
            })} />
    );
}

/** A form with one field of text and a button. */
export function Say({ label, button, send, rows }:
    { label: string; button: string; send: (text: string) => Promise<boolean>; rows?: number }) {
    const [text, setText] = useState('');
    const [busy, setBusy] = useState(false);
    return (
        <form class="say" onSubmit={(event) => {
            event.preventDefault();
            if (!text.trim()) return;
            setBusy(true);
            void send(text.trim()).then((done) => {
                setBusy(false);
                if (done) setText('');
            });
        }}>
            <label>{label}
                <textarea rows={rows ?? 2} maxLength={4000} value={text}
                    onInput={(event) => setText(event.currentTarget.value)} /></label>
            <button type="submit" disabled={busy}>{busy ? t('sending') : button}</button>
        </form>
    );
}

export function Button({ type, args, children, kind, ask, disabled }:
    { type: string; args?: Record<string, unknown>; children: ComponentChildren; kind?: string;
      ask?: string; disabled?: boolean }) {
    const [busy, setBusy] = useState(false);
    return (
        <button type="button" class={kind} disabled={busy || disabled} onClick={() => {
            if (ask && !confirm(ask)) return;
            setBusy(true);
            void command(type, args ?? {}).then(() => setBusy(false));
        }}>{children}</button>
    );
}

/** A countdown that says its thresholds aloud: screen readers do not follow timers. */
export function Until({ at, frame, label }: { at: number; frame: Frame; label: string }) {
    const left = at - scenarioNow(frame);
    const said = useRef('');
    const threshold = left <= 0 ? 'over' : left < 3600e6 ? 'hour' : left < 4 * 3600e6 ? 'hours' : '';
    useEffect(() => { said.current = threshold; }, [threshold]);
    const kind = left <= 0 ? 'over' : left < 4 * 3600e6 ? 'soon' : '';
    return (
        <span class={`until ${kind}`}>{label}: <span>{left <= 0 ? t('until.over') : span(left)}</span>
            <span class="unseen" aria-live="polite">{threshold && said.current !== threshold
                ? `${label}: ${left <= 0 ? t('until.over') : span(left)}` : ''}</span></span>
    );
}

export function OwnName() {
    return <span class="own">{me.value.name}{me.value.speaks && ` (${t('speaks')})`}</span>;
}
