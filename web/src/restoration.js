import { blue, ink, marked, sky, width, words } from './style.js';

const left = 50;
const above = 28;

/** One or two panels stand one above the other, over the whole width; more in two columns. */
function layoutOf(count) {
    const columns = count > 2 ? 2 : 1;
    const rows = Math.ceil(count / columns);
    const across = 660 / columns;
    const panelHeight = columns === 1 ? 168 : rows === 2 ? 132 : 96;
    return { columns, rows, across, panelWidth: across - 56, panelHeight, pitch: panelHeight + 52 };
}

/** The 80 % band with its edges, and the median. */
function curves(points, x, y, { panelWidth, panelHeight }) {
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
    const layout = layoutOf(data.panels.length);
    const option = { grid: [], xAxis: [], yAxis: [], series: [], graphic: [] };
    data.panels.forEach((panel, i) => {
        const x = left + layout.across * (i % layout.columns);
        const y = above + layout.pitch * Math.floor(i / layout.columns);
        option.grid.push({ left: x, top: y, width: layout.panelWidth, height: layout.panelHeight });
        option.xAxis.push(marked({ ...data.x, name: '' }, { gridIndex: i }));
        option.yAxis.push(marked(data.y, { gridIndex: i }));
        option.graphic.push(
            ...curves(panel.points, x, y, layout),
            words(panel.name, x, y - 13, { font: 'bold 12px sans-serif' }),
        );
    });
    const height = above + layout.pitch * layout.rows;
    option.graphic.push(words(data.x.name, width / 2, height - 10, { align: 'center' }));
    return { width, height, option };
}
