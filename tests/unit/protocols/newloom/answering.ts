// A watched source and a backend for its REST readers: it answers from a table and keeps what was asked.
import type { RequestOptions, SourceConfig } from '../../../../src/protocols/protocol'
import { RequestError } from '../../../../src/protocols/request-error'
import { runtimeFor } from '../../../../src/protocols/systems/newloom/runtime'

export function sourceWith(options: SourceConfig['options'] = {}): SourceConfig {
  const baseUrl = 'https://watch.example/sources/loom'
  return { id: 'loom', system: 'newloom', label: 'Loom', baseUrl, options, auth: null }
}

export const session = { token: null, name: 'ada' }
export const token = { token: 'secret', name: 'ada' }
/** What is sent with a token, and with what a session changes. */
export const withToken = { authorization: 'Token secret' }
export const withCsrf = { csrf: { cookie: 'csrftoken', header: 'X-CSRFToken' } }

export const notFound = new RequestError('unexpected', 'The server answered with status 404.', 404)
export const forbidden = new RequestError('forbidden', 'This user may not see that.', 403)
/** A page that answers all paths, in place of JSON. */
export const page = new RequestError('unexpected', 'Expected JSON, got text/html.', 200)

/** A request that answers from a table by path, without its query; what is not in it is not found. An error is thrown. */
export function answering(answers: Record<string, unknown>) {
  const asked: [path: string, options: RequestOptions | undefined][] = []
  const table = new Map(Object.entries(answers))
  const request = (path: string, options?: RequestOptions): Promise<unknown> => {
    asked.push([path, options])
    const key = table.has(path) ? path : (path.split('?')[0] ?? path)
    const answer = table.has(key) ? table.get(key) : notFound
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
  }
  return { request, asked, paths: () => asked.map(([path]) => path) }
}

export function runtimeWith(options: SourceConfig['options'] = {}) {
  return runtimeFor(sourceWith(options))
}
