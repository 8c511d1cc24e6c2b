// Reads the body of `POST /demo/faults`: a fault to start, or what is wrong with the request.

import { FAULT_NAMES, FAULTS, isFaultName, type FaultDescription, type FaultName } from './catalogue'

const DEFAULT_SECONDS = 30
const LONGEST_SECONDS = 86_400
const DEFAULT_SKEW_SECONDS = 3_600
const LARGEST_SKEW_SECONDS = 315_360_000
/** A close frame holds 125 bytes, two of them are the code (RFC 6455, 5.5). */
const LONGEST_REASON_BYTES = 123

export interface FaultRequest {
  /** Ids of the systems it is for. */
  systems: string[]
  fault: FaultName
  /** How long a lasting fault runs. */
  seconds: number
  code: number | undefined
  reason: string | undefined
  /** Seconds by which `skew` moves the clock. */
  by: number
}

export class FaultRequestProblem extends Error {
  constructor(
    readonly field: string,
    readonly expected: string,
    readonly found: unknown,
  ) {
    super(`${field}: expected ${expected}, found ${found === undefined ? 'nothing' : JSON.stringify(found)}`)
  }
}

/** Throws a {@link FaultRequestProblem} that names the field, what it may be, and what it was. */
export function parseFaultRequest(body: unknown, systemIds: readonly string[]): FaultRequest {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new FaultRequestProblem('body', 'a JSON object with system and fault', body)
  }
  const fields = new Map<string, unknown>(Object.entries(body))
  const system = fields.get('system')
  if (typeof system !== 'string' || (system !== '*' && !systemIds.includes(system))) {
    throw new FaultRequestProblem('system', `"*" or one of ${systemIds.join(', ')}`, system)
  }
  const fault = fields.get('fault')
  if (!isFaultName(fault)) {
    throw new FaultRequestProblem('fault', `one of ${FAULT_NAMES.join(', ')}`, fault)
  }
  const { takes }: FaultDescription = FAULTS[fault]
  const known: string[] = ['system', 'fault', ...takes]
  for (const [field, value] of fields) {
    if (!known.includes(field)) {
      throw new FaultRequestProblem(field, `only ${known.join(', ')} for the fault ${fault}`, value)
    }
  }
  return {
    systems: system === '*' ? [...systemIds] : [system],
    fault,
    seconds: numberIn(fields, 'seconds', 0.001, LONGEST_SECONDS) ?? DEFAULT_SECONDS,
    code: closeCodeIn(fields),
    reason: reasonIn(fields),
    by: numberIn(fields, 'by', -LARGEST_SKEW_SECONDS, LARGEST_SKEW_SECONDS) ?? DEFAULT_SKEW_SECONDS,
  }
}

function numberIn(
  fields: Map<string, unknown>,
  field: string,
  low: number,
  high: number,
): number | undefined {
  const value = fields.get(field)
  if (value === undefined) return undefined
  if (typeof value !== 'number' || !(value >= low && value <= high)) {
    throw new FaultRequestProblem(field, `a number of seconds from ${low} to ${high}`, value)
  }
  return value
}

function closeCodeIn(fields: Map<string, unknown>): number | undefined {
  const code = fields.get('code')
  if (code === undefined) return undefined
  const sendable =
    typeof code === 'number' &&
    Number.isInteger(code) &&
    ((code >= 1000 && code <= 1014 && ![1004, 1005, 1006].includes(code)) || (code >= 3000 && code <= 4999))
  if (!sendable) {
    throw new FaultRequestProblem(
      'code',
      'a close code that can be sent: 1000 to 1003, 1007 to 1014, or 3000 to 4999',
      code,
    )
  }
  return code
}

function reasonIn(fields: Map<string, unknown>): string | undefined {
  const reason = fields.get('reason')
  if (reason === undefined) return undefined
  if (typeof reason !== 'string' || Buffer.byteLength(reason) > LONGEST_REASON_BYTES) {
    throw new FaultRequestProblem('reason', `text of at most ${LONGEST_REASON_BYTES} bytes`, reason)
  }
  if (fields.get('code') === undefined) {
    throw new FaultRequestProblem('code', 'a close code beside the reason', undefined)
  }
  return reason
}
