import { along, blue, faint, lengthOf, width, words } from './style.js';

const left = 190;
const pitch = 32;
const high = 22;

/** For each row the share over time, which holds until it changes, on one axis. */
export function bands(data) {
    const longest = Math.max(0, ...data.rows.map((row) => lengthOf(row.remark)));
    const right = width - 16 - longest;
    const at = (place) => left + ((right - left) * place) / data.x.max;
    const top = 6;
    const bottom = top + pitch * data.rows.length;
    const children = [];
    data.rows.forEach((row, i) => {
        const base = top + pitch * i + (pitch + high) / 2;
        const y = (share) => base - high * share;
        const line = [];
        row.curve.forEach((point, n) => {
            if (n > 0) line.push([at(point[0]), y(row.curve[n - 1][1])]);
            line.push([at(point[0]), y(point[1])]);
        });
        const last = line[line.length - 1];
        children.push({
            type: 'line',
            shape: { x1: left, y1: base, x2: right, y2: base },
            style: { stroke: faint, lineWidth: 1 },
        });
        children.push({
            type: 'polygon',
            shape: { points: line.concat([[last[0], base], [line[0][0], base]]) },
            style: { fill: blue, opacity: 0.18 },
        });
        children.push({
            type: 'polyline',
            shape: { points: line },
            style: { stroke: blue, lineWidth: 1.8, fill: 'none' },
        });
        children.push(words(row.name, left - 8, base - high / 2, { align: 'right' }));
        children.push(words(row.remark, right + 8, base - high / 2, {}));
    });
    return along(data.x, { left, right, top, bottom, below: 62 }, children);
}
