// node bundle.mjs OUT: everything that draws as one script in ES5, which a small engine without any
// access to files, network or clock runs.
import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import typescript from 'typescript';

import { outlines } from './outlines.mjs';

const out = process.argv[2];
if (!out) {
    console.error('node bundle.mjs OUT');
    process.exit(2);
}

const shapes = {
    name: 'outlines',
    setup(build) {
        build.onResolve({ filter: /^virtual:outlines$/ }, (args) => ({
            path: args.path,
            namespace: 'outlines',
        }));
        build.onLoad({ filter: /.*/, namespace: 'outlines' }, () => ({
            contents: JSON.stringify(outlines()),
            loader: 'json',
        }));
    },
};

// esbuild leaves `const` and its like as they are; the engine knows none of them.
const oldWords = {
    name: 'old-words',
    setup(build) {
        build.onLoad({ filter: /[/](src|map)[/][^/]*[.]js$/ }, ({ path }) => {
            if (path.includes('node_modules')) return undefined;
            const { ScriptTarget, ModuleKind } = typescript;
            const { outputText } = typescript.transpileModule(readFileSync(path, 'utf8'), {
                compilerOptions: { target: ScriptTarget.ES5, module: ModuleKind.ESNext },
            });
            return { contents: outputText, loader: 'js' };
        });
    },
};

await build({
    entryPoints: [new URL('src/index.js', import.meta.url).pathname],
    outfile: out,
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: 'es5',
    charset: 'ascii',
    // Not the syntax: what esbuild shortens it to is more than the engine understands.
    minifyWhitespace: true,
    minifyIdentifiers: true,
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
    banner: {
        js:
            '/* Apache ECharts and zrender (Apache-2.0, BSD-3-Clause), tslib (0BSD), outlines from' +
            ' Natural Earth (public domain): see web/LICENSES.md */\n' +
            readFileSync(new URL('src/prelude.js', import.meta.url), 'utf8'),
    },
    plugins: [shapes, oldWords],
    logLevel: 'warning',
});
