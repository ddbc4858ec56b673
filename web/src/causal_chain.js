import { ink, width, words } from './style.js';

const left = 150;
const right = width - 8;
const lineHeight = 17;
const gap = 20;

// Whose knowledge it is, by colour of the edge and by its word.
const edges = { truth: '#d55e00', knowledge: '#0072b2', response: '#222222', service: '#7a7a7a' };
const dashes = { truth: [6, 3] };

export function causalChain(data) {
    const children = [];
    let y = 6;
    data.boxes.forEach((box, i) => {
        const height = 12 + lineHeight * (1 + box.lines.length);
        const middle = y + height / 2;
        if (i > 0) {
            const x = left + 40;
            children.push({
                type: 'line',
                shape: { x1: x, y1: y - gap, x2: x, y2: y - 6 },
                style: { stroke: ink, lineWidth: 1.5 },
            });
            children.push({
                type: 'polygon',
                shape: {
                    points: [
                        [x - 5, y - 8],
                        [x + 5, y - 8],
                        [x, y],
                    ],
                },
                style: { fill: ink },
            });
        }
        children.push({
            type: 'rect',
            shape: { x: left, y, width: right - left, height, r: 3 },
            style: {
                fill: box.is_end ? '#fff3c4' : '#fafafa',
                stroke: ink,
                lineWidth: box.is_end ? 1.6 : 0.8,
                lineDash: box.is_more ? [3, 3] : dashes[box.side],
            },
        });
        children.push({
            type: 'rect',
            shape: { x: left, y, width: 7, height },
            style: { fill: edges[box.side] },
        });
        children.push(words(box.when, left - 10, middle, { align: 'right', font: '11px sans-serif' }));
        children.push(
            words(box.kind, left + 16, y + 6 + lineHeight / 2, {
                fill: '#555555',
                font: '11px sans-serif',
            }),
        );
        box.lines.forEach((line, n) => {
            children.push(words(line, left + 16, y + 6 + lineHeight * (n + 1.5), {}));
        });
        y += height + gap;
    });
    return { width, height: y - gap + 6, option: { graphic: children } };
}
