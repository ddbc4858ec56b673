import { signal } from '@preact/signals';

import de from './texts.de.json';
import en from './texts.en.json';
import type { Both, Frame } from './types';

export type Key = keyof typeof de & keyof typeof en;

function first(): 'de' | 'en' {
    const kept = localStorage.getItem('language');
    if (kept === 'de' || kept === 'en') return kept;
    return navigator.language.startsWith('de') ? 'de' : 'en';
}

export const language = signal<'de' | 'en'>(first());
language.subscribe((now) => {
    document.documentElement.lang = now;
    try {
        localStorage.setItem('language', now);
    } catch {
        // Without storage the choice lasts as long as the page.
    }
});

export function t(key: Key, places: Record<string, string | number> = {}): string {
    const text = (language.value === 'de' ? de : en)[key];
    return text.replace(/\{(\w+)\}/g, (_, name: string) => String(places[name] ?? ''));
}
/** A word that comes from the server, under a family of keys. */
export function word(family: string, name: string,
    places: Record<string, string | number> = {}): string {
    const key = `${family}.${name}` as Key;
    return key in de ? t(key, places) : name;
}
export function both(text: Both | null | undefined): string {
    if (!text) return '';
    return text[language.value] || text.en || text.de;
}

// Moments and spans.

export function moment(scenario: number, frame: Frame, withDay = true): string {
    const at = new Date(Date.parse(frame.starts) + scenario / 1000);
    return new Intl.DateTimeFormat(language.value === 'de' ? 'de-DE' : 'en-GB', {
        timeZone: frame.zone,
        ...(withDay ? { weekday: 'short', day: '2-digit', month: '2-digit' } : {}),
        hour: '2-digit', minute: '2-digit',
    }).format(at);
}
export function roomTime(micros: number, withSeconds = false): string {
    return new Intl.DateTimeFormat(language.value === 'de' ? 'de-DE' : 'en-GB', {
        hour: '2-digit', minute: '2-digit', ...(withSeconds ? { second: '2-digit' } : {}),
    }).format(new Date(micros / 1000));
}
export function span(micros: number): string {
    const minutes = Math.round(Math.abs(micros) / 60e6);
    const sign = micros < 0 ? '−' : '';
    if (minutes < 60) return `${sign}${minutes} min`;
    const hours = Math.floor(minutes / 60);
    if (hours < 48) return `${sign}${hours} h ${minutes % 60} min`;
    return `${sign}${Math.floor(hours / 24)} d ${hours % 24} h`;
}
export function whole(number: number | null | undefined): string {
    if (number === null || number === undefined) return '–';
    const locale = language.value === 'de' ? 'de-DE' : 'en-GB';
    return new Intl.NumberFormat(locale, {
        maximumSignificantDigits: Math.abs(number) >= 1000 ? 4 : 3,
    }).format(number);
}
export function percent(share: number | null | undefined): string {
    return share === null || share === undefined ? '–' : `${Math.round(share * 100)} %`;
}
