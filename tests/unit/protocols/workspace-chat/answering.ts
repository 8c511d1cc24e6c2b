// A watched chat and a backend for its REST readers: it answers from a table and keeps what was asked.
import type { RequestOptions, SourceConfig } from '../../../../src/protocols/protocol'
import { RequestError } from '../../../../src/protocols/request-error'
import { runtimeFor } from '../../../../src/protocols/systems/workspace-chat/runtime'

export function sourceWith(options: SourceConfig['options'] = {}): SourceConfig {
  const baseUrl = 'https://watch.example/sources/chat'
  return { id: 'chat', system: 'workspace-chat', label: 'Chat', baseUrl, options, auth: null }
}

export const runtime = runtimeFor(sourceWith())
export const named = { token: null, name: 'john_doe' }
export const signedIn = { token: 'jwt-1', name: 'john_doe' }

export const MESSAGES = '/api/messages?limit=50'
export const STATS = '/api/monitoring/stats'
export const HEALTH = '/api/health'
export const LOGIN = '/api/auth/login'

/** A request that answers from a table by path; what is not in it is not found. */
export function answering(answers: Record<string, unknown>) {
  const asked: [path: string, options: RequestOptions | undefined][] = []
  const request = (path: string, options?: RequestOptions): Promise<unknown> => {
    asked.push([path, options])
    const answer = path in answers ? answers[path] : new RequestError('unexpected', 'Not Found', 404)
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
  }
  return { request, asked }
}
