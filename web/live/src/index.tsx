import { render } from 'preact';

import { refresh, seated, setClock, view } from './api';
import { Control } from './control';
import { ControlDoor, Door, Waiting, controlSecret } from './lobby';
import { Evaluator, HotWash, Wall } from './others';
import { Player } from './player';
import { t } from './words';

function Page() {
    const secret = controlSecret();
    const current = view.value;
    if (seated.value === null) return <main class="door"><p role="status">{t('loading')}</p></main>;
    if (secret && (!seated.value || current?.audience !== 'control')) {
        return <ControlDoor secret={secret} />;
    }
    if (!seated.value || !current) return <Door />;
    switch (current.audience) {
        case 'lobby': return <Waiting />;
        case 'player': return <Player view={current} />;
        case 'evaluator': return <Evaluator view={current} />;
        case 'wall': return <Wall view={current} />;
        case 'hot-wash': return <HotWash view={current} />;
        case 'control':
        case 'controller': return <Control view={current} />;
    }
}

const root = document.getElementById('page');
if (root) render(<Page />, root);
void setClock();
setInterval(() => void setClock(), 120_000);
void refresh();
// A projector must not go to sleep; plain HTTP from elsewhere has no wake lock.
void navigator.wakeLock?.request('screen').catch(() => undefined);
