import { baseMap, looks } from './base_map.js';
import { ink, shades, width, words } from './style.js';

const height = 640;
const frame = { left: 10, top: 10, width: 490, height: 620 };

const radius = (share) => 3 + 13 * Math.sqrt(share);

const overlaps = (a, b) =>
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const square = (place, at) => {
    const [x, y] = at(place);
    const r = radius(place.size);
    return { x: x - r, y: y - r, width: 2 * r, height: 2 * r };
};

/** Names beside their places, where they hide neither each other nor, if it can be, a place. */
function labels(places, at) {
    const named = places.filter((place) => place.label);
    const all = places.map((place) => square(place, at));
    const taken = named.map((place) => square(place, at));
    const children = [];
    named.forEach((place) => {
        const [x, y] = at(place);
        const r = radius(place.size) + 3;
        const takes = 6.8 * place.label.length + 4;
        const spots = [
            { x: x + r, y: y - 8 },
            { x: x - r - takes, y: y - 8 },
            { x: x - takes / 2, y: y - r - 16 },
            { x: x - takes / 2, y: y + r },
        ].map((spot) => ({ ...spot, width: takes, height: 16 }));
        const inside = spots.filter(
            (spot) =>
                spot.x > 4 &&
                spot.x + spot.width < frame.left + frame.width &&
                !taken.some((other) => overlaps(spot, other)),
        );
        const free =
            inside.filter((spot) => !all.some((other) => overlaps(spot, other)))[0] || inside[0];
        if (!free) return;
        taken.push(free);
        children.push(
            words(place.label, free.x + 2, free.y + 8, {
                font: 'bold 12px sans-serif',
                stroke: '#ffffff',
                lineWidth: 3,
            }),
        );
    });
    return children;
}

function legend(data) {
    const x = 516;
    const children = [words(data.colour, x, 22, { font: 'bold 12px sans-serif' })];
    let y = 44;
    data.classes.forEach((label, i) => {
        children.push({
            type: 'circle',
            shape: { cx: x + 8, cy: y, r: 7 },
            style: { fill: shades[i], stroke: ink, lineWidth: 0.8 },
        });
        children.push(words(label, x + 24, y, {}));
        y += 22;
    });
    y += 18;
    children.push(words(data.sized, x, y, { font: 'bold 12px sans-serif' }));
    y += 26;
    data.sizes.forEach((size) => {
        children.push({
            type: 'circle',
            shape: { cx: x + 16, cy: y, r: radius(size.share) },
            style: { fill: '#ffffff', stroke: ink, lineWidth: 0.8 },
        });
        children.push(words(size.label, x + 40, y, {}));
        y += 2 * radius(size.share) + 10;
    });
    return children;
}

export function map(data) {
    // Small ones on top of large ones; of equal ones the later.
    const places = data.places
        .map((place, index) => ({ place, index }))
        .sort((a, b) => b.place.size - a.place.size || a.index - b.index)
        .map((one) => one.place);
    const ground = baseMap(data.places, frame);
    const children = ground.shapes.map((shape) => ({
        type: shape.kind === 'state' ? 'polyline' : 'polygon',
        shape: { points: shape.points },
        style: {
            fill: looks[shape.kind].fill,
            stroke: looks[shape.kind].stroke,
            lineWidth: looks[shape.kind].width,
        },
        z: 10,
    }));
    places.forEach((place) => {
        const [cx, cy] = ground.at(place);
        children.push({
            type: 'circle',
            shape: { cx, cy, r: radius(place.size) },
            style: { fill: shades[place.level], stroke: ink, lineWidth: 0.8, opacity: 0.92 },
            z: 20,
        });
    });
    return {
        width,
        height,
        option: {
            series: [],
            graphic: [
                ...children,
                ...labels(data.places, ground.at).map((one) => ({ ...one, z: 60 })),
                ...legend(data).map((one) => ({ ...one, z: 70 })),
            ],
        },
    };
}
