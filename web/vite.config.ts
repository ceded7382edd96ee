import adapter from '@sveltejs/adapter-node'
import { sveltekit } from '@sveltejs/kit/vite'
import { paraglideVitePlugin } from '@inlang/paraglide-js'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'
import { baseMap } from './vite.base-map.ts'
import { georgian } from './vite.georgian.ts'

export default defineConfig({
  plugins: [
    tailwindcss(),
    baseMap(),
    georgian(),
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/lib/paraglide',
      strategy: ['url', 'baseLocale'],
      // What is said by code is gathered file by file; in development the compiler would write one file a language, and
      // leave it to the next build.
      outputStructure: 'message-modules',
    }),
    sveltekit({
      adapter: adapter(),
      // Open pages hear of a newer version within a minute, and load anew when they are next left.
      version: { pollInterval: 60_000 },
      csp: { mode: 'auto', directives: { 'script-src': ['self'] } },
    }),
  ],
  worker: { format: 'es' },
  build: { chunkSizeWarningLimit: 1200 },
  server: {
    fs: { allow: ['..'] },
    proxy: { '/api': process.env['API_ORIGIN'] ?? 'http://127.0.0.1:3000' },
  },
})
