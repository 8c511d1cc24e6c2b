// What visitors bring: sensors of their own, and readings by REST, which walk the same way as those of a controller.

import { Hono } from 'hono'
import { SENSOR_TYPES, type SensorDeclaration } from '../sensors'
import { signedIn, type SignedIn } from './authentication'
import { Fields } from './fields'
import type { RestParts } from './parts'
import { bodyOf, failure, unprocessable } from './problems'

const LONGEST_NAME = 100
const LONGEST_UNIT = 20
const LONGEST_ID = 100

export function ownDataRoutes(parts: RestParts): Hono<SignedIn> {
  const routes = new Hono<SignedIn>()
  const operators = signedIn(parts, 'operator', 'admin')

  routes.post('/events', operators, async (context) => {
    const created = parts.sensors.create(declarationIn(await bodyOf(context.req.raw)))
    if (typeof created === 'string') throw failure(409, created)
    return context.json(created, 201)
  })

  // One reading, or up to 500 as `datapoints`.
  routes.post('/datapoints', operators, async (context) => {
    const body = await bodyOf(context.req.raw)
    const datapoints = body.has('datapoints') ? body.get('datapoints') : [readingIn(body)]
    const taken = parts.pipeline.take(datapoints)
    if (taken.refusal !== undefined) {
      throw unprocessable({ loc: ['body', 'datapoints'], msg: taken.refusal, type: 'value_error' })
    }
    if (taken.stored === 0) throw failure(404, 'Event not found')
    return context.json({ stored: taken.stored }, 201)
  })

  return routes
}

function readingIn(body: Map<string, unknown>): { value: number; event_public_id: string } {
  const fields = new Fields(body)
  const value = fields.number('value')
  const event_public_id = fields.text('event_public_id', { longest: LONGEST_ID })
  fields.settle()
  return { value, event_public_id }
}

/** A sensor to create: without a unit it has none, without a range it goes from 0 to 100. */
function declarationIn(body: Map<string, unknown>): SensorDeclaration {
  const fields = new Fields(body)
  const name = fields.text('name', { longest: LONGEST_NAME })
  const unit = fields.text('unit', { longest: LONGEST_UNIT, fallback: '' })
  const type = fields.oneOf('type', SENSOR_TYPES, 'sensor')
  const min_value = fields.number('min_value', 0)
  const max_value = fields.number('max_value', 100)
  fields.settle()
  if (min_value >= max_value) fields.refuse('max_value', 'greater than min_value', 'greater_than', undefined)
  fields.settle()
  return { name, unit, type, min_value, max_value }
}
