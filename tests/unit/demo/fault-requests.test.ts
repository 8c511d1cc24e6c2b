import { expect, test } from 'vitest'
import { FAULT_NAMES } from '../../../demo/faults/catalogue'
import { startDemo } from './kit'
import { eachOf, partOf } from './wire'

test('faults are listed with a plain line each, and while they run with their seconds left', async () => {
  const demo = await startDemo()
  await demo.fault('mute', { seconds: 12 })
  await demo.fault('garbage')
  demo.clock.advance(2_000)
  const { body } = await demo.rest('GET', '/demo/faults')
  expect(partOf(body, 'running')).toEqual([
    { system: 'webmacs', fault: 'mute', secondsLeft: 10 },
    { system: 'webmacs', fault: 'garbage', secondsLeft: 28 },
  ])
  const available = partOf(body, 'available')
  expect(eachOf(available, 'fault')).toEqual(FAULT_NAMES)
  for (const description of eachOf(available, 'description')) expect(description).toMatch(/^[A-Z].+\.$/)
  demo.clock.advance(10_000)
  expect(partOf((await demo.rest('GET', '/demo/faults')).body, 'running')).toMatchObject([
    { fault: 'garbage' },
  ])
  const ended = await demo.rest('DELETE', '/demo/faults')
  expect(ended.body).toEqual({ ended: [{ system: 'webmacs', fault: 'garbage' }] })
  expect(partOf((await demo.rest('GET', '/demo/faults')).body, 'running')).toEqual([])
})

test.each([
  [{ system: 'nothing' }, 'system'],
  [{ fault: 'earthquake' }, 'fault'],
  [{ fault: '__proto__' }, 'fault'],
  [{ fault: 'mute', seconds: '5' }, 'seconds'],
  [{ fault: 'mute', seconds: 0 }, 'seconds'],
  [{ fault: 'mute', by: 5 }, 'by'],
  [{ fault: 'skew', by: null }, 'by'],
  [{ fault: 'close', code: 1005 }, 'code'],
  [{ fault: 'close', code: 1006 }, 'code'],
  [{ fault: 'close', code: 2000 }, 'code'],
  [{ fault: 'close', reason: 'without a code' }, 'code'],
  [{ fault: 'close', code: 4000, reason: 'ä'.repeat(62) }, 'reason'],
])('a request for %j is answered 400, naming %s', async (wrong, field) => {
  const demo = await startDemo()
  const answer = await demo.rest('POST', '/demo/faults', { body: { system: '*', ...wrong } })
  expect(answer.status).toBe(400)
  expect(answer.body).toMatchObject({ field, expected: expect.any(String) })
  expect(partOf(answer.body, 'message')).toContain(`${field}: expected`)
  expect(partOf((await demo.rest('GET', '/demo/faults')).body, 'running')).toEqual([])
})

test('a body that is no JSON is answered 400', async () => {
  const demo = await startDemo()
  const answer = await demo.rest('POST', '/demo/faults', { body: '{' })
  expect([answer.status, partOf(answer.body, 'field'), partOf(answer.body, 'found')]).toEqual([
    400,
    'body',
    '{',
  ])
})
