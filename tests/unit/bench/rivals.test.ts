// One library that fails neither ends the run nor hides; Watchdeck's own failure is one of the run.
import type { Browser, TestInfo } from '@playwright/test'
import { describe, expect, test, vi } from 'vitest'
import { recorded } from '../../bench/results.ts'
import { Rivals } from '../../bench/rivals.ts'

const CASE = { section: 'wall', what: '96 charts' } as const
const LIMIT_MS = 1_000

function stage() {
  const close = vi.fn(() => Promise.resolve())
  const rivals = new Rivals({ contexts: () => [{ close }] } as unknown as Browser)
  const testInfo = { attachments: [] } as unknown as TestInfo
  return { rivals, close, testInfo }
}

const fails = () => Promise.reject(new Error('Out of memory'))

describe('a rival that fails', () => {
  test('leaves a row that says why', async () => {
    const { rivals, testInfo } = stage()
    await rivals.measure('ECharts', LIMIT_MS, fails)
    rivals.record(testInfo, CASE)
    expect(recorded(testInfo.attachments)).toEqual([
      expect.objectContaining({ ...CASE, subject: 'ECharts', values: [], failed: 'Out of memory' }),
    ])
  })

  test('is not measured again, while the others are', async () => {
    const { rivals } = stage()
    const again = vi.fn(fails)
    await rivals.measure('ECharts', LIMIT_MS, fails)
    expect(await rivals.measure('ECharts', LIMIT_MS, again)).toBeNull()
    expect(again).not.toHaveBeenCalled()
    expect(await rivals.measure('uPlot', LIMIT_MS, () => Promise.resolve(3))).toBe(3)
  })

  test('hangs no longer than its limit, and its page is closed', async () => {
    vi.useFakeTimers()
    try {
      const { rivals, close, testInfo } = stage()
      const measured = rivals.measure('vue-chartjs', LIMIT_MS, () => new Promise(() => undefined))
      await vi.advanceTimersByTimeAsync(LIMIT_MS)
      expect(await measured).toBeNull()
      expect(close).toHaveBeenCalledOnce()
      rivals.record(testInfo, CASE)
      expect(recorded(testInfo.attachments)[0]?.failed).toBe('vue-chartjs did not end within 1 s')
    } finally {
      vi.useRealTimers()
    }
  })
})

test('when Watchdeck fails the run fails, after the rows of the others', async () => {
  const { rivals, testInfo } = stage()
  await rivals.measure('Watchdeck', LIMIT_MS, fails)
  await rivals.measure('uPlot', LIMIT_MS, fails)
  expect(() => rivals.record(testInfo, CASE)).toThrow('Out of memory')
  expect(recorded(testInfo.attachments).map(({ subject }) => subject)).toEqual(['uPlot'])
})
