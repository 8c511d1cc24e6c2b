// When the code of the charts is loaded, and what becomes of a loading that failed. One loading serves all charts.
import { computed, shallowRef, type InjectionKey } from 'vue'

/** What is said where a chart cannot be shown. */
export interface ChartWaitingWords {
  notLoaded: string
  tryAgain: string
}

/** Texts come ready-made: whoever puts the page together provides them. */
export const CHART_WAITING_WORDS: InjectionKey<ChartWaitingWords> = Symbol('words of a chart in waiting')

/** Where nobody lets them in, for no value comes, charts come by themselves: an axis without a line is true as well. */
const AT_LATEST_MS = 3_000

let open: () => void = () => undefined
const opened = new Promise<void>((resolve) => {
  open = resolve
})

/** The first values are on the screen: from now on nothing waits for the charts. */
export function startCharts(): void {
  open()
}

/** Settles when it is the charts' turn to be loaded. */
export function chartsTurn(): Promise<void> {
  setTimeout(open, AT_LATEST_MS)
  return opened
}

const failures = shallowRef<readonly (() => void)[]>([])

export const chartsFailed = computed(() => failures.value.length > 0)

/** @param retry loads once more */
export function noteFailure(retry: () => void): void {
  failures.value = [...failures.value, retry]
}

export function tryAgain(): void {
  const failed = failures.value
  failures.value = []
  for (const retry of failed) retry()
}
