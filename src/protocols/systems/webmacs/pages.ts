// Reads a paged list of WebMACS to its end: {page, page_size, total, data}.
import type { Request } from '../../protocol'
import { RequestError } from '../../request-error'
import { finiteNumber, found, isRecord, list } from '../../wire'
import { texts } from './runtime-texts'

const PAGE_SIZE = 100
/** A backend whose total never ends must not keep us here for ever. */
const MOST_PAGES = 100

export async function readPages(
  request: Request,
  path: string,
  authorization: string | null,
): Promise<readonly unknown[]> {
  const items: unknown[] = []
  for (let page = 1; page <= MOST_PAGES; page++) {
    const answer = await request(`${path}?page=${page}&page_size=${PAGE_SIZE}`, { authorization })
    const data = isRecord(answer) ? list(answer['data']) : null
    if (!isRecord(answer) || !data) {
      throw new RequestError('unexpected', texts.expected(path, 'a page with data', found(answer)))
    }
    items.push(...data)
    // Without a total, a page that is not full is the last.
    const total = finiteNumber(answer['total']) ?? (data.length < PAGE_SIZE ? 0 : Infinity)
    if (data.length === 0 || items.length >= total) break
  }
  return items
}
