import { blue, ink, marked, sky, width, words } from './style.js';

const left = 50;
const across = 330;
const panelWidth = 274;
const panelHeight = 96;
const pitch = 148;

/** The 80 % band with its edges, and the median. */
function curves(points, x, y) {
    const at = (point, value) => [x + panelWidth * point[0], y + panelHeight * (1 - point[value])];
    const low = points.map((point) => at(point, 1));
    const middle = points.map((point) => at(point, 2));
    const high = points.map((point) => at(point, 3));
    const edge = { stroke: blue, lineWidth: 0.8, lineDash: [3, 2], fill: 'none' };
    return [
        {
            type: 'polygon',
            shape: { points: high.concat(low.slice().reverse()) },
            style: { fill: sky, opacity: 0.4 },
        },
        { type: 'polyline', shape: { points: low }, style: edge },
        { type: 'polyline', shape: { points: high }, style: edge },
        {
            type: 'polyline',
            shape: { points: middle },
            style: { stroke: ink, lineWidth: 2, fill: 'none' },
        },
    ];
}

/** A panel for each strategy. */
export function restoration(data) {
    const rows = Math.ceil(data.panels.length / 2);
    const option = { grid: [], xAxis: [], yAxis: [], series: [], graphic: [] };
    data.panels.forEach((panel, i) => {
        const x = left + across * (i % 2);
        const y = 28 + pitch * Math.floor(i / 2);
        option.grid.push({ left: x, top: y, width: panelWidth, height: panelHeight });
        option.xAxis.push(marked({ ...data.x, name: '' }, { gridIndex: i }));
        option.yAxis.push(marked(data.y, { gridIndex: i }));
        option.graphic.push(
            ...curves(panel.points, x, y),
            words(panel.name, x, y - 13, { font: 'bold 12px sans-serif' }),
        );
    });
    const height = 28 + pitch * rows;
    option.graphic.push(words(data.x.name, width / 2, height - 10, { align: 'center' }));
    return { width, height, option };
}
