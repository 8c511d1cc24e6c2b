// Reads names of people and what is told of them. Names are compared character by character: those that only look
// alike are different people.
import { MAIN_CONVERSATION, PRESENCES } from '../../../domain/chat-updates'
import type { Update } from '../../../domain/updates'
import { rejected } from '../../rejection'
import { found, isRecord, list, text, type WireRecord } from '../../wire'
import { readingTexts as texts } from './reading-texts'

/** Documented servers say `username`, the database says `pseudo`. */
const NAMES = ['username', 'pseudo']

/** A name; `null` where there is none, and what is wrong where it is something else. */
export function nameIn(record: WireRecord): string | null | { fault: string } {
  for (const key of NAMES) {
    const name = text(record[key])
    if (name !== null) return name
  }
  const told = NAMES.map((key) => record[key]).find((value) => value !== undefined && value !== null)
  return told === undefined || told === ''
    ? null
    : { fault: texts.expected('username', 'a text', found(told)) }
}

export function readPresence(data: WireRecord, frame: string): Update {
  const person = personIn(data)
  if (typeof person !== 'string') return rejected(person.fault, frame)
  const presence = PRESENCES.find((known) => known === data['status'])
  if (presence === undefined) {
    return rejected(texts.expected('status', PRESENCES.join(', '), found(data['status'])), frame)
  }
  return { kind: 'presence', person, presence }
}

export function readTyping(data: WireRecord, frame: string): Update {
  const person = personIn(data)
  if (typeof person !== 'string') return rejected(person.fault, frame)
  const { isTyping } = data
  if (typeof isTyping !== 'boolean') {
    return rejected(texts.expected('isTyping', 'true or false', found(isTyping)), frame)
  }
  return { kind: 'typing', conversation: MAIN_CONVERSATION, person, isTyping }
}

/**
 * `userCount` of newer servers: {count, users}. One who is connected twice is one person, and counts as the server
 * counts. A list with a name that cannot be read is no list of all: it would say of somebody that they are gone.
 */
export function readUserCount({ count, users }: WireRecord, frame: string): Update[] {
  const rejections: Update[] = []
  const complain = (where: string, what: string, value: unknown): void => {
    rejections.push(rejected(texts.expected(where, what, found(value)), frame))
  }
  const entries = list(users)
  if (!entries && isTold(users)) complain('users', 'a list', users)
  const names = entries?.map((entry) => (isRecord(entry) ? nameIn(entry) : text(entry))) ?? []
  const known = names.filter((name) => typeof name === 'string')
  if (known.length < names.length) complain('users', 'names only', users)
  const people = entries && known.length === names.length ? [...new Set(known)] : null
  const told = countOf(count)
  if (told === null && (isTold(count) || !entries)) complain('count', 'a whole number', count)
  const total = told ?? people?.length ?? null
  return total === null ? rejections : [{ kind: 'connected', people, count: total }, ...rejections]
}

export function countOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null
}

function personIn(data: WireRecord): string | { fault: string } {
  return nameIn(data) ?? { fault: texts.expected('username', 'a text', found(data['username'])) }
}

function isTold(value: unknown): boolean {
  return value !== undefined && value !== null
}
