import { baseMap, looks } from './base_map.js';
import { ink, lengthOf, width } from './style.js';
// The page's script paints with the same colours.
import { shadeOf } from '../map/map.js';

const frame = { left: 0, top: 0, width, height: 520 };
const radius = (share) => 3.5 + 11 * Math.sqrt(share);

const text = (words, x, y, more) => ({
    tag: 'text',
    attrs: { x, y, fill: ink, 'dominant-baseline': 'central', ...more },
    text: words,
});

function legend(data) {
    const children = [];
    let x = 12;
    let y = frame.height + 20;
    data.legend.forEach((entry) => {
        const takes = 34 + lengthOf(entry.label);
        if (x > 12 && x + takes > width) {
            x = 12;
            y += 22;
        }
        children.push({
            tag: 'circle',
            attrs: {
                cx: x + 7,
                cy: y,
                r: 7,
                fill: entry.mark ? '#ffffff' : shadeOf(entry.lacks),
                stroke: entry.mark ? '#d55e00' : ink,
                'stroke-width': entry.mark ? 3 : 0.8,
            },
        });
        children.push(text(entry.label, x + 20, y));
        x += takes;
    });
    return children;
}

/** Houses where they lie, darker the more of their services they lack; each is found by its number. */
export function houseMap(data) {
    const ground = baseMap(data.houses, frame);
    const d = (points, closed) =>
        'M' + points.map((p) => p[0].toFixed(1) + ' ' + p[1].toFixed(1)).join('L') + (closed ? 'Z' : '');
    const children = ground.shapes.map((shape) => ({
        tag: 'path',
        attrs: {
            d: d(shape.points, shape.kind !== 'state'),
            fill: looks[shape.kind].fill,
            stroke: looks[shape.kind].stroke,
            'stroke-width': looks[shape.kind].width,
        },
    }));
    const houses = data.houses.map((house, number) => ({ house, number }));
    // Small ones on top of large ones; of equal ones the later.
    houses.sort((a, b) => b.house.size - a.house.size || a.number - b.number);
    houses.forEach(({ house, number }) => {
        const [x, y] = ground.at(house);
        children.push({
            tag: 'circle',
            attrs: {
                class: 'house',
                'data-house': number,
                cx: x.toFixed(1),
                cy: y.toFixed(1),
                r: radius(house.size).toFixed(1),
                fill: shadeOf(house.lacks),
                stroke: ink,
                'stroke-width': 0.8,
            },
        });
    });
    return {
        width,
        height: frame.height + (data.legend.length > 0 ? 56 : 0),
        tree: { children: [...children, ...legend(data)] },
    };
}
