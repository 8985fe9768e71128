import path from 'node:path';
import { defineConfig } from 'vite';

/** Stands for the nonce of an answer: `api/web-app.ts` puts it in. */
const NONCE_PLACEHOLDER = '__SODO_CSP_NONCE__';

export default defineConfig({
  root: import.meta.dirname,
  html: { cspNonce: NONCE_PLACEHOLDER },
  build: {
    outDir: path.resolve(import.meta.dirname, '../dist/web'),
    emptyOutDir: true,
    // Browsers of the last two years (README, "How to deploy").
    target: ['chrome120', 'firefox121', 'edge120', 'safari17'],
    // The policy of the page allows no data: scripts, and small files are cached as well as large ones.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // The map, the charts and the diagram are large, and come only where they are shown.
    chunkSizeWarningLimit: 1_200,
    manifest: true,
    rolldownOptions: {
      onLog: (level, log, tell) => {
        // Libraries mark their files for servers that render React; nothing of ours does.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') tell(level, log);
      },
    },
  },
  server: { port: 5173, proxy: { '/api': process.env['SODO_DEV_API'] ?? 'http://127.0.0.1:8080' } },
});
