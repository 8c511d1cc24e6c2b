// What there is besides readings: sensors (here called events), rules, experiments.

import { Hono, type Context } from 'hono'
import type { Experiment } from '../experiments'
import { withZone } from '../timestamps'
import type { RestParts } from './parts'
import { signedIn, type SignedIn } from './authentication'
import { bodyOf, failure, integerQuery, textField } from './problems'

const LARGEST_PAGE = 100
const DEFAULT_PAGE = 25

export function catalogueRoutes(parts: RestParts): Hono<SignedIn> {
  const routes = new Hono<SignedIn>()
  const anybody = signedIn(parts)
  const operators = signedIn(parts, 'operator', 'admin')
  const shown = (time: number | null) => (time === null ? null : withZone(parts.context.shown(time)))
  const asJson = ({ public_id, name, started, stopped }: Experiment) => ({
    public_id,
    name,
    started_on: shown(started),
    stopped_on: stopped !== null && stopped <= parts.context.clock.now() ? shown(stopped) : null,
  })

  routes.get('/events', anybody, (context) => context.json(pageOf(context, parts.sensors.list())))

  routes.get('/rules', operators, (context) => {
    const rules = parts.rules.list()
    return context.json(
      pageOf(
        context,
        rules.map((rule) => ({ ...rule, last_triggered_at: shown(rule.last_triggered_at) })),
      ),
    )
  })

  routes.get('/experiments', anybody, (context) =>
    context.json(pageOf(context, parts.experiments.list().map(asJson))),
  )

  routes.post('/experiments', operators, async (context) => {
    const name = textField(await bodyOf(context.req.raw), 'name')
    return context.json(asJson(parts.experiments.start(name)), 201)
  })

  routes.put('/experiments/:id/stop', operators, (context) => {
    const experiment = parts.experiments.stop(context.req.param('id'))
    if (!experiment) throw failure(404, 'Experiment not found')
    return context.json(asJson(experiment))
  })

  return routes
}

function pageOf<Item>(context: Context, items: Item[]) {
  const page = integerQuery(context.req.query('page'), 'page', { fallback: 1, low: 1, high: 1_000_000 })
  const size = integerQuery(context.req.query('page_size'), 'page_size', {
    fallback: DEFAULT_PAGE,
    low: 1,
    high: LARGEST_PAGE,
  })
  const data = items.slice((page - 1) * size, page * size)
  return { page, page_size: size, total: items.length, data }
}
