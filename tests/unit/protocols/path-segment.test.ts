import fc from 'fast-check'
import { expect, it } from 'vitest'
import { pathSegment } from '../../../src/protocols/path-segment'

it('a part of a path is encoded, and whatever it is, the path stays one level deep', () => {
  expect(pathSegment('motor 7/ä')).toBe('motor%207%2F%C3%A4')
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (id) => {
      const segment = pathSegment(id)
      if (segment === null) return
      expect(new URL(`/api/${segment}/`, 'http://localhost').pathname).toBe(`/api/${segment}/`)
      expect(decodeURIComponent(segment)).toBe(id)
    }),
  )
})

it('nothing, dots that climb and half a character are no part of one', () => {
  for (const id of ['', '.', '..', '\ud800']) expect(pathSegment(id)).toBeNull()
})
