// Names that look the same though they are not, after the skeletons of Unicode TS #39, with a small table: letters of
// other scripts that are drawn like Latin ones, signs that are drawn like letters, and what is not drawn at all.

/** By the Latin letter that they look like; lower case, as they are compared. */
const DRAWN_ALIKE: Readonly<Record<string, string>> = {
  a: 'аαɑ',
  b: 'вьβ',
  c: 'сϲ',
  d: 'ԁ',
  e: 'еεє',
  g: 'ɡ',
  h: 'нһη',
  i: 'іιıɩ',
  j: 'јϳ',
  k: 'кκ',
  l: 'ӏ1|i',
  m: 'мμ',
  n: 'пν',
  o: 'оοσ0',
  p: 'рρ',
  q: 'ԛ',
  r: 'гɾ',
  s: 'ѕ',
  t: 'тτ',
  u: 'υ',
  v: 'ѵ',
  w: 'ԝω',
  x: 'хχ',
  y: 'уγү',
  z: 'ζ',
}

const LETTER_OF = new Map(
  Object.entries(DRAWN_ALIKE).flatMap(([letter, others]) =>
    [...others].map((other) => [other, letter] as const),
  ),
)
/** Invisible: formats, joiners and turns of direction, controls; combining marks are drawn over what they stand on. */
const NOT_DRAWN = /[\p{Cf}\p{Cc}\p{M}\u115F\u1160\u3164\uFFA0]/gu

/** The same for all names that look the same. */
export function skeletonOf(name: string): string {
  const drawn = name
    .normalize('NFKD')
    .replace(NOT_DRAWN, '')
    .toLowerCase()
    .normalize('NFKD')
    .replace(NOT_DRAWN, '')
  const letters = [...drawn].map((sign) => latin(sign)).join('')
  return letters.replace(/\s+/gu, ' ').trim().replaceAll('rn', 'm').replaceAll('vv', 'w')
}

/** Some letters look like one that again looks like another. */
function latin(sign: string): string {
  const letter = LETTER_OF.get(sign) ?? sign
  return LETTER_OF.get(letter) ?? letter
}

/** For each name another one among them that looks the same, if there is one. */
export function lookAlikes(names: readonly string[]): Map<string, string> {
  const first = new Map<string, string>()
  const alike = new Map<string, string>()
  for (const name of names) {
    const skeleton = skeletonOf(name)
    const other = first.get(skeleton)
    if (other === undefined) first.set(skeleton, name)
    else if (other !== name) {
      alike.set(name, other)
      if (!alike.has(other)) alike.set(other, name)
    }
  }
  return alike
}

/** The characters of a name that another one has not, each once. */
export function signsOnlyIn(name: string, other: string): string[] {
  const common = new Set(other)
  return [...new Set(name)].filter((sign) => !common.has(sign))
}
