// How Django REST framework words what is wrong with a request.

import { HTTPException } from 'hono/http-exception'

export const NO_CREDENTIALS = 'Authentication credentials were not provided.'

/** `{detail}` with this status; thrown, it ends the request. */
export function failure(status: 400 | 401 | 403 | 404 | 409, detail: string): HTTPException {
  const headers: Record<string, string> = status === 401 ? { 'WWW-Authenticate': 'Token' } : {}
  return new HTTPException(status, { res: Response.json({ detail }, { status, headers }) })
}

/** 400 with what is wrong of each field. */
export function invalid(fields: Record<string, readonly string[]>): HTTPException {
  return new HTTPException(400, { res: Response.json(fields, { status: 400 }) })
}

export async function bodyOf(request: Request): Promise<Map<string, unknown>> {
  let body: unknown
  try {
    body = await request.json()
  } catch {
    throw failure(400, 'JSON parse error')
  }
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return new Map(Object.entries(body))
  throw invalid({ non_field_errors: ['Invalid data. Expected a dictionary.'] })
}

/** The texts of these fields; what is wrong is told of all of them at once. */
export function textsIn(body: Map<string, unknown>, ...fields: string[]): string[] {
  const problems = fields.flatMap((field) => {
    const problem = problemOf(body.get(field))
    return problem === undefined ? [] : [[field, [problem]] as const]
  })
  if (problems.length > 0) throw invalid(Object.fromEntries(problems))
  return fields.map((field) => String(body.get(field)))
}

function problemOf(value: unknown): string | undefined {
  if (value === undefined) return 'This field is required.'
  if (typeof value !== 'string') return 'Not a valid string.'
  return value === '' ? 'This field may not be blank.' : undefined
}
