// node bundle.mjs OUT: the page of live play as one script, for browsers of the last four years.
import { build } from 'esbuild';

const out = process.argv[2];
if (!out) {
    console.error('node bundle.mjs OUT');
    process.exit(2);
}

await build({
    entryPoints: [new URL('src/index.tsx', import.meta.url).pathname],
    outfile: out,
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2020',
    charset: 'ascii',
    minify: true,
    legalComments: 'none',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    define: { 'process.env.NODE_ENV': '"production"' },
    banner: { js: '/* Preact, signals and qrcode-generator (MIT): see web/LICENSES.md */' },
    logLevel: 'warning',
});
