// draw(kind, json, id, alternative): the picture of a kind as SVG. All words and figures come ready
// for people; here is decided only where they stand.
import { BarChart, CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import {
    GraphicComponent,
    GridComponent,
    LegendComponent,
} from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

import { bands } from './bands.js';
import { causalChain } from './causal_chain.js';
import { course } from './course.js';
import { crosses } from './crosses.js';
import { groups } from './groups.js';
import { houseMap } from './house_map.js';
import { loads } from './loads.js';
import { lossByCause } from './loss_by_cause.js';
import { map } from './map.js';
import { outages } from './outages.js';
import { ranges } from './ranges.js';
import { restoration } from './restoration.js';
import { servicesUp } from './services_up.js';
import { stages } from './stages.js';
import { spreads } from './spreads.js';
import { asSvg } from './svg.js';
import { whoNeedsWhom } from './who_needs_whom.js';

echarts.use([
    BarChart,
    CustomChart,
    LineChart,
    ScatterChart,
    GraphicComponent,
    GridComponent,
    LegendComponent,
    SVGRenderer,
]);
const kinds = {
    bands,
    causal_chain: causalChain,
    course,
    crosses,
    groups,
    house_map: houseMap,
    loads,
    loss_by_cause: lossByCause,
    map,
    outages,
    ranges,
    restoration,
    services_up: servicesUp,
    spreads,
    stages,
    who_needs_whom: whoNeedsWhom,
};

/** Drawn by hand stands above what the library draws, unless it says otherwise. */
function raise(elements, z) {
    (elements || []).forEach((element) => {
        if (element.z === undefined) element.z = z;
        raise(element.children, element.z);
    });
}

globalThis.draw = function (kind, json, id, alternative) {
    const data = JSON.parse(json);
    const picture = kinds[kind](data);
    if (picture.tree) return asSvg(picture.tree, picture, id, alternative);
    const chart = echarts.init(null, null, {
        renderer: 'svg',
        ssr: true,
        width: picture.width,
        height: picture.height,
    });
    raise(picture.option.graphic, 10);
    // Places are worked out for the frame as it is given: it must not make room for itself.
    [].concat(picture.option.grid || []).forEach((grid) => {
        grid.outerBoundsMode = 'none';
    });
    picture.option.animation = false;
    picture.option.textStyle = { fontFamily: 'sans-serif', fontSize: 12, color: '#222' };
    chart.setOption(picture.option);
    const tree = chart
        .getZr()
        .painter.renderToVNode({ animation: false, emphasis: false, compress: true });
    const svg = asSvg(tree, picture, id, alternative);
    chart.dispose();
    return svg;
};
