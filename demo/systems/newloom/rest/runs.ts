// What the jobs did: each run with its outcome, and how long it took.

import { Hono } from 'hono'
import { invalid } from '../../../django/problems'
import { durationOf } from '../duration'
import type { RunRecord } from '../jobs/log'
import { signedIn, type SignedIn } from './authentication'
import type { RestParts } from './parts'

export function runRoutes(parts: RestParts): Hono<SignedIn> {
  const { context: system, jobs } = parts
  const routes = new Hono<SignedIn>()
  const anybody = signedIn(parts)
  const timestamp = (trueTime: number) => new Date(system.shown(trueTime)).toISOString()

  routes.get('/stream-logs/', anybody, (context) => {
    const asked = context.req.query('stream')
    if (asked !== undefined && !jobs.find(Number(asked))) {
      throw invalid({
        stream: ['Select a valid choice. That choice is not one of the available choices.'],
      })
    }
    const records = asked === undefined ? jobs.log.all() : jobs.log.of(Number(asked))
    return context.json(records.map(logJson))
  })

  routes.get('/stream-stats/', anybody, (context) => context.json(jobs.log.all().map(statsJson)))

  function logJson({ id, job, startedAt, completedAt, outcome }: RunRecord) {
    return {
      id,
      stream: job,
      status: outcome?.status ?? 'running',
      started_at: timestamp(startedAt),
      completed_at: completedAt === null ? null : timestamp(completedAt),
      error_message: outcome?.status === 'failed' ? outcome.message : '',
      result: outcome?.status === 'success' ? outcome.result : null,
    }
  }

  /** An execution is one run here: the jobs have different times. */
  function statsJson({ id, startedAt, completedAt, outcome }: RunRecord) {
    return {
      id,
      execution_start: timestamp(startedAt),
      execution_end: completedAt === null ? null : timestamp(completedAt),
      streams_attempted: 1,
      streams_succeeded: outcome?.status === 'success' ? 1 : 0,
      streams_failed: outcome?.status === 'failed' ? 1 : 0,
      total_execution_time: completedAt === null ? null : durationOf(completedAt - startedAt),
    }
  }

  return routes
}
