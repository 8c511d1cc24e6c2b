import { describe, expect, it } from 'vitest'
import { verdictOn } from '../../../src/connection/verdicts'
import { quietPolicy, webmacsPolicy } from './policies'

describe('the verdict on a close code', () => {
  it.each([
    [1000, 'retry', false],
    [1001, 'retry', false],
    [1002, 'retry', false],
    [1003, 'retry', false],
    [1005, 'retry', false],
    [1006, 'retry', false],
    [1007, 'retry', false],
    [1008, 'stop', false],
    [1009, 'retry', false],
    [1010, 'stop', false],
    [1011, 'retry', false],
    [1012, 'retry', true],
    [1013, 'retry', true],
    [1014, 'retry', false],
    [1015, 'retry', false],
    [3000, 'retry', false],
    [4242, 'retry', false],
  ])('C2: %i means %s where the system is silent', (code, action, spread) => {
    const verdict = verdictOn(code, '', quietPolicy)
    expect([verdict.action, verdict.spread ?? false]).toEqual([action, spread])
    expect(verdict.text).not.toBe('')
  })

  it('C2: every code has words of its own', () => {
    const codes = [
      1000, 1001, 1002, 1003, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 1015, 4242,
    ]
    const words = codes.map((code) => verdictOn(code, '', quietPolicy).text)
    expect(new Set(words).size).toBe(codes.length)
    expect(verdictOn(4242, '', quietPolicy).text).toContain('4242')
  })

  it('C2: the system is asked first', () => {
    expect(verdictOn(4401, '', quietPolicy)).toEqual({ action: 'stop', text: 'Refused.' })
    expect(verdictOn(1008, '', webmacsPolicy).action).toBe('reauthenticate')
  })
})
