// Reads the fields of a body one by one, and tells at the end everything that is wrong with them at once.

import { unprocessable, type FieldProblem } from './problems'

export class Fields {
  private readonly problems: FieldProblem[] = []

  constructor(private readonly body: ReadonlyMap<string, unknown>) {}

  text(field: string, { longest, fallback }: { longest: number; fallback?: string }): string {
    const value = this.valueOf(field, fallback)
    if (value === undefined) return ''
    if (typeof value !== 'string') return this.refuse(field, 'a valid string', 'string_type', '')
    if (value.length > longest) {
      return this.refuse(field, `a string of at most ${longest} characters`, 'string_too_long', '')
    }
    if (fallback === undefined && value.trim() === '') {
      return this.refuse(field, 'a string that is not blank', 'string_too_short', '')
    }
    return value
  }

  number(field: string, fallback?: number): number {
    const value = this.valueOf(field, fallback)
    if (value === undefined || (typeof value === 'number' && Number.isFinite(value))) return value ?? 0
    return this.refuse(field, 'a valid number', 'float_type', 0)
  }

  oneOf<Choice extends string>(field: string, choices: readonly Choice[], fallback: Choice): Choice {
    const value = this.valueOf(field, fallback)
    return (
      choices.find((choice) => choice === value) ??
      this.refuse(field, `one of ${choices.join(', ')}`, 'enum', fallback)
    )
  }

  refuse<Value>(field: string, expected: string, type: string, instead: Value): Value {
    this.problems.push({ loc: ['body', field], msg: `Input should be ${expected}`, type })
    return instead
  }

  /** Throws 422 when anything was wrong. */
  settle(): void {
    if (this.problems.length > 0) throw unprocessable(...this.problems)
  }

  private valueOf(field: string, fallback: unknown): unknown {
    const value = this.body.has(field) ? this.body.get(field) : fallback
    if (value === undefined)
      this.problems.push({ loc: ['body', field], msg: 'Field required', type: 'missing' })
    return value
  }
}
