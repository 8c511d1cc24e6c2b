// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import AbnormalBand from '../../../src/components/AbnormalBand.vue'
import WorstBadge from '../../../src/components/WorstBadge.vue'
import { useSensorSettings } from '../../../src/stores/sensor-settings'
import { formatValue } from '../../../src/texts/format'
import { page } from './page'

async function wall(component: typeof AbnormalBand | typeof WorstBadge, ...ids: string[]) {
  const shown = await page(component)
  shown.goLive('plant')
  shown.goLive('open')
  shown.list(...ids)
  shown.setLimits(...ids.map((id) => shown.limit(id, { severity: id.startsWith('c') ? 'crit' : 'warn' })))
  await nextTick()
  const wrapper = shown.show()
  const names = () => wrapper.findAll('.item .mark').map((one) => one.text())
  const breach = async (...all: string[]): Promise<void> => {
    for (const id of all) shown.read(id, 95)
    await nextTick()
  }
  return { ...shown, wrapper, names, breach }
}

describe('the band of what is abnormal', () => {
  test('says that there is nothing, when values are there and none is', async () => {
    const { wrapper, read } = await wall(AbnormalBand, 'a')
    read('a', 5)
    await nextTick()
    expect(wrapper.text()).toBe('Nothing abnormal.')
  })

  test('T1: before anything is known it does not say that nothing is', async () => {
    const { wrapper } = await wall(AbnormalBand, 'a')
    expect(wrapper.text()).toBe('No data yet')
  })

  test('names each with value and reason, the worst first, and leads to it', async () => {
    const { wrapper, names, breach } = await wall(AbnormalBand, 'a', 'b', 'c')
    await breach('b', 'a', 'c')
    expect(names()).toEqual(['c', 'a', 'b'])
    const [first] = wrapper.findAll('.item')
    expect(first!.text()).toContain(formatValue(95))
    expect(first!.text()).toContain(`Limit > ${formatValue(90)}`)
    expect(wrapper.findComponent({ name: 'RouterLinkStub' }).props('to')).toEqual({
      name: 'sensor',
      params: { source: 'plant', sensor: 'c' },
    })
  })

  test('T8: what goes quiet stays in it, as last known', async () => {
    const { wrapper, names, breach } = await wall(AbnormalBand, 'a', 'c')
    await breach('c')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(names()).toEqual(['c'])
    expect(wrapper.text()).toContain('Last known critical, 60 s ago')
    await breach('a')
    expect(names()).toEqual(['c', 'a'])
  })

  test('what is back within its limits leaves it', async () => {
    const { names, breach, read } = await wall(AbnormalBand, 'a', 'b')
    await breach('a', 'b')
    read('a', 5, Date.now() + 1)
    await nextTick()
    expect(names()).toEqual(['b'])
  })

  test('more than fit are counted, not left out silently', async () => {
    const ids = Array.from({ length: 35 }, (_, i) => `s${i}`)
    const { wrapper, names, breach } = await wall(AbnormalBand, ...ids)
    await breach(...ids)
    expect(names()).toHaveLength(30)
    expect(wrapper.text()).toContain('and 5 more')
  })

  test('shows what is abnormal besides sensors, among them by rank, each with the way to it', async () => {
    const { wrapper, names, breach, tell, close } = await wall(AbnormalBand, 'a', 'c')
    await breach('a', 'c')
    const jammed = { id: 'm', name: 'Mixer', state: 'error' as const, stateText: 'error', pid: null }
    tell(
      {
        kind: 'components',
        components: [{ ...jammed, uptime: null, error: 'Jammed.', updatedAt: null }],
        time: null,
      },
      { kind: 'log', level: 'CRIT', message: 'Hot.', sensor: 'a', time: null },
      { kind: 'log', level: 'WARN', message: 'Disk is full.', sensor: null, time: null },
    )
    close('open', 1006)
    await nextTick()
    expect(names().slice(0, 3).sort()).toEqual(['Mixer', 'a', 'c'])
    expect(names().slice(3).sort()).toEqual(['Open', 'Plant', 'a'])
    const items = wrapper.findAllComponents({ name: 'RouterLinkStub' })
    const found = items.map((one): [string, unknown] => [one.text(), one.props('to')])
    const sensor = { name: 'sensor', params: { source: 'plant', sensor: 'a' } }
    expect(found).toEqual(
      expect.arrayContaining([
        ['MixerJammed.', '/health'],
        ['aHot.', sensor],
        ['PlantDisk is full.', '/events'],
        ['OpenNo connection', '/connections'],
      ]),
    )
  })

  test('says that an alarm is not settled while its value is back, and that it comes and goes', async () => {
    const { wrapper, breach, read } = await wall(AbnormalBand, 'a')
    const settings = useSensorSettings()
    settings.change('plant/a', { ...settings.of('plant/a'), deadband: 5 })
    await breach('a')
    read('a', 88, Date.now() + 1)
    await nextTick()
    expect(wrapper.text()).toBe(`aLimit > ${formatValue(90)}, not settled yet`)
    for (const [index, value] of [5, 95, 5, 95].entries()) read('a', value, Date.now() + 2 + index)
    await nextTick()
    expect(wrapper.text()).toContain('comes and goes')
    read('a', 5, Date.now() + 9)
    await nextTick()
    expect(wrapper.text()).toBe(`aLimit > ${formatValue(90)}, comes and goes`)
  })

  test('V5: it can be reached and scrolled by keyboard, and has a name', async () => {
    const { wrapper, breach } = await wall(AbnormalBand, 'a')
    await breach('a')
    expect(wrapper.get('ul').attributes()).toMatchObject({ tabindex: '0', 'aria-label': 'Abnormal now' })
  })

  test('V7: names from the wire are text', async () => {
    const { wrapper, list, names, breach } = await wall(AbnormalBand, 'a')
    list({ id: 'a', name: '<script>alert(1)</script>' })
    await breach('a')
    expect(names()).toEqual(['<script>alert(1)</script>'])
    expect(wrapper.find('script').exists()).toBe(false)
  })
})

describe('the badge of the worst', () => {
  const query = (wrapper: Awaited<ReturnType<typeof wall>>['wrapper']) =>
    wrapper.getComponent({ name: 'RouterLinkStub' }).props('to')

  test('says that nothing is abnormal, when values are there and none is', async () => {
    const { wrapper, read } = await wall(WorstBadge, 'a')
    read('a', 5)
    await nextTick()
    expect(wrapper.text()).toBe('Nothing abnormal')
    expect(wrapper.get('.mark').classes()).toContain('normal')
  })

  test('T1: before anything is known it does not say that nothing is abnormal', async () => {
    const { wrapper } = await wall(WorstBadge, 'a')
    expect(wrapper.text()).toBe('No data yet')
    expect(wrapper.get('.mark').classes()).toContain('unknown')
  })

  test('counts by severity, and leads to what is abnormal', async () => {
    const { wrapper, breach } = await wall(WorstBadge, 'a', 'b', 'c1', 'd')
    await breach('a', 'b', 'c1')
    expect(wrapper.text()).toBe('1 critical, 2 warnings')
    expect(wrapper.get('.mark').classes()).toContain('crit')
    expect(query(wrapper)).toEqual({ path: '/', query: { show: 'abnormal' } })
  })

  test('counts components, events and connections too, and tells of a flood', async () => {
    const { wrapper, read, tell, close } = await wall(WorstBadge, 'a')
    read('a', 5)
    close('open', 1006)
    await nextTick()
    expect(wrapper.text()).toBe('1 connection down')
    expect(query(wrapper)).toEqual({ path: '/', query: {} })
    for (let i = 0; i < 11; i++) {
      tell({ kind: 'log', level: 'CRIT', message: `${i}`, sensor: null, time: null })
    }
    await nextTick()
    expect(wrapper.text()).toBe('11 critical, 1 connection down, alarm flood')
    expect(wrapper.get('.mark').classes()).toContain('crit')
  })

  test('T8: counts what was abnormal when it went quiet', async () => {
    const { wrapper, breach, read } = await wall(WorstBadge, 'a', 'b')
    await breach('a')
    read('b', 5)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(wrapper.text()).toBe('1 last known abnormal, 1 stale')
    expect(wrapper.get('.mark').classes()).toEqual(expect.arrayContaining(['warn', 'remembered']))
  })

  test('T1: values that are merely old are not called normal', async () => {
    const { wrapper, read } = await wall(WorstBadge, 'a')
    read('a', 5)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(wrapper.text()).toBe('1 stale')
    expect(wrapper.get('.mark').classes()).toContain('unknown')
    expect(query(wrapper)).toEqual({ path: '/', query: { show: 'stale' } })
  })
})
