// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { afterEach, describe, expect, test } from 'vitest'
import { defineComponent, h, nextTick } from 'vue'
import QuoteButton from '../../../../src/components/messages/QuoteButton.vue'
import { useQuotations, type Quotations } from '../../../../src/components/messages/quotation'
import { sampleNear } from '../../../../src/components/sensor/sample-near'
import type { JournalEntry } from '../../../../src/domain/journal'
import { useDrafts } from '../../../../src/stores/draft'
import { useSensorView } from '../../../../src/stores/sensor-view'
import { formatTime, formatValue, zoneAt } from '../../../../src/texts/format'
import { watchAndTell } from '../../stores/telling'
import { START, unwatch } from '../watched'
import { deckRouter } from './kit'

const CHAT = {
  id: 'chat',
  system: 'workspace-chat',
  label: 'Room',
  url: 'http://localhost:2',
  auth: { method: 'name' },
}
const PLANT = { id: 'plant', system: 'webmacs', label: 'Plant', url: 'http://localhost:1' }

afterEach(unwatch)

async function quoting() {
  const told = await watchAndTell({ version: 1, sources: [PLANT, CHAT] })
  told.list({ id: 'p', name: 'Temperature', group: 'Pump 3', unit: '°C' })
  told.setLimits(told.limit('p'))
  let quotations!: Quotations
  let view!: ReturnType<typeof useSensorView>
  const router = deckRouter()
  const Holder = defineComponent(() => {
    quotations = useQuotations()
    view = useSensorView(() => 'plant/p')
    return () => h('div')
  })
  mount(Holder, { global: { plugins: [told.pinia, router] } })
  return { ...told, quotations, view, router }
}
const entry = (more: Partial<JournalEntry>): JournalEntry => ({
  number: 1,
  kind: 'alarm',
  level: 'WARN',
  time: START,
  timedOnArrival: false,
  source: 'plant',
  sensor: 'p',
  who: null,
  text: 'Temperature 95 °C',
  wholeLength: null,
  ...more,
})
const moment = `${formatTime(START)} ${zoneAt(START)}`
const link = `${location.origin}/sensors/plant/p?at=2025-01-15T12:00:00.000Z`

describe('what a message quotes', () => {
  test('is a reading with its unit, limit, time, and the address that opens it', async () => {
    const { quotations, view, read } = await quoting()
    read('p', 81.2, START)
    await nextTick()
    expect(quotations.ofReading(view.value!, { time: START, value: 81.2 })).toBe(
      `Pump 3, Temperature ${formatValue(81.2)} °C (limit > ${formatValue(90)} °C) at ${moment} ${link}`,
    )
  })

  test('is an event with its source, and the address where it is about a known sensor', async () => {
    const { quotations } = await quoting()
    const names = { source: 'Plant', sensor: 'Temperature', isKnown: true }
    expect(quotations.ofEvent(entry({}), names)).toBe(`Plant: Temperature 95 °C at ${moment} ${link}`)
    expect(quotations.ofEvent(entry({ sensor: 'x', text: 'Failed' }), { ...names, isKnown: false })).toBe(
      `Plant: Temperature: Failed at ${moment}`,
    )
  })
})

describe('the button', () => {
  const button = async (sources: unknown[]) => {
    const { pinia } = await watchAndTell({ version: 1, sources })
    const router = deckRouter()
    const props = { name: 'Temperature', quotation: () => 'Quoted' }
    return { router, wrapper: mount(QuoteButton, { props, global: { plugins: [pinia, router] } }) }
  }

  test('is not there where nothing that is watched has messages', async () => {
    const { wrapper } = await button([PLANT])
    expect(wrapper.find('button').exists()).toBe(false)
  })

  test('leads to the messages with what it quotes', async () => {
    const { wrapper, router } = await button([PLANT, CHAT])
    expect(wrapper.get('button').attributes('aria-label')).toBe('Quote Temperature in a message')
    await wrapper.get('button').trigger('click')
    await router.isReady()
    expect(router.currentRoute.value.name).toBe('messages')
    const drafts = useDrafts()
    expect(drafts.takeQuoted('chat', 'main')).toBe(true)
    expect(drafts.textOf('chat', 'main')).toBe('Quoted')
  })
})

describe('the sample that tells of a time', () => {
  test('is the nearest, where one is near enough', async () => {
    const { view, read } = await quoting()
    for (const second of [0, 1, 2, 3, 4, 60]) read('p', second, START + second * 1_000)
    await nextTick()
    const { recorded } = view.value!
    const near = (at: number, heldUntil: (() => number) | null = null) =>
      sampleNear({ recorded, staleAfterMs: 5_000, heldUntil }, START + at)?.value ?? null
    expect([near(-20_000), near(-400), near(1_400), near(1_600), near(30_000), near(56_000)]).toEqual([
      null,
      0,
      1,
      2,
      null,
      60,
    ])
    // What is told when it changes held until then.
    expect([near(30_000, () => 0), near(-20_000, () => 0)]).toEqual([4, null])
  })
})
