// Germany and what of its neighbours is near, from Natural Earth, as GeoJSON: rounded to about a
// kilometre, islands that would not be seen left out.
import { readFileSync } from 'node:fs';
import { feature } from 'topojson-client';

const west = 5.0;
const east = 15.9;
const south = 46.9;
const north = 55.4;
const neighbours = [
    'Austria', 'Belgium', 'Czechia', 'Denmark', 'France', 'Luxembourg', 'Netherlands', 'Poland',
    'Switzerland', 'Liechtenstein',
];

/** What of a ring lies on one side of a line (Sutherland and Hodgman). */
function cut(ring, axis, limit, keepsLess) {
    const inside = (p) => (keepsLess ? p[axis] <= limit : p[axis] >= limit);
    const kept = [];
    ring.forEach((point, i) => {
        const before = ring[(i + ring.length - 1) % ring.length];
        if (inside(point) !== inside(before)) {
            const share = (limit - before[axis]) / (point[axis] - before[axis]);
            kept.push([0, 1].map((k) => before[k] + share * (point[k] - before[k])));
        }
        if (inside(point)) kept.push(point);
    });
    return kept;
}

function area(ring) {
    let twice = 0;
    ring.forEach((point, i) => {
        const next = ring[(i + 1) % ring.length];
        twice += point[0] * next[1] - next[0] * point[1];
    });
    return Math.abs(twice) / 2;
}

function simplified(ring, distance) {
    const kept = [];
    for (const [x, y] of ring) {
        const point = [Math.round(x * 100) / 100, Math.round(y * 100) / 100];
        const last = kept[kept.length - 1];
        if (!last || Math.hypot(point[0] - last[0], point[1] - last[1]) > distance) kept.push(point);
    }
    if (kept.length > 0) kept.push(kept[0]);
    return kept;
}

function shape(country, name, smallest, distance) {
    const { type, coordinates } = country.geometry;
    const polygons = type === 'Polygon' ? [coordinates] : coordinates;
    const rings = polygons
        .map(([outer]) => outer.slice(0, -1))
        .map((ring) => cut(ring, 0, west, false))
        .map((ring) => cut(ring, 0, east, true))
        .map((ring) => cut(ring, 1, south, false))
        .map((ring) => cut(ring, 1, north, true))
        .filter((ring) => ring.length > 2 && area(ring) > smallest)
        .map((ring) => simplified(ring, distance))
        .filter((ring) => ring.length > 3);
    return {
        type: 'Feature',
        properties: { name },
        geometry: { type: 'MultiPolygon', coordinates: rings.map((ring) => [ring]) },
    };
}

export function outlines() {
    const file = new URL('node_modules/world-atlas/countries-10m.json', import.meta.url);
    const world = JSON.parse(readFileSync(file, 'utf8'));
    const country = (name) =>
        feature(
            world,
            world.objects.countries.geometries.find((one) => one.properties.name === name),
        );
    const features = neighbours.map((name) => shape(country(name), name, 0.02, 0.08));
    // Last, so that its border lies on top.
    features.push(shape(country('Germany'), 'Germany', 0.002, 0.03));
    return { type: 'FeatureCollection', features };
}
