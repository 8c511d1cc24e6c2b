import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  EMPTY_JOURNAL,
  isRestored,
  JOURNAL_KINDS,
  LOG_LEVELS,
  record,
  restore,
  type Journal,
  type JournalEvent,
} from '../../../src/domain/journal'
import { groupsOf, passes, rowsOf } from '../../../src/domain/journal-rows'

const DAY_MS = 86_400_000

function event(text: string, more: Partial<JournalEvent> = {}): JournalEvent {
  return {
    kind: 'message',
    level: 'INFO',
    time: 0,
    timedOnArrival: false,
    source: 'plant',
    sensor: null,
    who: null,
    text,
    wholeLength: null,
    ...more,
  }
}

function recorded(...events: JournalEvent[]): Journal {
  return record(EMPTY_JOURNAL, events, { entriesKept: 1_000 })
}

const dayOf = (time: number): string => `day ${Math.floor(time / DAY_MS)}`
const anyEvent = fc
  .record({
    text: fc.constantFrom('a', 'b'),
    source: fc.constantFrom('plant', '__proto__'),
    sensor: fc.constantFrom(null, 'constructor'),
    who: fc.constantFrom(null, 'Ada'),
    kind: fc.constantFrom(...JOURNAL_KINDS),
    level: fc.constantFrom(...LOG_LEVELS),
    time: fc.integer({ min: 0, max: 2 * DAY_MS }),
  })
  .map(({ text, ...more }) => event(text, more))

describe('the journal', () => {
  test('T6: is bounded, and what it was given is kept or counted, in order and with numbers that stay', () => {
    const step = fc.record({ restores: fc.boolean(), events: fc.array(anyEvent, { maxLength: 12 }) })
    fc.assert(
      fc.property(fc.array(step), fc.integer({ min: 1, max: 20 }), (steps, entriesKept) => {
        let journal = EMPTY_JOURNAL
        let given = 0
        for (const { restores, events } of steps) {
          const before = new Map(journal.entries.map((entry) => [entry.number, entry]))
          journal = (restores ? restore : record)(journal, events, { entriesKept })
          given += events.length
          const numbers = journal.entries.map(({ number }) => number)
          expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b))
          expect(journal.entries.length).toBeLessThanOrEqual(entriesKept)
          expect(journal.entries.length + journal.dropped).toBe(given)
          for (const entry of journal.entries) {
            if (before.has(entry.number)) expect(before.get(entry.number)).toBe(entry)
          }
        }
      }),
    )
  })

  test('keeps the newest', () => {
    const journal = record(recorded(event('a'), event('b')), [event('c')], { entriesKept: 2 })
    expect(journal.entries.map(({ text }) => text)).toEqual(['b', 'c'])
    expect(journal).toMatchObject({ recorded: 3, dropped: 1 })
  })

  test('T6: who floods it pushes out nothing but its own words', () => {
    const command = event('Stop pump: done.', { kind: 'command' })
    const other = event('CRIT', { source: 'mill', level: 'CRIT' })
    let journal = recorded(command, other)
    for (let i = 0; i < 100; i++) journal = record(journal, [event(`frame ${i}`)], { entriesKept: 10 })
    expect(journal.entries.map(({ text }) => text)).toEqual([
      ...['Stop pump: done.', 'CRIT'],
      ...Array.from({ length: 8 }, (_, i) => `frame ${92 + i}`),
    ])
    expect(journal.dropped).toBe(92)
  })

  test('puts what an earlier page recorded before everything, and knows it apart', () => {
    const journal = restore(recorded(event('now')), [event('old'), event('less old')], { entriesKept: 10 })
    expect(journal.entries.map((entry) => [entry.text, entry.number, isRestored(entry)])).toEqual([
      ['old', -1, true],
      ['less old', 0, true],
      ['now', 1, false],
    ])
    expect(journal.recorded).toBe(1)
  })

  test('what was restored falls off first', () => {
    const journal = restore(recorded(event('now')), [event('old'), event('less old')], { entriesKept: 2 })
    expect(journal.entries.map(({ text }) => text)).toEqual(['less old', 'now'])
    expect(journal.dropped).toBe(1)
  })
})

describe('the rows of the journal', () => {
  test('T6: folding keeps every entry: the counts add up to them, each row a stretch of the list', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), fc.nat(20), (events, restoredEvents) => {
        const journal = restore(recorded(...events), events.slice(0, restoredEvents), { entriesKept: 1_000 })
        const rows = rowsOf(journal.entries, dayOf).reverse()
        expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(journal.entries.length)
        let next = 0
        for (const { first, entry, count } of rows) {
          const stretch = journal.entries.slice(next, next + count)
          expect([stretch[0], stretch.at(-1)]).toEqual([first, entry])
          const told = stretch.map((one) => JSON.stringify({ ...one, time: dayOf(one.time), number: 0 }))
          expect(new Set(told).size).toBe(1)
          next += count
        }
      }),
    )
  })

  test('the newest comes first, with how often it came and since when', () => {
    const { entries } = recorded(event('a'), event('b', { time: 1 }), event('b', { time: 2 }), event('a'))
    expect(rowsOf(entries, dayOf).map(({ entry, count }) => [entry.text, count])).toEqual([
      ['a', 1],
      ['b', 2],
      ['a', 1],
    ])
    expect(rowsOf(entries, dayOf)[1]).toMatchObject({ entry: { time: 2 }, first: { time: 1 } })
  })

  test.each<[string, Partial<JournalEvent>]>([
    ['another level', { level: 'CRIT' }],
    ['another kind', { kind: 'alarm' }],
    ['another source', { source: 'mill' }],
    ['another sensor', { sensor: 'p' }],
    ['another user', { who: 'Ada' }],
    ['another whole length', { wholeLength: 5_000 }],
    ['another day', { time: DAY_MS }],
  ])('the same words with %s are another row', (_, more) => {
    expect(rowsOf(recorded(event('a'), event('a', more)).entries, dayOf)).toHaveLength(2)
  })

  test('are grouped by day, and by what happened before this page was opened', () => {
    const live = recorded(event('b', { time: DAY_MS }), event('c', { time: 2 * DAY_MS }), event('d'))
    const { entries } = restore(live, [event('a'), event('a', { time: DAY_MS })], { entriesKept: 10 })
    const groups = groupsOf(rowsOf(entries, dayOf), dayOf)
    expect(groups.map(({ day, restored, rows }) => [day, restored, rows.length])).toEqual([
      ['day 0', false, 1],
      ['day 2', false, 1],
      ['day 1', false, 1],
      ['day 1', true, 1],
      ['day 0', true, 1],
    ])
  })
})

describe('the filter', () => {
  const everything = { kind: null, level: 'INFO', source: null } as const
  const [entry] = recorded(event('a', { kind: 'alarm', level: 'WARN' })).entries

  test.each([
    [everything, true],
    [{ ...everything, kind: 'alarm' as const }, true],
    [{ ...everything, kind: 'message' as const }, false],
    [{ ...everything, level: 'WARN' as const }, true],
    [{ ...everything, level: 'CRIT' as const }, false],
    [{ ...everything, source: 'plant' }, true],
    [{ ...everything, source: 'mill' }, false],
  ])('%j lets a warning alarm of the plant pass: %s', (filter, isShown) => {
    expect(passes(entry!, filter)).toBe(isShown)
  })
})
