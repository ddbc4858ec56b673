import { along, blue, ink, lengthOf, sky, width, words } from './style.js';

const widest = 244;

/** Bars from one value to another, with what stands at their ends; the axis leaves room for that. */
export function ranges(data) {
    const longest = (side) => Math.max(0, ...data.rows.map((row) => lengthOf(row[side(row)])));
    const first = longest((row) => (row.to >= row.from ? 'at_from' : 'at_to'));
    const second = longest((row) => (row.to >= row.from ? 'at_to' : 'at_from'));
    const names = Math.min(widest, 20 + Math.max(0, ...data.rows.map((row) => lengthOf(row.name))));
    const left = names + (first ? first + 8 : 0);
    const right = width - 14 - (second ? second + 8 : 0);
    const at = (value) =>
        left + ((right - left) * (value - data.x.min)) / (data.x.max - data.x.min);
    const top = 10;
    const hasTwoLines = data.rows.some((row) => (row.at_from + row.at_to).indexOf('\n') >= 0);
    const pitch = hasTwoLines ? 36 : 28;
    const bottom = top + pitch * data.rows.length;
    const children = [];
    if (data.line !== null) {
        children.push({
            type: 'line',
            shape: { x1: at(data.line), y1: top - 6, x2: at(data.line), y2: bottom },
            style: { stroke: ink, lineWidth: 1.2, lineDash: [4, 3] },
        });
    }
    data.rows.forEach((row, i) => {
        const y = top + pitch * (i + 0.5);
        const low = Math.min(at(row.from), at(row.to));
        const high = Math.max(at(row.from), at(row.to));
        const rises = row.to >= row.from;
        children.push(words(row.name, names - 10, y, { align: 'right' }));
        children.push({
            type: 'rect',
            shape: { x: low, y: y - 8, width: Math.max(high - low, 1), height: 16 },
            style: { fill: sky, stroke: ink, lineWidth: 0.6 },
        });
        children.push(words(rises ? row.at_from : row.at_to, low - 5, y, { align: 'right' }));
        children.push(words(rises ? row.at_to : row.at_from, high + 5, y, {}));
        if (row.mark !== null) {
            const x = at(row.mark);
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
    });
    return along(data.x, { left, right, top, bottom, below: 52, rows: data.rows.length }, children);
}
