// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { nextTick } from 'vue'
import { formatDay, formatTime } from '../../../src/texts/format'
import { START } from './watched'
import { events } from './events-page'

const DAY_MS = 86_400_000

test('before anything happened it says so', async () => {
  const { show, rows } = await events()
  const wrapper = await show()
  expect(rows()).toEqual([])
  expect(wrapper.text()).toContain('Nothing has happened since this page was opened.')
})

test('the newest comes first, with time, level, kind, source and a way to the sensor', async () => {
  const { list, log, show, rows } = await events()
  list({ id: 'p', name: 'Motor 3' })
  log('Started')
  log('Bearing hot', 'CRIT', 'p', START + 5_000)
  const wrapper = await show()
  expect(rows()).toEqual(['Bearing hot', 'Started'])
  const [first, second] = wrapper.findAll('li')
  expect(first!.attributes()).toMatchObject({ 'data-level': 'CRIT', 'data-kind': 'message' })
  expect(first!.get('time').text()).toBe(formatTime(START + 5_000))
  expect(first!.get('time').attributes('datetime')).toBe(new Date(START + 5_000).toISOString())
  expect(first!.text()).toMatch(/Critical.*Message.*Plant.*Motor 3/s)
  expect(first!.get('a').attributes('href')).toBe('/sensors/plant/p')
  expect(second!.find('a').exists()).toBe(false)
  expect(wrapper.get('h2').text()).toBe(formatDay(START))
})

test('V1: only warnings and criticals have a colour', async () => {
  const { log, show } = await events()
  log('fine')
  log('worse', 'WARN')
  const wrapper = await show()
  const [worse, fine] = wrapper.findAll('li')
  expect(worse!.find('.mark.warn').exists()).toBe(true)
  expect(fine!.find('.mark').exists()).toBe(false)
})

test('a time that is only that of the arrival is said to be', async () => {
  const { tell, show } = await events()
  tell({ kind: 'log', level: 'INFO', message: 'Hello', sensor: null, time: null })
  expect((await show()).get('li').text()).toContain('time on arrival')
})

test('each day has a heading, and what happened before this page was opened stands apart', async () => {
  const { journal, log, show } = await events()
  const event = { kind: 'message', level: 'INFO', time: START - DAY_MS, source: 'gone', text: 'Long ago' }
  await journal.keepIn({ read: () => Promise.resolve([event]), append: () => undefined })
  log('today')
  const wrapper = await show()
  expect(wrapper.findAll('h2').map((one) => one.text())).toEqual([
    formatDay(START),
    formatDay(START - DAY_MS),
  ])
  expect(wrapper.findAll('.restored').map((one) => one.text())).toEqual(['Before this page was opened'])
  expect(wrapper.findAll('section')[1]!.text()).toContain('Long ago')
  expect(wrapper.findAll('section')[1]!.text()).toContain('gone')
})

test('rows are in the order of their times, and of their arrival where these are equal', async () => {
  const { log, show, rows } = await events()
  log('second', 'INFO', null, START + 2_000)
  log('first', 'INFO', null, START + 1_000)
  log('also first', 'INFO', null, START + 1_000)
  await show()
  expect(rows()).toEqual(['second', 'also first', 'first'])
})

describe('repeats', () => {
  test('T6: are one row with their count and the last time', async () => {
    const { log, show, rows } = await events()
    for (let i = 0; i < 12; i++) log('again', 'WARN', null, START + i * 1_000)
    const wrapper = await show()
    expect(rows()).toEqual([`again ×12 since ${formatTime(START)}`])
    expect(wrapper.get('time').text()).toBe(formatTime(START + 11_000))
    expect(wrapper.text()).toContain('12 events')
  })

  test('count up in their row', async () => {
    const { log, show, rows } = await events()
    log('again')
    await show()
    log('again')
    await nextTick()
    expect(rows()).toEqual([expect.stringContaining('×2')])
  })
})

describe('V7: text from the wire', () => {
  test('is text, with what has no looks made visible and what is cut said to be', async () => {
    const { log, show } = await events()
    log('<img src=x onerror=alert(1)> \u202Ereversed \0\u001b[31m')
    log('y '.repeat(500_000))
    log('')
    const wrapper = await show()
    expect(wrapper.find('img').exists()).toBe(false)
    const [empty, long, markup] = wrapper.findAll('li .what')
    expect(markup!.get('bdi').element.textContent).toBe('<img src=x onerror=alert(1)> \ufffdreversed ␀␛[31m')
    expect(long!.text()).toContain(`The beginning of ${(1_000_000).toLocaleString()} characters.`)
    expect(long!.text().length).toBeLessThan(600)
    expect(empty!.text()).toBe('without text')
  })

  test('names too: sensors that nobody knows are told by their id, without a link', async () => {
    const { log, show } = await events()
    log('odd', 'WARN', '__proto__')
    const row = (await show()).get('li')
    expect(row.text()).toContain('__proto__')
    expect(row.find('a').exists()).toBe(false)
  })
})

test('P1: a long journal is shown in steps, and what fell off is counted', async () => {
  const { log, show, rows, button } = await events()
  for (let i = 0; i < 1_050; i++) log(`message ${i}`)
  const wrapper = await show()
  expect(rows()).toHaveLength(100)
  expect(wrapper.text()).toMatch(/50 older ones no longer/)
  expect(wrapper.text()).toContain((1_000).toLocaleString() + ' events')
  await button('Show 100 older')!.trigger('click')
  expect(rows()).toHaveLength(200)
})
