// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import SourceNotice from '../../../src/components/SourceNotice.vue'
import { answerWith } from './watched'
import { page } from './page'

const ONE = {
  version: 1,
  sources: [{ id: 'plant', system: 'webmacs', label: 'Plant', url: 'http://localhost' }],
}

async function notice(configuration?: object, awaited: readonly string[] = []) {
  const shown = await page(SourceNotice, { awaited: new Set(awaited) }, configuration)
  const wrapper = shown.show()
  return { ...shown, wrapper, notices: () => wrapper.findAll('.notice').map((one) => one.text()) }
}

test('says how to add a source where none is configured', async () => {
  const { notices } = await notice({ version: 1, sources: [] })
  expect(notices()).toEqual([expect.stringMatching(/^No source is configured\..*WATCHDECK_CONFIG/)])
})

test('says that the configuration has problems, and watches what is good', async () => {
  const { wrapper, notices } = await notice({ version: 1, sources: [...ONE.sources, { id: 'BAD' }] })
  expect(notices()[0]).toMatch(/^The configuration has problems\./)
  expect(notices()[1]).toMatch(/^Plant\. Waiting/)
  expect(notices()[0]).toContain('See Connections')
  // V3: an alert is for a new alarm only.
  expect(wrapper.find('[role=alert]').exists()).toBe(false)
})

test('says what it waits for, and nothing once the sensors are there', async () => {
  const { notices, list } = await notice(ONE)
  expect(notices()).toEqual([expect.stringMatching(/^Plant\. Waiting for the list of sensors/)])
  list('p')
  await nextTick()
  expect(notices()).toEqual([])
})

test('says nothing of a source that has its place on the wall meanwhile', async () => {
  const { notices } = await notice(ONE, ['plant'])
  expect(notices()).toEqual([])
})

test('says why the list of sensors could not be read', async () => {
  const { notices, sources } = await notice(ONE)
  sources.note('plant', { metadataFailure: 'The server cannot be reached.' })
  await nextTick()
  expect(notices()).toEqual([
    expect.stringMatching(/^Plant\. The list of sensors could not be read: The server cannot be reached\./),
  ])
})

test('says that a backend lists no sensors, until it does', async () => {
  const { notices, list } = await notice(ONE)
  list()
  await nextTick()
  expect(notices()).toEqual([expect.stringMatching(/^Plant\. The backend lists no sensors\./)])
  list('p')
  await nextTick()
  expect(notices()).toEqual([])
})

test('asks for the sign-in of the source that needs one', async () => {
  const { wrapper, refuse } = await notice()
  refuse('plant')
  await nextTick()
  expect(wrapper.text()).toContain('Plant asks for a sign-in.')
  await wrapper.get('button').trigger('click')
  expect(wrapper.emitted('sign-in')).toEqual([['plant']])
})

test('V6: says nothing where the cards of the last visit are shown: their heading does', async () => {
  const { notices, sources, list } = await notice(ONE)
  list('p')
  sources.note('plant', { metadataFailure: 'The server cannot be reached.' })
  await nextTick()
  expect(notices()).toEqual([])
})

test('V7: what a server says is text', async () => {
  const { wrapper, sources } = await notice(ONE)
  sources.note('plant', { metadataFailure: '<b>no</b>' })
  await nextTick()
  expect(wrapper.find('b').exists()).toBe(false)
  expect(wrapper.text()).toContain('<b>no</b>')
})

test('a file that can be read at last takes its problem away', async () => {
  const { wrapper, notices } = await notice({ version: 9 })
  expect(wrapper.text()).toContain('The configuration has problems.')
  answerWith(ONE)
  await vi.advanceTimersByTimeAsync(30_000)
  expect(notices()).toEqual([expect.stringMatching(/^Plant\. Waiting/)])
})
