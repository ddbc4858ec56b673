import { useEffect, useRef, useState } from 'preact/hooks';

import { command, me } from './api';
import { Card, OwnName, Say, Services, Top, Until, newsText } from './parts';
import type { Decision, Frame, Message, PlayerView } from './types';
import { both, moment, t, word } from './words';

const marks = ['acknowledged', 'fact', 'assumption'] as const;

function Inbox({ view }: { view: PlayerView }) {
    const newest = view.messages.length;
    const seen = useRef(newest);
    const [announced, announce] = useState('');
    useEffect(() => {
        if (newest > seen.current) {
            const message = view.messages[newest - 1];
            if (message) announce(t('inbox.new', { title: both(message.title) }));
            navigator.vibrate?.(120);
        }
        seen.current = newest;
    }, [newest]);
    return (
        <section aria-labelledby="inbox">
            <h2 id="inbox">{t('inbox')} <span class="count">{newest}</span></h2>
            <p class="unseen" aria-live="polite">{announced}</p>
            {newest === 0 && <p class="note">{t('inbox.empty')}</p>}
            {[...view.messages].reverse().map((message) =>
                <Card key={message.number} message={message} frame={view.frame}>
                    {!message.withdrawn && <Marks message={message} view={view} />}
                </Card>)}
        </section>
    );
}

function Marks({ message, view }: { message: Message; view: PlayerView }) {
    const mine = message.marks.find((one) => one.seat === me.value.number)?.mark;
    const others = message.marks.filter((one) => one.seat !== me.value.number);
    const [to, setTo] = useState('');
    const groups = view.frame.groups.filter((one) => one.name !== view.group.name);
    return (
        <footer class="marks">
            {marks.map((mark) => (
                <button type="button" aria-pressed={mine === mark} onClick={() =>
                    void command('message.mark', {
                        message: message.number, mark: mine === mark ? 'none' : mark,
                    })}>{t(`mark.${mark}`)}</button>
            ))}
            {others.length > 0 && <span class="note">{others.map((one) => {
                const seat = view.seats.find((seat) => seat.number === one.seat);
                return `${seat?.name ?? '?'}: ${word('mark', one.mark)}`;
            }).join(', ')}</span>}
            {groups.length > 0 && <span class="pass">
                <label class="unseen" for={`to${message.number}`}>{t('pass.to')}</label>
                <select id={`to${message.number}`} value={to}
                    onChange={(event) => setTo(event.currentTarget.value)}>
                    <option value="">{t('pass.to')}</option>
                    {groups.map((one) => <option value={one.name}>{both(one.title)}</option>)}
                </select>
                {to && <button type="button" onClick={() =>
                    void command('message.pass', { message: message.number, to })
                        .then((done) => { if (done) setTo(''); })}>{t('pass')}</button>}
            </span>}
        </footer>
    );
}

function Decide({ decision, frame }: { decision: Decision; frame: Frame }) {
    const [option, setOption] = useState(decision.option);
    const [text, setText] = useState('');
    const isOpen = decision.state === 'opened' || decision.state === 'proposed';
    const title = decision.options.find((one) => one.name === decision.option)?.title;
    const send = (type: string) => void command(type, {
        decision: decision.name, ...(option ? { option } : {}), ...(text ? { text } : {}),
    });
    return (
        <article class={`decision ${decision.state}`}>
            <h3>{both(decision.question)}</h3>
            <p class="note">{word('decision.state', decision.state)}
                {decision.opened !== null && ` · ${moment(decision.opened, frame)}`}</p>
            {decision.returned && isOpen && <p class="banner paused">{t('decision.returned')}:{' '}
                {decision.returned}</p>}
            {decision.state !== 'opened' && <p><strong>{both(title) || decision.option}</strong>{' '}
                {decision.text}</p>}
            {isOpen && <fieldset>
                <legend>{t('decision.choose')}</legend>
                {decision.options.map((one) => (
                    <label class="choice"><input type="radio" name={decision.name}
                        checked={option === one.name} onChange={() => setOption(one.name)} />
                    {both(one.title)}</label>
                ))}
                <label>{t('decision.reason')}
                    <textarea rows={2} maxLength={2000} value={text}
                        onInput={(event) => setText(event.currentTarget.value)} /></label>
                <button type="button" disabled={!option && !text}
                    onClick={() => send('decision.propose')}>{t('decision.propose')}</button>
                {me.value.speaks
                    ? <button type="button" class="main" disabled={!option && !text}
                        onClick={() => send('decision.commit')}>{t('decision.commit')}</button>
                    : <p class="note">{t('decision.speaker')}</p>}
            </fieldset>}
        </article>
    );
}

function Picture({ view }: { view: PlayerView }) {
    const { known, frame } = view;
    const running = known.duties.filter((one) => one.state === 'running');
    const own = known.down.filter((one) => one.mtpd !== undefined || one.rto !== undefined);
    return (
        <section aria-labelledby="picture">
            <h2 id="picture">{t('picture')}</h2>
            <p class="note">{t('picture.note')}</p>
            {running.length > 0 && <ul class="plain">{running.slice(0, 6).map((one) => (
                <li>{both(one.title)} – {one.house}<br />
                    <Until at={one.until} frame={frame} label={t('until')} /></li>))}</ul>}
            {known.houses.length > 0 && <table>
                <thead><tr><th scope="col">{t('house')}</th><th scope="col">{t('alerts')}</th>
                    <th scope="col">{t('confirmed')}</th><th scope="col">{t('broken')}</th>
                    <th scope="col">{t('off')}</th></tr></thead>
                <tbody>{known.houses.slice(0, 12).map((one) => (
                    <tr><th scope="row">{one.name}</th><td>{one.alerts}</td>
                        <td>{one.confirmed}</td><td>{one.broken}</td><td>{one.off}</td></tr>))}
                </tbody></table>}
            <Services services={known.services} />
            {own.length > 0 && <details><summary>{t('deadlines', { count: own.length })}</summary>
                <ul class="plain">{own.slice(0, 30).map((one) => (
                    <li>{one.house}: {both(one.title)}{' '}
                        {one.rto !== undefined &&
                            <Until at={one.rto} frame={frame} label={t('rto')} />}{' '}
                        {one.mtpd !== undefined &&
                            <Until at={one.mtpd} frame={frame} label={t('mtpd')} />}</li>))}</ul>
            </details>}
            <h3>{t('news')}</h3>
            <ul class="plain news">{known.news.slice(0, 15).map((one) => (
                <li><time>{moment(one.at, frame)}</time> {newsText(one)}</li>))}</ul>
        </section>
    );
}

function Log({ view }: { view: PlayerView }) {
    const entries = [
        ...view.lines.map((one) => ({
            at: one.scenario, text: `${one.kind === 'inform'
                ? t('log.informed', { whom: one.whom.join(', ') }) : one.by}: ${one.text}`,
        })),
        ...view.messages.map((one) => ({
            at: one.scenario, text: t('log.received', { title: both(one.title) }),
        })),
        ...view.decisions.filter((one) => one.committed !== null).map((one) => ({
            at: one.committed as number,
            text: t('log.decided', { question: both(one.question),
                option: both(one.options.find((o) => o.name === one.option)?.title) || one.option }),
        })),
        ...view.requests.map((one) => ({
            at: one.scenario, text: t('log.asked', { by: one.by, text: one.text }),
        })),
    ].sort((a, b) => b.at - a.at);
    return (
        <section aria-labelledby="log">
            <h2 id="log">{t('log')}</h2>
            <Say label={t('log.add')} button={t('add')}
                send={(text) => command('note', { text })} />
            <ol class="plain log" reversed>{entries.map((one) => (
                <li><time>{moment(one.at, view.frame)}</time> {one.text}</li>))}</ol>
            <p><a href="/api/export/log.csv" download>{t('log.export')}</a></p>
        </section>
    );
}

function Act({ view }: { view: PlayerView }) {
    const [whom, setWhom] = useState('members');
    return (
        <section aria-labelledby="act">
            <h2 id="act">{t('act')}</h2>
            {view.decisions.map((one) =>
                <Decide key={`${one.name}${one.state}`} decision={one} frame={view.frame} />)}
            {view.decisions.length === 0 && <p class="note">{t('decision.none')}</p>}
            {view.questions.length > 0 && <><h3>{t('questions')}</h3>
                <ul>{view.questions.map((one) => <li>{both(one)}</li>)}</ul></>}
            <h3>{t('ask')}</h3>
            <Say label={t('ask.label')} button={t('ask.send')}
                send={(text) => command('ask', { text })} />
            <h3>{t('inform')}</h3>
            <label>{t('inform.whom')}
                <select value={whom} onChange={(event) => setWhom(event.currentTarget.value)}>
                    {(['members', 'authorities', 'press', 'staff'] as const).map((one) =>
                        <option value={one}>{t(`whom.${one}`)}</option>)}
                </select></label>
            <Say label={t('inform.text')} button={t('inform.send')} rows={3}
                send={(text) => command('inform', { whom: [t(`whom.${whom as 'members'}`)], text })} />
        </section>
    );
}

export function Feedback() {
    const [strengths, setStrengths] = useState('');
    const [improvements, setImprovements] = useState('');
    const [sent, setSent] = useState(false);
    if (sent) return <p role="status">{t('feedback.thanks')}</p>;
    return (
        <form class="say" onSubmit={(event) => {
            event.preventDefault();
            void command('feedback', { strengths, improvements }).then(setSent);
        }}>
            <label>{t('feedback.strengths')}
                <textarea rows={3} maxLength={4000} value={strengths}
                    onInput={(event) => setStrengths(event.currentTarget.value)} /></label>
            <label>{t('feedback.improvements')}
                <textarea rows={3} maxLength={4000} value={improvements}
                    onInput={(event) => setImprovements(event.currentTarget.value)} /></label>
            <button type="submit">{t('feedback.send')}</button>
        </form>
    );
}

const tabs = ['inbox', 'picture', 'act', 'log'] as const;

export function Player({ view }: { view: PlayerView }) {
    const [tab, setTab] = useState<(typeof tabs)[number]>('inbox');
    const { frame } = view;
    return (
        <>
            <Top frame={frame}><span>{both(view.group.title)} · <OwnName /></span></Top>
            {frame.phase === 'lobby' && <main class="door"><p role="status">{t('lobby.soon')}</p>
                <p>{view.seats.map((one) => one.name).join(', ')}</p></main>}
            {frame.phase === 'ended' && <main class="door"><h2>{t('ended')}</h2><Feedback />
                <Log view={view} /></main>}
            {frame.phase === 'playing' && <>
                {both(frame.move.situation) && <section aria-label={t('situation')}>
                    <details class="situation" open><summary>{t('situation')}</summary>
                        <p>{both(frame.move.situation)}</p></details></section>}
                <nav class="tabs" aria-label={t('tabs')}>{tabs.map((one) => (
                    <button type="button" aria-current={tab === one ? 'page' : undefined}
                        onClick={() => setTab(one)}>{t(one)}
                    {one === 'inbox' && ` (${view.messages.length})`}</button>))}</nav>
                <main class={`player show-${tab}`}>
                    <div class="pane inbox"><Inbox view={view} /></div>
                    <div class="pane picture"><Picture view={view} /></div>
                    <div class="pane act"><Act view={view} /></div>
                    <div class="pane log"><Log view={view} /></div>
                </main>
            </>}
        </>
    );
}
