import { describe, expect, it } from 'vitest'
import { connection, decode, documented, good, read, readingsOf, rejectionsOf } from './frames'

describe('the version of a frame', () => {
  it.each([undefined, null, 1, 1.2, '1', '1.2', '1.0.3', 'v1', ' 1 '])('%j is known', (version) => {
    expect(readingsOf(decode({ ...good, version }))).toEqual([read])
  })

  it.each([
    [2, '2'],
    ['2', '2'],
    ['2.1', '2.1'],
    ['v2', 'v2'],
    [10, '10'],
    ['10', '10'],
    ['1x', '1x'],
    [0, '0'],
    [-1, '-1'],
    ['', 'an empty text'],
    [true, 'a boolean'],
    [{ major: 1 }, 'an object'],
  ])('%j is another: the frame is rejected and says so', (version, words) => {
    const updates = decode({ ...good, version })
    expect(readingsOf(updates)).toEqual([])
    expect(rejectionsOf(updates)).toMatchObject([
      { reason: `version: the server speaks version ${words}, Watchdeck knows version 1`, readings: 1 },
    ])
  })

  const next = { ...good, version: 2 }
  const notice =
    'The server speaks version 2 of its protocol, Watchdeck knows version 1. Frames of other versions are not shown.'
  const log = { kind: 'log', level: 'WARN', message: notice, sensor: null, time: null }

  it('is told to the user once on each connection that speaks ours too, and each frame is counted', () => {
    for (const frames of [
      [next, good, next, next],
      [good, next, next, next],
    ]) {
      const told = connection(...frames)
      expect(told.flat().filter(({ kind }) => kind === 'log')).toEqual([log])
      expect(readingsOf(told.flat())).toEqual([read])
      expect(rejectionsOf(told.flat())).toHaveLength(3)
      expect(told.flat().some(({ kind }) => kind === 'refusal')).toBe(false)
    }
  })

  it('that is the only one turns the connection away: a link that understands nothing is not live', () => {
    const told = connection(next, next, next, next).map((updates) => updates.map(({ kind }) => kind))
    expect(told).toEqual([['rejection'], ['rejection'], ['refusal', 'rejection'], ['rejection']])
    expect(connection(next, next, next)[2]![0]).toEqual({ kind: 'refusal', action: 'retry', text: notice })
  })

  it('is not excused by frames that cannot be understood either', () => {
    const kinds = connection(next, '{}', next, { ...good, value: null }, { type: 'other' }, next).at(-1)!
    expect(kinds.map(({ kind }) => kind)).toEqual(['refusal', 'rejection'])
  })

  it.each(['event', 'info', 'error'] as const)(
    'gates %s frames as well; no reading is lost with them',
    (type) => {
      const frame: Record<string, unknown> = JSON.parse(documented[type])
      const updates = decode({ ...frame, version: 2 })
      expect(updates.map(({ kind }) => kind)).toEqual(['rejection'])
      expect(rejectionsOf(updates)[0]!.readings).toBe(0)
    },
  )

  it('is shown in part where it is long', () => {
    const updates = decode({ ...good, version: '9'.repeat(1_000) })
    expect(rejectionsOf(updates)[0]!.reason.length).toBeLessThan(120)
  })
})
