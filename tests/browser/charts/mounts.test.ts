// The life of charts: a thousand of them, and those that are resized, hidden, shown and destroyed while a draw is due.

import { Chart } from 'chart.js'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { nextTick, ref } from 'vue'
import { drawScheduler } from '../../../src/charts/scheduling/shared-scheduler'
import { frames, lineOf, minute, mount, moveOutOfView, nextDraw, NOW, pixels, seriesOf } from './mounting'

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** What is held of the page: listeners of what outlives a chart, and observers that watch something. */
function watchHolds(): () => Record<string, number> {
  const held = new Map<string, number>()
  const count = (name: string, by: number): void => void held.set(name, (held.get(name) ?? 0) + by)
  const listening = new WeakMap<EventTarget, Map<string, Set<unknown>>>()
  const { addEventListener, removeEventListener } = EventTarget.prototype
  const listenersOf = (target: EventTarget, type: string): Set<unknown> => {
    const types = listening.get(target) ?? new Map<string, Set<unknown>>()
    listening.set(target, types)
    const listeners = types.get(type) ?? new Set()
    types.set(type, listeners)
    return listeners
  }
  const outlives = (target: EventTarget): boolean =>
    target === window || target === document || target instanceof MediaQueryList
  type Arguments = Parameters<typeof addEventListener>
  // The test's own runner gives the window functions of its own.
  for (const owner of [EventTarget.prototype, window]) {
    vi.spyOn(owner, 'addEventListener').mockImplementation(function (this: unknown, ...args: unknown[]) {
      const [type, listener] = args as Arguments
      const target = this instanceof EventTarget ? this : window
      const listeners = listenersOf(target, type)
      if (outlives(target) && !listeners.has(listener)) count(`listener of ${type}`, 1)
      listeners.add(listener)
      addEventListener.apply(target, args as Arguments)
    })
    vi.spyOn(owner, 'removeEventListener').mockImplementation(function (this: unknown, ...args: unknown[]) {
      const [type, listener] = args as Arguments
      const target = this instanceof EventTarget ? this : window
      if (listenersOf(target, type).delete(listener) && outlives(target)) count(`listener of ${type}`, -1)
      removeEventListener.apply(target, args as Arguments)
    })
  }
  for (const name of ['ResizeObserver', 'IntersectionObserver', 'MutationObserver'] as const) {
    const Original = globalThis[name] as typeof ResizeObserver
    vi.stubGlobal(
      name,
      class extends Original {
        private active = false
        override observe(...args: Parameters<ResizeObserver['observe']>): void {
          if (!this.active) count(name, 1)
          this.active = true
          super.observe(...args)
        }
        override disconnect(): void {
          if (this.active) count(name, -1)
          this.active = false
          super.disconnect()
        }
      },
    )
  }
  return () => Object.fromEntries([...held].filter(([, number]) => number !== 0))
}

describe('a thousand charts', () => {
  it(
    'P4: mounted and unmounted, leave no chart, observer, listener, node or place in the scheduler',
    { timeout: 60_000 },
    async () => {
      const series = seriesOf(minute)
      const limits = [{ label: 'crit > 0', severity: 'crit', condition: { operator: 'gt', value: 0 } }]
      const size = { width: 120, height: 60 }
      // What is loaded or shared with the first stays.
      ;(await mount({ series, limits }, size)).unmount()
      await frames(2)
      const nodes = document.querySelectorAll('*').length
      const held = watchHolds()
      let most = 0
      for (let batch = 0; batch < 20; batch++) {
        const charts = await Promise.all(Array.from({ length: 50 }, () => mount({ series, limits }, size)))
        most = Math.max(most, drawScheduler.size)
        expect(held()).toMatchObject({
          ResizeObserver: 1,
          IntersectionObserver: 1,
          'listener of resize': 1,
        })
        for (const chart of charts) chart.unmount()
      }
      expect(most).toBe(50)
      expect(drawScheduler.size).toBe(0)
      expect(Object.keys(Chart.instances)).toEqual([])
      expect(document.querySelectorAll('*').length).toBe(nodes)
      await frames(2)
      expect(held()).toEqual({})
    },
  )
})

describe('a chart whose place changes', () => {
  it('from nothing to 4,000 × 3,000 and back fills what it has, and survives all of it', async () => {
    const mounted = await mount({ series: seriesOf(minute) }, { width: 0, height: 0 })
    await frames(3)
    const resize = (width: number, height: number): void => {
      mounted.host.style.width = `${String(width)}px`
      mounted.host.style.height = `${String(height)}px`
    }
    resize(4_000, 3_000)
    await expect.poll(() => [mounted.chart.width, mounted.chart.height]).toEqual([4_000, 3_000])
    const { chartArea } = mounted.chart
    await expect
      .poll(() => pixels(mounted, '--chart-line', { ...chartArea, left: 3_900 }).length)
      .toBeGreaterThan(50)
    expect(mounted.canvas.width).toBe(4_000 * mounted.chart.currentDevicePixelRatio)
    resize(0, 0)
    await frames(4)
    resize(300, 150)
    await expect.poll(() => mounted.chart.width).toBe(300)
    await expect.poll(() => pixels(mounted, '--chart-line').length).toBeGreaterThan(200)
  })

  it('destroyed, hidden or resized while a draw is due, throws nothing and draws what is left', async () => {
    const errors: unknown[] = []
    const note = (event: Event): void => void errors.push(event)
    window.addEventListener('error', note)
    const stays = await mount({ series: seriesOf(minute) })
    const goes = await mount({ series: seriesOf(minute) })
    const hides = await mount({ series: seriesOf(minute) })
    const shrinks = await mount({ series: seriesOf(minute) })
    for (const { props } of [stays, goes, hides, shrinks]) props['revision'] = 2
    await nextTick()
    goes.unmount()
    hides.host.style.display = 'none'
    shrinks.host.style.width = '150px'
    await frames(4)
    window.removeEventListener('error', note)
    expect(errors).toEqual([])
    expect(shrinks.chart.width).toBe(150)
    for (const mounted of [stays, shrinks])
      expect(pixels(mounted, '--chart-line').length).toBeGreaterThan(100)
    hides.host.style.display = ''
    await expect.poll(() => pixels(hides, '--chart-line').length).toBeGreaterThan(200)
  })

  it('P2: changes its theme while it is out of view, and shows it when it comes back', async () => {
    const mounted = await mount({ series: seriesOf(minute) })
    await moveOutOfView(mounted)
    const before = drawScheduler.draws
    mounted.host.style.setProperty('--chart-line', 'rgb(255 0 0)')
    mounted.props['theme'] = 'dark'
    await nextTick()
    await frames(4)
    expect(drawScheduler.draws).toBe(before)
    const drawn = nextDraw()
    mounted.host.style.marginTop = '0'
    await drawn
    expect(pixels(mounted, '--chart-line')).toEqual([])
    expect(pixels(mounted, '--crit').length).toBeGreaterThan(200)
  })
})

describe('a chart that sleeps', () => {
  it('P2: follows nothing, and has all that came before it is in view again', async () => {
    const series = seriesOf(minute)
    const mounted = await mount({ series })
    await moveOutOfView(mounted)
    mounted.props['isAsleep'] = true
    await nextTick()
    const before = drawScheduler.draws
    const looks = vi.fn()
    const revision = ref(2)
    mounted.props['lines'] = [
      lineOf('Bearing', series, {
        revision: () => {
          looks()
          return revision.value
        },
      }),
    ]
    series.append(NOW + 1_000, 50, 'live')
    mounted.setNow(NOW + 1_000)
    revision.value = 3
    await frames(4)
    expect(looks).not.toHaveBeenCalled()
    expect(drawScheduler.draws).toBe(before)

    mounted.props['isAsleep'] = false
    await nextTick()
    expect(drawScheduler.draws).toBe(before + 1)
    expect(mounted.chart.scales['y']!.max).toBeGreaterThan(40)
  })

  it('P2: is not looked for, and is drawn with all that comes once it woke in view', async () => {
    const series = seriesOf(minute)
    const mounted = await mount({ series })
    await moveOutOfView(mounted)
    const unobserve = vi.spyOn(IntersectionObserver.prototype, 'unobserve')
    mounted.props['isAsleep'] = true
    await nextTick()
    expect(unobserve).toHaveBeenCalledOnce()
    mounted.host.style.marginTop = '0'
    const before = drawScheduler.draws
    await frames(10)
    expect(drawScheduler.draws).toBe(before)

    mounted.props['isAsleep'] = false
    await nextTick()
    await frames(10)
    expect(drawScheduler.draws).toBe(before + 1)
    series.append(NOW + 1_000, 50, 'live')
    await mounted.change({ revision: 5_000 })
    expect(drawScheduler.draws).toBe(before + 2)
  })
})

describe('a page that nobody sees', () => {
  it('P2: draws nothing while it is hidden, and all that came in one draw each when it is shown', async () => {
    const series = seriesOf(minute)
    // In a window that stands, so that the time that passes draws nothing.
    const given = { series, standsAt: NOW + 20_000 }
    const charts = [await mount(given), await mount(given), await mount(given)]
    await frames(3)
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
    document.dispatchEvent(new Event('visibilitychange'))
    const before = drawScheduler.draws
    for (let i = 1; i <= 20; i++) {
      series.append(NOW + i * 1_000, i, 'live')
      for (const mounted of charts) {
        mounted.props['revision'] = i + 1
      }
      await frames(1)
    }
    expect(drawScheduler.draws).toBe(before)
    hidden.mockReturnValue(false)
    document.dispatchEvent(new Event('visibilitychange'))
    await frames(4)
    expect(drawScheduler.draws - before).toBe(charts.length)
    for (const mounted of charts) {
      expect(mounted.chart.scales['y']!.max).toBeGreaterThan(20)
      // Forty of the first are in this window.
      await expect.poll(() => mounted.figure.dataset['drawn']).toBe('60')
    }
  })
})
