// One file for Vite and Vitest: `npm start`, `npm run preview`, the build, and the two kinds of tests in Vitest.

import vue from '@vitejs/plugin-vue'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { watchdeck } from './demo/plugin/index.ts'
import { foundBrowser } from './tests/browser-finder/vitest.ts'

// The proxy table. Each source is reached at /sources/<id>/ (demo/plugin/proxies.ts); besides, while the demo runs,
// these paths and what is below them lead to it, as the systems' documents describe them.
const demoPaths = ['/ws', '/api', '/health', '/control-center', '/workspace-chat', '/demo']

// One address to open. Vite takes the next free port when this one is taken.
const address = { host: '127.0.0.1', port: 3000, strictPort: false }

/** The entry is small and asks for the page: the browser fetches it, and its styles, beside the entry. */
function pageBeside(): Plugin {
  let base = '/'
  return {
    name: 'page-beside',
    apply: 'build',
    configResolved: (config) => {
      base = config.base
    },
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) => {
        const page = Object.values(bundle).find((file) => file.type === 'chunk' && file.name === 'page')
        if (page?.type !== 'chunk') throw new Error('There is no chunk for src/page.ts.')
        const beside = (rel: string) => (file: string) => ({
          tag: 'link',
          attrs: { rel, crossorigin: true, href: `${base}${file}` },
          injectTo: 'head' as const,
        })
        return [
          ...[page.fileName, ...page.imports].map(beside('modulepreload')),
          ...[...(page.viteMetadata?.importedCss ?? [])].map(beside('stylesheet')),
        ]
      },
    },
  }
}

export default defineConfig({
  plugins: [vue(), watchdeck({ demoPaths }), pageBeside()],
  // Nothing here uses Vue's options API; without it the page is lighter.
  define: { __VUE_OPTIONS_API__: false },
  server: address,
  preview: address,
  // Terser takes two seconds longer than Vite's own minifier and leaves a tenth less to load.
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    minify: 'terser',
    terserOptions: { ecma: 2020, module: true, compress: { passes: 2 } },
    rolldownOptions: {
      checks: { pluginTimings: false },
      // What the page begins with is one file: thirty small ones take longer to ask for than to read, and pack worse.
      output: {
        codeSplitting: {
          groups: [
            { name: 'entry', tags: ['$initial'], priority: 1 },
            { name: 'page', test: /[\\/]src[\\/]page\.ts$/ },
          ],
        },
      },
    },
  },
  // What systems share is in the worker's file, so that none of them has to ask for more after its own part.
  worker: {
    format: 'es',
    rolldownOptions: {
      output: {
        minify: true,
        codeSplitting: {
          groups: [
            { name: 'engine', test: /[\\/]src[\\/](engine[\\/]worker|(protocols|domain)[\\/][\w-]+)\.ts$/ },
          ],
        },
      },
    },
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/unit/**/*.test.ts'],
          setupFiles: 'tests/unit/properties.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: foundBrowser(),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
})
