// Binds a live chart to a component: its settings to props, its draws to the scheduler, its life to the component's.

import { useMediaQuery, usePreferredDark, useTimeoutFn } from '@vueuse/core'
import {
  computed,
  markRaw,
  onBeforeUnmount,
  onMounted,
  onScopeDispose,
  shallowRef,
  watch,
  type Component,
  type ComputedRef,
  type Ref,
  type ShallowRef,
} from 'vue'
import type { Plugin } from 'chart.js'
import type { Sample } from '../domain/samples'
import type { Extent, Series } from '../domain/series'
import { UNCHANGED, type Conversion } from '../domain/units'
import type { EpochMs } from '../domain/updates'
import type { ChartLimit } from './chart-line'
import { emptyView, type ChartDetail, type ChartMark, type ChartView } from './chart-view'
import { drawingWay } from './drawing-way'
import type { Inspection } from './inspection'
import type { LiveChartSettings } from './live-chart'
import { watchPlace } from './scheduling/screen-place'
import { drawScheduler } from './scheduling/shared-scheduler'

/** One line of a chart. Samples are asked for by functions, so that a new one draws without rendering a component. */
export interface ChartLineSource {
  /** Tells its sensor from all others on the chart, whose names may be the same. */
  key: string
  /** The name of what it measures. */
  label: string
  /** The samples, outside of reactivity; another instance may take its place after a merge. */
  series: () => Series | null
  /** Changes whenever the series did. */
  revision: () => number
  /** Without a sample for longer, in milliseconds, the time since the last that is known is hatched. */
  staleAfterMs: number
  /** For sensors that report on change: until when the last value is known to hold. Their line is drawn in steps. */
  heldUntil?: (() => EpochMs) | null
  limits?: readonly ChartLimit[]
}

/** What both components take; times in milliseconds. */
export interface LiveChartSource {
  /** One value axis serves them all. The first leads: its samples are walked by keys. Key the chart by its sensor. */
  lines: readonly ChartLineSource[]
  /** Width of the sliding window. */
  windowMs: number
  /** The corrected time of the backend, in epoch milliseconds; asked at each draw (rule K2). */
  now: () => number
  /** The end of a window that stands still, in epoch milliseconds; by default it slides with the time. */
  standsAt?: number | null | undefined
  /** The range the backend expects; it becomes the axis. */
  range?: Extent | null
  /** Nobody can see it: samples go unnoticed, and it is drawn as soon as it wakes, before it is on the screen. */
  isAsleep?: boolean
  /** Any value that changes with the page's theme, where that is not the browser's own colour scheme. */
  theme?: string | number | undefined
  marks?: readonly ChartMark[]
  /** IANA name; without one, the browser's zone. */
  zone?: string | undefined
  /** BCP 47; without one, the browser's. */
  locale?: string | undefined
  /** The unit shown on the value axis. */
  unit?: string | undefined
  /** From values as sent to values in that unit; by default they are the same. */
  conversion?: Conversion | undefined
  /** Writes the inspected sample beside the cursor. */
  format?: ((sample: Sample) => string) | undefined
}

export interface LiveChartBinding {
  inspection: Inspection
  /** The component of vue-chartjs, and what it takes. */
  Canvas: Component
  data: ComputedRef<object>
  options: ComputedRef<object>
  plugins: Plugin<'ring'>[]
  /** Samples drawn so far, brought up to date at most once a second. */
  drawn: Readonly<ShallowRef<number>>
  /** Asks for a draw, after the pointer or a key. */
  redraw: () => void
}

const SHOWN_EVERY_MS = 1_000

export function useLiveChart(
  source: LiveChartSource,
  detail: ChartDetail,
  element: Readonly<Ref<HTMLElement | null>>,
  inspected: (sample: Sample | null) => void = () => undefined,
): LiveChartBinding {
  const way = drawingWay()
  const drawn = shallowRef(0)
  let counted = 0
  const show = (): void => {
    if (drawn.value === counted) return
    drawn.value = counted
    start()
  }
  const { start, isPending } = useTimeoutFn(show, SHOWN_EVERY_MS, { immediate: false })

  const live = markRaw(
    new way.LiveChart(emptyView(detail), settingsOf(source), {
      drawn: (samples) => {
        counted += samples
        handle.count(samples)
        if (!isPending.value) show()
      },
      inspected,
      cleared: () => {
        handle.restore()
      },
    }),
  )
  const handle = drawScheduler.add(live)
  onScopeDispose(() => {
    handle.remove()
  })

  let leave: (() => void) | null = null
  onMounted(() => {
    if (element.value === null) return
    const place = watchPlace(element.value, {
      seen: (onScreen) => {
        live.setOnScreen(onScreen)
        handle.appear()
      },
      sized: (width, height) => {
        live.resize(width, height)
      },
    })
    leave = () => {
      place.leave()
    }
    watch(
      () => source.isAsleep ?? false,
      (isAsleep) => {
        // Where it will be when it wakes, nobody knows.
        if (isAsleep) live.setOnScreen(false)
        place.follow(!isAsleep)
      },
      { immediate: true },
    )
  })
  onBeforeUnmount(() => leave?.())
  watch([usePreferredDark(), useMediaQuery('(forced-colors: active)'), () => source.theme], () => {
    live.refreshTheme()
    handle.invalidate()
  })
  const configure = ({ settings, shown } = wishesOf(source)): void => {
    live.configure(settings)
    Object.assign(live.view, shown)
  }
  watch(
    () => wishesOf(source),
    (wishes) => {
      configure(wishes)
      handle.invalidate()
    },
    { immediate: true },
  )
  watch(
    () =>
      source.isAsleep
        ? null
        : source.lines.map(({ series, revision }) => {
            revision()
            return series()
          }),
    (series, before) => {
      if (series === null) return
      const wakes = before === null
      // What is wished may have changed with it, and this may be told of it first.
      if (wakes) configure()
      live.show(series)
      if (wakes) handle.prepare()
      else handle.invalidate()
    },
    { immediate: true },
  )

  const count = computed(() => source.lines.length)
  const setup = computed(() => way.setup(live.view, count.value))
  return {
    inspection: live.inspection,
    Canvas: way.Canvas,
    data: computed(() => setup.value.data),
    options: computed(() => setup.value.options),
    plugins: markRaw([live.plugin, ...way.plugins]),
    drawn,
    redraw: () => {
      handle.answer()
    },
  }
}

function wishesOf(source: LiveChartSource) {
  return { settings: settingsOf(source), shown: shownOf(source) }
}

function settingsOf({ lines, windowMs, now, standsAt, range, isAsleep }: LiveChartSource): LiveChartSettings {
  return {
    lines: lines.map(({ key, label, staleAfterMs, heldUntil, limits }) => ({
      key,
      label,
      staleAfterMs,
      heldUntil: heldUntil ?? null,
      limits: limits ?? [],
    })),
    windowMs,
    now,
    standsAt: standsAt ?? null,
    range: range ?? null,
    isAsleep: isAsleep ?? false,
  }
}

function shownOf(
  source: LiveChartSource,
): Pick<ChartView, 'marks' | 'zone' | 'locale' | 'unit' | 'conversion' | 'format'> {
  return {
    marks: source.marks ?? [],
    zone: source.zone,
    locale: source.locale,
    unit: source.unit ?? '',
    conversion: source.conversion ?? UNCHANGED,
    format: source.format,
  }
}
