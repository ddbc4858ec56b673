// Outlines of countries, from Natural Earth: Germany and its neighbours to about a kilometre, the
// others to some ten; islands that would not be seen left out. And the borders between German
// states. Each line is a text of whole hundredths of a degree: where it begins, then one step after
// the other, so that it takes little room until it is drawn.
import { readFileSync } from 'node:fs';
import { feature } from 'topojson-client';

const near = [
    'Germany', 'Austria', 'Belgium', 'Czechia', 'Denmark', 'France', 'Luxembourg', 'Netherlands',
    'Poland', 'Switzerland', 'Liechtenstein',
];

const json = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));

function area(ring) {
    let twice = 0;
    ring.forEach((point, i) => {
        const next = ring[(i + 1) % ring.length];
        twice += point[0] * next[1] - next[0] * point[1];
    });
    return Math.abs(twice) / 2;
}

/** Points at least `distance` apart; the ends stay. */
function simplified(line, distance) {
    const kept = [];
    line.forEach((point, i) => {
        const last = kept[kept.length - 1];
        const isEnd = i + 1 === line.length;
        if (!last || isEnd || Math.hypot(point[0] - last[0], point[1] - last[1]) > distance) {
            kept.push(point);
        }
    });
    return kept;
}

/** [west, south, east, north, steps] in hundredths of a degree. */
function packed(line) {
    const whole = line.map((point) => point.map((value) => Math.round(value * 100)));
    const steps = [...whole[0]];
    for (let i = 1; i < whole.length; i += 1) {
        const [dx, dy] = [whole[i][0] - whole[i - 1][0], whole[i][1] - whole[i - 1][1]];
        if (dx !== 0 || dy !== 0) steps.push(dx, dy);
    }
    const xs = whole.map((point) => point[0]);
    const ys = whole.map((point) => point[1]);
    return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys), steps.join(' ')];
}

function country({ geometry }, smallest, distance) {
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    return polygons
        .map(([outer]) => outer.slice(0, -1))
        .filter((ring) => area(ring) > smallest)
        .map((ring) => simplified(ring, distance))
        .filter((ring) => ring.length > 2)
        .map(packed);
}

export function outlines() {
    const fine = json('node_modules/world-atlas/countries-10m.json');
    const coarse = json('node_modules/world-atlas/countries-50m.json');
    const countries = [];
    const add = (world, wanted, smallest, distance) => {
        for (const one of world.objects.countries.geometries) {
            if (wanted(one.properties.name)) {
                countries.push(country(feature(world, one), smallest, distance));
            }
        }
    };
    add(coarse, (name) => !near.includes(name) && name !== 'Antarctica', 0.1, 0.2);
    add(fine, (name) => near.includes(name) && name !== 'Germany', 0.02, 0.08);
    // Last, so that its border lies on top.
    add(fine, (name) => name === 'Germany', 0.002, 0.03);
    const states = json('data/german_states.json').lines.map((line) => packed(simplified(line, 0.03)));
    return { countries: countries.filter((rings) => rings.length > 0), states };
}
