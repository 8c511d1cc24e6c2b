// Two sources that deliver, and the alarms that come of what they tell.
import { afterEach, vi } from 'vitest'
import { nextTick } from 'vue'
import type { AlarmNews } from '../../../src/domain/alarm-register'
import type { Component, LogLevel } from '../../../src/domain/updates'
import { useAlarms } from '../../../src/stores/alarms'
import { useNow } from '../../../src/stores/now'
import { unwatch } from '../components/watched'
import { watchAndTell } from './telling'

afterEach(() => {
  useNow().pause()
  unwatch()
})

/** Two sources that deliver; `p` has a limit of 90. */
export async function plant() {
  const told = await watchAndTell()
  const alarms = useAlarms()
  const news: AlarmNews[] = []
  alarms.onNews((one) => void news.push(one))
  told.goLive('plant')
  told.goLive('open')
  told.list('p', 'q')
  told.setLimits(told.limit('p'))
  await nextTick()
  return {
    ...told,
    alarms,
    news,
    /** What is shown: names with their states. */
    shown: () => alarms.shown.map(({ alarm, state }) => `${alarm.name} ${state}`),
    /** What became of each alarm since this was asked before. */
    heard: () => news.splice(0).map(({ alarm, to }) => `${alarm.name} ${to}`),
    say: (level: LogLevel, message: string, sensor: string | null = null): void =>
      told.tell({ kind: 'log', level, message, sensor, time: null }),
    run: (component: Partial<Component>): void =>
      told.tell({
        kind: 'components',
        time: null,
        components: [
          {
            ...{ id: 'm', name: 'Mixer', state: 'running', stateText: 'running', pid: null },
            ...{ uptime: null, error: null, updatedAt: null },
            ...component,
          },
        ],
      }),
    pass: (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1_000),
  }
}
