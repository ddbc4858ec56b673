// Evaluators, the wall, and the hot wash.
import { useState } from 'preact/hooks';

import { command } from './api';
import { Card, Clocks, OwnName, Say, Services, Settings, Top, newsText } from './parts';
import { Feedback } from './player';
import type { EvaluatorView, HotWashView, Objective, WallView } from './types';
import { both, moment, t, word } from './words';

const ratings = ['without_challenges', 'with_some_challenges', 'with_major_challenges',
    'not_met', 'not_applicable'] as const;

function Task({ view, objective, task }:
    { view: EvaluatorView; objective: Objective; task: number | null }) {
    const given = view.ratings.filter((one) =>
        one.objective === objective.name && one.task === task && !one.undone);
    const last = given[given.length - 1];
    const [rating, setRating] = useState('');
    const [evidence, setEvidence] = useState('');
    const [improvement, setImprovement] = useState('');
    const name = `${objective.name}-${task ?? 'whole'}`;
    return (
        <details class={last ? 'task rated' : 'task'}>
            <summary>{task === null ? t('evaluate.whole') : both(objective.tasks[task])}{' '}
                <span class="count">{last ? word('mark.rating', last.rating) : t('evaluate.open')}
                </span></summary>
            {given.map((one) => <p class="note">{moment(one.scenario, view.frame)}{' '}
                {word('rating', one.rating)}: {one.evidence} ({one.by})</p>)}
            <form onSubmit={(event) => {
                event.preventDefault();
                void command('rate-task', {
                    objective: objective.name, rating, evidence,
                    ...(task === null ? {} : { task }), ...(improvement ? { improvement } : {}),
                }).then((done) => {
                    if (!done) return;
                    setEvidence('');
                    setImprovement('');
                });
            }}>
                <fieldset><legend>{t('evaluate.rating')}</legend>{ratings.map((one) => (
                    <label class="choice"><input type="radio" name={name} checked={rating === one}
                        onChange={() => setRating(one)} />{t(`rating.${one}`)}</label>))}</fieldset>
                <label>{t('evaluate.evidence')}<textarea required rows={2} maxLength={4000}
                    value={evidence} onInput={(event) => setEvidence(event.currentTarget.value)} />
                </label>
                <label>{t('evaluate.improvement')}<textarea rows={2} maxLength={4000}
                    value={improvement}
                    onInput={(event) => setImprovement(event.currentTarget.value)} /></label>
                <button type="submit" disabled={!rating || !evidence}>{t('evaluate.save')}</button>
            </form>
        </details>
    );
}

export function Evaluator({ view }: { view: EvaluatorView }) {
    return (
        <>
            <Top frame={view.frame}><OwnName /></Top>
            <main class="evaluator">
                <section aria-labelledby="tasks"><h2 id="tasks">{t('evaluate')}</h2>
                    {view.objectives.map((one) => <section>
                        <h3>{both(one.title)}</h3>
                        {one.tasks.map((_, task) =>
                            <Task view={view} objective={one} task={task} />)}
                        <Task view={view} objective={one} task={null} />
                    </section>)}
                </section>
                <section aria-labelledby="seen"><h2 id="seen">{t('observe')}</h2>
                    <Say label={t('observe.label')} button={t('observe.add')}
                        send={(text) => command('observe', { text })} />
                    <ul class="plain">{view.lines.filter((one) => one.kind === 'observation' &&
                        !one.undone).reverse().map((one) => (
                        <li><time>{moment(one.scenario, view.frame)}</time> {one.by}: {one.text}
                        </li>))}</ul>
                </section>
                <section aria-labelledby="given"><h2 id="given">{t('given')}</h2>
                    {view.decisions.map((one) => <p class="note">{both(one.question)}:{' '}
                        {word('decision.state', one.state)}{' '}
                        {both(one.options.find((option) =>
                            option.name === one.option)?.title)} {one.text}</p>)}
                    {[...view.messages].reverse().map((one) =>
                        <Card message={one} frame={view.frame}>
                            {both(one.expected) && <p class="note">{t('expected')}:{' '}
                                {both(one.expected)}</p>}
                            {both(one.task) && <p class="watch">{t('watch')}: {both(one.task)}</p>}
                        </Card>)}
                </section>
                {view.frame.phase === 'ended' && <section><h2>{t('ended')}</h2><Feedback /></section>}
            </main>
        </>
    );
}

export function Wall({ view }: { view: WallView }) {
    const { frame } = view;
    return (
        <>
            <header class="top"><div class="marking">{t('marking')} · TLP:{frame.tlp.toUpperCase()}
            </div></header>
            <main class="wall">
                <h1>{both(frame.title)}</h1>
                {frame.clock.emergency && <p class="banner emergency" role="alert">{t('emergency')}
                    {frame.clock.reason && `: ${frame.clock.reason}`}</p>}
                <Clocks frame={frame} large />
                {frame.phase === 'lobby' && <p>{t('lobby.soon')}</p>}
                {frame.phase === 'playing' && <p class="move">{t('move', {
                    number: frame.move.number, of: frame.move.of })}: {both(frame.move.title)}</p>}
                {frame.phase === 'ended' && <p class="move">{t('ended')}</p>}
                <div class="halves">
                    <section><h2>{t('public')}</h2><Services services={view.services} /></section>
                    <section><h2>{t('press')}</h2>
                        {view.press.length === 0 && <p class="note">{t('press.none')}</p>}
                        {[...view.press].reverse().slice(0, 4).map((one) =>
                            <Card message={one} frame={frame} />)}</section>
                </div>
                <Settings />
            </main>
        </>
    );
}

/** Three lanes: what was so, what was known, what was done. */
export function HotWash({ view }: { view: HotWashView }) {
    const { frame, truth } = view;
    const moments = [
        ...truth.course.map((one) => one.at),
        ...view.done.map((one) => one.scenario),
    ].filter((at) => at >= 0).sort((a, b) => a - b);
    const end = Math.max(frame.clock.scenario, ...view.done.map((one) => one.scenario), 1);
    const [until, setUntil] = useState(end);
    const groups = Object.keys(view.known);
    const [group, setGroup] = useState(groups[0] ?? '');
    const upTo = <Item,>(items: Item[], at: (item: Item) => number) =>
        items.filter((item) => at(item) <= until).slice(-40);
    return (
        <>
            <Top frame={frame} />
            <main class="hotwash">
                <h2>{t('hotwash')}</h2>
                <p>{t('hotwash.attacker', { name: both(truth.attacker) })}</p>
                <label>{t('hotwash.until')}: <strong>{moment(until, frame)}</strong>
                    <input type="range" min={moments[0] ?? 0} max={end} step={60e6} value={until}
                        onInput={(event) => setUntil(Number(event.currentTarget.value))} /></label>
                <div class="lanes">
                    <section><h3>{t('lane.truth')}</h3><ul class="plain">
                        {upTo(truth.course.filter((one) => one.side === 'truth' ||
                            one.side === 'service'), (one) => one.at).map((one) => (
                            <li><time>{moment(one.at, frame)}</time> {both(one.what)}</li>))}</ul>
                    </section>
                    <section><h3>{t('lane.known')}</h3>
                        <label class="unseen" for="whose">{t('lane.whose')}</label>
                        <select id="whose" value={group}
                            onChange={(event) => setGroup(event.currentTarget.value)}>
                            {groups.map((one) => <option value={one}>{both(
                                frame.groups.find((g) => g.name === one)?.title) || one}</option>)}
                        </select>
                        <ul class="plain">{upTo(view.known[group] ?? [], (one) => one.at)
                            .map((one) => <li><time>{moment(one.at, frame)}</time> {newsText(one)}
                            </li>)}</ul></section>
                    <section><h3>{t('lane.done')}</h3><ul class="plain">
                        {upTo([...view.done].sort((a, b) => a.scenario - b.scenario),
                            (one) => one.scenario).map((one) => (
                            <li class={one.kind}><time>{moment(one.scenario, frame)}</time>{' '}
                                <strong>{word('done', one.kind)}</strong> {both(one.title)}{' '}
                                {both(one.option)} {one.text}</li>))}</ul></section>
                </div>
                {view.pins.length > 0 && <section><h3>{t('pins')}</h3>
                    {view.pins.map((one) => <p><strong>{one.title}</strong> {one.result}</p>)}
                </section>}
                <section><h3>{t('feedback')}</h3><Feedback /></section>
            </main>
        </>
    );
}
