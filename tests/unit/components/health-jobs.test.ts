// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { nextTick } from 'vue'
import { RouterLinkStub } from '@vue/test-utils'
import HealthView from '../../../src/views/HealthView.vue'
import { job, WORKS, works } from '../stores/works'
import { page } from './page'

async function view() {
  const shown = await page(HealthView, {}, WORKS)
  const parts = works(shown)
  shown.goLive('works')
  shown.goLive('plant')
  const wrapper = shown.show()
  const section = () => wrapper.get('[data-source="works"]')
  const findings = () => wrapper.findAll('.summary li').map((one) => one.text().replace(/\s+/g, ' '))
  const headline = () => wrapper.get('.headline').text()
  return { ...shown, ...parts, wrapper, section, findings, headline }
}

test("V6: a source's jobs stand in their backend's order, in its own section", async () => {
  const { section, listJobs, wrapper } = await view()
  await listJobs(job('b'), job('a', { state: 'failed' }))
  await listJobs(job('a'), job('b'))
  expect(
    section()
      .findAll('article h4')
      .map((one) => one.text()),
  ).toEqual(['The b', 'The a'])
  expect(section().find('.nothing').exists()).toBe(false)
  expect(wrapper.get('[data-source="plant"]').findAll('article')).toEqual([])
})

test('a failed job counts as critical, is named once, and the way to its card', async () => {
  const { headline, findings, listJobs, fail, wrapper } = await view()
  await listJobs(job('a', { state: 'failed' }), job('b'), job('c', { state: 'paused' }))
  await fail('a', 'Broken.', 'E_1')
  await nextTick()
  expect(headline()).toMatch(/^1 critical/)
  expect(findings()[0]).toBe('The a Failed · Broken. (E_1)')
  expect(findings().filter((words) => words.startsWith('The a'))).toHaveLength(1)
  expect(wrapper.get('.besides').text()).toContain('1 job active')
  expect(wrapper.get('.besides').text()).toContain('1 job paused.')
  const ways = wrapper.findAllComponents(RouterLinkStub).map((link) => link.props('to') as unknown)
  expect(ways).toContainEqual({ path: '/health', hash: '#job-works%2Fa' })
  expect(document.getElementById('job-works%2Fa')).not.toBeNull()
})

test('T8: jobs that are merely quiet are counted, the failed one is still told', async () => {
  const { findings, listJobs, close, wrapper } = await view()
  await listJobs(job('a', { state: 'failed' }), job('b'), job('c'))
  close('works', 1006)
  await nextTick()
  const more = wrapper.findAll('.summary button').find((one) => one.text().startsWith('and '))
  await more?.trigger('click')
  expect(findings()).toContainEqual('The a Last known failed, 0 s ago')
  expect(findings()).toContainEqual('Works 2 jobs not heard of now')
})

test('that jobs come by polling is said, with the reason, as long as it is so', async () => {
  const { section, listJobs, poll, happen, goLive } = await view()
  await listJobs(job('a'))
  const polled = () => section().get('.polled').text()
  expect(polled()).toBe('')
  await poll()
  expect(polled()).toMatch(/^Streams come by polling\. \S/)
  happen('works', { kind: 'try-now' })
  goLive('works')
  await nextTick()
  expect(polled()).toBe('')
})
