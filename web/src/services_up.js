import { blue, decisionMarks, decisionRows, marked, numbered, width, words } from './style.js';

const left = 52;
const right = width - 14;
const plotHeight = 200;

/** Stretches of the exercise behind the curve; a name only where there is room for it. */
function moveMarks(moves, at, top, bottom) {
    const children = [];
    let free = left;
    moves.forEach((move, i) => {
        const from = at(move.from);
        const to = Math.max(at(move.to), from + 2);
        children.push({
            type: 'rect',
            z: -1,
            shape: { x: from, y: top, width: to - from, height: bottom - top },
            style: { fill: i % 2 ? '#cccccc' : '#e2e2e2' },
        });
        // Beside its beginning, or to the right of the name before.
        const takes = 6.6 * move.label.length;
        const x = Math.max(free, Math.min(from, right - takes));
        if (x + takes > right + 1) return;
        children.push(words(move.label, x, 9, {}));
        free = x + takes + 8;
    });
    return children;
}

export function servicesUp(data) {
    const at = (value) => left + ((right - left) * value) / data.x.max;
    const rows = decisionRows(data.decisions, at);
    const top = (data.moves.length ? 20 : 4) + 18 * rows + 6;
    const bottom = top + plotHeight;
    const height = bottom + 62 + 20 * data.lines.length;
    return {
        width,
        height,
        option: {
            grid: { left, right: width - right, top, height: plotHeight },
            xAxis: marked(data.x, { nameGap: 38 }),
            yAxis: marked(data.y),
            series: [
                {
                    type: 'line',
                    step: 'end',
                    symbol: 'none',
                    data: data.curve,
                    lineStyle: { color: blue, width: 2 },
                    areaStyle: { color: blue, opacity: 0.18 },
                },
            ],
            graphic: [
                ...moveMarks(data.moves, at, top, bottom),
                ...decisionMarks(data.decisions, at, top, bottom),
                ...numbered(data.lines, left, bottom + 66),
            ],
        },
    };
}
