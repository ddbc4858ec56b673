import { blue, ink, marked, sky, width, words } from './style.js';

const left = 44;
const across = 332;
const panelWidth = 276;
const panelHeight = 96;
const pitch = 148;

function band(points, panel) {
    return {
        type: 'custom',
        silent: true,
        clip: true,
        xAxisIndex: panel,
        yAxisIndex: panel,
        data: [[0, 0]],
        renderItem: (params, api) => ({
            type: 'polygon',
            shape: {
                points: points
                    .map((point) => api.coord([point[0], point[3]]))
                    .concat(points.map((point) => api.coord([point[0], point[1]])).reverse()),
            },
            style: { fill: sky, opacity: 0.4 },
        }),
    };
}

function curve(points, value, panel, style) {
    return {
        type: 'line',
        silent: true,
        symbol: 'none',
        xAxisIndex: panel,
        yAxisIndex: panel,
        data: points.map((point) => [point[0], point[value]]),
        lineStyle: style,
    };
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
        option.series.push(
            band(panel.points, i),
            curve(panel.points, 1, i, { color: blue, width: 0.8, type: [3, 2] }),
            curve(panel.points, 3, i, { color: blue, width: 0.8, type: [3, 2] }),
            curve(panel.points, 2, i, { color: ink, width: 2 }),
        );
        option.graphic.push(words(panel.name, x, y - 13, { font: 'bold 12px sans-serif' }));
    });
    const height = 28 + pitch * rows;
    option.graphic.push(words(data.x.name, width / 2, height - 10, { align: 'center' }));
    return { width, height, option };
}
