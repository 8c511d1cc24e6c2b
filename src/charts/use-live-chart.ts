// Binds a live chart to a component: its settings to props, its draws to the scheduler, its life to the component's.

import { useElementVisibility, useMediaQuery, usePreferredDark, useTimeoutFn } from '@vueuse/core'
import { markRaw, onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { ChartData, ChartOptions, Plugin } from 'chart.js'
import type { Sample } from '../domain/samples'
import type { Extent, Series } from '../domain/series'
import { UNCHANGED, type Conversion } from '../domain/units'
import type { ChartDetail, ChartLimit, ChartMark, ChartView } from './chart-view'
import { LiveChart, type LiveChartSettings } from './live-chart'
import { ringPlugins, ringSetup } from './RingChart'
import { drawScheduler } from './shared-scheduler'

/** What both components take; times in milliseconds. */
export interface LiveChartSource {
  /** The samples, outside of reactivity; another instance may take its place after a merge. Key the chart by its sensor. */
  series: Series | null
  /** Changes whenever the series did. */
  revision: number
  /** Width of the sliding window. */
  windowMs: number
  /** The corrected time of the backend, in epoch milliseconds; asked at each draw (rule K2). */
  now: () => number
  /** The end of a window that stands still, in epoch milliseconds; by default it slides with the time. */
  standsAt?: number | null | undefined
  /** Without a sample for longer, the time since the last that is known is hatched. */
  staleAfterMs: number
  /** For sensors that report on change: until when the last value is known to hold. Their line is drawn in steps. */
  heldUntil?: (() => number) | null
  limits?: readonly ChartLimit[]
  /** The range the backend expects; it becomes the axis. */
  range?: Extent | null
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
  live: LiveChart
  data: ChartData<'ring'>
  options: ChartOptions<'ring'>
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
  const drawn = shallowRef(0)
  let counted = 0
  const show = (): void => {
    if (drawn.value === counted) return
    drawn.value = counted
    start()
  }
  const { start, isPending } = useTimeoutFn(show, SHOWN_EVERY_MS, { immediate: false })

  const live = markRaw(
    new LiveChart(emptyView(detail), settingsOf(source), {
      drawn: (samples) => {
        counted += samples
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

  const visible = useElementVisibility(element)
  watch(visible, (onScreen) => {
    live.setOnScreen(onScreen)
    handle.invalidate()
  })
  watch([usePreferredDark(), useMediaQuery('(forced-colors: active)'), () => source.theme], () => {
    live.refreshTheme()
    handle.invalidate()
  })
  watch(
    () => [source.series, source.revision],
    () => {
      if (live.view.series !== source.series) live.show(source.series)
      handle.invalidate()
    },
    { immediate: true },
  )
  watch(
    () => ({ settings: settingsOf(source), shown: shownOf(source) }),
    ({ settings, shown }) => {
      live.configure(settings)
      Object.assign(live.view, shown)
      handle.invalidate()
    },
    { immediate: true },
  )

  return {
    live,
    ...ringSetup(detail),
    plugins: markRaw([live.plugin, ...ringPlugins]),
    drawn,
    redraw: () => {
      handle.invalidate()
    },
  }
}

function settingsOf({ windowMs, now, standsAt, heldUntil, range }: LiveChartSource): LiveChartSettings {
  return { windowMs, now, standsAt: standsAt ?? null, heldUntil: heldUntil ?? null, range: range ?? null }
}

function shownOf(
  source: LiveChartSource,
): Pick<
  ChartView,
  'staleAfterMs' | 'limits' | 'marks' | 'zone' | 'locale' | 'unit' | 'conversion' | 'format'
> {
  return {
    staleAfterMs: source.staleAfterMs,
    limits: source.limits ?? [],
    marks: source.marks ?? [],
    zone: source.zone,
    locale: source.locale,
    unit: source.unit ?? '',
    conversion: source.conversion ?? UNCHANGED,
    format: source.format,
  }
}

function emptyView(detail: ChartDetail): ChartView {
  return {
    detail,
    theme: {
      line: '',
      grid: '',
      text: '',
      limit: '',
      gap: '',
      strip: '',
      surface: '',
      cursor: '',
      warn: '',
      crit: '',
      fontFamily: 'sans-serif',
    },
    series: null,
    from: 0,
    to: 1,
    now: 0,
    staleAfterMs: Infinity,
    heldUntil: null,
    range: { min: 0, max: 1 },
    limits: [],
    marks: [],
    zone: undefined,
    locale: undefined,
    unit: '',
    conversion: UNCHANGED,
    inspected: null,
    format: undefined,
    line: null,
  }
}
