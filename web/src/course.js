import { blue, ink, lengthOf, marked, roomFor, sky, vermilion, width, words } from './style.js';

const top = 10;
const bottom = 270;
const dashes = [
    [7, 3],
    [3, 3],
    [10, 3, 2, 3],
    [1, 3],
];

/** Names to the right of the last points; neighbours are kept apart. */
function namesOf(lines, right, y) {
    const all = lines
        .filter((line) => line.name)
        .map((line) => ({ name: line.name, y: y(line.last) }))
        .sort((a, b) => a.y - b.y);
    const children = [];
    let last = -100;
    all.forEach((one) => {
        last = Math.max(one.y, last + 14);
        children.push(words(one.name, right + 8, last, {}));
    });
    return children;
}

/** A band with its middle, dashed lines beside it, and dots. */
export function course(data) {
    const named = [data.name, ...data.lines.map((line) => line.name)];
    const longest = Math.max(0, ...named.map(lengthOf));
    const left = roomFor(data.y);
    const right = width - 14 - (longest ? longest + 10 : 0);
    const x = (place) => left + (right - left) * place;
    const y = (value) => bottom - ((bottom - top) * (value - data.y.min)) / (data.y.max - data.y.min);
    const at = (point, value) => [x(point[0]), y(point[value])];
    const children = [];
    const line = (points, style) => ({
        type: 'polyline',
        shape: { points },
        style: { fill: 'none', ...style },
    });
    if (data.zero) {
        children.push({
            type: 'line',
            shape: { x1: left, y1: y(0), x2: right, y2: y(0) },
            style: { stroke: ink, lineWidth: 1.2, lineDash: [4, 3] },
        });
    }
    if (data.band.length) {
        const low = data.band.map((point) => at(point, 1));
        const high = data.band.map((point) => at(point, 3));
        const edge = { stroke: blue, lineWidth: 0.8, lineDash: [3, 2] };
        children.push({
            type: 'polygon',
            shape: { points: high.concat(low.slice().reverse()) },
            style: { fill: sky, opacity: 0.4 },
        });
        children.push(line(low, edge), line(high, edge));
        children.push(line(data.band.map((point) => at(point, 2)), { stroke: ink, lineWidth: 2 }));
    }
    data.lines.forEach((one, i) => {
        children.push(
            line(
                one.points.map((point) => at(point, 1)),
                { stroke: vermilion, lineWidth: 1.6, lineDash: dashes[i % dashes.length] },
            ),
        );
    });
    data.dots.forEach((dot) => {
        children.push({
            type: 'circle',
            shape: { cx: x(dot[0]), cy: y(dot[1]), r: 5 },
            style: { fill: vermilion, stroke: ink, lineWidth: 1 },
        });
    });
    const lastOf = (points, value) => points[points.length - 1][value];
    const lines = data.lines.map((one) => ({ name: one.name, last: lastOf(one.points, 1) }));
    if (data.band.length) lines.push({ name: data.name, last: lastOf(data.band, 2) });
    return {
        width,
        height: bottom + 50,
        option: {
            grid: { left, right: width - right, top, height: bottom - top },
            xAxis: marked(data.x, { nameGap: 26 }),
            yAxis: marked(data.y),
            series: [],
            graphic: [...children, ...namesOf(lines, right, y)],
        },
    };
}
