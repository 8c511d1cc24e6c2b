import { describe, expect, it } from 'vitest'
import { RequestError } from '../../../../src/protocols/request-error'
import { runtime } from '../../../../src/protocols/systems/webmacs/runtime'
import { answering, token } from './answering'

const page = (...data: unknown[]): unknown => ({ page: 1, page_size: 100, total: data.length, data })
const event = { public_id: 'a', name: 'Oven', min_value: 0, max_value: 100, unit: '°C', type: 'sensor' }

describe('metadata', () => {
  it('reads events as sensors and rules as limits', async () => {
    const { request } = answering({
      '/api/v1/events': page(event, {
        ...event,
        public_id: 'b',
        type: 'cmd_button',
        unit: null,
        min_value: 5,
        max_value: 5,
      }),
      '/api/v1/rules': page(
        rule({}),
        rule({ public_id: 'r2', operator: 'not_between', threshold: 9, threshold_high: 1 }),
      ),
    })
    expect(await runtime.metadata(request, token)).toEqual([
      {
        kind: 'sensors',
        sensors: [
          {
            id: 'a',
            name: 'Oven',
            unit: '°C',
            group: 'Sensors',
            reporting: 'periodic',
            range: { min: 0, max: 100 },
          },
          { id: 'b', name: 'Oven', unit: '', group: 'Buttons', reporting: 'on-change', range: null },
        ],
      },
      {
        kind: 'limits',
        access: 'known',
        limits: [
          {
            id: 'r1',
            sensor: 'a',
            name: 'Hot',
            severity: 'warn',
            condition: { operator: 'gt', value: 80 },
            origin: 'backend',
          },
          expect.objectContaining({ id: 'r2', condition: { operator: 'outside', low: 1, high: 9 } }),
        ],
      },
    ])
  })

  it('reads all pages', async () => {
    const all = Array.from({ length: 250 }, (_, i) => ({ ...event, public_id: `s${i}` }))
    const pages = [1, 2, 3].map((n) => [
      `/api/v1/events?page=${n}&page_size=100`,
      { page: n, page_size: 100, total: 250, data: all.slice((n - 1) * 100, n * 100) },
    ])
    const { request, asked } = answering({ ...Object.fromEntries(pages), '/api/v1/rules': page() })
    const [sensors] = await runtime.metadata(request, token)
    expect(sensors!.kind === 'sensors' && sensors!.sensors.map(({ id }) => id)).toEqual(
      all.map((one) => one.public_id),
    )
    expect(asked).toHaveLength(4)
  })

  it('does not read pages for ever', async () => {
    const endless = { page: 1, page_size: 100, total: 1e9, data: [event] }
    const { request, asked } = answering({ '/api/v1/events': endless, '/api/v1/rules': page() })
    await runtime.metadata(request, token)
    expect(asked.length).toBeLessThan(200)
  })

  it('T9: a viewer may not see the limits, which is not the same as none', async () => {
    const refusal = new RequestError('forbidden', 'Not for you', 403)
    const { request } = answering({ '/api/v1/events': page(event), '/api/v1/rules': refusal })
    expect((await runtime.metadata(request, token))[1]).toEqual({
      kind: 'limits',
      access: 'forbidden',
      limits: [],
    })
  })

  it.each(['unauthorized', 'unreachable'] as const)('fails when rules are %s', async (kind) => {
    const { request } = answering({
      '/api/v1/events': page(event),
      '/api/v1/rules': new RequestError(kind, 'no'),
    })
    await expect(runtime.metadata(request, token)).rejects.toMatchObject({ kind })
  })

  it('T6: rules that cannot be read cost no sensors', async () => {
    const { request } = answering({
      '/api/v1/events': page(event),
      '/api/v1/rules': new RequestError('unexpected', 'The server answered with status 500.', 500),
    })
    expect(await runtime.metadata(request, token)).toMatchObject([
      { kind: 'sensors', sensors: [{}] },
      { kind: 'rejection', rejection: { reason: expect.stringContaining('status 500') } },
    ])
  })

  it.each([
    ['gt', { operator: 'gt', value: 80 }],
    ['lt', { operator: 'lt', value: 80 }],
    ['eq', { operator: 'eq', value: 80 }],
    ['gte', { operator: 'gte', value: 80 }],
    ['lte', { operator: 'lte', value: 80 }],
    ['between', { operator: 'between', low: 80, high: 90 }],
    ['not_between', { operator: 'outside', low: 80, high: 90 }],
  ])('knows the operator %s', async (operator, condition) => {
    expect(await limitsOf(rule({ operator, threshold_high: 90 }))).toMatchObject([{ condition }])
  })

  it('T6: a rule that cannot be understood costs no other; one that is off is none', async () => {
    const bad = [
      rule({ operator: 'approximately' }),
      rule({ threshold: 'high' }),
      rule({ operator: 'between' }),
      rule({ public_id: null }),
      rule({ event_public_id: 5 }),
      'rule',
      null,
    ]
    const { request } = answering({
      '/api/v1/events': page(),
      '/api/v1/rules': page(...bad, rule({ enabled: false }), rule({ public_id: 'good' })),
    })
    const updates = await runtime.metadata(request, token)
    expect(updates.filter(({ kind }) => kind === 'rejection')).toHaveLength(bad.length)
    expect(updates[1]).toMatchObject({ limits: [{ id: 'good' }] })
  })

  it('T6: an event without an id costs no other; a nameless one keeps its place', async () => {
    const { request } = answering({
      '/api/v1/events': page({ name: 'lost' }, null, { public_id: '__proto__' }),
      '/api/v1/rules': page(),
    })
    const updates = await runtime.metadata(request, token)
    expect(updates.filter(({ kind }) => kind === 'rejection')).toHaveLength(2)
    expect(updates[0]).toMatchObject({
      sensors: [{ id: '__proto__', name: 'Unnamed sensor', group: 'Other' }],
    })
  })

  async function limitsOf(...rules: unknown[]): Promise<unknown> {
    const { request } = answering({ '/api/v1/events': page(), '/api/v1/rules': page(...rules) })
    const limits = (await runtime.metadata(request, token))[1]!
    return limits.kind === 'limits' ? limits.limits : null
  }
})

function rule(change: Record<string, unknown>): Record<string, unknown> {
  return {
    public_id: 'r1',
    name: 'Hot',
    event_public_id: 'a',
    operator: 'gt',
    threshold: 80,
    threshold_high: null,
    action_type: 'webhook',
    enabled: true,
    cooldown_seconds: 60,
    last_triggered_at: null,
    ...change,
  }
}
