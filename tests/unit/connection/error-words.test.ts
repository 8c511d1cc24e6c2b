import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { errorWords } from '../../../src/connection/error-words'

describe("a backend's words about an error", () => {
  it.each([
    [{ detail: 'Invalid token' }, 'Invalid token'],
    [{ detail: [{ loc: ['body', 'x'], msg: 'field required', type: 'missing' }] }, 'field required'],
    [{ detail: ['one', 'two'] }, 'one; two'],
    [{ type: 'error', message: 'No valid datapoints in batch' }, 'No valid datapoints in batch'],
    [{ type: 'error', code: 7, message: 'Too many' }, 'Too many'],
    [{ type: 'error', error: { code: 'x', message: 'Nested' } }, 'Nested'],
    [{ error: 'Plain' }, 'Plain'],
    [{ email: ['Enter a valid address.'], password: ['Too short.'] }, 'Enter a valid address.; Too short.'],
    [{ non_field_errors: ['Unable to log in.'] }, 'Unable to log in.'],
    [{ detail: '' }, null],
    [{ detail: null, code: 5 }, null],
    [{}, null],
    [[], null],
    [null, null],
    [42, null],
    [{ error: { error: { error: { error: { error: 'too deep' } } } } }, null],
  ])('%j says %j', (answer, words) => {
    expect(errorWords(answer)).toBe(words)
  })

  it('never throw, and never are long', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (answer) => {
        expect((errorWords(answer) ?? '').length).toBeLessThanOrEqual(201)
      }),
    )
  })
})
