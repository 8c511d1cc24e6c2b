// @vitest-environment happy-dom
import { IDBFactory } from 'fake-indexeddb'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { useComponents } from '../../../../src/stores/components'
import { openPage, MINUTE, SECOND, settle, START } from './pages'

const LATER = START + 10 * MINUTE

/** A page that watched one sensor for two minutes and went away. */
async function earlier() {
  const page = await openPage(START)
  page.goLive('plant')
  page.list({ id: 'p', name: 'Pressure', unit: 'bar', group: 'Pumps' }, 'q')
  page.setLimits(page.limit('p'))
  await page.run('p', 120)
  await page.leave()
  return page
}

describe('after a reload', () => {
  test('T4: samples are back, in order, marked as restored', async () => {
    const before = await earlier()
    const page = await openPage(LATER)
    expect(page.archive.standing).toEqual({ kind: 'kept' })
    expect(page.samples('p')).toEqual(before.samples('p').map((one) => ({ ...one, provenance: 'restored' })))
    expect(page.archive.contents).toEqual({ sensors: 1, bytes: 120 * 17, unreadable: 0 })
  })

  test('the wall has names, units and its order before the backend answered, and does not claim that it did', async () => {
    await earlier()
    const page = await openPage(LATER)
    expect(page.timeline.listed().map(({ sensor }) => sensor.name)).toEqual(['Pressure', 'q'])
    expect(page.timeline.sensor('plant/p')!.sensor).toMatchObject({ unit: 'bar', group: 'Pumps' })
    expect(page.timeline.source('plant')).toMatchObject({ sensorsRead: false, recalled: true })
  })

  test('T9: limits keep the age that they had', async () => {
    await earlier()
    const { timeline } = await openPage(LATER)
    expect(timeline.source('plant')).toMatchObject({ limitsAccess: 'known', limitsReadAt: START })
    expect(timeline.source('plant').limits.get('p')).toHaveLength(1)
  })

  test('T1, T8: nothing restored looks fresh, however short the reload; what was critical is last known critical', async () => {
    const first = await openPage(START)
    first.goLive('plant')
    first.list('p')
    first.setLimits(first.limit('p', { severity: 'crit' }))
    first.read('p', 95)
    await first.flush()
    await first.leave()
    const page = await openPage(START + 1)
    expect(await page.condition('p')).toMatchObject({
      freshness: 'stale',
      state: 'unknown',
      lastKnown: 'crit',
    })
    page.read('p', 95)
    expect(await page.condition('p')).toMatchObject({ freshness: 'live', state: 'crit' })
  })

  test('T1: a valve that reports on change is not known to stand where it stood, until something tells', async () => {
    const first = await openPage(START)
    first.list({ id: 'p', reporting: 'on-change' })
    first.read('p', 1)
    await first.flush()
    await first.leave()
    const page = await openPage(LATER)
    page.list({ id: 'p', reporting: 'on-change' })
    page.goLive('plant')
    expect(await page.condition('p')).toMatchObject({ freshness: 'stale' })
    page.read('p', 1, START)
    expect(await page.condition('p')).toMatchObject({ freshness: 'live' })
    expect(page.samples('p')).toHaveLength(1)
  })

  test('T5: a sensor whose clock runs ahead is as old as when it was heard', async () => {
    const first = await openPage(START)
    first.list('p')
    first.read('p', 1, START + 60 * MINUTE)
    await first.flush()
    await first.leave()
    const { timeline } = await openPage(LATER)
    expect(timeline.sensor('plant/p')!.ageAt(LATER, LATER)).toBe(LATER - START)
  })

  test('components are as last known, with the age that they had', async () => {
    const component = {
      id: 'mill',
      name: 'Mill',
      state: 'running' as const,
      stateText: 'running',
      pid: 7,
      uptime: 9,
      error: null,
      updatedAt: null,
    }
    const first = await openPage(START)
    first.tell({ kind: 'components', components: [component], time: START })
    await first.flush()
    await first.leave()
    const { timeline } = await openPage(START + 1)
    expect(useComponents().of('plant/mill')).toMatchObject({
      component,
      freshness: 'stale',
      state: 'unknown',
      lastKnown: 'normal',
    })
    expect(timeline.source('plant').components.at).toBe(START)
  })

  test('T3, T4: what lies between the last restored and the first live sample is a gap, and is asked for', async () => {
    await earlier()
    const page = await openPage(LATER)
    page.goLive('plant')
    page.list('p', 'q')
    page.read('p', 1)
    const fills = page.sent.filter((one) => one.kind === 'fill')
    expect(
      fills.some(({ sensors, spanMs }) => sensors.includes('p') && spanMs >= LATER - START - 2 * MINUTE),
    ).toBe(true)
    const { series, open } = page.timeline.sensor('plant/p')!
    expect(open.covers(LATER - MINUTE)).toBe(true)
    expect(series.gaps(0, Infinity)).toEqual([{ from: START + 119 * SECOND, to: LATER }])
  })

  test('T4: what came live before it stays as it is, and the interval between is open all the same', async () => {
    await earlier()
    const page = await openPage(LATER, { spanMs: 0 })
    page.goLive('plant')
    page.list({ id: 'p', name: 'New name' })
    page.tell({ kind: 'limits', access: 'forbidden', limits: [] })
    page.read('p', 7)
    page.preferences.archiveSpanMs = 3_600_000
    await nextTick()
    await settle()
    expect(page.samples('p').map(({ provenance }) => provenance)).toEqual([
      ...Array<string>(120).fill('restored'),
      'live',
    ])
    expect(page.timeline.sensor('plant/p')!.sensor.name).toBe('New name')
    expect(page.timeline.source('plant').limitsAccess).toBe('forbidden')
    expect(page.timeline.sensor('plant/p')!.open.covers(LATER - MINUTE)).toBe(true)
    expect((await page.condition('p')).freshness).toBe('live')
  })

  test('T8: a sensor that its backend lists no longer is shown as last known', async () => {
    await earlier()
    const page = await openPage(LATER)
    page.list('q')
    expect(page.timeline.listed().map(({ sensor }) => sensor.id)).toEqual(['p', 'q'])
    expect(await page.condition('p')).toMatchObject({ freshness: 'stale', lastKnown: 'warn' })
  })

  test('each reload holds what all pages before it saw', async () => {
    await earlier()
    const second = await openPage(LATER)
    second.list('p', 'q')
    await second.run('p', 10)
    await second.leave()
    const third = await openPage(LATER + MINUTE)
    expect(third.samples('p')).toHaveLength(130)
  })

  test('a sensor of which nothing was heard for a day is not put back', async () => {
    await earlier()
    const page = await openPage(START + 25 * 60 * MINUTE)
    expect(page.samples('p')).toEqual([])
    expect(page.archive.contents.sensors).toBe(0)
  })

  test('the last hour is the last of each series: a backend that died at one is known at three', async () => {
    await earlier()
    const page = await openPage(START + 120 * MINUTE)
    expect(page.samples('p')).toHaveLength(120)
  })
})

test('what is restored is exactly what was kept within the span', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.tuple(fc.integer({ min: 1, max: 200 }), fc.double({ noNaN: true, noDefaultInfinity: true })),
        {
          minLength: 1,
          maxLength: 60,
        },
      ),
      async (steps) => {
        vi.stubGlobal('indexedDB', new IDBFactory())
        const first = await openPage(START, { spanMs: 15 * MINUTE })
        first.list('p')
        let at = START
        for (const [step, value] of steps) {
          at += step * SECOND
          first.read('p', value, at)
        }
        const kept = first.samples('p').filter(({ time }) => time >= at - 15 * MINUTE)
        await first.flush()
        await first.leave()
        const page = await openPage(at, { spanMs: 15 * MINUTE })
        expect(page.samples('p')).toEqual(
          kept.map((one, i) => ({ ...one, provenance: 'restored', gap: i > 0 && one.gap })),
        )
        await page.leave()
      },
    ),
    { numRuns: 15 },
  )
}, 60_000)
