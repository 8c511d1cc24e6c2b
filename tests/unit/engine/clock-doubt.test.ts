import { describe, expect, it } from 'vitest'
import { ClockDoubt } from '../../../src/engine/clock-doubt'
import { json } from '../fake-fetch'
import { FakePage } from './fake-page'
import { batchOf, datapoint } from './plant'

const NOW = 1_700_000_000_000

function readings(...ages: (number | null)[]) {
  const read = ages.map((age) => ({ sensor: 'p', value: 1, time: age === null ? null : NOW - age }))
  return [{ kind: 'readings' as const, readings: read }]
}

describe('K2: a doubt about the backend’s clock', () => {
  it.each([
    ['readings of now', readings(0, 29_000, -29_000), false],
    ['readings without a time', readings(null), false],
    ['nothing', [], false],
    ['a reading from half a minute ago', readings(0, 30_001), true],
    ['a reading from the future', readings(-30_001), true],
  ])('%s: %s', (_, updates, raised) => {
    expect(new ClockDoubt().isRaisedBy(updates, NOW, 0)).toBe(raised)
  })

  it('is raised once a minute at most: a sensor whose own clock is wrong is not helped by asking', () => {
    const doubt = new ClockDoubt()
    const far = readings(3_600_000)
    expect([0, 1, 59_999, 60_000, 60_001].map((at) => doubt.isRaisedBy(far, NOW, at))).toEqual([
      true,
      false,
      false,
      true,
      false,
    ])
  })
})

it('K2: a backend’s clock that is set while it delivers is asked for at once', async () => {
  const page = await FakePage.delivering()
  await page.pass(1_000)
  const told = () => page.messages.findLast((message) => message.kind === 'clock')?.offset.offsetMs ?? 0
  const hourAhead = page.clock.now() + 3_600_000
  const date = { Date: new Date(hourAhead).toUTCString() }
  page.plant.on('events', () => json({ data: [], total: 0 }, 200, date))
  page.socket.receive(batchOf(1))
  await page.pass(250)
  const before = page.plant.count('events')
  page.socket.receive({
    type: 'datapoints_batch',
    datapoints: [datapoint(1, new Date(hourAhead).toISOString())],
  })
  await page.pass(250)
  expect(page.plant.count('events') - before).toBeLessThanOrEqual(1)
  expect(told()).toBeGreaterThan(3_590_000)
})
