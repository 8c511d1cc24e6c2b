// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import CommandPanel from '../../../src/components/commands/CommandPanel.vue'
import { useAnnouncer } from '../../../src/stores/announcer'
import { centre, told, WORKSHOP } from './centre'

const STORAGE = {
  source: 'plant',
  kind: 'component',
  target: { id: 'storage', name: 'The storage' },
  name: 'The storage',
}

async function panel(props: Record<string, unknown> = STORAGE, configuration?: object) {
  const shown = await centre(CommandPanel, props, configuration)
  const wrapper = shown.show()
  const buttons = () => wrapper.findAll('.buttons button').map((one) => one.text())
  const button = (label: string) => wrapper.findAll('button').find((one) => one.text() === label)!
  const isPossible = (label: string) => button(label).attributes('aria-disabled') === 'false'
  const outcome = () => {
    const line = wrapper.get('.outcome')
    return [line.attributes('data-outcome'), line.text()]
  }
  const dialog = () => wrapper.find('dialog')
  /** Stops it, with the question answered. */
  const stop = async (): Promise<void> => {
    await button('Stop').trigger('click')
    await dialog().findAll('button')[1]!.trigger('click')
    await nextTick()
  }
  return { ...shown, wrapper, buttons, button, isPossible, outcome, dialog, stop }
}

describe('the commands of a component', () => {
  test('are exactly those that its state allows', async () => {
    const { buttons, state } = await panel()
    await state(told('storage'))
    expect(buttons()).toEqual(['Stop', 'Restart'])
    await vi.advanceTimersByTimeAsync(10)
    await state(told('storage', { state: 'stopped' }))
    expect(buttons()).toEqual(['Start'])
    await vi.advanceTimersByTimeAsync(10)
    await state(told('storage', { state: 'stopping' }))
    expect(buttons()).toEqual([])
  })

  test('each button names what it is for', async () => {
    const { wrapper, button, state } = await panel()
    await state(told('storage'))
    expect(button('Stop').attributes('aria-label')).toBe('Stop The storage')
    expect(wrapper.get('[role=group]').attributes('aria-label')).toBe('Commands for The storage')
  })

  test('what stops something is asked about first: Cancel has the focus, and sends nothing', async () => {
    const { button, dialog, state, executed } = await panel()
    await state(told('storage'))
    await button('Stop').trigger('click')
    expect(dialog().text()).toContain('Stop The storage?')
    expect(dialog().element.hasAttribute('open')).toBe(true)
    const [cancel] = dialog().findAll('button')
    expect([cancel!.text(), cancel!.attributes('autofocus')]).toEqual(['Cancel', ''])
    await cancel!.trigger('click')
    await nextTick()
    expect(dialog().exists()).toBe(false)
    expect(executed()).toEqual([])
  })

  test('what starts something is sent at once', async () => {
    const { button, dialog, state, executed } = await panel()
    await state(told('storage', { state: 'stopped' }))
    await button('Start').trigger('click')
    expect(dialog().exists()).toBe(false)
    expect(executed().map(({ order }) => order)).toEqual([
      { command: 'start', target: 'storage', value: null },
    ])
  })

  test('what was confirmed is sent, once', async () => {
    const { dialog, stop, state, executed } = await panel()
    await state(told('storage'))
    await stop()
    expect(dialog().exists()).toBe(false)
    expect(executed().map(({ order }) => order)).toEqual([
      { command: 'stop', target: 'storage', value: null },
    ])
  })

  test('one at a time: while one is under way the others wait, and keep their place', async () => {
    const { buttons, isPossible, button, stop, commands, state, executed } = await panel()
    await state(told('storage'))
    await stop()
    expect(buttons()).toEqual(['Stop', 'Restart'])
    expect([isPossible('Stop'), isPossible('Restart')]).toEqual([false, false])
    await button('Restart').trigger('click')
    expect(executed()).toHaveLength(1)
    commands.settle(1, { status: 'done', text: '' })
    await nextTick()
    expect(isPossible('Restart')).toBe(true)
  })

  test('sent, done, refused and unanswered are told apart by words and shape', async () => {
    const { wrapper, button, outcome, commands, state } = await panel()
    await state(told('storage', { state: 'stopped' }))
    const shapes = new Set<string>()
    const shape = () => shapes.add(wrapper.get('.outcome path').attributes('d')!)
    await button('Start').trigger('click')
    expect(outcome()).toEqual(['sent', 'Sent “Start” 0 s ago'])
    shape()
    for (const [number, status, text, words] of [
      [1, 'done', 'It is now running.', 'Done: Start, 0 s ago. It is now running.'],
      [2, 'refused', 'Not now.', 'Refused: Start, 0 s ago. Not now.'],
      [3, 'unanswered', '', 'No answer to “Start”, 0 s ago; whether it was done is not known.'],
    ] as const) {
      commands.settle(number, { status, text })
      await nextTick()
      expect(outcome()).toEqual([status, words])
      shape()
      await button('Start').trigger('click')
    }
    expect(shapes.size).toBe(4)
  })

  test('V5: the pressed button stays where the keyboard is, though it is offered no longer', async () => {
    const { buttons, isPossible, button, state } = await panel()
    await state(told('storage', { state: 'stopped' }))
    button('Start').element.focus()
    await nextTick()
    await vi.advanceTimersByTimeAsync(10)
    await state(told('storage'))
    expect(buttons()).toEqual(['Start', 'Stop', 'Restart'])
    expect([isPossible('Start'), isPossible('Stop')]).toEqual([false, true])
    expect(document.activeElement).toBe(button('Start').element)
    button('Start').element.blur()
    await nextTick()
    expect(buttons()).toEqual(['Stop', 'Restart'])
  })

  test('what became impossible while the question was open is not sent, and that is said', async () => {
    const { button, dialog, outcome, state, executed } = await panel()
    await state(told('storage'))
    await button('Stop').trigger('click')
    await vi.advanceTimersByTimeAsync(10)
    await state(told('storage', { state: 'stopped' }))
    await dialog().findAll('button')[1]!.trigger('click')
    await nextTick()
    expect(executed()).toEqual([])
    expect(outcome()).toEqual(['not-sent', 'Not sent: it is no longer possible.'])
    await vi.advanceTimersByTimeAsync(31_000)
    await state(told('storage'))
    expect(outcome()[1]).toBe('')
  })

  test('while the connection is lost none can be given, and the reason is said', async () => {
    const { wrapper, button, isPossible, state, close, executed } = await panel()
    await state(told('storage', { state: 'stopped' }))
    close('plant', 1006)
    await nextTick()
    expect(isPossible('Start')).toBe(false)
    expect(wrapper.get('.obstacle').text()).toBe('Not while the connection is lost.')
    expect(button('Start').attributes('aria-describedby')).toBe(wrapper.get('.obstacle').attributes('id'))
    await button('Start').trigger('click')
    expect(executed()).toEqual([])
  })

  test('T1: a state that is too old is nothing to act on', async () => {
    const { wrapper, isPossible, state } = await panel()
    await state(told('storage', { state: 'stopped' }))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(isPossible('Start')).toBe(false)
    expect(wrapper.get('.obstacle').text()).toBe('Not while its state is not known.')
  })

  test('V3: what becomes of it is said by the one announcer', async () => {
    const { button, commands, state } = await panel()
    await state(told('storage', { state: 'stopped' }))
    await button('Start').trigger('click')
    commands.settle(1, { status: 'done', text: '' })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(useAnnouncer().current?.text).toBe('Start The storage: done.')
  })
})

describe('the commands of a source', () => {
  test('are given to the source itself, also while it is silent', async () => {
    const props = { source: 'plant', kind: 'source', target: null, name: 'Workshop' }
    const { buttons, button, executed } = await panel(props, WORKSHOP)
    await vi.advanceTimersByTimeAsync(20_000)
    expect(buttons()).toEqual(['Start simulator', 'Stop simulator'])
    await button('Start simulator').trigger('click')
    expect(executed().map(({ order }) => order)).toEqual([
      { command: 'start-simulator', target: null, value: null },
    ])
  })

  test('a system without any shows nothing', async () => {
    const { wrapper } = await panel({ source: 'plant', kind: 'source', target: null, name: 'Centre' })
    expect(wrapper.find('.commands').exists()).toBe(false)
  })
})
