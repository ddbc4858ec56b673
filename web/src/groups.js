import { along, ink, lengthOf, width, words } from './style.js';

const left = 190;
const barHeight = 14;
const fills = ['#0072b2', '#e69f00', '#56b4e9', '#009e73', '#999999'];

/** Bars in groups, each with what it stands for at its end. */
export function groups(data) {
    const labels = data.rows.map((row) => Math.max(0, ...row.bars.map((bar) => lengthOf(bar.label))));
    const right = width - 20 - Math.max(0, ...labels);
    const at = (value) => left + ((right - left) * Math.max(value, 0)) / data.x.max;
    const top = 10;
    const children = [];
    let y = top;
    data.rows.forEach((row) => {
        const height = barHeight * row.bars.length;
        children.push(words(row.name, left - 10, y + height / 2, { align: 'right' }));
        row.bars.forEach((bar, i) => {
            const middle = y + barHeight * (i + 0.5);
            children.push({
                type: 'rect',
                shape: {
                    x: left,
                    y: middle - barHeight / 2 + 1,
                    width: Math.max(at(bar.value) - left, 1),
                    height: barHeight - 2,
                },
                style: { fill: fills[i % fills.length], stroke: ink, lineWidth: 0.4 },
            });
            children.push(words(bar.label, at(bar.value) + 6, middle, {}));
        });
        y += height + 12;
    });
    const bottom = y;
    return along(data.x, { left, right, top, bottom, below: 52 }, children);
}
