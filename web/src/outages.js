import { along, decisionMarks, decisionRows, faint, ink, keys, numbered, shades, width, words } from './style.js';

const left = 190;
const right = width - 14;
const pitch = 26;
const barHeight = 16;

export function outages(data) {
    const at = (value) => left + ((right - left) * value) / data.x.max;
    const legend = keys(
        data.levels.map((label, i) => ({ label, color: shades[i + 1] })),
        52,
        10,
        right,
    );
    const rows = decisionRows(data.decisions, at);
    const top = legend.bottom + 10 + 18 * rows;
    const bottom = top + pitch * data.rows.length;
    const bars = [];
    data.rows.forEach((row, i) => {
        const y = top + pitch * (i + 0.5);
        bars.push(words(row.name, left - 8, y, { align: 'right' }));
        bars.push({
            type: 'line',
            shape: { x1: left, y1: y, x2: right, y2: y },
            style: { stroke: faint, lineWidth: 1 },
        });
        row.spans.forEach((span) => {
            bars.push({
                type: 'rect',
                shape: {
                    x: at(span.from),
                    y: y - barHeight / 2,
                    width: Math.max(at(span.to) - at(span.from), 1),
                    height: barHeight,
                },
                style: { fill: shades[span.level + 1], stroke: ink, lineWidth: 0.3 },
            });
        });
    });
    const place = { left, right, top, bottom, below: 62, more: 20 * data.lines.length };
    return along(data.x, { ...place, rows: data.rows.length }, [
        ...legend.children,
        ...bars,
        ...decisionMarks(data.decisions, at, top, bottom),
        ...numbered(data.lines, 52, bottom + 66),
    ]);
}
