// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest'
import { parseFaults, useDemoFaults } from '../../../src/stores/demo-faults'
import { answerWith, START, unwatch, watch } from '../components/watched'

const LIST = {
  systems: ['webmacs'],
  available: [
    { fault: 'mute', description: 'Says nothing.', lasting: true, takes: ['seconds'] },
    { fault: 'close', description: 'Closes.', lasting: false, takes: ['code', 'reason', 'colour'] },
  ],
  running: [{ system: 'webmacs', fault: 'mute', secondsLeft: 12 }],
}

afterEach(unwatch)

async function faults() {
  await watch({ version: 1, sources: [], demo: { faults: '/demo/faults' } })
  return useDemoFaults()
}

test('the list is read with what each fault takes, and running ones end on this clock', async () => {
  const demo = await faults()
  answerWith(LIST)
  await demo.load()
  expect(demo.offered.map(({ fault, takes }) => [fault, takes])).toEqual([
    ['mute', ['seconds']],
    ['close', ['code', 'reason']],
  ])
  expect(demo.running).toEqual([{ system: 'webmacs', fault: 'mute', endsAt: START + 12_000 }])
  expect(demo.problem).toBeNull()
})

test.each([null, [], 'text', {}, { available: 'none' }])(
  '%j is no list of faults, and it is said',
  async (value) => {
    expect(parseFaults(value, START)).toBeNull()
    const demo = await faults()
    answerWith(value)
    await demo.load()
    expect(demo.problem).toBe('The demo answered something else than its faults.')
  },
)

test('an entry that cannot be read costs no other entry', () => {
  const parsed = parseFaults(
    {
      systems: [1, 'webmacs'],
      available: [null, { fault: 7 }, ...LIST.available],
      running: [{}, ...LIST.running],
    },
    START,
  )
  expect(parsed?.offered).toHaveLength(2)
  expect(parsed?.systems).toEqual(['webmacs'])
  expect(parsed?.running).toHaveLength(1)
})

test('an order goes out as it is, and what is wrong with it comes back in the demo’s words', async () => {
  const demo = await faults()
  const answer = answerWith({ message: 'code: expected a close code, found 5' }, 400)
  await demo.start({ system: '*', fault: 'close', code: 5 })
  const [path, request] = answer.mock.calls[0]!
  expect([path, request?.method, request?.body]).toEqual([
    '/demo/faults',
    'POST',
    '{"system":"*","fault":"close","code":5}',
  ])
  expect(demo.outcome).toBe('code: expected a close code, found 5')
})

test('a demo that is gone keeps what it offered, and says that it does not answer', async () => {
  const demo = await faults()
  answerWith(LIST)
  await demo.load()
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
  await demo.load()
  expect([demo.problem, demo.running, demo.offered.length]).toEqual(['The demo does not answer.', [], 2])
  answerWith('Bad Gateway', 502)
  await demo.load()
  expect(demo.problem).toBe('The demo does not answer.')
})
