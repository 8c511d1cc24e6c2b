// @vitest-environment happy-dom
import { mount, RouterLinkStub } from '@vue/test-utils'
import { describe, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import HealthView from '../../../src/views/HealthView.vue'
import WorstBadge from '../../../src/components/WorstBadge.vue'
import { formatValue } from '../../../src/texts/format'
import { centre, told, WORKSHOP } from './centre'
import { page } from './page'

async function view(configuration?: object) {
  const shown = await centre(HealthView, {}, configuration)
  const wrapper = shown.show()
  const mountBeside = async () => {
    const badge = mount(WorstBadge, {
      global: { plugins: [shown.pinia], stubs: { RouterLink: RouterLinkStub } },
    })
    await nextTick()
    return badge
  }
  const overall = () => [
    wrapper.get('[data-overall]').attributes('data-overall'),
    wrapper.get('.headline').text(),
  ]
  const findings = () => wrapper.findAll('.summary li').map((one) => one.text().replace(/\s+/g, ' '))
  const button = (text: string) => wrapper.findAll('.summary button').find((one) => one.text() === text)!
  return { ...shown, wrapper, overall, findings, button, mountBeside }
}

describe('the overall state', () => {
  test('T1: before anything is known it is not well', async () => {
    const { overall, findings } = await view()
    expect(overall()[0]).toBe('unknown')
    expect(findings()).toContainEqual(expect.stringContaining('Sensors not read yet'))
  })

  test('says in one line that all is well, and grey', async () => {
    const { wrapper, overall, findings, list, read, state } = await view()
    list('a')
    read('a', 5)
    await state(told('storage'), told('api', { state: 'stopped' }))
    expect(overall()).toEqual([
      'normal',
      'All well: 1 connection, 1 component running, 1 value without limit',
    ])
    expect(wrapper.get('.besides').text()).toBe('1 component stopped.')
    expect(findings()).toEqual([])
    expect(wrapper.get('.headline').classes()).toContain('normal')
  })

  test('T8: names what is not well, the worst first, also what went quiet, each with the way to it', async () => {
    const { wrapper, overall, findings, list, read, state, close, button } = await view()
    list('a', { id: 'over', name: 'Load', unit: '%', range: { min: 0, max: 100 } })
    read('a', 5)
    read('over', 120)
    await state(told('storage', { state: 'error', error: 'port in use' }), told('api'))
    expect(overall()).toEqual(['crit', '1 critical, 1 warning'])
    expect(findings()).toEqual([
      'The storage Error · port in use',
      `Load ${formatValue(120)} % · Outside ${formatValue(0)} to ${formatValue(100)} %`,
    ])
    close('plant', 1006)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(overall()[0]).toBe('unknown')
    await button('and 2 more').trigger('click')
    expect(findings()[0]).toBe('The storage Last known error, 60 s ago · port in use')
    expect(findings()).toContainEqual('Centre 1 component not heard of now')
    expect(findings()).toContainEqual('Centre 1 value stale')
    expect(findings().some((words) => words.startsWith('Centre Connecting'))).toBe(true)
    const ways = wrapper.findAllComponents(RouterLinkStub).map((link) => link.props('to') as unknown)
    expect(ways).toContainEqual({ path: '/health', hash: '#component-plant%2Fstorage' })
    expect(ways).toContainEqual({ path: '/', query: { show: 'stale' } })
    expect(ways).toContain('/connections')
  })

  test('figures of a component that does not run are not missed', async () => {
    const { overall, list, figure, state } = await view()
    list(figure('cpu', 'api', 'Processor'))
    await state(told('api', { state: 'stopped' }))
    expect(overall()).toEqual(['normal', 'All well: 1 connection'])
  })

  test('a backend that says that it is degraded is found, and says so at its heading', async () => {
    const { wrapper, overall, findings, list, tell } = await view()
    list()
    tell({ kind: 'health', health: { status: 'degraded', facts: [{ name: 'database', value: 'slow' }] } })
    await nextTick()
    expect(overall()[0]).toBe('warn')
    expect(findings()).toContain('Centre Says that it is degraded')
    await vi.advanceTimersByTimeAsync(5_000)
    expect(wrapper.get('.backend').text()).toMatch(
      /The backend says: Degraded\s*database slow\s*told 5 s ago/,
    )
  })

  test('T9: limits that are not visible are not well', async () => {
    const { overall, findings, list, tell, read } = await view(WORKSHOP)
    list('a')
    read('a', 5)
    tell({ kind: 'limits', access: 'forbidden', limits: [] })
    await nextTick()
    expect(overall()[0]).toBe('unknown')
    expect(findings()).toContain('Workshop Limits not visible to you')
  })

  test('what could not be read is told with its reason', async () => {
    const { sources, findings } = await view()
    sources.note('plant', { metadataFailure: 'The server cannot be reached.' })
    await nextTick()
    expect(findings()).toContain('Centre Sensors could not be read. The server cannot be reached.')
  })
})

describe('what the header counts', () => {
  test('T8: a critical event of a backend is found, with the way to it, in the same words', async () => {
    const { mountBeside, overall, findings, list, read, tell } = await view()
    list('a')
    read('a', 5)
    tell({ kind: 'log', level: 'CRIT', message: 'workspace overload', sensor: null, time: Date.now() })
    await nextTick()
    expect(overall()).toEqual(['crit', '1 critical'])
    expect((await mountBeside()).text()).toBe('1 critical')
    expect(findings()).toEqual(['Centre workspace overload'])
  })

  test('a connection that is down is called the same, and found once', async () => {
    const { mountBeside, overall, findings, list, read, close } = await view()
    list('a')
    read('a', 5)
    close('plant', 1006)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(overall()[1]).toMatch(/^1 connection down/)
    expect((await mountBeside()).text()).toMatch(/^1 connection down/)
    expect(findings().filter((one) => /Connect/.test(one))).toHaveLength(1)
  })

  test('A3: a value that comes and goes stays found while it is back, and each component once', async () => {
    const { overall, findings, list, read, state } = await view()
    list({ id: 'p', name: 'Load', unit: '%', range: { min: 0, max: 100 } })
    for (let i = 0; i < 6; i++) {
      read('p', i % 2 === 0 ? 120 : 5)
      await vi.advanceTimersByTimeAsync(1_000)
    }
    await state(told('storage', { state: 'error', error: 'port in use' }))
    expect(overall()).toEqual(['crit', '1 critical, 1 warning'])
    expect(findings()).toEqual([
      'The storage Error · port in use',
      `Load Outside ${formatValue(0)} to ${formatValue(100)} %, comes and goes`,
    ])
  })

  test('A3: a flood is said to be one, in a plain sentence, here and in the header', async () => {
    const { wrapper, mountBeside, overall, findings, tell, button } = await view()
    for (let i = 0; i < 13; i++) {
      tell({ kind: 'log', level: 'WARN', message: `event ${i}`, sensor: null, time: Date.now() })
    }
    await nextTick()
    expect(overall()[1]).toBe('13 warnings, alarm flood, 1 unknown')
    expect(findings()).toHaveLength(3)
    expect(findings()[0]).toBe('Alarm flood More than ten in ten minutes.')
    expect((await mountBeside()).get('.words').attributes('title')).toMatch(
      /Alarm flood: more than ten in ten minutes\.$/,
    )
    await button('and 12 more').trigger('click')
    expect(findings()).toHaveLength(15)
    expect(wrapper.find('.summary.open').exists()).toBe(true)
    await button('Show fewer').trigger('click')
    expect(findings()).toHaveLength(3)
  })
})

describe('each source', () => {
  test('has its components and its metrics under its heading', async () => {
    const { wrapper, list, state } = await view()
    list('plain', { id: 'm', name: 'Queries', metric: true })
    await state(told('storage'), told('api'))
    const section = wrapper.get('[data-source=plant]')
    expect(wrapper.get(`#${section.attributes('aria-labelledby')!}`).text()).toBe('Centre')
    expect(section.findAll('.components h4').map((one) => one.text())).toEqual(['The storage', 'The api'])
    expect(section.findAll('.metrics h4').map((one) => one.text())).toEqual(['Queries'])
    expect(section.text()).toContain('Metrics, last 5 min')
  })

  test('says plainly that there are none, and not before the backend was read', async () => {
    const { wrapper, list } = await view()
    expect(wrapper.get('.nothing').text()).toBe('Not read yet.')
    list('plain')
    await nextTick()
    expect(wrapper.get('.nothing').text()).toBe('No components, no metrics.')
  })

  test('V6: a component that vanishes keeps its place, as last known', async () => {
    const { wrapper, state } = await view()
    await state(told('storage'), told('api'))
    await vi.advanceTimersByTimeAsync(10)
    await state(told('api'))
    const cards = wrapper.findAll('article')
    expect(cards.map((one) => one.attributes('data-state'))).toEqual(['unknown', 'normal'])
    expect(cards[0]!.text()).toContain('No longer listed. Last known running')
  })
})

test('without a source it says that nothing is watched, and where to see why', async () => {
  const { show } = await page(HealthView, {}, { version: 1, sources: [] })
  const wrapper = show()
  expect(wrapper.get('.headline').text()).toBe('Nothing is watched.')
  expect(wrapper.findAllComponents(RouterLinkStub).map((one) => one.props('to') as unknown)).toEqual([
    '/connections',
  ])
})
