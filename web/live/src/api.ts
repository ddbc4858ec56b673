// The connection: joining, one stream down, commands up. Everything survives a refresh, a closed lid
// and a network that comes and goes.
import { signal } from '@preact/signals';

import { language } from './words';
import type { Me, View } from './types';

export const view = signal<View | null>(null);
export const me = signal<Me>({});
/** null: not known yet; false: no seat in this browser. */
export const seated = signal<boolean | null>(null);
export const connection = signal<'on' | 'off' | 'ended'>('off');
export const waiting = signal(0);
export const trouble = signal('');
export const clockSet = signal(0);

// Plain HTTP has no crypto.randomUUID.
function newId(): string {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const headers = { 'Content-Type': 'application/json', 'X-Kammerspiel': '1' };

function post(path: string, body: unknown): Promise<Response> {
    return fetch(`${path}?lang=${language.value}`, {
        method: 'POST', headers, body: JSON.stringify(body), credentials: 'same-origin',
    });
}

async function reason(response: Response): Promise<string> {
    const text = await response.text();
    try {
        return (JSON.parse(text) as { error?: string }).error ?? text;
    } catch {
        return text;
    }
}

export async function join(path: string, body: unknown): Promise<boolean> {
    try {
        const response = await post(path, body);
        if (!response.ok) {
            trouble.value = await reason(response);
            return false;
        }
    } catch {
        trouble.value = 'network';
        return false;
    }
    trouble.value = '';
    await refresh();
    return true;
}

export async function refresh(): Promise<void> {
    try {
        const response = await fetch('/api/view', { credentials: 'same-origin' });
        if (response.status === 401) {
            seated.value = false;
            return;
        }
        if (!response.ok) return;
        const told = (await response.json()) as { me: Me; view: View };
        me.value = told.me;
        view.value = told.view;
        seated.value = true;
        if (!stream) open();
    } catch {
        connection.value = 'off';
    }
}

// Commands keep their id until they are answered: sent twice, one is carried out once.
export async function command(type: string, args: Record<string, unknown> = {}): Promise<boolean> {
    const current = view.value;
    const base = current && 'entry' in current ? current.entry : 0;
    const body = { id: newId(), type, args, ...(base ? { base } : {}) };
    waiting.value += 1;
    try {
        for (let pause = 500; ; pause = Math.min(pause * 2, 8000)) {
            try {
                const response = await post('/api/commands', body);
                if (response.ok) {
                    trouble.value = '';
                    return true;
                }
                if (response.status !== 429 && response.status < 500) {
                    trouble.value = await reason(response);
                    void refresh();
                    return false;
                }
                if (response.status === 503) {
                    trouble.value = await reason(response);
                    return false;
                }
            } catch {
                connection.value = 'off';
            }
            await new Promise((done) => setTimeout(done, pause * (0.5 + Math.random())));
        }
    } finally {
        waiting.value -= 1;
    }
}

export async function preview(body: unknown): Promise<boolean> {
    try {
        const response = await post('/api/previews', body);
        trouble.value = response.ok ? '' : await reason(response);
        return response.ok;
    } catch {
        trouble.value = 'network';
        return false;
    }
}

export async function why(service: string): Promise<string> {
    const query = new URLSearchParams({ service, lang: language.value });
    const response = await fetch(`/api/why?${query}`, { credentials: 'same-origin' });
    return response.ok ? response.text() : reason(response);
}

// The stream.

let stream: EventSource | null = null;
let last = 0;

function open(): void {
    stream?.close();
    stream = new EventSource('/api/stream');
    last = Date.now();
    const alive = (): void => {
        last = Date.now();
        connection.value = 'on';
    };
    stream.addEventListener('open', alive);
    stream.addEventListener('beat', alive);
    stream.addEventListener('view', (event) => {
        alive();
        view.value = JSON.parse((event as MessageEvent<string>).data) as View;
    });
    stream.addEventListener('me', (event) => {
        alive();
        me.value = JSON.parse((event as MessageEvent<string>).data) as Me;
    });
    stream.addEventListener('bye', (event) => {
        const told = JSON.parse((event as MessageEvent<string>).data) as { reason?: string };
        stream?.close();
        stream = null;
        if (told.reason !== 'closed') {
            connection.value = 'ended';
            seated.value = false;
            return;
        }
        connection.value = 'off';
        again();
    });
    stream.addEventListener('error', () => {
        connection.value = 'off';
        // A browser gives up after an answer that is an error.
        if (stream?.readyState === EventSource.CLOSED) {
            stream = null;
            again();
        }
    });
}

function again(): void {
    setTimeout(() => void refresh(), 500 + Math.random() * 1500);
}

setInterval(() => {
    if (seated.value && Date.now() - last > 25_000) {
        connection.value = 'off';
        stream?.close();
        stream = null;
        last = Date.now();
        again();
    } else if (seated.value && !stream && connection.value === 'off') {
        again();
    }
}, 5000);

document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && seated.value) {
        void refresh();
        void setClock();
    }
});

// The clock: what the server shows now, from the best of five probes.

let base = { server: Date.now() * 1000, here: performance.now(), factor: 1 };

export function serverNow(): number {
    return base.server + (performance.now() - base.here) * 1000 * base.factor;
}

export async function setClock(): Promise<void> {
    let best = Infinity;
    for (let probe = 0; probe < 5; ++probe) {
        try {
            const before = performance.now();
            const response = await fetch('/api/clock', { cache: 'no-store' });
            const told = (await response.json()) as { now: number; factor: number };
            const after = performance.now();
            if (after - before < best) {
                best = after - before;
                const half = (best / 2) * 1000 * told.factor;
                base = { server: told.now + half, here: after, factor: told.factor };
            }
        } catch {
            break;
        }
    }
    clockSet.value += 1;
}
