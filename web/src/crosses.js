import { blue, ink, lengthOf, marked, roomFor, width, words } from './style.js';

const top = 12;
const bottom = 300;

/** A point for each with its interval in both directions, and its name where there is room. */
export function crosses(data) {
    const left = roomFor(data.y);
    const right = width - 24 - Math.max(0, ...data.points.map((point) => lengthOf(point.name))) / 2;
    const x = (value) => left + ((right - left) * value) / data.x.max;
    const y = (value) => bottom - ((bottom - top) * value) / data.y.max;
    const children = [];
    const placed = data.points.map((point) => ({ x: x(point.x[1]) - 7, y: y(point.y[1]), takes: 14 }));
    const line = (x1, y1, x2, y2) => ({
        type: 'line',
        shape: { x1, y1, x2, y2 },
        style: { stroke: ink, lineWidth: 1.5 },
    });
    data.points.forEach((point) => {
        const [across, up] = [x(point.x[1]), y(point.y[1])];
        children.push(line(x(point.x[0]), up, x(point.x[2]), up));
        children.push(line(across, y(point.y[0]), across, y(point.y[2])));
        children.push({
            type: 'circle',
            shape: { cx: across, cy: up, r: 5 },
            style: { fill: point.is_filled ? blue : '#ffffff', stroke: blue, lineWidth: 1.6 },
        });
    });
    data.points.forEach((point) => {
        const takes = lengthOf(point.name);
        const from = Math.min(x(point.x[1]) + 8, width - takes - 4);
        let at = y(point.y[1]) - 9;
        const hides = (one) =>
            Math.abs(one.y - at) < 14 && from < one.x + one.takes && one.x < from + takes;
        while (placed.some(hides)) at -= 4;
        placed.push({ x: from, y: at, takes });
        children.push(words(point.name, from, at, { stroke: '#ffffff', lineWidth: 3 }));
    });
    return {
        width,
        height: bottom + 52,
        option: {
            grid: { left, right: width - right, top, height: bottom - top },
            xAxis: marked(data.x, { nameGap: 28 }),
            yAxis: marked(data.y, { nameGap: left - 22 }),
            series: [],
            graphic: children,
        },
    };
}
