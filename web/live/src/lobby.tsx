import { useState } from 'preact/hooks';

import { join, me, trouble, view } from './api';
import { Settings, Top } from './parts';
import { both, t } from './words';

/** Whoever has the link of control has its secret in the fragment, which no server is sent. */
export function controlSecret(): string | null {
    const found = /^#control=([0-9a-f]+)$/.exec(location.hash);
    return found?.[1] ?? null;
}

export function ControlDoor({ secret }: { secret: string }) {
    const [name, setName] = useState('');
    return (
        <main class="door">
            <Settings />
            <h1>{t('door.control')}</h1>
            <form onSubmit={(event) => {
                event.preventDefault();
                void join('/api/control', { secret, name: name || t('role.control') })
                    .then((done) => {
                        if (done) history.replaceState(null, '', '/');
                    });
            }}>
                <label>{t('door.name')}
                    <input value={name} maxLength={60} autocomplete="name"
                        onInput={(event) => setName(event.currentTarget.value)} /></label>
                <button type="submit" class="main">{t('door.enter')}</button>
                {trouble.value && <p role="alert" class="banner trouble">{trouble.value}</p>}
            </form>
        </main>
    );
}

export function Door() {
    const fromLink = new URLSearchParams(location.search);
    const [code, setCode] = useState(fromLink.get('code') ?? '');
    const [name, setName] = useState('');
    const [role, setRole] = useState('player');
    const group = fromLink.get('group') ?? '';
    return (
        <main class="door">
            <Settings />
            <h1>{t('door.title')}</h1>
            <form onSubmit={(event) => {
                event.preventDefault();
                void join('/api/join', {
                    code: code.trim().toUpperCase(), name, role,
                    group: role === 'player' ? group : '',
                });
            }}>
                <label>{t('door.code')}
                    <input value={code} required maxLength={6} autocomplete="off"
                        autocapitalize="characters" spellcheck={false} class="code"
                        onInput={(event) => setCode(event.currentTarget.value)} /></label>
                <label>{t('door.name')}
                    <input value={name} required maxLength={60} autocomplete="name"
                        onInput={(event) => setName(event.currentTarget.value)} /></label>
                <label>{t('door.role')}
                    <select value={role} onChange={(event) => setRole(event.currentTarget.value)}>
                        {(['player', 'evaluator', 'controller', 'wall'] as const).map((one) =>
                            <option value={one}>{t(`role.${one}`)}</option>)}
                    </select></label>
                <button type="submit" class="main">{t('door.enter')}</button>
                {trouble.value && <p role="alert" class="banner trouble">
                    {trouble.value === 'network' ? t('offline') : trouble.value}</p>}
            </form>
        </main>
    );
}

/** Asked for a seat, and not let in yet. */
export function Waiting() {
    const current = view.value;
    if (!current) return null;
    return (
        <>
            <Top frame={current.frame} />
            <main class="door">
                <h2>{t('lobby.title', { name: me.value.name ?? '' })}</h2>
                <p role="status">{t('lobby.wait')}</p>
                <p>{current.frame.groups.map((one) => both(one.title)).join(' · ')}</p>
            </main>
        </>
    );
}
