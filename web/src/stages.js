import { along, faint, keys, width, words } from './style.js';

const left = 190;
const right = width - 14;
const pitch = 32;
const high = 24;

/** By what a service waits for, from early to late on its way back; told apart by lightness, too. */
const fills = {
    hold: '#3d1602',
    supply: '#cc79a7',
    hosts: '#0072b2',
    link: '#999999',
    credentials: '#9ad0f0',
    application: '#d55e00',
    acceptance: '#009e73',
    release: '#f0e442',
    elsewhere: '#dddddd',
    start: '#555555',
};

function filled(box, until) {
    return {
        type: 'rect',
        shape: {
            x: box.x,
            y: box.base - high * (box.from + box.share),
            width: until - box.x,
            height: high * box.share,
        },
        style: { fill: box.fill },
    };
}

/** For each row what is waited for over time: shares that stand on each other. */
export function stages(data) {
    const legend = keys(
        data.stages.map((stage) => ({ label: stage.label, color: fills[stage.name] })),
        16,
        10,
        right,
    );
    const top = legend.bottom + 6;
    const bottom = top + pitch * data.rows.length;
    const children = [];
    data.rows.forEach((row, i) => {
        const base = top + pitch * i + (pitch + high) / 2;
        const at = (n) => left + ((right - left) * n) / (row.moments.length - 1);
        const sums = row.moments.map(() => 0);
        children.push(words(row.name, left - 8, base - high / 2, { align: 'right' }));
        data.stages.forEach((stage, s) => {
            // What holds at a moment holds until the next: one box as long as nothing changes.
            let box = null;
            row.moments.forEach((shares, n) => {
                const from = sums[n];
                sums[n] += shares[s];
                if (box && (box.from !== from || box.share !== shares[s])) {
                    children.push(filled(box, at(n)));
                    box = null;
                }
                if (!box && shares[s] > 0) {
                    box = { x: at(n), base, from, share: shares[s], fill: fills[stage.name] };
                }
            });
            if (box) children.push(filled(box, right));
        });
        children.push({
            type: 'line',
            shape: { x1: left, y1: base, x2: right, y2: base },
            style: { stroke: faint, lineWidth: 1 },
        });
    });
    return along(data.x, { left, right, top, bottom, below: 62 }, [...legend.children, ...children]);
}
