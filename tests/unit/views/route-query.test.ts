// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { defineComponent, h, type WritableComputedRef } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { useRouteQuery } from '../../../src/views/route-query'

async function at(path: string) {
  let query!: WritableComputedRef<string>
  const view = defineComponent(() => {
    query = useRouteQuery('search')
    return () => h('div')
  })
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: view }] })
  await router.push(path)
  mount(view, { global: { plugins: [router] } })
  const write = async (text: string): Promise<string> => {
    query.value = text
    await new Promise((resolve) => {
      const stop = router.afterEach(() => {
        stop()
        resolve(null)
      })
    })
    return router.currentRoute.value.fullPath
  }
  return { query, write }
}

test.each([
  ['/', ''],
  ['/?search=motor', 'motor'],
  ['/?search=', ''],
  ['/?search', ''],
  ['/?search=a&search=b', ''],
  ['/?other=1', ''],
])('%s reads as %j', async (path, text) => {
  expect((await at(path)).query.value).toBe(text)
})

test('what is written is in the address, beside what was there', async () => {
  const { query, write } = await at('/?show=stale')
  expect(await write('oil & gas')).toBe('/?show=stale&search=oil+%26+gas')
  expect(query.value).toBe('oil & gas')
})

test('an empty text leaves the address', async () => {
  expect(await (await at('/?show=stale&search=x')).write('')).toBe('/?show=stale')
})
