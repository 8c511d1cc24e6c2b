// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest'
import { givesWayUntil } from '../../../src/charts/scheduling/input-first'

test('P1: what can wait waits for an answer to a click or a key, and for a key that is kept pressed a tenth of a second', () => {
  const now = vi.spyOn(performance, 'now')
  expect(givesWayUntil(0)).toBe(-Infinity)
  for (const input of [new KeyboardEvent('keydown'), new PointerEvent('pointerdown')]) {
    now.mockReturnValue(1_000)
    window.dispatchEvent(input)
    expect(givesWayUntil(990)).toBe(1_033)
    now.mockReturnValue(1_080)
    window.dispatchEvent(input)
    expect(givesWayUntil(990)).toBe(1_090)
    expect(givesWayUntil(-Infinity)).toBe(-Infinity)
  }
})
