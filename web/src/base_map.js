// The ground under a map: the borders around some places, cut to a frame.
import outlines from 'virtual:outlines';

import { grey } from './style.js';

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

function unpacked(steps) {
    const numbers = steps.split(' ').map(Number);
    const line = [];
    let x = 0;
    let y = 0;
    for (let i = 0; i < numbers.length; i += 2) {
        x += numbers[i];
        y += numbers[i + 1];
        line.push([x / 100, y / 100]);
    }
    return line;
}

/** Plain loops: the engine takes long for what is done to every point. */
function holds(ring, x, y) {
    const points = ring.points;
    let inside = false;
    for (let i = 0, before = points.length - 1; i < points.length; before = i, i += 1) {
        const p = points[i];
        const q = points[before];
        if (p[1] > y !== q[1] > y && x < ((q[0] - p[0]) * (y - p[1])) / (q[1] - p[1]) + p[0]) {
            inside = !inside;
        }
    }
    return inside;
}

/** In it, give or take `around` degrees. */
function lies(ring, place, around) {
    const { longitude: x, latitude: y } = place;
    const [west, south, east, north] = ring.box;
    if (x < west - around || x > east + around || y < south - around || y > north + around) {
        return false;
    }
    if (around === 0) return holds(ring, x, y);
    return [-around, 0, around].some((dx) =>
        [-around, 0, around].some((dy) => holds(ring, x + dx, y + dy)),
    );
}

/** Around all places, with room beside them; a single place still shows where it lies. */
function boxAround(places) {
    const of = (name, pick) => pick(...places.map((place) => place[name]));
    const box = {
        west: of('longitude', Math.min),
        east: of('longitude', Math.max),
        south: of('latitude', Math.min),
        north: of('latitude', Math.max),
    };
    const least = 1.2;
    const room = Math.max(0.09 * Math.max(box.east - box.west, box.north - box.south), 0.15);
    const grow = (low, high) => {
        const more = Math.max(room, (least - (box[high] - box[low])) / 2);
        box[low] -= more;
        box[high] += more;
    };
    grow('west', 'east');
    grow('south', 'north');
    return box;
}

/** Where a place lies in the frame, and the shapes below: countries with places in them are `home`. */
export function baseMap(places, frame) {
    const box = boxAround(places);
    const aspect = Math.max(0.2, Math.cos((((box.north + box.south) / 2) * Math.PI) / 180));
    const scale = Math.min(
        frame.width / ((box.east - box.west) * aspect),
        frame.height / (box.north - box.south),
    );
    // As much of the surroundings as the frame has room for.
    const wide = frame.width / scale / aspect;
    const high = frame.height / scale;
    const west = (box.west + box.east - wide) / 2;
    const north = (box.north + box.south + high) / 2;
    const [east, south] = [west + wide, north - high];
    const at = (place) => [
        frame.left + (place.longitude - west) * aspect * scale,
        frame.top + (north - place.latitude) * scale,
    ];
    const point = (p) => at({ longitude: p[0], latitude: p[1] });
    const isNear = (line) =>
        line[0] / 100 < east && line[2] / 100 > west && line[1] / 100 < north && line[3] / 100 > south;
    const shapes = [];
    const countries = outlines.countries.map((rings) =>
        rings.filter(isNear).map((ring) => ({
            box: ring.slice(0, 4).map((value) => value / 100),
            points: unpacked(ring[4]),
        })),
    );
    // Many towns lie on a coast, which the coarse outline leaves out.
    const astray = places.filter(
        (place) => !countries.some((near) => near.some((ring) => lies(ring, place, 0))),
    );
    countries.forEach((near) => {
        const isHome = near.some(
            (ring) =>
                places.some((place) => lies(ring, place, 0)) ||
                astray.some((place) => lies(ring, place, 0.2)),
        );
        near.forEach((ring) => {
            let kept = cut(ring.points, 0, west, false);
            kept = cut(kept, 0, east, true);
            kept = cut(kept, 1, south, false);
            kept = cut(kept, 1, north, true);
            if (kept.length > 2) shapes.push({ kind: isHome ? 'home' : 'other', points: kept.map(point) });
        });
    });
    shapes.sort((a, b) => Number(a.kind === 'home') - Number(b.kind === 'home'));
    const inside = (p) => p[0] >= west && p[0] <= east && p[1] >= south && p[1] <= north;
    outlines.states.filter(isNear).forEach((line) => {
        // Where it leaves the frame the line is broken off.
        let run = [];
        const flush = () => {
            if (run.length > 1) shapes.push({ kind: 'state', points: run.map(point) });
            run = [];
        };
        unpacked(line[4]).forEach((p) => {
            if (inside(p)) run.push(p);
            else flush();
        });
        flush();
    });
    return { at, shapes };
}

export const looks = {
    home: { fill: '#ffffff', stroke: '#444444', width: 1.1 },
    other: { fill: '#f2f2f2', stroke: '#c8c8c8', width: 0.7 },
    state: { fill: 'none', stroke: grey, width: 0.6 },
};
