// The library's tree of the picture as markup: only what is named here gets out, so that neither a
// script nor a reference to something outside can.

const tags = {};
['circle', 'clipPath', 'defs', 'g', 'path', 'pattern', 'polygon', 'polyline', 'rect', 'text'].forEach((tag) => {
    tags[tag] = true;
});

const attributes = {};
(
    'class clip-path cx cy d data-house dominant-baseline fill fill-opacity fill-rule font-size font-weight height ' +
    'id opacity paint-order patternUnits patternTransform points r stroke stroke-dasharray stroke-dashoffset ' +
    'stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor ' +
    'transform width x y'
)
    .split(' ')
    .forEach((name) => {
        attributes[name] = true;
    });

function escaped(text) {
    return String(text)
        .replace(/&/g, '&amp;')
        .replace(/</g, '&lt;')
        .replace(/>/g, '&gt;')
        .replace(/"/g, '&quot;')
        .replace(/'/g, '&#39;');
}

/** `bold 11px sans-serif` */
function fontOf(words) {
    const size = /([0-9.]+)px/.exec(words);
    const font = {};
    if (size) font['font-size'] = size[1];
    if (words.indexOf('bold') >= 0) font['font-weight'] = 'bold';
    return font;
}

/** `style="font:bold 11px sans-serif"` as attributes, which any policy of a page allows. */
function withoutStyle(attrs) {
    let plain = {};
    Object.keys(attrs).forEach((name) => {
        if (name !== 'style') plain[name] = attrs[name];
    });
    String(attrs.style || '')
        .split(';')
        .forEach((rule) => {
            const at = rule.indexOf(':');
            const name = rule.slice(0, at).trim();
            const value = rule.slice(at + 1).trim();
            if (name === 'font') {
                plain = { ...plain, ...fontOf(value) };
            } else if (at > 0) {
                plain[name] = value.replace('px', '');
            }
        });
    return plain;
}

/** Ids of the picture `id`, numbered in the order in which they come up. */
function renamer(id) {
    const known = {};
    let count = 0;
    return (name) => {
        if (!known[name]) {
            known[name] = id + '-' + count;
            count += 1;
        }
        return known[name];
    };
}

function attributesOf(node, rename) {
    const attrs = withoutStyle(node.attrs || {});
    let markup = '';
    Object.keys(attrs).forEach((name) => {
        let value = attrs[name];
        if (!attributes[name] || value === undefined || value === null || value === false) return;
        value = String(value);
        if (name === 'id') value = rename(value);
        const reference = /^url\(#(.*)\)$/.exec(value);
        if (reference) {
            value = 'url(#' + rename(reference[1]) + ')';
        } else if (value.indexOf('url') >= 0) {
            return;
        }
        markup += ' ' + name + '="' + escaped(value) + '"';
    });
    return markup;
}

function markupOf(node, rename) {
    if (!node || !tags[node.tag]) return '';
    let inside = node.text ? escaped(node.text) : '';
    (node.children || []).forEach((child) => {
        inside += markupOf(child, rename);
    });
    return '<' + node.tag + attributesOf(node, rename) + '>' + inside + '</' + node.tag + '>';
}

export function asSvg(tree, size, id, alternative) {
    const rename = renamer(id);
    let inside = '';
    (tree.children || []).forEach((child) => {
        inside += markupOf(child, rename);
    });
    return (
        '<svg class="picture" viewBox="0 0 ' + size.width + ' ' + size.height + '" role="img"' +
        ' font-family="sans-serif" font-size="12" aria-label="' + escaped(alternative) + '">' + inside + '</svg>'
    );
}
