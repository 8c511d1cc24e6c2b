// A watched workspace and a backend for its REST readers: it answers from a table and keeps what was asked.
import type { RequestOptions, SourceConfig } from '../../../../src/protocols/protocol'
import { runtimeFor } from '../../../../src/protocols/systems/servosense/runtime'

export function sourceWith(options: SourceConfig['options'] = { workspace: 1 }): SourceConfig {
  const baseUrl = 'https://watch.example/sources/plant'
  return { id: 'plant', system: 'servosense', label: 'Plant', baseUrl, options, auth: null }
}

export const runtime = runtimeFor(sourceWith())
export const token = { token: 'secret' }
/** What is sent with each request after signing in. */
export const signedIn = { authorization: 'Token secret' }

/** A request that answers from a table by path; what is not in it is `null`. */
export function answering(answers: Record<string, unknown>) {
  const asked: [path: string, options: RequestOptions | undefined][] = []
  const request = (path: string, options?: RequestOptions): Promise<unknown> => {
    asked.push([path, options])
    const answer = answers[path] ?? null
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
  }
  return { request, asked }
}

export const TOPOLOGY = '/api/workspaces/1/topology/'
export const LATEST = '/api/workspaces/1/latest-readings/'
