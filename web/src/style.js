// Colours are told apart by people who do not see all of them, and by their lightness in print
// without colour. Okabe and Ito's, but for the shades of one quantity.

/** As wide as a page of A4 between its margins, with 12 units for about 8.5 points. */
export const width = 680;

export const ink = '#222222';
export const faint = '#d0d0d0';
export const blue = '#0072b2';
export const sky = '#56b4e9';
export const vermilion = '#d55e00';
export const yellow = '#f0e442';
export const grey = '#999999';

/** Of one quantity, from little to much. */
export const shades = ['#fff3c4', '#fec44f', '#ec7014', '#993404', '#3d1602'];

const stripes = { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [1.5, 4], rotation: -Math.PI / 4 };
const dots = { symbol: 'circle', dashArrayX: [[5, 5], [0, 5, 5, 0]], dashArrayY: [3, 2], symbolSize: 0.5 };

/** Root causes, in the order in which they are booked. */
export const causes = {
    attack: { color: vermilion },
    precaution: { color: yellow, decal: { ...stripes, color: 'rgba(0,0,0,0.35)' } },
    testing: { color: sky, decal: { ...dots, color: 'rgba(0,0,0,0.45)' } },
    rebuild: { color: '#004f7c' },
    other: { color: '#dddddd' },
};

/** An axis of values with the marks that were worked out for it, and no others. */
export function marked(axis, more) {
    const labels = {};
    const values = axis.marks.map((mark) => {
        labels[mark.at.toFixed(6)] = mark.label;
        return mark.at;
    });
    return {
        type: 'value',
        min: axis.min || 0,
        max: axis.max,
        name: axis.name || '',
        nameLocation: 'middle',
        nameTextStyle: { color: ink, fontSize: 12 },
        axisLine: { show: false, onZero: false },
        axisTick: { show: false, customValues: values },
        splitLine: { show: true, lineStyle: { color: faint, width: 1 } },
        axisLabel: {
            color: ink,
            fontSize: 12,
            hideOverlap: false,
            showMinLabel: true,
            showMaxLabel: true,
            customValues: values,
            formatter: (value) => labels[Number(value).toFixed(6)] || '',
        },
        ...more,
    };
}

export function words(text, x, y, more) {
    return {
        type: 'text',
        silent: true,
        x,
        y,
        style: { text, fill: ink, font: '12px sans-serif', verticalAlign: 'middle', ...more },
    };
}

/** About how wide words are; of several lines the longest counts. */
export function lengthOf(text) {
    const lines = (text || '').split('\n').map((line) => line.length);
    return 6.6 * Math.max(...lines);
}

/** Room on the left for what an axis is marked with, and for its name. */
export function roomFor(axis) {
    return 14 + Math.max(...axis.marks.map((mark) => lengthOf(mark.label))) + (axis.name ? 22 : 0);
}

/** A number in a disc: what it stands for is said below the picture. */
export function badge(x, y, number) {
    return {
        type: 'group',
        children: [
            { type: 'circle', shape: { cx: x, cy: y, r: 8 }, style: { fill: ink } },
            words(String(number), x, y, {
                fill: '#ffffff',
                font: 'bold 11px sans-serif',
                align: 'center',
            }),
        ],
    };
}

/** Numbered lines below a picture. */
export function numbered(lines, left, top) {
    const children = [];
    lines.forEach((line, i) => {
        const y = top + 20 * i;
        children.push(badge(left + 8, y, i + 1), words(line, left + 24, y, {}));
    });
    return children;
}

/** Boxes of colour with what they stand for, side by side, in as many lines as it takes. */
export function keys(entries, left, top, most) {
    const children = [];
    let x = left;
    let y = top;
    entries.forEach((entry) => {
        const takes = 30 + 6.6 * entry.label.length;
        if (x > left && x + takes > most) {
            x = left;
            y += 20;
        }
        children.push({
            type: 'rect',
            shape: { x, y: y - 6, width: 16, height: 12 },
            style: { fill: entry.color, stroke: '#555555', lineWidth: 0.5 },
        });
        children.push(words(entry.label, x + 21, y, {}));
        x += takes;
    });
    return { children, bottom: y + 10 };
}

/** Decisions cross the whole picture; close ones have their numbers one below the other. */
export function decisionMarks(decisions, at, top, bottom) {
    const children = [];
    const placed = [];
    decisions.forEach((decision) => {
        const x = at(decision.at);
        let row = 0;
        while (placed.some((other) => other.row === row && Math.abs(other.x - x) < 18)) row += 1;
        placed.push({ x, row });
        const y = top - 12 - 18 * row;
        children.push({
            type: 'line',
            shape: { x1: x, y1: y, x2: x, y2: bottom },
            style: { stroke: ink, lineWidth: 1, lineDash: [4, 3] },
        });
        children.push(badge(x, y, decision.number));
    });
    return children;
}

/** How many rows of numbers they take. */
export function decisionRows(decisions, at) {
    const placed = [];
    decisions.forEach((decision) => {
        const x = at(decision.at);
        let row = 0;
        while (placed.some((other) => other.row === row && Math.abs(other.x - x) < 18)) row += 1;
        placed.push({ x, row });
    });
    return placed.reduce((most, one) => Math.max(most, one.row + 1), 0);
}

/** Without the words of marks that would run into those before them; `pixels`: its length. */
function thinned(axis, pixels) {
    const least = axis.min || 0;
    const place = (mark) => (pixels * (mark.at - least)) / (axis.max - least);
    const half = (mark) => lengthOf(mark.label) / 2;
    let last = null;
    const marks = axis.marks.map((mark) => {
        const fits =
            last === null || place(mark) - half(mark) >= place(last) + half(last) + 4;
        if (!fits) return { ...mark, label: '' };
        last = mark;
        return mark;
    });
    return { ...axis, marks };
}

/**
 * A picture that is drawn by hand along an axis of values: only that axis has marks. `below` is the
 * room under the drawing for it and its name, `more` what else stands under it.
 */
export function along(axis, { left, right, top, bottom, below, more = 0, rows = 1 }, graphic) {
    return {
        width,
        height: bottom + below + more,
        option: {
            grid: { left, right: width - right, top, height: bottom - top },
            xAxis: marked(thinned(axis, right - left), { nameGap: below - 24 }),
            yAxis: { type: 'value', min: 0, max: rows, show: false },
            series: [],
            graphic,
        },
    };
}
