import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RequestError } from '../../../../src/protocols/request-error'
import { runtime } from '../../../../src/protocols/systems/control-center/runtime'
import { answering } from './answering'
import { decode, documented, kindsOf, newer, readingsOf, reasonsOf, sensorsOf, withMetrics } from './frames'

const signal = new AbortController().signal
const state: unknown = JSON.parse(documented)

const metadata = (answer: unknown) => runtime.metadata(answering(answer).request, null)
const latest = (answer: unknown) => runtime.latest!(answering(answer).request, null, signal)

describe('metadata', () => {
  it('asks for the status, without any credentials', async () => {
    const { request, asked } = answering(state)
    await runtime.metadata(request, { token: 'secret' })
    expect(asked).toEqual([['/api/status', { signal: undefined }]])
  })

  it('is the state without its readings: those come by socket or poll, and would come twice', async () => {
    const updates = await metadata(state)
    expect(updates).toEqual(decode(documented).filter(({ kind }) => kind !== 'readings'))
    expect(kindsOf(updates)).toEqual(['sensors', 'limits', 'components'])
  })

  it('T9: says each time that there are no limits', async () => {
    expect(await metadata(newer)).toContainEqual({ kind: 'limits', access: 'known', limits: [] })
  })

  it('lists no sensors where there is only health: that is not a list of none', async () => {
    expect(kindsOf(await metadata({ health: newer.health }))).toEqual(['limits', 'health'])
  })
})

describe('the latest state', () => {
  it('can be given up', async () => {
    const { request, asked } = answering(state)
    await runtime.latest!(request, null, signal)
    expect(asked).toEqual([['/api/status', { signal }]])
  })

  it('is the same as on the socket', async () => {
    expect(await latest(state)).toEqual(decode(documented).filter(({ kind }) => kind !== 'limits'))
    expect(kindsOf(await latest(newer))).toEqual(['sensors', 'readings', 'health'])
  })

  it('lists its sensors each time, for one may have come since', async () => {
    expect(sensorsOf(await latest(state))).toHaveLength(11)
    expect(sensorsOf(await latest(withMetrics({ total_concepts: 1 })))).toHaveLength(1)
  })

  it('T5: keeps values without a time without one', async () => {
    const updates = await latest({ metrics: { total_concepts: 1 } })
    expect(readingsOf(updates)).toEqual([{ sensor: 'metric:total_concepts', time: null, value: 1 }])
  })

  it('T6: says what it could not understand', async () => {
    const updates = await latest(withMetrics({ total_concepts: 'x', cpu_percent: 5 }))
    expect(reasonsOf(updates)).toEqual([expect.stringContaining('metrics.total_concepts')])
    expect(readingsOf(updates)).toHaveLength(1)
  })
})

describe('an answer that is no state', () => {
  it.each([[null], [[]], ['status'], [5], [{}], [{ status: 'ok' }]])('%j is unexpected', async (answer) => {
    for (const ask of [metadata, latest]) {
      await expect(ask(answer)).rejects.toMatchObject({
        kind: 'unexpected',
        message: expect.stringContaining('components, metrics or health'),
      })
    }
  })

  it('speaks for itself where it has words', async () => {
    await expect(latest({ error: 'Not ready' })).rejects.toMatchObject({
      kind: 'unexpected',
      message: 'Not ready',
    })
  })

  it('passes on why nothing came', async () => {
    const gone = new RequestError('unreachable', 'The server cannot be reached.')
    for (const ask of [metadata, latest]) await expect(ask(gone)).rejects.toBe(gone)
  })

  it('is never anything but understood or a RequestError', async () => {
    const part = fc.oneof(fc.jsonValue(), fc.dictionary(fc.string(), fc.jsonValue()))
    const nearly = fc.record(
      { components: part, metrics: part, health: part, error: part },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.jsonValue(), nearly), async (answer) => {
        for (const ask of [metadata, latest]) {
          const error = await ask(answer).then(
            () => null,
            (thrown: unknown) => thrown,
          )
          if (error !== null) expect(error).toBeInstanceOf(RequestError)
        }
      }),
      { numRuns: 500 },
    )
  })
})
