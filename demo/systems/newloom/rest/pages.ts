// How Django REST framework gives a long list: page by page, with the addresses of the pages beside.

import { failure } from '../../../django/problems'

const DEFAULT_SIZE = 20
const LARGEST_SIZE = 100

export interface Page<Item> {
  count: number
  next: string | null
  previous: string | null
  results: Item[]
}

/** @param address of the request, with `page` (from 1) and `page_size` where they are asked for. */
export function page<Item>(address: string, items: readonly Item[]): Page<Item> {
  const { searchParams } = new URL(address)
  const asked = searchParams.get('page_size') ?? ''
  const size = /^[1-9]\d*$/.test(asked) ? Math.min(Number(asked), LARGEST_SIZE) : DEFAULT_SIZE
  const last = Math.max(1, Math.ceil(items.length / size))
  const number = Number(searchParams.get('page') ?? 1)
  if (!Number.isInteger(number) || number < 1 || number > last) throw failure(404, 'Invalid page.')
  const addressOf = (wanted: number) => {
    const url = new URL(address)
    url.searchParams.set('page', String(wanted))
    return url.href
  }
  return {
    count: items.length,
    next: number < last ? addressOf(number + 1) : null,
    previous: number > 1 ? addressOf(number - 1) : null,
    results: items.slice((number - 1) * size, number * size),
  }
}
