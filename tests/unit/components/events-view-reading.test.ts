// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { formatTime } from '../../../src/texts/format'
import { START } from './watched'
import { events } from './events-page'

describe('filter and search', () => {
  async function mixed(path?: string) {
    const shown = await events(path)
    shown.goLive('plant')
    shown.list({ id: 'p', name: 'Größe' })
    shown.log('Started', 'INFO')
    shown.log('Warm', 'WARN', 'p')
    shown.log('Hot', 'CRIT')
    const wrapper = await shown.show()
    return { ...shown, wrapper }
  }

  test('by kind, level and source; what is chosen is in the address', async () => {
    const { rows, choose, router } = await mixed()
    expect(rows()).toEqual(['Hot', 'Warm', 'Started', 'Live.'])
    await choose('Show', 'message')
    expect(rows()).toEqual(['Hot', 'Warm', 'Started'])
    await choose('Level', 'WARN')
    expect(rows()).toEqual(['Hot', 'Warm'])
    expect(router.currentRoute.value.fullPath).toBe('/events?kind=message&level=WARN')
    await choose('Source', 'open')
    expect(rows()).toEqual([])
  })

  test.each([
    ['/events?search=größe', ['Warm']],
    ['/events?search=plant+hot', ['Hot']],
    ['/events?search=critical', ['Hot']],
    ['/events?search=warning', ['Warm']],
    ['/events?search=connection', ['Live.']],
    [`/events?search=${formatTime(START)}`, ['Hot', 'Warm', 'Started', 'Live.']],
    ['/events?search=99:99', []],
    ['/events?kind=connection', ['Live.']],
    ['/events?level=CRIT', ['Hot']],
    ['/events?kind=nonsense&level=7', ['Hot', 'Warm', 'Started', 'Live.']],
  ])('%s shows %j', async (path, shown) => {
    const { rows } = await mixed(path)
    expect(rows()).toEqual(shown)
  })

  test('where nothing matches it says so, and leads back to everything in one step', async () => {
    const { wrapper, rows, button, router } = await mixed('/events?search=zzz&level=CRIT')
    expect(rows()).toEqual([])
    expect(wrapper.text()).toContain('No event matches.')
    await button('Show all')!.trigger('click')
    await vi.advanceTimersByTimeAsync(0)
    expect(router.currentRoute.value.fullPath).toBe('/events')
    expect(rows()).toHaveLength(4)
  })

  test('V5: “/” leads to the search field', async () => {
    const { wrapper } = await mixed()
    window.dispatchEvent(new KeyboardEvent('keydown', { key: '/' }))
    expect(document.activeElement).toBe(wrapper.get('input').element)
  })
})

describe('who reads further down', () => {
  test('is not moved: newer events wait and are counted, and come when asked for', async () => {
    const { log, show, rows, scrollTo, button } = await events()
    log('first')
    await show()
    await scrollTo(-200)
    log('second')
    log('third')
    await nextTick()
    expect(rows()).toEqual(['first'])
    expect(button('2 newer')).toBeDefined()
    await button('2 newer')!.trigger('click')
    expect(rows()).toEqual(['third', 'second', 'first'])
    expect(button('newer')).toBeUndefined()
  })

  test('gets what is newer when back at the top', async () => {
    const { log, show, rows, scrollTo } = await events()
    log('first')
    await show()
    await scrollTo(-200)
    log('second')
    await scrollTo(0)
    expect(rows()).toEqual(['second', 'first'])
    log('third')
    await nextTick()
    expect(rows()).toEqual(['third', 'second', 'first'])
  })

  test('is told only of what passes the filter', async () => {
    const { log, show, scrollTo, button } = await events('/events?level=CRIT')
    log('first', 'CRIT')
    await show()
    await scrollTo(-200)
    log('second')
    await nextTick()
    expect(button('newer')).toBeUndefined()
  })
})
