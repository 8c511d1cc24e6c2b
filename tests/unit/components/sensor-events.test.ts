// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { nextTick } from 'vue'
import LastEvents from '../../../src/components/events/LastEvents.vue'
import { marksOf, useSensorEvents } from '../../../src/components/events/sensor-events'
import type { LogLevel } from '../../../src/domain/updates'
import { useJournal } from '../../../src/stores/journal'
import { page } from './page'
import { START } from './watched'

async function sensor() {
  const told = await page(LastEvents)
  useJournal()
  const log = (message: string, level: LogLevel, of: string | null = 'p', second = 0): void =>
    told.tell({ kind: 'log', level, message, sensor: of, time: START + second * 1_000 })
  const events = useSensorEvents(
    () => 'plant',
    () => 'p',
  )
  return { ...told, log, events }
}

describe('the marks on a sensor’s chart', () => {
  test('are its warnings and criticals, at the time that the backend told', async () => {
    const { log, events } = await sensor()
    log('warm', 'WARN', 'p', 1)
    log('fine', 'INFO', 'p', 2)
    log('hot', 'CRIT', 'p', 3)
    log('another', 'CRIT', 'q', 4)
    log('nobody’s', 'CRIT', null, 5)
    expect(marksOf(events.value)).toEqual([
      { time: START + 1_000, label: 'Warning' },
      { time: START + 3_000, label: 'Critical' },
    ])
  })

  test('are bounded, the newest being kept', async () => {
    const { log, events } = await sensor()
    for (let i = 0; i < 150; i++) log(`message ${i}`, 'WARN', 'p', i)
    expect(marksOf(events.value)).toHaveLength(100)
    expect(marksOf(events.value).at(-1)!.time).toBe(START + 149_000)
  })

  test('P2: what happens to others is no news to the chart', async () => {
    const { log, events } = await sensor()
    log('hot', 'CRIT')
    const before = events.value
    log('another', 'CRIT', 'q')
    expect(events.value).toBe(before)
    log('hotter', 'CRIT')
    expect(events.value).not.toBe(before)
  })
})

describe('the last events of a sensor', () => {
  test('are five rows at most, the newest first, repeats folded, with a way to all', async () => {
    const { log, events, show } = await sensor()
    for (const message of ['a', 'b', 'c', 'c', 'd', 'e', 'f']) log(message, 'WARN')
    const wrapper = show({ source: 'plant', name: 'Motor', events: events.value })
    await nextTick()
    expect(wrapper.findAll('li bdi').map((one) => one.text())).toEqual(['f', 'e', 'd', 'c', 'b'])
    expect(wrapper.findAll('li')[3]!.text()).toContain('×2')
    expect(wrapper.getComponent({ name: 'RouterLinkStub' }).props('to')).toEqual({
      name: 'events',
      query: { source: 'plant', search: 'Motor' },
    })
  })

  test('without any there is no list', async () => {
    const { events, show } = await sensor()
    expect(show({ source: 'plant', name: 'Motor', events: events.value }).find('section').exists()).toBe(
      false,
    )
  })
})
