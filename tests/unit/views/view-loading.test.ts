// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, expect, test, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { useFailedView } from '../../../src/stores/failed-view'
import { followFailures, loadedWhole, loadViews } from '../../../src/views/view-loading'

const view = { render: () => null }
const notCome = (): Promise<never> => Promise.reject(new TypeError('Failed to fetch'))

afterEach(() => vi.restoreAllMocks())

/** A page with views that come, one that does not, and one that comes or fails when the test says so. */
function page(webServer: () => Promise<Response>) {
  setActivePinia(createPinia())
  vi.spyOn(globalThis, 'fetch').mockImplementation(webServer)
  const assign = vi.spyOn(location, 'assign').mockImplementation(() => undefined)
  let fail = (): void => undefined
  const hanging = vi.fn(
    () =>
      new Promise<never>((_, reject) => {
        fail = () => reject(new TypeError('Failed to fetch'))
      }),
  )
  const router = createRouter({
    history: createMemoryHistory('/deck/'),
    routes: [
      { path: '/', component: view },
      { path: '/events', component: view },
      { path: '/health', component: notCome },
      { path: '/messages', component: hanging },
    ],
  })
  followFailures(router)
  const goTo = (path: string): Promise<unknown> => router.push(path).catch(() => undefined)
  const failed = useFailedView()
  return { goTo, failed, assign, hanging, failHanging: () => fail() }
}

const answers = (): Promise<Response> => Promise.resolve(new Response(''))

test('a view that does not come is loaded with the whole page anew, while the web server has it', async () => {
  const { goTo, failed, assign } = page(answers)
  await goTo('/')
  await goTo('/health?source=plant')
  await vi.waitFor(() => expect(assign).toHaveBeenCalledExactlyOnceWith('/deck/health?source=plant'))
  expect(failed.address).toBeNull()
})

test.each([
  ['away', notCome],
  ['unable', () => Promise.resolve(new Response('', { status: 502 }))],
])(
  'while the web server is %s the open page stays, and says so until another view is shown',
  async (_, server) => {
    const { goTo, failed, assign } = page(server)
    await goTo('/')
    await goTo('/health')
    await vi.waitFor(() => expect(failed.address).toBe('/deck/health'))
    await goTo('/events')
    expect(failed.address).toBeNull()
    expect(assign).not.toHaveBeenCalled()
  },
)

test('who tries again gets the page when the web server is back', async () => {
  const server = vi.fn(notCome as () => Promise<Response>)
  const { goTo, failed, assign } = page(server)
  await goTo('/')
  await goTo('/health')
  await vi.waitFor(() => expect(failed.address).not.toBeNull())
  await failed.loadAnew(failed.address!)
  expect(assign).not.toHaveBeenCalled()
  server.mockImplementation(answers)
  await failed.loadAnew(failed.address!)
  expect(assign).toHaveBeenCalledExactlyOnceWith('/deck/health')
})

test('what fails on a page that was just loaded is not loaded on and on', async () => {
  const { goTo, failed, assign } = page(answers)
  await goTo('/health')
  expect(failed.address).toBe('/deck/health')
  expect(assign).not.toHaveBeenCalled()
})

test('of a view that was given up for another nothing is said', async () => {
  const { goTo, failed, hanging, failHanging } = page(notCome)
  await goTo('/')
  const messages = goTo('/messages')
  await vi.waitFor(() => expect(hanging).toHaveBeenCalledOnce())
  await goTo('/events')
  failHanging()
  await messages
  expect(failed.address).toBeNull()
})

test('a view that failed once fails again, as it could come without its style; the others come', async () => {
  let asked = 0
  const flaky = loadedWhole(() => (asked++ === 0 ? notCome() : Promise.resolve(view)))
  const others = vi.fn(() => Promise.resolve(view))
  await loadViews([flaky, others])
  await expect(flaky()).rejects.toThrow('The view could not be loaded.')
  expect(asked).toBe(1)
  expect(others).toHaveBeenCalledOnce()
})
