import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const server = process.env.PARLEY_URL ?? 'http://127.0.0.1:5080';

/** Compressed once here, not by the server at each request: what was written, since others still change it before. */
const brotli: Plugin = {
  name: 'brotli',
  apply: 'build',
  writeBundle({ dir = '' }, bundle) {
    for (const fileName of Object.keys(bundle)) {
      const path = join(dir, fileName);
      if (/\.(js|css|html|svg)$/.test(fileName)) writeFileSync(`${path}.br`, brotliCompressSync(readFileSync(path)));
    }
  },
};

/** Names every part of the pages, so that a browser can keep those it has not been to. */
const parts: Plugin = {
  name: 'parts',
  apply: 'build',
  generateBundle(_, bundle) {
    const names = Object.keys(bundle).filter((name) => /^assets\/.*\.(js|css)$/.test(name));
    this.emitFile({ type: 'asset', fileName: 'parts.json', source: JSON.stringify(names.map((name) => `/${name}`)) });
  },
};

export default defineConfig({
  plugins: [react(), tailwind(), parts, brotli],
  // The library as it is written, not as it was built last.
  resolve: { alias: { '@parley/client': fileURLToPath(new URL('../packages/client/src/index.ts', import.meta.url)) } },
  // The pages forbid inline scripts, styles and data: in what they load.
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: {
    proxy: {
      '/api': server,
      '/pay': server,
      '/ws': { target: server, ws: true },
      '/socket.io': { target: server, ws: true },
    },
  },
});
