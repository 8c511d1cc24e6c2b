// The REST side of the load server: what Watchdeck asks a WebMACS for (PROTOCOLS.md, field notes). There is no history.
import type { Plant } from './plant.ts'

/** @returns `undefined` for what it does not have */
export function answerTo(path: string, url: string, plant: Plant): unknown {
  switch (path) {
    case '/health':
      return { status: 'ok', version: 'bench', database: 'none', last_datapoint: null, uptime_seconds: 1 }
    case '/api/v1/events':
      return pageOf(plant.events, url)
    case '/api/v1/rules':
      return pageOf(plant.rules, url)
    case '/api/v1/datapoints/latest':
      return []
    case '/api/v1/datapoints/series':
      return Object.fromEntries(plant.ids.map((id) => [id, []]))
    default:
      return undefined
  }
}

function pageOf(rows: readonly object[], url: string): object {
  const asked = new URL(url, 'http://load').searchParams
  const page = Number(asked.get('page') ?? 1)
  const size = Number(asked.get('page_size') ?? 100)
  return { page, page_size: size, total: rows.length, data: rows.slice((page - 1) * size, page * size) }
}
