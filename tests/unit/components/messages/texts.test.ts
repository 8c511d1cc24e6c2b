import { describe, expect, test } from 'vitest'
import { beginningOf, piecesOf } from '../../../../src/components/messages/message-folding'
import { momentOf, partsOf } from '../../../../src/components/messages/message-parts'

const SENSORS = 'https://deck.example/sensors/'
/** Halves of a character. */
const HALF = /\p{Surrogate}/u
const text = (of: string) => ({ kind: 'text', text: of })

describe('V7: of a message, only the address of one of this deck’s sensors is more than text', () => {
  test.each([
    ['<b>bold</b> & javascript:alert(1)'],
    ['https://example.com/sensors/a/b'],
    ['https://deck.example/events'],
    ['https://deck.example/sensors/'],
    ['https://deck.example/sensors/a'],
    ['https://deck.example/sensors/a/b/c'],
    ['https://deck.example/sensors/a/../../settings'],
    ['https://deck.example/sensors/a/%E0%A4%A'],
    [''],
  ])('%j stays text', (written) => {
    expect(partsOf(written, SENSORS)).toEqual(written === '' ? [] : [text(written)])
  })

  test('an address becomes a link between the texts around it, without what closes the sentence', () => {
    const at = Date.UTC(2026, 10, 21, 14, 3, 22)
    expect(
      partsOf(`See ${SENSORS}plant/p%2F1?at=2026-11-21T14:03:22.000Z), or ${SENSORS}a/b. Bye`, SENSORS),
    ).toEqual([
      text('See '),
      { kind: 'sensor', source: 'plant', sensor: 'p/1', at },
      text('), or '),
      { kind: 'sensor', source: 'a', sensor: 'b', at: null },
      text('. Bye'),
    ])
  })

  test.each([
    ['2026-11-21T14:03:22.500Z', Date.UTC(2026, 10, 21, 14, 3, 22, 500)],
    ['yesterday', null],
    ['', null],
    [null, null],
  ])('the time %j of an address reads as %j', (written, time) => {
    expect(momentOf(written)).toBe(time)
  })
})

describe('P1: a long text is folded, and laid out in pieces', () => {
  test('a short one is its own beginning', () => {
    expect(beginningOf('one\ntwo')).toBe('one\ntwo')
  })

  test('many lines are cut at a line', () => {
    const lines = Array.from({ length: 40 }, (_, line) => `line ${line}`)
    expect(beginningOf(lines.join('\n'))).toBe(lines.slice(0, 12).join('\n'))
  })

  test('a line without end is cut between characters, never through one', () => {
    const beginning = beginningOf(`x${'🙂'.repeat(500_000)}`)
    expect(beginning.length).toBeLessThan(2_000)
    expect(beginning).not.toMatch(HALF)
  })

  test.each([
    ['words', 'lorem ipsum '.repeat(90_000)],
    ['lines', 'a line\n'.repeat(150_000)],
    ['one word', 'x'.repeat(1_048_576)],
    ['pairs', `x${'🙂'.repeat(5_000)}`],
  ])('a megabyte of %s is the same text in small pieces', (_, whole) => {
    const pieces = piecesOf(whole)
    expect(pieces.join('')).toBe(whole)
    expect(pieces.every((piece) => piece.length > 0 && piece.length <= 2_000 && !HALF.test(piece))).toBe(true)
  })
})
