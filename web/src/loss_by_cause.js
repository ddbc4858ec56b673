import { causes, ink, marked, width } from './style.js';

const left = 190;
const pitch = 28;

export function lossByCause(data) {
    const height = data.rows.length * pitch + 96;
    return {
        width,
        height,
        option: {
            legend: {
                top: 0,
                left: 8,
                width: width - 16,
                icon: 'rect',
                itemWidth: 16,
                itemHeight: 12,
                selectedMode: false,
                textStyle: { color: ink, fontSize: 12 },
            },
            grid: { left, right: 84, top: 46, height: data.rows.length * pitch },
            xAxis: marked(data.x, { nameGap: 28 }),
            yAxis: {
                type: 'category',
                inverse: true,
                data: data.rows.map((row, i) => String(i)),
                axisTick: { show: false },
                axisLine: { show: false },
                axisLabel: {
                    color: ink,
                    fontSize: 12,
                    interval: 0,
                    formatter: (value, i) => data.rows[i].name,
                },
            },
            series: data.causes.map((cause, c) => ({
                type: 'bar',
                name: cause.label,
                stack: 'lost',
                barWidth: 18,
                silent: true,
                data: data.rows.map((row) => row.parts[c]),
                itemStyle: { ...causes[cause.word], borderColor: '#ffffff', borderWidth: 0.5 },
                label: {
                    show: c === data.causes.length - 1,
                    position: 'right',
                    color: ink,
                    fontSize: 12,
                    formatter: (one) => data.rows[one.dataIndex].total,
                },
            })),
        },
    };
}
