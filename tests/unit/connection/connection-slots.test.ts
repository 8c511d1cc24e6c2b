import { expect, it } from 'vitest'
import { takeSlot } from '../../../src/connection/connection-slots'
import { fakeLocks } from '../fake-locks'

it('a browser has so many slots and no more, and one that is given back is free again', async () => {
  const locks = fakeLocks()
  const taken = await Promise.all([1, 2, 3].map(() => takeSlot(locks, 'ann', 3)))
  expect(taken.every((slot) => slot !== null)).toBe(true)
  expect(await takeSlot(locks, 'ann', 3)).toBeNull()
  expect(await takeSlot(locks, 'bob', 3)).not.toBeNull()
  taken[1]!()
  await Promise.resolve()
  expect(await takeSlot(locks, 'ann', 3)).not.toBeNull()
  expect(await takeSlot(locks, 'ann', 3)).toBeNull()
})

it('without locks nobody counts: the backend does', async () => {
  for (let i = 0; i < 9; i++) expect(await takeSlot(undefined, 'ann', 3)).not.toBeNull()
})

it('a page that is being left gets none', async () => {
  const locks = { ...fakeLocks(), request: () => Promise.reject(new DOMException('', 'InvalidStateError')) }
  expect(await takeSlot(locks, 'ann', 3)).toBeNull()
})
