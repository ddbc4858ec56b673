import { along, blue, faint, ink, keys, vermilion, width, words } from './style.js';

const left = 200;
const right = width - 84;
const pitch = 74;
const high = 56;

const fills = [
    ['own', '#c8c8c8'],
    ['served', blue],
    ['away', vermilion],
];

/** For each row what is asked of it over time, stacked, and a line at what it can serve. */
export function loads(data) {
    const at = (place) => left + ((right - left) * place) / data.x.max;
    const legend = keys(
        [
            ...fills.map(([name, color]) => ({ label: data.words[name], color })),
            { label: data.words.capacity, color: ink },
        ],
        16,
        10,
        width - 14,
    );
    const top = legend.bottom + 4;
    const bottom = top + pitch * data.rows.length;
    const children = [];
    data.rows.forEach((row, i) => {
        const base = top + pitch * i + (pitch + high) / 2;
        children.push(words(row.name, left - 8, base - high / 2 - 8, { align: 'right' }));
        children.push(
            words(row.what, left - 8, base - 8, { align: 'right', fill: '#555555' }),
        );
        children.push(words(row.highest, right + 8, base - high + 4, {}));
        row.boxes.forEach((box) => {
            const x = at(box.from);
            const wide = Math.max(at(box.to) - x, 0.6);
            let from = 0;
            fills.forEach(([name, fill]) => {
                if (box[name] <= 0) return;
                children.push({
                    type: 'rect',
                    shape: {
                        x,
                        y: base - high * (from + box[name]),
                        width: wide,
                        height: high * box[name],
                    },
                    style: { fill },
                });
                from += box[name];
            });
            children.push({
                type: 'rect',
                shape: { x, y: base - high * box.capacity - 0.8, width: wide, height: 1.6 },
                style: { fill: ink },
            });
        });
        children.push({
            type: 'line',
            shape: { x1: left, y1: base, x2: right, y2: base },
            style: { stroke: faint, lineWidth: 1 },
        });
    });
    return along(data.x, { left, right, top, bottom, below: 62 }, [...legend.children, ...children]);
}
