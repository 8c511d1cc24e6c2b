// The controller's process: reads this machine and pushes what it finds to the backend, as a program in the field
// does. Its parent hears once what there is to measure.

import { sensorId, type SensorDeclaration } from '../systems/webmacs/sensors'
import { exitWithParent } from '../process/kept-process'
import { reportUsage } from '../process/usage'
import type { Measurement } from './measurement'
import { probes } from './probes'
import { TelemetryLink } from './telemetry-link'

exitWithParent()
reportUsage()

const link = new TelemetryLink(
  process.env.WATCHDECK_DEMO_CONTROLLER_URL ?? '',
  process.env.WATCHDECK_DEMO_CONTROLLER_TOKEN ?? '',
)
const found = await Promise.all(probes.map(async (probe) => ({ probe, first: await probe.read() })))
process.send?.({ sensors: found.flatMap(({ first }) => first.map(declarationOf)) })
await link.open()

for (const { probe, first } of found) {
  push(first)
  let reading = false
  setInterval(() => {
    // Some machines take longer to answer than the cadence: then this turn is left out.
    if (reading) return
    reading = true
    void probe
      .read()
      .then(push)
      .finally(() => (reading = false))
  }, probe.everyMs)
}

function push(measurements: readonly Measurement[]): void {
  link.push(
    measurements.flatMap(({ name, value }) =>
      value === null ? [] : [{ value, event_public_id: sensorId(name) }],
    ),
  )
}

function declarationOf({ name, unit, type, min_value, max_value }: Measurement): SensorDeclaration {
  return { name, unit, type, min_value, max_value }
}
