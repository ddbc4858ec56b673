import { along, blue, ink, sky, width, words } from './style.js';

const left = 190;
const right = width - 84;
const pitch = 32;

/** 5–95 % thin, 25–75 % thick, the median as a line and the mean as a diamond. */
export function spreads(data) {
    const low = data.x.min;
    const high = data.x.max;
    const at = (value) =>
        left + ((right - left) * (Math.min(Math.max(value, low), high) - low)) / (high - low);
    const holds = (value) => value !== null && value >= low && value <= high;
    const top = 10;
    const children = [];
    const bar = (from, to, y, height, fill) => ({
        type: 'rect',
        shape: { x: at(from), y: y - height / 2, width: Math.max(at(to) - at(from), 1), height },
        style: { fill, stroke: ink, lineWidth: 0.6 },
    });
    const bottom = top + pitch * data.rows.length;
    if (data.zero) {
        children.push({
            type: 'line',
            shape: { x1: at(0), y1: top - 6, x2: at(0), y2: bottom },
            style: { stroke: ink, lineWidth: 1.5 },
        });
    }
    data.rows.forEach((row, i) => {
        const y = top + pitch * (i + 0.5);
        children.push(words(row.name, left - 10, y, { align: 'right' }));
        children.push(bar(row.p5, row.p95, y, 5, '#ffffff'));
        children.push(bar(row.p25, row.p75, y, 16, sky));
        if (holds(row.median)) {
            const x = at(row.median);
            children.push({
                type: 'line',
                shape: { x1: x, y1: y - 11, x2: x, y2: y + 11 },
                style: { stroke: ink, lineWidth: 3 },
            });
        }
        if (holds(row.mean)) {
            const x = at(row.mean);
            children.push({
                type: 'polygon',
                shape: {
                    points: [
                        [x, y - 6],
                        [x + 6, y],
                        [x, y + 6],
                        [x - 6, y],
                    ],
                },
                style: { fill: '#ffffff', stroke: blue, lineWidth: 2 },
            });
        }
        if (row.beyond) children.push(words(row.beyond, right + 6, y, {}));
    });
    return along(data.x, { left, right, top, bottom, below: 52, rows: Math.max(data.rows.length, 1) }, children);
}
