// Builds the demo's processes with Vite's own bundler, where Node can find their packages.

import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'

/** Answers the path of the built server. */
export async function buildDemo(root: string): Promise<string> {
  const directory = join(root, 'node_modules', '.cache', 'watchdeck-demo')
  const result = await build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    build: {
      ssr: true,
      target: 'node20',
      write: false,
      rolldownOptions: {
        input: {
          server: join(root, 'demo', 'server.ts'),
          controller: join(root, 'demo', 'controller', 'main.ts'),
          plant: join(root, 'demo', 'systems', 'servosense', 'plant', 'main.ts'),
        },
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
      },
    },
  })
  if (!('output' in result)) throw new Error('Vite answered something else than one build')
  await mkdir(directory, { recursive: true })
  for (const file of result.output) {
    if (file.type !== 'chunk') continue
    // Two Vite servers may run: whoever reads meanwhile gets the whole old file or the whole new one.
    const finished = join(directory, file.fileName)
    const unfinished = `${finished}.${process.pid}`
    await writeFile(unfinished, file.code)
    await rename(unfinished, finished)
  }
  return join(directory, 'server.mjs')
}
