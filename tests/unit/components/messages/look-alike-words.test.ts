import { expect, test } from 'vitest'
import { lookAlikeWords } from '../../../../src/components/messages/look-alike-words'

test.each([
  ['a letter of another script', 'оperator', 'operator', 'operator. This one has the Cyrillic “о” (U+043E).'],
  ['one of the other name', 'operator', 'оperator', 'оperator. The other has the Cyrillic “о” (U+043E).'],
  ['that one, where both have some', 'jone', 'jοne', 'jοne. The other has the Greek “ο” (U+03BF).'],
  ['what nobody sees', 'ann\u200B', 'ann', 'ann. This one has an invisible character (U+200B).'],
  [
    'what nobody sees, in the other',
    'cat',
    '\u202Ecat',
    '\uFFFDcat. The other has an invisible character (U+202E).',
  ],
  ['a mark above a letter', 'ann\u0323', 'ann', 'ann. This one has a combining mark (U+0323).'],
  ['a digit', 'car1', 'carl', 'carl. This one has the character “1” (U+0031).'],
  ['a letter that only the other has', 'bo', 'bоo', 'bоo. The other has the Cyrillic “о” (U+043E).'],
  ['nothing but how often', 'ann  b', 'ann b', 'ann b.'],
])('says what tells two names apart: %s', (_, name, other, words) => {
  expect(lookAlikeWords(name, other)).toBe(`Looks like another name: ${words}`)
})

test('of many characters it names the first three', () => {
  expect(lookAlikeWords('сорр', 'copp').match(/U\+/g)).toHaveLength(3)
  expect(lookAlikeWords('саррhе', 'capphe').match(/U\+/g)).toHaveLength(3)
})
