import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const server = process.env.PARLEY_URL ?? 'http://127.0.0.1:5080';

/** Compressed once here, not by the server at each request. */
const brotli: Plugin = {
  name: 'brotli',
  apply: 'build',
  enforce: 'post',
  generateBundle(_, bundle) {
    for (const [fileName, file] of Object.entries(bundle)) {
      const source = file.type === 'chunk' ? file.code : file.source;
      if (/\.(js|css|html|svg)$/.test(fileName) && source.length > 1000) this.emitFile({ type: 'asset', fileName: `${fileName}.br`, source: brotliCompressSync(source) });
    }
  },
};

export default defineConfig({
  plugins: [react(), tailwind(), brotli],
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
