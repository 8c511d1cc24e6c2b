// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import { defineComponent, h, nextTick, type Component } from 'vue'
import LimitTable from '../../../src/components/sensor/LimitTable.vue'
import SampleTable from '../../../src/components/sensor/SampleTable.vue'
import SensorNumbers from '../../../src/components/sensor/SensorNumbers.vue'
import { DEFAULT_SETTINGS } from '../../../src/domain/sensor-settings'
import { useSensorSettings } from '../../../src/stores/sensor-settings'
import { useSensorView } from '../../../src/stores/sensor-view'
import { formatValue } from '../../../src/texts/format'
import { batch } from '../domain/recording'
import { page } from './page'

/** A part of the sensor's view, bound to the stores as the view binds it. */
async function part(component: Component) {
  const Bound = defineComponent(() => {
    const view = useSensorView(() => 'plant/p')
    return () => {
      if (!view.value) return h('div')
      const statistics = view.value.recorded.series.statistics(0, Infinity)
      return h(component, { view: view.value, statistics, windowMs: 300_000 })
    }
  })
  const shown = await page(Bound)
  shown.list({ id: 'p', unit: 'bar' })
  const wrapper = shown.show()
  const rows = () =>
    wrapper.findAll('tbody tr').map((row) => row.findAll('th, td').map((cell) => cell.text()))
  const fact = (name: string) =>
    wrapper
      .findAll('dt')
      .find((term) => term.text() === name)
      ?.element.nextElementSibling?.textContent.trim()
  return { ...shown, wrapper, rows, fact }
}

describe('the table of limits', () => {
  test('shows condition, severity and origin of each', async () => {
    const { rows, limit, setLimits, wrapper } = await part(LimitTable)
    setLimits(
      limit('p', { id: '1', name: 'High' }),
      limit('p', {
        id: '2',
        name: 'Band',
        condition: { operator: 'outside', low: 3, high: 7 },
        origin: 'own',
      }),
    )
    await nextTick()
    expect(rows().map(([name, condition, , origin]) => [name, condition, origin])).toEqual([
      ['High', `> ${formatValue(90)} bar`, 'the backend’s'],
      ['Band', `outside ${formatValue(3)} and ${formatValue(7)} bar`, 'yours'],
    ])
    expect(wrapper.get('select').element.value).toBe('warn')
    expect(wrapper.get('select').attributes('aria-label')).toBe('Severity: High')
  })

  test('a limit without a name is named after its condition', async () => {
    const { rows, limit, setLimits, wrapper } = await part(LimitTable)
    setLimits(limit('p', { name: '' }))
    await nextTick()
    expect(rows()[0]![0]).toBe(`> ${formatValue(90)} bar`)
    expect(wrapper.get('select').attributes('aria-label')).toBe(`Severity: > ${formatValue(90)} bar`)
  })

  test('the severity that the user chooses is kept', async () => {
    const { limit, setLimits, wrapper, preferences, condition, read } = await part(LimitTable)
    setLimits(limit('p'))
    read('p', 95)
    await nextTick()
    await wrapper.get('select').setValue('crit')
    expect(preferences.severityOf('plant', 'over p', 'warn')).toBe('crit')
    expect((await condition('p')).state).toBe('crit')
  })

  test('T9: tells how old the knowledge is, and why there is none', async () => {
    const { wrapper, tell } = await part(LimitTable)
    expect(wrapper.text()).toContain('Limits not read yet')
    tell({ kind: 'limits', access: 'forbidden', limits: [] })
    await vi.advanceTimersByTimeAsync(12_000)
    expect(wrapper.text()).toContain('Limits not visible to you')
    expect(wrapper.text()).toMatch(/Read \d+ .* ago\./)
  })

  test('the severity of one’s own limit is said, and set where the limit is', async () => {
    const { rows, wrapper, tell } = await part(LimitTable)
    tell({ kind: 'limits', access: 'known', limits: [] })
    useSensorSettings().change('plant/p', { ...DEFAULT_SETTINGS, highCrit: 8, decimals: 1 })
    await nextTick()
    expect(rows()).toEqual([['High, critical', `> ${formatValue(8, 1)} bar`, 'Critical', 'yours']])
    expect(wrapper.find('select').exists()).toBe(false)
    expect(wrapper.text()).not.toContain('No limit')
  })

  test('T9: one’s own limits do not hide that the backend’s cannot be seen', async () => {
    const { wrapper, tell } = await part(LimitTable)
    useSensorSettings().change('plant/p', { ...DEFAULT_SETTINGS, highCrit: 8 })
    tell({ kind: 'limits', access: 'forbidden', limits: [] })
    await nextTick()
    expect(wrapper.text()).toContain('yours')
    expect(wrapper.text()).toContain('Limits not visible to you')
  })

  test('V7: names from the wire are text', async () => {
    const { wrapper, limit, setLimits } = await part(LimitTable)
    setLimits(limit('p', { name: '<i>High</i>' }))
    await nextTick()
    expect(wrapper.find('i').exists()).toBe(false)
    expect(wrapper.get('tbody th').text()).toBe('<i>High</i>')
  })
})

describe('the table of samples (V4)', () => {
  async function opened() {
    const shown = await part(SampleTable)
    const details = shown.wrapper.get('details')
    const open = async (): Promise<void> => {
      details.element.open = true
      await details.trigger('toggle')
    }
    return { ...shown, open }
  }

  test('shows nothing until it is opened', async () => {
    const { rows, read, open } = await opened()
    read('p', 1)
    await nextTick()
    expect(rows()).toEqual([])
    await open()
    expect(rows()).toHaveLength(1)
  })

  test('shows the samples, the newest first, with how they arrived and the gaps between them', async () => {
    const { rows, read, open } = await opened()
    await open()
    read('p', 1, Date.now() - 60_000, 'filled')
    read('p', 2, Date.now(), 'polled')
    await nextTick()
    expect(rows().map((cells) => cells.slice(1))).toEqual([
      [formatValue(2), 'polled'],
      [],
      [formatValue(1), 'filled from history'],
    ])
    expect(rows()[1]).toEqual(['No samples in between'])
  })

  test('says how many of all it shows', async () => {
    const { wrapper, rows, read, open } = await opened()
    await open()
    for (let i = 0; i < 250; i++) read('p', i, Date.now() - 250_000 + i * 1_000)
    await nextTick()
    expect(rows()).toHaveLength(200)
    expect(wrapper.get('.count').text()).toBe('The newest 200 of 250 in the time shown.')
  })

  test('is empty, not wrong, when all samples are older than the time shown', async () => {
    const { wrapper, rows, read, open } = await opened()
    await open()
    read('p', 1, Date.now() - 400_000)
    await nextTick()
    expect(rows()).toEqual([])
    expect(wrapper.get('.count').text()).toBe('The newest 0 of 0 in the time shown.')
  })
})

describe('the numbers', () => {
  test('are dashes before the first sample', async () => {
    const { fact } = await part(SensorNumbers)
    expect(['Last', 'Minimum', 'Maximum', 'Mean'].map(fact)).toEqual(['–', '–', '–', '–'])
    expect([fact('Samples'), fact('Range'), fact('Reports every')]).toEqual([
      '0',
      undefined,
      'not learned yet',
    ])
  })

  test('tell what the samples say', async () => {
    const { fact, read, list } = await part(SensorNumbers)
    list({ id: 'p', unit: 'bar', range: { min: 0, max: 10 } })
    for (const [i, value] of [4, 2, 6, 4].entries()) read('p', value, Date.now() + i * 200)
    await nextTick()
    expect(['Last', 'Minimum', 'Maximum', 'Mean'].map(fact)).toEqual(
      [4, 2, 6, 4].map((value) => `${formatValue(value)} bar`),
    )
    expect(fact('Samples')).toBe('4')
    expect(fact('Range')).toBe(`${formatValue(0)} to ${formatValue(10)} bar`)
  })

  test('a sensor that reports five times a second is not said to report once', async () => {
    const { fact, read } = await part(SensorNumbers)
    for (let i = 0; i < 6; i++) read('p', i, Date.now() + i * 200)
    await nextTick()
    expect(fact('Reports every')).toBe(`${formatValue(0.2)} s`)
  })

  test('are shown in the unit and with the decimals that were chosen', async () => {
    const { fact, read, list } = await part(SensorNumbers)
    list({ id: 'p', unit: 'bar', range: { min: 0, max: 10 } })
    useSensorSettings().change('plant/p', { ...DEFAULT_SETTINGS, unit: 'kPa', decimals: 1 })
    read('p', 4)
    await nextTick()
    expect(fact('Last')).toBe(`${formatValue(400, 1)} kPa`)
    expect(fact('Range')).toBe(`${formatValue(0, 1)} to ${formatValue(1_000, 1)} kPa`)
  })

  test('K1: where the backend sends no time, it is said that charts run on arrival', async () => {
    const { fact, read, timeline } = await part(SensorNumbers)
    read('p', 4)
    await nextTick()
    expect(fact('Time')).toBeUndefined()
    const untimed = batch({ readings: [['p', Date.now() + 1, 5]] })
    untimed.parts[0]!.untimed = 1
    timeline.take(untimed)
    await nextTick()
    expect(fact('Time')).toBe('On arrival, the backend sends none')
  })

  test('a sensor that reports on change is said to', async () => {
    const { fact, list } = await part(SensorNumbers)
    list({ id: 'p', reporting: 'on-change' })
    await nextTick()
    expect(fact('Reports every')).toBe('Reports on change')
  })
})
