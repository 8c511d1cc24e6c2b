import { describe, expect, it } from 'vitest'
import type { Limit, Sensor, Update } from '../../../../src/domain/updates'
import { RequestError } from '../../../../src/protocols/request-error'
import { answering, LATEST, runtime, signedIn, token, TOPOLOGY } from './answering'
import { reasonsOf } from './frames'

const listed = { id: 1, name: 'Winding', kind: 'temperature', unit: '°C', threshold: 80, machine: null }
const machine = { id: 7, name: 'Motor A', kind: 'motor', x: 0, y: 0 }
const topology = (machines: unknown, sensors: unknown): unknown => ({
  workspace: { id: 1, name: 'Hall' },
  machines,
  sensors,
})
const row = {
  sensor_id: 1,
  value: 61.5,
  unit: '°C',
  ts: null,
  name: 'Winding',
  machine: 'Motor A',
  threshold: 80,
}

const sensor: Sensor = {
  id: '1',
  name: 'Winding',
  unit: '°C',
  group: 'Motor A',
  reporting: 'periodic',
  range: null,
}
const limit: Limit = {
  id: 'threshold-1',
  sensor: '1',
  name: 'Threshold',
  severity: 'warn',
  condition: { operator: 'gt', value: 80 },
  origin: 'backend',
}

function sensorsIn(updates: readonly Update[]): Sensor[] {
  return updates.flatMap((update) => (update.kind === 'sensors' ? update.sensors : []))
}

function limitsIn(updates: readonly Update[]): Limit[] {
  return updates.flatMap((update) => (update.kind === 'limits' ? update.limits : []))
}

const read = (answer: unknown, latest: unknown = []) =>
  runtime.metadata(answering({ [TOPOLOGY]: answer, [LATEST]: latest }).request, token)

describe('the topology', () => {
  it('gives sensors and limits in one request', async () => {
    const { request, asked } = answering({
      [TOPOLOGY]: topology(
        [{ ...machine, sensors: [listed] }],
        [{ ...listed, id: 2, name: 'Room', threshold: null }],
      ),
    })
    expect(await runtime.metadata(request, token)).toEqual([
      {
        kind: 'sensors',
        sensors: [sensor, { ...sensor, id: '2', name: 'Room', group: 'Without a machine' }],
      },
      { kind: 'limits', access: 'known', limits: [limit] },
    ])
    expect(asked).toEqual([[TOPOLOGY, signedIn]])
  })

  it('is asked for without a token where nobody signs in', async () => {
    const { request, asked } = answering({ [TOPOLOGY]: topology([], []) })
    expect(await runtime.metadata(request, null)).toEqual([
      { kind: 'sensors', sensors: [] },
      { kind: 'limits', access: 'known', limits: [] },
    ])
    expect(asked).toEqual([[TOPOLOGY, { authorization: null }]])
  })

  it('names a sensor once, with its machine, where it is in both lists', async () => {
    const updates = await read(topology([{ ...machine, sensors: [listed] }], [{ ...listed, machine: null }]))
    expect([sensorsIn(updates), limitsIn(updates)]).toEqual([[sensor], [limit]])
  })

  it('tells the machine of a sensor that is in the second list only', async () => {
    const groups = sensorsIn(
      await read(
        topology(
          [],
          [
            { ...listed, id: 1, machine },
            { ...listed, id: 2, machine: 'Motor B' },
            { ...listed, id: 3, machine: { id: 9, name: '' } },
            { ...listed, id: 4, machine: {} },
            { ...listed, id: 5, machine: undefined },
          ],
        ),
      ),
    ).map(({ group }) => group)
    expect(groups).toEqual(['Motor A', 'Motor B', 'Machine 9', 'Without a machine', 'Without a machine'])
  })

  it('may leave a sensor without a name or a unit: its kind or its id stands in', async () => {
    const sensors = sensorsIn(
      await read(
        topology(
          [],
          [
            { ...listed, name: ' ', unit: null },
            { id: 2, threshold: null },
          ],
        ),
      ),
    )
    expect(sensors).toMatchObject([
      { name: 'temperature', unit: '' },
      { name: 'Sensor 2', unit: '' },
    ])
  })

  it('may have sensors with any id', async () => {
    const ids = ['__proto__', 'constructor', 'a/b']
    const updates = await read(
      topology(
        [],
        ids.map((id) => ({ ...listed, id })),
      ),
    )
    expect(sensorsIn(updates).map(({ id }) => id)).toEqual(ids)
    expect(limitsIn(updates).map(({ id }) => id)).toEqual(ids.map((id) => `threshold-${id}`))
  })

  it('T9: a threshold is a high limit, also 0 and below; null is none', async () => {
    const thresholds = [0, -5, null, 1e9]
    const updates = await read(
      topology(
        [],
        thresholds.map((threshold, id) => ({ ...listed, id, threshold })),
      ),
    )
    expect(limitsIn(updates).map(({ sensor, condition }) => [sensor, condition])).toEqual([
      ['0', { operator: 'gt', value: 0 }],
      ['1', { operator: 'gt', value: -5 }],
      ['3', { operator: 'gt', value: 1e9 }],
    ])
  })

  it('T6: a sensor that cannot be understood costs no other', async () => {
    const bad = [null, 'sensor', [], {}, { ...listed, id: null }, { ...listed, id: 1.5 }]
    const updates = await read(topology([{ ...machine, sensors: [...bad, listed] }], bad))
    expect(sensorsIn(updates)).toEqual([sensor])
    expect(reasonsOf(updates)).toHaveLength(2 * bad.length)
    expect(reasonsOf(updates)[0]).toBe('sensor: expected an object with id, found null')
  })

  it('T6: a threshold that cannot be understood costs only itself', async () => {
    for (const threshold of ['80', undefined, {}, true]) {
      const updates = await read(
        topology(
          [],
          [
            { ...listed, threshold },
            { ...listed, id: 2 },
          ],
        ),
      )
      expect(sensorsIn(updates).map(({ id }) => id)).toEqual(['1', '2'])
      expect(limitsIn(updates)).toEqual([{ ...limit, id: 'threshold-2', sensor: '2' }])
      expect(reasonsOf(updates)).toEqual([
        expect.stringMatching(/^threshold: expected a finite number or null, found /),
      ])
    }
  })

  it('T6: a machine that cannot be understood costs no other', async () => {
    const updates = await read(topology([null, 'x', machine, { ...machine, sensors: [listed] }], []))
    expect(sensorsIn(updates)).toEqual([sensor])
    expect(reasonsOf(updates)).toHaveLength(3)
  })
})

describe('where there is no topology', () => {
  it('the latest readings tell sensors and limits', async () => {
    const { request, asked } = answering({
      [TOPOLOGY]: new RequestError('unexpected', 'Not found.', 404),
      [LATEST]: [row, { ...row, sensor_id: 2, name: null, machine: null, threshold: null, value: null }],
    })
    expect(await runtime.metadata(request, token)).toEqual([
      {
        kind: 'sensors',
        sensors: [sensor, { ...sensor, id: '2', name: 'Sensor 2', group: 'Without a machine' }],
      },
      { kind: 'limits', access: 'known', limits: [limit] },
    ])
    expect(asked).toEqual([
      [TOPOLOGY, signedIn],
      [LATEST, signedIn],
    ])
  })

  it('T6: a row that cannot be understood costs no other', async () => {
    const updates = await read(new RequestError('unexpected', '', 404), [
      null,
      { ...row, sensor_id: [] },
      row,
    ])
    expect(sensorsIn(updates)).toEqual([sensor])
    expect(reasonsOf(updates)).toEqual([
      'sensor: expected an object with sensor_id, found null',
      'sensor: expected an object with sensor_id, found an object',
    ])
  })

  it.each([
    ['null', null, 'topology: expected an object, found null'],
    ['a list', [], 'topology: expected an object, found a list'],
    ['without machines', { sensors: [] }, 'machines: expected a list, found nothing'],
    ['without sensors', { machines: [] }, 'sensors: expected a list, found nothing'],
    ['an error', new RequestError('unexpected', 'It broke.', 500), 'It broke.'],
    ['forbidden', new RequestError('forbidden', 'Not yours.', 403), 'Not yours.'],
  ])('for it is %s, they do too, and why is told', async (_, answer, why) => {
    const updates = await read(answer, [row])
    expect([sensorsIn(updates), limitsIn(updates)]).toEqual([[sensor], [limit]])
    expect(reasonsOf(updates)).toEqual([`The topology could not be read: ${why}`])
  })

  it.each(['unauthorized', 'unreachable'] as const)('for it is %s, nothing else is asked', async (kind) => {
    const error = new RequestError(kind, 'no')
    const { request, asked } = answering({ [TOPOLOGY]: error, [LATEST]: [row] })
    await expect(runtime.metadata(request, token)).rejects.toBe(error)
    expect(asked).toHaveLength(1)
  })

  it('and no latest readings, the workspace is not there', async () => {
    const missing = new RequestError('unexpected', 'Not found.', 404)
    await expect(read(missing, missing)).rejects.toMatchObject({
      kind: 'unexpected',
      message: 'The server has no workspace "1". Check the option "workspace" of this source.',
    })
  })
})
