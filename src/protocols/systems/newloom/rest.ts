// The REST side of NewLoom for reading: its streams, what their last execution came to, and the log of one.
import type { Update } from '../../../domain/updates'
import { NO_LIMITS } from '../../no-limits'
import type { Credentials, Lookup, Request } from '../../protocol'
import { rejected } from '../../rejection'
import { RequestError } from '../../request-error'
import { reading } from './address'
import type { Api } from './api'
import { readExecutions } from './executions'
import { readJobs } from './jobs'
import { readPages } from './pages'
import { readRuns } from './runs'
import { texts } from './runtime-texts'

/** The names of the streams as last read, by their ids; frames tell the ids only. */
export type StreamNames = Map<string, string>

export class Reader {
  constructor(
    private readonly api: Api,
    private readonly names: StreamNames,
  ) {}

  async metadata(request: Request, credentials: Credentials | null): Promise<readonly Update[]> {
    const [streams, executions] = await Promise.all([
      this.#streams(request, credentials),
      this.#executions(request, credentials),
    ])
    return [...streams, ...executions, NO_LIMITS]
  }

  /** In place of the streams' socket; the figures of executions are read with the metadata. */
  async latest(
    request: Request,
    credentials: Credentials | null,
    signal: AbortSignal,
  ): Promise<readonly Update[]> {
    return this.#streams(request, credentials, signal)
  }

  async lookUp(
    request: Request,
    credentials: Credentials | null,
    lookup: Lookup,
  ): Promise<readonly Update[]> {
    if (lookup.kind !== 'job-runs') throw new RequestError('unexpected', texts.noHistory)
    const query = new URLSearchParams({ stream: lookup.job }).toString()
    const ask = this.api.asking(request, credentials)
    return readRuns(await readPages(ask, '/stream-logs/', query, reading(credentials)), lookup.job)
  }

  async #streams(request: Request, credentials: Credentials | null, signal?: AbortSignal): Promise<Update[]> {
    const ask = this.api.asking(request, credentials)
    const options = { ...reading(credentials), signal }
    const { jobs, rejections } = readJobs(await readPages(ask, '/streams/', 'no_pagination=true', options))
    this.names.clear()
    for (const { id, name } of jobs) this.names.set(id, name)
    return [{ kind: 'jobs', jobs }, ...rejections.updates]
  }

  /** Statistics that are not to be had must not cost the streams. Without a server or a sign-in there are none of these either. */
  async #executions(request: Request, credentials: Credentials | null): Promise<Update[]> {
    const ask = this.api.asking(request, credentials)
    try {
      return readExecutions(await readPages(ask, '/stream-stats/', '', reading(credentials)))
    } catch (error) {
      if (!(error instanceof RequestError) || error.kind === 'unauthorized' || error.kind === 'unreachable')
        throw error
      // A server that keeps none says so with a 404; that it failed over them takes no sensor away.
      if (error.status === 404) return [{ kind: 'sensors', sensors: [] }]
      return [rejected(texts.statsNotRead(error.message), '')]
    }
  }
}
