import { blue, ink, width, words } from './style.js';

const boxWidth = 176;
const boxHeight = 46;
const gap = 22;

/** Boxes in up to three columns, from who needs to who is needed, with arrows between them. */
export function whoNeedsWhom(data) {
    const used = [0, 1, 2].filter((column) => data.boxes.some((box) => box.column === column));
    const columns = used.map((column) => data.boxes.filter((box) => box.column === column));
    const most = Math.max(...columns.map((column) => column.length));
    const height = most * (boxHeight + gap) + gap;
    const places = new Array(data.boxes.length);
    columns.forEach((column, c) => {
        const x = used.length === 1 ? (width - boxWidth) / 2
            : 8 + ((width - 16 - boxWidth) * c) / (used.length - 1);
        const top = (height - column.length * (boxHeight + gap) + gap) / 2;
        column.forEach((box, i) => {
            places[data.boxes.indexOf(box)] = { x, y: top + i * (boxHeight + gap) };
        });
    });
    const children = [];
    data.arrows.forEach((arrow) => {
        const from = places[arrow.from];
        const to = places[arrow.to];
        const forward = to.x > from.x;
        const straight = to.x !== from.x;
        const x1 = straight ? from.x + (forward ? boxWidth : 0) : from.x + boxWidth / 2;
        const y1 = straight ? from.y + boxHeight / 2 : from.y + (to.y > from.y ? boxHeight : 0);
        const x2 = straight ? to.x + (forward ? 0 : boxWidth) : to.x + boxWidth / 2;
        const y2 = straight ? to.y + boxHeight / 2 : to.y + (to.y > from.y ? 0 : boxHeight);
        const long = Math.hypot(x2 - x1, y2 - y1) || 1;
        const [ux, uy] = [(x2 - x1) / long, (y2 - y1) / long];
        const [bx, by] = [x2 - 9 * ux, y2 - 9 * uy];
        children.push(
            {
                type: 'line',
                shape: { x1, y1, x2: bx, y2: by },
                style: { stroke: ink, lineWidth: 1.3 },
            },
            {
                type: 'polygon',
                shape: {
                    points: [
                        [x2, y2],
                        [bx - 4.5 * uy, by + 4.5 * ux],
                        [bx + 4.5 * uy, by - 4.5 * ux],
                    ],
                },
                style: { fill: ink },
            },
        );
        if (!arrow.label) return;
        // Near its beginning, where arrows to one box are still apart.
        children.push(
            words(arrow.label, x1 + (x2 - x1) * 0.4, y1 + (y2 - y1) * 0.4 - 9, {
                align: 'center',
                stroke: '#ffffff',
                lineWidth: 3,
            }),
        );
    });
    data.boxes.forEach((box, i) => {
        const { x, y } = places[i];
        children.push(
            {
                type: 'rect',
                shape: { x, y, width: boxWidth, height: boxHeight, r: 4 },
                style: {
                    fill: box.own ? '#e3f0f8' : '#ffffff',
                    stroke: box.own ? blue : '#777777',
                    lineWidth: box.own ? 2 : 1,
                },
            },
            words(box.label, x + boxWidth / 2, y + boxHeight / 2, {
                align: 'center',
                font: box.own ? 'bold 12px sans-serif' : '12px sans-serif',
            }),
        );
    });
    return { width, height, option: { series: [], graphic: children } };
}
