import { describe, expect, it } from 'vitest'
import { RequestError } from '../../../../src/protocols/request-error'
import { runtimeFor } from '../../../../src/protocols/systems/workspace-chat/runtime'
import { answering, HEALTH, MESSAGES, named, signedIn, sourceWith, STATS } from './answering'
import { kindsOf, reasonsOf, TIME } from './frames'

/** Field note. */
const stats = {
  connectedUsers: 3,
  messagesPerMinute: 1.5,
  systemHealth: {
    status: 'healthy',
    uptime: 3600.5,
    memory: { used: 120, total: 512, percentage: 23.4 },
  },
}
const none = { success: true, messages: [] }

async function metadata(answer: unknown) {
  const { request } = answering({ [MESSAGES]: none, [STATS]: answer })
  return runtimeFor(sourceWith()).metadata(request, named)
}

async function healthOf(health: unknown, monitored: unknown = new RequestError('unexpected', 'none', 404)) {
  const { request } = answering({ [MESSAGES]: none, [STATS]: monitored, [HEALTH]: health })
  const runtime = runtimeFor(sourceWith())
  await runtime.metadata(request, named)
  return runtime.health!(request)
}

describe('the metadata', () => {
  it('is the newest messages and the monitoring figures, asked for with the token', async () => {
    const { request, asked } = answering({ [MESSAGES]: none, [STATS]: stats })
    const updates = await runtimeFor(sourceWith()).metadata(request, signedIn)
    expect(kindsOf(updates)).toEqual(['limits', 'messages', 'sensors', 'readings'])
    const authorization = 'Bearer jwt-1'
    expect(asked).toEqual([
      [MESSAGES, { authorization, signal: undefined }],
      [STATS, { authorization }],
    ])
  })

  it('T9: says that there are no limits, which is not that nobody has read them', async () => {
    expect((await metadata(stats))[0]).toEqual({ kind: 'limits', access: 'known', limits: [] })
  })

  it('is not without the messages', async () => {
    const { request } = answering({ [STATS]: stats })
    await expect(runtimeFor(sourceWith()).metadata(request, named)).rejects.toMatchObject({ status: 404 })
  })
})

describe('the monitoring figures', () => {
  const sensors = (updates: Awaited<ReturnType<typeof metadata>>) =>
    updates.flatMap((update) => (update.kind === 'sensors' ? update.sensors : []))

  it('are metrics with names, units and, for a share, a range', async () => {
    const told = sensors(await metadata(stats)).map(({ id, name, unit, range, metric, group }) =>
      [id, name, unit, range ? `${range.min} to ${range.max}` : '', group, metric].join(' | '),
    )
    expect(told).toEqual([
      'metric:connectedUsers | Connected users |  |  | Monitoring | true',
      'metric:messagesPerMinute | Messages | /min |  | Monitoring | true',
      'metric:systemHealth.uptime | Server uptime | s |  | Monitoring | true',
      'metric:systemHealth.memory.used | Server memory now |  |  | Monitoring | true',
      'metric:systemHealth.memory.total | Server memory in all |  |  | Monitoring | true',
      'metric:systemHealth.memory.percentage | Server memory share | % | 0 to 100 | Monitoring | true',
    ])
  })

  it('are read; T5: without a time of their own they have none', async () => {
    expect((await metadata(stats)).at(-1)).toEqual({
      kind: 'readings',
      readings: [
        { sensor: 'metric:connectedUsers', time: null, value: 3 },
        { sensor: 'metric:messagesPerMinute', time: null, value: 1.5 },
        { sensor: 'metric:systemHealth.uptime', time: null, value: 3600.5 },
        { sensor: 'metric:systemHealth.memory.used', time: null, value: 120 },
        { sensor: 'metric:systemHealth.memory.total', time: null, value: 512 },
        { sensor: 'metric:systemHealth.memory.percentage', time: null, value: 23.4 },
      ],
    })
  })

  it('have the time of the answer where it tells one', async () => {
    const readings = (timestamp: unknown) => metadata({ connectedUsers: 3, timestamp })
    expect(await readings('2026-01-16T10:00:00')).toContainEqual({
      kind: 'readings',
      readings: [{ sensor: 'metric:connectedUsers', time: TIME, value: 3 }],
    })
    const unreadable = await readings('now')
    expect(kindsOf(unreadable)).not.toContain('readings')
    expect(reasonsOf(unreadable)).toEqual([expect.stringMatching(/^timestamp: expected an ISO 8601 time/)])
  })

  it('are every number that a server tells, whatever its name', async () => {
    const updates = await metadata({
      success: true,
      cache: { hitRate: 0.5, name: 'redis' },
      __proto__x: 1,
      ['__proto__']: 2,
      total_messages: 7,
      '': 1,
    })
    expect(sensors(updates).map(({ id, name }) => [id, name])).toEqual([
      ['metric:cache.hitRate', 'Cache hit rate'],
      ['metric:__proto__x', 'Proto x'],
      ['metric:__proto__', 'Proto'],
      ['metric:total_messages', 'Total messages'],
    ])
    expect(reasonsOf(updates)).toEqual(['stats: expected a name, found an empty text'])
  })

  it('T6: that are no numbers are rejected one by one; null is no value', async () => {
    const updates = await metadata({
      connectedUsers: '3',
      messagesPerMinute: null,
      systemHealth: { uptime: 5 },
    })
    expect(reasonsOf(updates)).toEqual(['connectedUsers: expected a finite number, found text'])
    expect(updates).toContainEqual({
      kind: 'readings',
      readings: [{ sensor: 'metric:systemHealth.uptime', time: null, value: 5 }],
    })
    expect(sensors(updates)).toHaveLength(3)
  })

  it.each([
    new RequestError('unexpected', 'Not Found', 404),
    new RequestError('unauthorized', 'Not you', 401),
    new RequestError('forbidden', 'Not you', 403),
  ])('that are not there, or not for this user, are none: %o', async (error) => {
    const updates = await metadata(error)
    expect(kindsOf(updates)).toEqual(['limits', 'messages', 'sensors'])
    expect(sensors(updates)).toEqual([])
  })

  it.each([
    [new RequestError('unexpected', 'Failed.', 500), 'Failed.'],
    [{ success: false, error: 'Out of order' }, 'Out of order'],
    [null, 'stats: expected an object, found null'],
    [[], 'stats: expected an object, found a list'],
  ])('that cannot be read cost nothing else: %j', async (answer, why) => {
    const updates = await metadata(answer)
    expect(kindsOf(updates)).toEqual(['limits', 'messages', 'rejection'])
    expect(reasonsOf(updates)).toEqual([`The monitoring figures could not be read: ${why}`])
  })
})

describe('health', () => {
  it('is what the server says of itself', async () => {
    const answer = { status: 'ok', timestamp: '2026-01-16T10:00:00Z', uptime: 93_784, version: '2.0.0' }
    expect(await healthOf(answer)).toEqual({
      status: 'ok',
      facts: [
        { name: 'Version', value: '2.0.0' },
        { name: 'Uptime', value: '1 d 2 h' },
      ],
    })
  })

  it.each([
    ['ok', 'healthy', 'ok'],
    ['ok', 'degraded', 'degraded'],
    ['ok', 'critical', 'unavailable'],
    ['degraded', 'healthy', 'degraded'],
    ['unhealthy', 'healthy', 'unavailable'],
  ])('"%s" with a system that is "%s" is %s: the worse counts', async (status, system, told) => {
    const health = await healthOf({ status }, { systemHealth: { status: system } })
    expect(health).toEqual({ status: told, facts: [] })
  })

  it('is not good for a word that nobody knows, and shows it', async () => {
    expect(await healthOf({ status: 'fine' }, { systemHealth: { status: 'so so' } })).toEqual({
      status: 'degraded',
      facts: [
        { name: 'Status', value: 'fine' },
        { name: 'System', value: 'so so' },
      ],
    })
    expect((await healthOf({})).status).toBe('degraded')
  })

  it('forgets what the monitoring said when it says nothing any more', async () => {
    const answers: Record<string, unknown> = {
      [MESSAGES]: none,
      [STATS]: { systemHealth: { status: 'critical' } },
    }
    const { request } = answering(Object.assign(answers, { [HEALTH]: { status: 'ok' } }))
    const runtime = runtimeFor(sourceWith())
    await runtime.metadata(request, named)
    expect((await runtime.health!(request)).status).toBe('unavailable')
    answers[STATS] = new RequestError('unreachable', 'gone')
    await runtime.metadata(request, named)
    expect((await runtime.health!(request)).status).toBe('ok')
  })

  it.each([
    [null, 'health: expected an object, found null'],
    [{ success: false, message: 'Starting' }, 'Starting'],
  ])('%j is an error with words', async (answer, message) => {
    await expect(healthOf(answer)).rejects.toMatchObject({ kind: 'unexpected', message })
  })
})
