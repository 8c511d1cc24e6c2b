// Readings by REST: the latest of each sensor, and the history of some.

import { Hono } from 'hono'
import { publicId } from '../../../identity'
import { downsample } from '../downsample'
import { withZone } from '../timestamps'
import type { RestParts } from './parts'
import { signedIn, type SignedIn } from './authentication'
import { bodyOf, integerField, required, unprocessable } from './problems'

const MOST_SENSORS = 20
const LONGEST_MINUTES = 14_400
const FEWEST_POINTS = 10
const MOST_POINTS = 2_000

export function datapointRoutes(parts: RestParts): Hono<SignedIn> {
  const { context: system, store } = parts
  const routes = new Hono<SignedIn>()

  routes.get('/datapoints/latest', signedIn(parts), (context) =>
    context.json(
      store.latest().map(({ sensor, sample }) => ({
        public_id: publicId('datapoint', `${sensor}/${sample.index}`),
        value: sample.value,
        timestamp: withZone(system.shown(sample.time)),
        event_public_id: sensor,
        experiment_public_id: sample.experiment,
      })),
    ),
  )

  routes.post('/datapoints/series', signedIn(parts), async (context) => {
    const body = await bodyOf(context.req.raw)
    const sensors = sensorIdsIn(body)
    const minutes = integerField(body, 'minutes', 1, LONGEST_MINUTES)
    const most = integerField(body, 'max_points', FEWEST_POINTS, MOST_POINTS)
    const since = system.clock.now() - minutes * 60_000
    const series = sensors.map((sensor) => {
      const samples = downsample(store.since(sensor, since), most)
      return [
        sensor,
        samples.map(({ time, value, experiment }) => ({
          value,
          timestamp: withZone(system.shown(time)),
          experiment_public_id: experiment,
        })),
      ] as const
    })
    return context.json(Object.fromEntries(series))
  })

  return routes
}

function sensorIdsIn(body: Map<string, unknown>): string[] {
  const loc = ['body', 'event_public_ids']
  const ids = required(body, 'event_public_ids')
  if (!Array.isArray(ids)) {
    throw unprocessable({ loc, msg: 'Input should be a valid list', type: 'list_type' })
  }
  if (ids.length > MOST_SENSORS) {
    const msg = `List should have at most ${MOST_SENSORS} items after validation, not ${ids.length}`
    throw unprocessable({ loc, msg, type: 'too_long' })
  }
  return ids.map((id: unknown, index) => {
    if (typeof id === 'string') return id
    throw unprocessable({
      loc: [...loc, String(index)],
      msg: 'Input should be a valid string',
      type: 'string_type',
    })
  })
}
