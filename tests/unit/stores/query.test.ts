import { createPinia, defineStore, setActivePinia } from 'pinia'
import { beforeEach, expect, test, vi } from 'vitest'
import { computed, shallowRef } from 'vue'
import { query } from '../../../src/stores/query'

const useCellar = defineStore('cellar', () => {
  const warmerBy = shallowRef(0)
  const at = (shelf: number): number => shelf + warmerBy.value
  return { warmerBy, asked: query(at), ordered: at }
})

beforeEach(() => setActivePinia(createPinia()))

test('to ask is no action, of which books are kept', () => {
  const cellar = useCellar()
  const kept = vi.fn()
  cellar.$onAction(({ name }) => kept(name))
  expect(cellar.asked(12)).toBe(12)
  expect(cellar.ordered(12)).toBe(12)
  expect(kept.mock.calls).toEqual([['ordered']])
})

test('who asks depends on what the answer depends on', () => {
  const cellar = useCellar()
  const top = computed(() => cellar.asked(12))
  expect(top.value).toBe(12)
  cellar.warmerBy = 3
  expect(top.value).toBe(15)
})
