// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { defineComponent, h, nextTick } from 'vue'
import LimitCommandForm from '../../../src/components/commands/LimitCommandForm.vue'
import { useSensorView } from '../../../src/stores/sensor-view'
import { formatValue } from '../../../src/texts/format'
import { CENTRE, centre, WORKSHOP } from './centre'

const Shown = defineComponent({
  setup() {
    const view = useSensorView(() => 'plant/p')
    return () => (view.value ? h(LimitCommandForm, { view: view.value }) : null)
  },
})

async function form(configuration: object = WORKSHOP) {
  const shown = await centre(Shown, {}, configuration)
  shown.list({ id: 'p', name: 'Speed', unit: 'rpm' })
  shown.setLimits(shown.limit('p'))
  const wrapper = shown.show()
  const submit = async (value: string): Promise<void> => {
    await wrapper.get('input').setValue(value)
    await wrapper.get('form').trigger('submit')
  }
  const remove = () => wrapper.findAll('button').find((one) => one.text() === 'Remove')!
  const orders = () => shown.executed().map(({ order }) => order)
  return { ...shown, wrapper, submit, remove, orders }
}

test('says what the limit is now, in the unit as sent, and sends a new one', async () => {
  const { wrapper, submit, orders } = await form()
  expect(wrapper.text()).toContain(`Now > ${formatValue(90)} rpm.`)
  expect(wrapper.get('label').text()).toBe('New limit in rpm')
  await submit('72.5')
  expect(orders()).toEqual([{ command: 'threshold', target: 'p', value: 72.5 }])
})

test('nothing is shown as changed before the backend says so', async () => {
  const { wrapper, submit, commands, setLimits, limit } = await form()
  await submit('72')
  expect(wrapper.text()).toContain(`Now > ${formatValue(90)} rpm.`)
  expect(wrapper.get('.outcome').text()).toContain('Sent')
  commands.settle(1, { status: 'done', text: 'The threshold is now 72.' })
  setLimits(limit('p', { condition: { operator: 'gt', value: 72 } }))
  await nextTick()
  expect(wrapper.get('.outcome').text()).toContain('The threshold is now 72.')
  expect(wrapper.text()).toContain(`Now > ${formatValue(72)} rpm.`)
})

test('removes it, and not where there is none', async () => {
  const { remove, orders, setLimits, commands } = await form()
  await remove().trigger('click')
  expect(orders()).toEqual([{ command: 'threshold', target: 'p', value: null }])
  commands.settle(1, { status: 'done', text: '' })
  setLimits()
  await nextTick()
  expect(remove().attributes('aria-disabled')).toBe('true')
  await remove().trigger('click')
  expect(orders()).toHaveLength(1)
})

test('what is no number is not sent, and that is said', async () => {
  const { wrapper, submit, orders } = await form()
  await submit('')
  expect(orders()).toEqual([])
  expect(wrapper.get('.problem').text()).toBe('Enter a number.')
  expect(wrapper.get('input').attributes('aria-invalid')).toBe('true')
})

test('is there only where the system has such a command', async () => {
  const { wrapper } = await form(CENTRE)
  expect(wrapper.find('form').exists()).toBe(false)
})
