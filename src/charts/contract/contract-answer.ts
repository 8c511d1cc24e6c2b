// Whether Chart.js does what our charts rely on, for whoever says so on the page. It knows nothing of Chart.js, so that
// showing it loads no chart.

import { shallowRef } from 'vue'

export type ChartContract =
  | { holds: true }
  | {
      holds: false
      /** What Chart.js no longer does, one sentence each, for whoever mends it. */
      broken: readonly string[]
    }

/** `null` until the charts are loaded. Where it does not hold, all charts are drawn by Chart.js' own line: slower, and as true. */
export const chartContract = shallowRef<ChartContract | null>(null)
