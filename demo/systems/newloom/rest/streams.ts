// The jobs, which this system calls streams: how they are, starting, pausing and running one, and what they made.

import { Hono, type Context } from 'hono'
import { bodyOf, failure, invalid } from '../../../django/problems'
import type { Job } from '../jobs/job'
import { signedIn, type SignedIn } from './authentication'
import { page } from './pages'
import type { RestParts } from './parts'

export function streamRoutes(parts: RestParts): Hono<SignedIn> {
  const { context: system, jobs } = parts
  const routes = new Hono<SignedIn>()
  const anybody = signedIn(parts)
  const asJson = (job: Job) => streamJson(job, system.shown)

  routes.get('/streams/', anybody, (context) => {
    const streams = jobs.all.map(asJson)
    const isWhole = context.req.query('no_pagination') === 'true'
    return context.json(isWhole ? streams : page(context.req.url, streams))
  })

  routes.get('/streams/:id/', anybody, (context) => context.json(asJson(jobIn(context))))

  routes.patch('/streams/:id/', anybody, async (context) => {
    requireOperator(context)
    const job = jobIn(context)
    const body = await bodyOf(context.req.raw)
    const status = body.get('status')
    if (status === 'paused') job.pause()
    else if (status === 'active') job.resume()
    else if (body.has('status')) throw invalid({ status: [`"${String(status)}" is not a valid choice.`] })
    return context.json(asJson(job))
  })

  routes.post('/streams/:id/execute/', anybody, (context) => {
    requireOperator(context)
    const job = jobIn(context)
    if (!job.execute()) throw failure(409, 'The stream is already being executed.')
    return context.json(asJson(job), 202)
  })

  routes.get('/streams/:id/product/', anybody, (context) => {
    const product = jobIn(context).definition.product?.()
    if (!product) throw failure(404, 'Not found.')
    return context.body(product.text, 200, { 'Content-Type': product.contentType })
  })

  function jobIn(context: Context): Job {
    const job = jobs.find(Number(context.req.param('id')))
    if (!job) throw failure(404, 'Not found.')
    return job
  }

  return routes
}

function requireOperator(context: Context<SignedIn>): void {
  if (context.get('user').role !== 'viewer') return
  throw failure(403, 'You do not have permission to perform this action.')
}

function streamJson({ definition, state, lastRun, nextRun }: Job, shown: (trueTime: number) => number) {
  const { id, name, type, frequency } = definition
  const timestamp = (time: number | null) => (time === null ? null : new Date(shown(time)).toISOString())
  return {
    id,
    name,
    stream_type: type,
    frequency,
    status: state,
    last_run: timestamp(lastRun),
    next_run: timestamp(nextRun),
  }
}
