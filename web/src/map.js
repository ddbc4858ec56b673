import { ink, shades, width, words } from './style.js';

const height = 640;
// Germany fills it from Sylt to the Alps; a degree of longitude is shorter by the cosine of 51°.
const view = { west: 5.6, east: 15.3, south: 47.1, north: 55.1, aspect: 0.63 };
const frame = { left: 10, top: 10, width: 490, height: 620 };

const scale = Math.min(
    frame.width / ((view.east - view.west) * view.aspect),
    frame.height / (view.north - view.south),
);
const at = (place) => [
    frame.left + (place.longitude - view.west) * view.aspect * scale,
    frame.top + (view.north - place.latitude) * scale,
];
const radius = (share) => 3 + 13 * Math.sqrt(share);

const overlaps = (a, b) =>
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const square = (place) => {
    const [x, y] = at(place);
    const r = radius(place.size);
    return { x: x - r, y: y - r, width: 2 * r, height: 2 * r };
};

/** Names beside their places, where they hide neither each other nor, if it can be, a place. */
function labels(places) {
    const named = places.filter((place) => place.label);
    const all = places.map(square);
    const taken = named.map(square);
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
    const [east, north] = at({ longitude: 15.9, latitude: 55.4 });
    const [west, south] = at({ longitude: 5.0, latitude: 46.9 });
    return {
        width,
        height,
        option: {
            geo: {
                map: 'germany',
                silent: true,
                aspectScale: view.aspect,
                boundingCoords: [
                    [5.0, 55.4],
                    [15.9, 46.9],
                ],
                left: west,
                top: north,
                width: east - west,
                height: south - north,
                itemStyle: { areaColor: '#f4f4f4', borderColor: '#c8c8c8', borderWidth: 0.7 },
                regions: [
                    {
                        name: 'Germany',
                        itemStyle: { areaColor: '#ffffff', borderColor: '#444444', borderWidth: 1.2 },
                    },
                ],
            },
            series: [
                {
                    type: 'scatter',
                    coordinateSystem: 'geo',
                    silent: true,
                    data: places.map((place) => ({
                        value: [place.longitude, place.latitude],
                        symbolSize: 2 * radius(place.size),
                        itemStyle: {
                            color: shades[place.level],
                            borderColor: ink,
                            borderWidth: 0.8,
                            opacity: 0.92,
                        },
                    })),
                },
            ],
            graphic: [
                {
                    type: 'rect',
                    shape: { x: frame.left + frame.width + 4, y: 0, width, height },
                    style: { fill: '#ffffff' },
                    z: 50,
                },
                ...labels(data.places).map((one) => ({ ...one, z: 60 })),
                ...legend(data).map((one) => ({ ...one, z: 70 })),
            ],
        },
    };
}
