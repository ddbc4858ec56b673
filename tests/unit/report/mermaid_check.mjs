// Parses Mermaid files with Mermaid itself and counts what it found.
//
//     node mermaid_check.mjs FILE...        needs the packages mermaid and jsdom on NODE_PATH
//
// Prints one line of JSON for each file: {"type", "vertices", "edges", "labels"}. Exit status 77:
// the packages are not there.
import {createRequire} from 'node:module';
import {readFileSync} from 'node:fs';
import {pathToFileURL} from 'node:url';
import path from 'node:path';

const require = createRequire(import.meta.url);
const folders = (process.env.NODE_PATH ?? '').split(path.delimiter).filter(Boolean);
let jsdom, mermaidFile;
try {
  jsdom = require(require.resolve('jsdom', {paths: folders}));
  mermaidFile = require.resolve('mermaid/dist/mermaid.core.mjs', {paths: folders});
} catch (missing) {
  console.error(`skipped: ${missing.message.split('\n')[0]}`);
  process.exit(77);
}
const {window} = new jsdom.JSDOM('<!DOCTYPE html><body></body>');
globalThis.window = window;
globalThis.document = window.document;
const mermaid = (await import(pathToFileURL(mermaidFile))).default;
mermaid.initialize({startOnLoad: false});
for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, 'utf8');
  if (text.length > 50000) throw new Error(`${file}: more text than Mermaid draws`);
  const diagram = await mermaid.mermaidAPI.getDiagramFromText(text);
  const vertices = diagram.db.getVertices();
  const edges = diagram.db.getEdges();
  if (edges.length > 500) throw new Error(`${file}: more edges than Mermaid draws`);
  const all = [...vertices.values()];
  console.log(JSON.stringify({
    type: diagram.type, vertices: all.length, edges: edges.length,
    subgraphs: diagram.db.getSubGraphs().length, labels: all.map((vertex) => vertex.text ?? ''),
  }));
}
