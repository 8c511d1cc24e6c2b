// Reads the lists of NewLoom: {count, next, previous, results}, page by page, or all of it as an array.
import { wireTexts } from '../../../texts/wire'
import type { RequestOptions } from '../../protocol'
import { RequestError } from '../../request-error'
import { found, isRecord, list, text } from '../../wire'
import type { Ask } from './api'

/** A backend whose last page never comes must not keep us here for ever. */
const MOST_PAGES = 100

/**
 * @param path with a slash at its end
 * @param query without the question mark; may be empty
 */
export async function readPages(
  ask: Ask,
  path: string,
  query: string,
  options: RequestOptions,
): Promise<readonly unknown[]> {
  const items: unknown[] = []
  let wanted = query
  const asked = new Set<string>()
  while (asked.size < MOST_PAGES && !asked.has(wanted)) {
    asked.add(wanted)
    const answer = await ask(wanted === '' ? path : `${path}?${wanted}`, options)
    const page = list(answer) ?? (isRecord(answer) ? list(answer['results']) : null)
    if (!page) {
      throw new RequestError('unexpected', wireTexts.expected(path, 'a list or a page of it', found(answer)))
    }
    items.push(...page)
    const next = isRecord(answer) ? queryOf(answer['next']) : null
    if (next === null) break
    wanted = next
  }
  return items
}

/** Behind a proxy the server does not know its own address: only what is asked for counts. */
function queryOf(next: unknown): string | null {
  const address = text(next)
  const start = address?.indexOf('?') ?? -1
  return address === null || start < 0 ? null : (address.slice(start + 1).split('#')[0] ?? null)
}
