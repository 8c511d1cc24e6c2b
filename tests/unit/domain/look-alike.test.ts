import { describe, expect, test } from 'vitest'
import { lookAlikes, skeletonOf } from '../../../src/domain/look-alike'

test.each([
  ['case', 'Ann', 'ann'],
  ['Cyrillic letters', 'раsсаl', 'pascal'],
  ['a Cyrillic а', 'аnn', 'ann'],
  ['Greek letters', 'jοhn', 'john'],
  ['a capital Greek Ρ', 'Ρaul', 'Paul'],
  ['an invisible space', 'an\u200Bn', 'ann'],
  ['a turn of direction', '\u202Eann\u202C', 'ann'],
  ['a soft hyphen', 'a\u00ADnn', 'ann'],
  ['a combining mark', 'a\u0323nn', 'ann'],
  ['a letter with an accent', 'ánn', 'ann'],
  ['wide letters', 'ａｎｎ', 'ann'],
  ['mathematical letters', '𝒶𝓃𝓃', 'ann'],
  ['a one for an l', 'car1', 'carl'],
  ['a capital I for an l', 'carI', 'carl'],
  ['a zero for an o', 'b0b', 'bob'],
  ['r and n for an m', 'torn', 'tom'],
  ['more spaces', 'ann  b ', 'ann b'],
])('%s looks the same', (_, name, other) => {
  expect(skeletonOf(name)).toBe(skeletonOf(other))
})

test.each([
  ['ann', 'anna'],
  ['bob', 'rob'],
  ['Müller', 'Miller'],
  ['王芳', '王方'],
  ['анна', 'инна'],
])('%s and %s do not', (name, other) => {
  expect(skeletonOf(name)).not.toBe(skeletonOf(other))
})

describe('among names', () => {
  test('each is told one that looks the same', () => {
    const alike = lookAlikes(['ann', 'bob', 'аnn', 'Ann'])
    expect([...alike]).toEqual([
      ['аnn', 'ann'],
      ['ann', 'аnn'],
      ['Ann', 'ann'],
    ])
  })
})
