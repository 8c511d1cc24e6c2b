// A backend for the REST readers: gives one answer to everything and keeps what was asked.
import type { RequestOptions } from '../../../../src/protocols/protocol'

export type Asked = [path: string, options: RequestOptions | undefined]

/** @param answer what comes back; an `Error` is thrown */
export function answering(answer: unknown) {
  const asked: Asked[] = []
  const request = (path: string, options?: RequestOptions): Promise<unknown> => {
    asked.push([path, options])
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
  }
  return { request, asked }
}
