// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest'
import { givesWayUntil } from '../../../src/charts/scheduling/input-first'

test('P1: what can wait waits for an answer to a click or a key, and not to one that is kept pressed', () => {
  expect(givesWayUntil()).toBe(-Infinity)
  const now = vi.spyOn(performance, 'now')
  const inputs = [new KeyboardEvent('keydown'), new PointerEvent('pointerdown'), new MouseEvent('click')]
  for (const [i, input] of inputs.entries()) {
    now.mockReturnValue(1_000 * i)
    window.dispatchEvent(input)
    expect(givesWayUntil()).toBe(1_000 * i + 33)
  }
  now.mockReturnValue(9_000)
  window.dispatchEvent(new KeyboardEvent('keydown', { repeat: true }))
  expect(givesWayUntil()).toBe(2_033)
})
