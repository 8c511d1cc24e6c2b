// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import HealthFacts from '../../../src/components/HealthFacts.vue'
import KeysDialog from '../../../src/components/KeysDialog.vue'
import { formatMoment } from '../../../src/texts/format'

test('V5: the list of keys is a dialog that its button closes', async () => {
  const wrapper = mount(KeysDialog, { attachTo: document.body })
  expect(wrapper.get('dialog').element.open).toBe(true)
  expect(wrapper.findAll('kbd').map((key) => key.text())).toEqual(expect.arrayContaining(['?', '/', 'Esc']))
  await wrapper.get('button').trigger('click')
  expect(wrapper.emitted('close')).toHaveLength(1)
  wrapper.unmount()
})

test('V5: Escape closes the list of keys wherever one is, for the page behind it goes on', () => {
  const wrapper = mount(KeysDialog, { attachTo: document.body })
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
  expect(wrapper.emitted('close')).toHaveLength(1)
  wrapper.unmount()
})

test('V5: who goes on elsewhere does so without the list of keys, which would cover it', async () => {
  const elsewhere = document.body.appendChild(document.createElement('button'))
  const wrapper = mount(KeysDialog, { attachTo: document.body })
  const close = wrapper.get('button')
  await close.trigger('focusout', { relatedTarget: close.element })
  expect(wrapper.emitted('close')).toBeUndefined()
  await close.trigger('focusout', { relatedTarget: elsewhere })
  expect(wrapper.emitted('close')).toHaveLength(1)
  wrapper.unmount()
  elsewhere.remove()
})

test('a moment among what a backend says of itself reads like every other on the page; other texts stay', () => {
  const told = ['2026-11-21T06:57:07.589790+00:00', '2026-11-21', '2026-99-99T00:00:00Z', '<b>ok</b>']
  const wrapper = mount(HealthFacts, { props: { facts: told.map((value) => ({ name: 'Last', value })) } })
  expect(wrapper.findAll('.value').map((value) => value.text())).toEqual([
    formatMoment(Date.UTC(2026, 10, 21, 6, 57, 7)),
    ...told.slice(1),
  ])
})
