// What was known of a source before the page was opened: its descriptions and when each was told. Samples come apart.
import type { Component, EpochMs, Limit, LimitsAccess, Sensor } from './updates'

export interface KeptSource {
  /** In the order of the wall (V6). */
  sensors: readonly Sensor[]
  /** `null` where they were never read. */
  limits: { access: LimitsAccess; all: readonly Limit[]; readAt: EpochMs } | null
  /** `at` on the backend's clock, `heardAt` on this machine's; `null` where none were ever told. */
  components: { all: readonly Component[]; at: EpochMs; heardAt: EpochMs } | null
}
