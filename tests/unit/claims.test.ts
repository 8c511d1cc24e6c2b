// Keeps tests/claims.md honest: each claim is numbered, said once, and names a test that exists or a reason to differ.
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const TESTS = resolve(import.meta.dirname, '..')
const DOCUMENTS = ['servosense', 'webmacs', 'newloom', 'workspace-chat', 'control-center']
const WAIVER = 'waiver: '

interface Claim {
  document: string
  id: string
  words: string
  shownBy: string
}

const claims = readClaims(readFileSync(resolve(TESTS, 'claims.md'), 'utf8'))

function readClaims(text: string): Claim[] {
  return text
    .split(/^## /m)
    .slice(1)
    .flatMap((section) => {
      const document = section.split('\n', 1)[0]?.trim() ?? ''
      return [...section.matchAll(/^- \*\*(\w+)\*\* (.+)\n {2}(.+)$/gm)].map(
        ([, id = '', words = '', shownBy = '']) => ({ document, id, words, shownBy }),
      )
    })
}

/** A file of `tests/e2e`, or else of `tests/unit`. */
function fileOf({ shownBy }: Claim): string {
  const [path = ''] = shownBy.split(' › ')
  return resolve(TESTS, path.startsWith('e2e/') ? path : `unit/${path}`)
}

it('there are claims on each of the five documents, and on nothing else', () => {
  expect([...new Set(claims.map(({ document }) => document))].sort()).toEqual([...DOCUMENTS].sort())
})

describe.each(DOCUMENTS)('the claims on %s', (document) => {
  const own = claims.filter((claim) => claim.document === document)

  it('are numbered without a gap, under one letter, and none is said twice', () => {
    const letter = own[0]?.id.replace(/\d+$/, '') ?? ''
    expect(own.map(({ id }) => id)).toEqual(own.map((_, index) => `${letter}${index + 1}`))
    expect(new Set(own.map(({ words }) => words)).size).toBe(own.length)
  })

  it.each(
    own.filter(({ shownBy }) => !shownBy.startsWith(WAIVER)).map((claim) => [claim.id, claim] as const),
  )('%s is shown by a test that exists', (_, claim) => {
    const name = claim.shownBy.split(' › ').slice(1).join(' › ')
    expect(name.length).toBeGreaterThan(0)
    expect(existsSync(fileOf(claim)), `${fileOf(claim)} exists`).toBe(true)
    const source = readFileSync(fileOf(claim), 'utf8').replaceAll(/\\(['"`])/g, '$1')
    expect([`'${name}'`, `"${name}"`, `\`${name}\``].some((quoted) => source.includes(quoted))).toBe(true)
  })

  it.each(own.filter(({ shownBy }) => shownBy.startsWith(WAIVER)).map((claim) => [claim.id, claim] as const))(
    '%s is waived with a reason',
    (_, { shownBy }) => {
      expect(shownBy.slice(WAIVER.length).split(' ').length).toBeGreaterThan(5)
    },
  )
})
