// What our charts rely on in Chart.js beyond its documentation: that it holds with the pinned version, and that a check
// fails when what it checks is broken. When a new version breaks one, it says here which, before pictures go wrong.

import { Chart, DatasetController, Scale } from 'chart.js'
import { afterEach, describe, expect, it } from 'vitest'
import {
  CONTRACT_VERSION,
  contractHolds,
  EXPECTATIONS,
  tryContract,
} from '../../../src/charts/contract/chart-js-contract'
import { chartContract } from '../../../src/charts/contract/contract-answer'

type Member = (this: never, ...args: never[]) => unknown
type Prototype = Record<string, Member>

const restores: (() => void)[] = []
afterEach(() => {
  for (const restore of restores.splice(0).reverse()) restore()
  chartContract.value = null
})

/** Puts another member in the place of one of a class, until the test is over. */
function breakMember(
  owner: object,
  name: string,
  wrap: (original: Member) => (this: never, ...args: never[]) => unknown,
): void {
  const prototype = owner as Prototype
  const original = prototype[name]!
  restores.push(() => {
    prototype[name] = original
  })
  prototype[name] = wrap(original) as Member
}

type Broken = Chart & {
  ctx: CanvasRenderingContext2D
  ensureScalesHaveIDs(): void
  buildOrUpdateScales(): void
}
type Inner = { chart: Chart; _cachedMeta: { data: unknown[] } }

/** How to break what each expectation says, by its sentence. */
const BREAKS: Record<string, () => void> = {
  'A plugin meets the chart before its scales are made.': () => {
    breakMember(
      Chart.prototype,
      '_initialize',
      (original) =>
        function (this: Broken) {
          this.ensureScalesHaveIDs()
          this.buildOrUpdateScales()
          return original.call(this as never)
        },
    )
  },
  'A plugin that refuses beforeRender keeps a new chart and update() from drawing.': () => {
    breakMember(
      Chart.prototype,
      'render',
      (original) =>
        function (this: Broken) {
          original.call(this as never)
          this.draw()
        },
    )
  },
  'Scales get the room they ask for in fit(), and lie along the plot.': () => {
    breakMember(
      Scale.prototype,
      'afterFit',
      () =>
        function (this: Scale) {
          this.width += 1
          this.height += 1
        },
    )
  },
  'A dataset without element types builds no elements.': () => {
    breakMember(
      DatasetController.prototype,
      'buildOrUpdateElements',
      () =>
        function (this: Inner) {
          this._cachedMeta.data = [{}]
        },
    )
  },
  'A dataset is drawn by its controller, alone and when that is asked.': () => {
    breakMember(
      Chart.prototype,
      'getDatasetMeta',
      (original) =>
        function (this: Broken) {
          return original.call(this as never, 0 as never)
        },
    )
  },
  'update() keeps scales, and the limits that were set by hand.': () => {
    breakMember(
      Scale.prototype,
      'update',
      (original) =>
        function (this: Scale, ...args: never[]) {
          this.min = 0
          return original.apply(this as never, args)
        },
    )
  },
  'A canvas has device pixels, its context draws in CSS pixels.': () => {
    breakMember(
      Chart.prototype,
      '_initialize',
      (original) =>
        function (this: Broken) {
          original.call(this as never)
          this.ctx.setTransform(1, 0, 0, 1, 0, 0)
        },
    )
  },
  'Another size clears the canvas, tells plugins, and asks beforeRender once.': () => {
    breakMember(
      Chart.prototype,
      '_resize',
      (original) =>
        function (this: Broken, ...args: never[]) {
          original.apply(this as never, args)
          this.render()
        },
    )
  },
  'A destroyed chart tells plugins at last, and is forgotten.': () => {
    breakMember(
      Chart.prototype,
      'destroy',
      () =>
        function (this: Broken) {
          Reflect.deleteProperty(Chart.instances, this.id)
        },
    )
  },
}

describe('Chart.js', () => {
  it('is the version that the contract was written for, and keeps it', () => {
    expect(Chart.version).toBe(CONTRACT_VERSION)
    expect(tryContract()).toEqual({ holds: true })
  })

  it.each(EXPECTATIONS.map(({ what }) => what))('is noticed when it breaks this: %s', (what) => {
    BREAKS[what]!()
    const answer = tryContract()
    expect(answer.holds === false && answer.broken).toContain(what)
  })

  it('is noticed when it makes no chart at all', () => {
    breakMember(Chart.prototype, 'buildOrUpdateScales', () => () => {
      throw new Error('not any more')
    })
    expect(tryContract()).toEqual({ holds: false, broken: ['Chart.js makes a chart.'] })
  })

  it('is tried once a page, and leaves nothing behind', () => {
    const before = Object.keys(Chart.instances)
    expect(contractHolds()).toBe(true)
    BREAKS['Another size clears the canvas, tells plugins, and asks beforeRender once.']!()
    expect(contractHolds()).toBe(true)
    expect(chartContract.value).toEqual({ holds: true })
    expect(Object.keys(Chart.instances)).toEqual(before)
    expect(() => Chart.registry.getController('trial')).toThrow()
  })
})
