// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, test } from 'vitest'
import { nextTick } from 'vue'
import { usePreferences } from '../../../src/stores/preferences'

function preferences() {
  setActivePinia(createPinia())
  return usePreferences()
}

beforeEach(() => {
  localStorage.clear()
})

test('what the user chose is there again the next time', async () => {
  const chosen = preferences()
  chosen.debounceMs = 250
  chosen.overviewWindowMs = 3_600_000
  chosen.chooseSeverity('plant', 'limit/1', 'crit')
  await nextTick()
  const again = preferences()
  expect([again.debounceMs, again.overviewWindowMs, again.sensorWindowMs]).toEqual([250, 3_600_000, 900_000])
  expect(again.severityOf('plant', 'limit/1', 'warn')).toBe('crit')
})

test('without a choice, defaults hold', () => {
  const { debounceMs, overviewWindowMs, sensorWindowMs, severityOf } = preferences()
  expect([debounceMs, overviewWindowMs, sensorWindowMs]).toEqual([16, 300_000, 900_000])
  expect([severityOf('a', 'b', 'warn'), severityOf('a', 'b', 'crit')]).toEqual(['warn', 'crit'])
})

describe('what anybody may have written there', () => {
  test.each(['', 'fast', '-5', '0', 'NaN', 'Infinity', '1e3', '17', '"100"', '[100]', 'null', '{"a":1}'])(
    '%j is no window that is offered, and the default holds',
    (raw) => {
      for (const key of ['debounce', 'overview-window', 'sensor-window']) {
        localStorage.setItem(`watchdeck:${key}`, raw)
      }
      const { debounceMs, overviewWindowMs, sensorWindowMs } = preferences()
      expect([debounceMs, overviewWindowMs, sensorWindowMs]).toEqual([16, 300_000, 900_000])
    },
  )

  test.each(['', '{', 'null', '[]', '7', '"crit"', '{"a/b": "fatal"}', '{"a/b": {}}', '{"a/b": null}'])(
    '%j chooses no severity',
    (raw) => {
      localStorage.setItem('watchdeck:severities', raw)
      expect(preferences().severityOf('a', 'b', 'warn')).toBe('warn')
    },
  )

  test('one bad severity costs no other', () => {
    localStorage.setItem('watchdeck:severities', '{"a/b": 1, "a/c": "crit", "__proto__": "crit"}')
    const { severityOf } = preferences()
    expect([severityOf('a', 'b', 'warn'), severityOf('a', 'c', 'warn')]).toEqual(['warn', 'crit'])
  })
})

test.each(['__proto__', 'constructor', 'toString'])('the limit %s of a source is like any other', (id) => {
  const { severityOf, chooseSeverity } = preferences()
  expect(severityOf(id, id, 'warn')).toBe('warn')
  chooseSeverity(id, id, 'crit')
  expect(severityOf(id, id, 'warn')).toBe('crit')
})
