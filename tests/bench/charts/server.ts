// Serves the page of charts as it would be shipped: built, with Vue in production mode, and cross-origin isolated,
// so that its clock has fine steps.
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { build, preview, type InlineConfig } from 'vite'

const config: InlineConfig = {
  configFile: false,
  logLevel: 'warn',
  root: fileURLToPath(new URL('.', import.meta.url)),
  mode: 'production',
  plugins: [vue()],
  define: { __VUE_OPTIONS_API__: false },
  build: {
    target: 'es2022',
    outDir: fileURLToPath(new URL('../../../node_modules/.cache/bench', import.meta.url)),
    emptyOutDir: true,
    chunkSizeWarningLimit: Infinity,
  },
  preview: {
    host: '127.0.0.1',
    port: 0,
    headers: {
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    },
  },
}

export interface ChartsServer {
  url: string
  close(): Promise<void>
}

export async function serveCharts(): Promise<ChartsServer> {
  await build(config)
  const server = await preview(config)
  const url = server.resolvedUrls?.local[0]
  if (url === undefined) throw new Error('The page of charts has no address.')
  return { url, close: () => server.close() }
}
