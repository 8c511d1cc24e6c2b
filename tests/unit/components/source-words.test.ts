import { expect, test } from 'vitest'
import { clockWords, userWords } from '../../../src/components/connections/source-words'
import { formatWithUnit } from '../../../src/texts/format'

/** As this machine's language writes it. */
const seconds = (value: number) => formatWithUnit(value, 's')
const clock = (offsetMs: number, uncertaintyMs: number) => clockWords({ offsetMs, uncertaintyMs })

test('K2: a clock that could be right agrees, within what is not known of it', () => {
  expect(clock(-200, 300)).toEqual({ words: `Agrees within ${seconds(0.5)}`, advice: '' })
})

test('K2: a clock that is surely off says by how much, which way and how surely', () => {
  expect(clock(1_500, 250)).toEqual({ words: `${seconds(1.5)} ahead, ± ${seconds(0.25)}`, advice: '' })
  expect(clock(-1_500, 250).words).toBe(`${seconds(1.5)} behind, ± ${seconds(0.25)}`)
  expect(clock(3_599_700, 500).words).toBe(`60 min ahead, ± ${seconds(0.5)}`)
})

test('K2: above 2 s a notice, above 30 s a warning, nothing where the clock is unknown', () => {
  expect(clock(2_500, 250).advice).toBe('Corrected for here.')
  expect(clock(31_000, 250).advice).toBe('Corrected for here. Somebody should set it.')
  expect(clockWords(null)).toEqual({ words: 'Not known yet', advice: '' })
})

test('the user is named with the role, or it is said why there is none', () => {
  expect(userWords({ state: 'signed-in', user: { name: 'Ada', role: 'viewer' } }, true)).toBe('Ada (viewer)')
  expect(userWords({ state: 'signed-in', user: { name: 'Ada', role: null } }, true)).toBe('Ada')
  expect(userWords({ state: 'signed-out', text: 'The sign-in has expired.' }, true)).toBe(
    'The sign-in has expired.',
  )
  expect(userWords(null, true)).toBe('Not signed in yet')
  expect(userWords(null, false)).toBe('No sign-in needed')
})
