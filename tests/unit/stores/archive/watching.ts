// A page that keeps what it watches, and a source as it is kept when nothing is wrong with it.
import { MINUTE, openPage, START } from './pages'

export const RETRY = 5 * MINUTE
export const BLOCK = 5 * MINUTE

export async function watching(spanMs?: number) {
  const page = await openPage(START, spanMs === undefined ? {} : { spanMs })
  page.goLive('plant')
  page.list('p')
  return page
}

export function sound(start = START) {
  return {
    times: new Float64Array([start, start + 1, start + 2]),
    values: new Float64Array([1, 2, 3]),
    gaps: new Uint8Array(3),
    heardAt: START,
  }
}
