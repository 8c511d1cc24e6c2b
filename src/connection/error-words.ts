// Finds a backend's own words about an error in whatever shape it sent them (PROTOCOLS.md, field notes:
// `detail` as text or list, `message`, `error` as text or object, maps of field names to lists).
import { excerpt } from '../protocols/redaction'
import { isRecord, list, text } from '../protocols/wire'

const SHOWN = 200
const DEEPEST = 3

/** The words, redacted and cut; `null` when there are none. */
export function errorWords(answer: unknown): string | null {
  const words = wordsIn(answer, 0)
  return words === '' ? null : excerpt(words, SHOWN)
}

function wordsIn(value: unknown, depth: number): string {
  const words = text(value)
  if (words !== null) return words
  if (depth > DEEPEST) return ''
  const items = list(value)
  if (items) return joined(items.map((item) => wordsIn(item, depth + 1)))
  if (!isRecord(value)) return ''
  const named = value['detail'] ?? value['message'] ?? value['msg'] ?? value['error']
  if (named !== undefined) return wordsIn(named, depth + 1)
  return joined(
    Object.values(value)
      .flatMap((field) => list(field) ?? [])
      .map((item) => text(item) ?? ''),
  )
}

function joined(words: readonly string[]): string {
  return words.filter((word) => word !== '').join('; ')
}
