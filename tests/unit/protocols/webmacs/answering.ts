// A backend for the REST readers: answers from a table and keeps what was asked.
import type { RequestOptions } from '../../../../src/protocols/protocol'

export type Asked = [path: string, options: RequestOptions | undefined]

/** A request that answers from a table by path without query; what is not in it is `null`. */
export function answering(answers: Record<string, unknown>) {
  const asked: Asked[] = []
  const request = (path: string, options?: RequestOptions): Promise<unknown> => {
    asked.push([path, options])
    const answer = answers[path] ?? answers[path.split('?')[0]!] ?? null
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
  }
  return { request, asked }
}

export const token = { token: 'secret' }
