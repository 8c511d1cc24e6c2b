// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { expect, test } from 'vitest'
import { createDeckRouter } from '../../../src/views/routes'

setActivePinia(createPinia())
const router = createDeckRouter()

function scrolled(from: string, to: string, saved: { left: number; top: number } | null = null): unknown {
  const [left, entered] = [router.resolve(from), router.resolve(to)] as never[]
  return router.options.scrollBehavior?.(entered!, left!, saved)
}

test.each([
  ['another page begins at its top', '/', '/health', { top: 0 }],
  ['another sensor begins at its top', '/sensors/plant/a', '/sensors/plant/b', { top: 0 }],
  ['a place within a page is gone to', '/', '/health#plant', { el: '#plant' }],
  ['what is searched for scrolls nothing', '/?search=pump', '/?search=pumps', false],
])('%s', (_, from, to, expected) => {
  expect(scrolled(from, to)).toEqual(expected)
})

test('the way back leads to where one was', () => {
  expect(scrolled('/health', '/', { left: 0, top: 700 })).toEqual({ left: 0, top: 700 })
})
