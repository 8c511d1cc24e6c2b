// How FastAPI words what is wrong with a request: 422 with the place and the reason of each problem.

import { HTTPException } from 'hono/http-exception'

export interface FieldProblem {
  loc: (string | number)[]
  msg: string
  type: string
}

export function unprocessable(...problems: FieldProblem[]): HTTPException {
  return failure(422, problems)
}

/** `{detail}` with this status; thrown, it ends the request. */
export function failure(status: 401 | 403 | 404 | 409 | 422, detail: string | FieldProblem[]): HTTPException {
  const headers: Record<string, string> = status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}
  return new HTTPException(status, { res: Response.json({ detail }, { status, headers }) })
}

export async function bodyOf(request: Request): Promise<Map<string, unknown>> {
  let body: unknown
  try {
    body = await request.json()
  } catch {
    throw unprocessable({ loc: ['body', 0], msg: 'JSON decode error', type: 'json_invalid' })
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw unprocessable({
      loc: ['body'],
      msg: 'Input should be a valid dictionary or object to extract fields from',
      type: 'model_attributes_type',
    })
  }
  return new Map(Object.entries(body))
}

export function textField(body: Map<string, unknown>, field: string): string {
  const value = required(body, field)
  if (typeof value === 'string' && value !== '') return value
  throw unprocessable({ loc: ['body', field], msg: 'Input should be a valid string', type: 'string_type' })
}

export function integerField(body: Map<string, unknown>, field: string, low: number, high: number): number {
  return integerIn(required(body, field), ['body', field], low, high)
}

export function integerQuery(
  value: string | undefined,
  name: string,
  { fallback, low, high }: { fallback: number; low: number; high: number },
): number {
  if (value === undefined) return fallback
  return integerIn(/^[+-]?\d+$/.test(value) ? Number(value) : value, ['query', name], low, high)
}

export function required(body: Map<string, unknown>, field: string): unknown {
  if (body.has(field)) return body.get(field)
  throw unprocessable({ loc: ['body', field], msg: 'Field required', type: 'missing' })
}

function integerIn(value: unknown, loc: string[], low: number, high: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    throw unprocessable({ loc, msg: 'Input should be a valid integer', type: 'int_type' })
  }
  if (value < low) {
    throw unprocessable({
      loc,
      msg: `Input should be greater than or equal to ${low}`,
      type: 'greater_than_equal',
    })
  }
  if (value > high) {
    throw unprocessable({
      loc,
      msg: `Input should be less than or equal to ${high}`,
      type: 'less_than_equal',
    })
  }
  return value
}
