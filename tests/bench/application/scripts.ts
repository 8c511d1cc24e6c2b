// The JavaScript that a page has loaded, as a web server would send it: gzipped, its workers' told apart.
import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'

export interface LoadedScript {
  url: string
  gzippedBytes: number
  isWorkers: boolean
  /** When it was asked for, in milliseconds since the navigation. */
  askedAt: number
}

interface Asked {
  url: string
  at: number
}

export async function scriptsOf(page: Page): Promise<LoadedScript[]> {
  const begin = await page.evaluate(() => performance.timeOrigin)
  const workers = page.workers()
  const own = await page.evaluate(askedFor)
  const theirs = (await Promise.all(workers.map((worker) => worker.evaluate(askedFor)))).flat()
  const entries = new Set(workers.map((worker) => worker.url()))
  const found = [
    ...own.map((one) => ({ ...one, isWorkers: entries.has(one.url) })),
    ...theirs.map((one) => ({ ...one, isWorkers: true })),
  ]
  return Promise.all(
    found
      .filter(({ url }) => new URL(url).pathname.endsWith('.js'))
      .map(async ({ url, at, isWorkers }) => ({
        url,
        gzippedBytes: await gzippedBytesOf(url),
        isWorkers,
        askedAt: at - begin,
      })),
  )
}

/** A file is fetched and packed once. */
const sizes = new Map<string, Promise<number>>()

function gzippedBytesOf(url: string): Promise<number> {
  const known = sizes.get(url)
  if (known) return known
  const size = fetch(url)
    .then((answer) => answer.arrayBuffer())
    .then((body) => gzipSync(body).byteLength)
  sizes.set(url, size)
  return size
}

/** Runs in the page, and in its workers. */
function askedFor(): Asked[] {
  return performance
    .getEntriesByType('resource')
    .map(({ name, startTime }) => ({ url: name, at: performance.timeOrigin + startTime }))
}
