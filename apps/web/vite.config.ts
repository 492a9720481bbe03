/**
 * Builds the web app into `dist`, which the server serves. Libraries that every page needs go into chunks of their own,
 * so that a new version of a screen does not make browsers fetch React and the component library again. In development
 * the API is the real server's, by proxy.
 */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const api = process.env['TANDEM_API'] ?? 'http://127.0.0.1:3000';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  resolve: { dedupe: ['react', 'react-dom', '@mantine/core', '@tanstack/react-query'] },
  server: { port: 5173, strictPort: true, proxy: { '/api': { target: api, changeOrigin: false }, '/in': api } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
            { name: 'mantine', test: /node_modules[\\/](@mantine|@floating-ui|react-remove-scroll|clsx)/ },
            { name: 'data', test: /node_modules[\\/](@tanstack|@orpc|zod)[\\/]/ },
          ],
        },
      },
    },
  },
});
